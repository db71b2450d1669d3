import Foundation
import NumericCore
import Reporting
import Scenarios
import Testing

@testable import Studies

/// One run again, against what was stored of it.
@Suite struct RunReplayTests {
  @Test func everyRunIsTheStoredOneToTheBit() throws {
    let run = try RecordedRun()
    let archive = try run.archive
    for policy in run.session.selected {
      let replay = try run.session.replay(archive, future: 17, policy: policy.name)
      #expect(replay.isSame && replay.differences.isEmpty)
      #expect(replay.outcomes.map(\.outcome) == run.session.model.outcomes.map(\.name))
      let text = ReplayReport(replay, hasDetails: false, everyYear: true).text
      #expect(text.contains("to the bit"))
    }
  }

  @Test func anOutcomeThatDiffersIsShownWithBothValues() throws {
    let run = try RecordedRun(edit: [
      "outcomes.csv": { text in
        // The last number of the first row.
        var lines = text.components(separatedBy: "\n")
        var fields = lines[1].components(separatedBy: ",")
        fields[fields.count - 1] = "0.125"
        lines[1] = fields.joined(separator: ",")
        return lines.joined(separator: "\n")
      }
    ])
    let policy = run.session.selected[0].name
    let replay = try run.session.replay(try run.archive, future: 0, policy: policy)
    #expect(!replay.isSame)
    #expect(replay.differences.map(\.stored) == [0.125])
    let text = ReplayReport(replay, hasDetails: false, everyYear: true).text
    #expect(text.contains("1 of") && text.contains("0.125"))
    #expect(try run.session.replay(try run.archive, future: 1, policy: policy).isSame)
  }

  @Test func namesAndFuturesThatTheRunDoesNotHaveAreRefused() throws {
    let run = try RecordedRun()
    let archive = try run.archive
    let policy = run.session.selected[0].name
    #expect(throws: UsageError.self) {
      try run.session.replay(archive, future: 64, policy: policy)
    }
    #expect(throws: UsageError.self) { try run.session.replay(archive, future: 0, policy: "x") }
    #expect(throws: UsageError.self) {
      try run.session.replay(archive, future: 0, policy: policy, scenario: "x")
    }
    #expect(throws: UsageError.self) {
      try run.session.replay(archive, future: 0, policy: policy, beliefs: "ensemble")
    }
  }

  @Test func bitsAndTolerancesAreToldApart() {
    typealias Comparison = RunReplay.Comparison
    let near = Comparison(outcome: "y", stored: 1, replayed: 1 + 1e-12)
    #expect(!near.isSameToTheBit && near.isSame(within: 1e-9) && !near.isSame(within: 1e-13))
    let zeros = Comparison(outcome: "y", stored: 0, replayed: -0.0)
    #expect(!zeros.isSameToTheBit && zeros.isSame(within: 1e-9))
    #expect(Comparison(outcome: "y", stored: .nan, replayed: .nan).isSameToTheBit)
    #expect(!Comparison(outcome: "y", stored: .nan, replayed: 1).isSame(within: 1e-9))
    #expect(!Comparison(outcome: "y", stored: .infinity, replayed: 1).isSame(within: 1e-9))
    #expect(Comparison(outcome: "y", stored: .infinity, replayed: .infinity).isSameToTheBit)
  }
}
