import Analysis
import Ensembles
import Foundation
import GrowthModels
import ModelContract
import Reporting
import Scenarios
import StudyContract
import TestSupport
import Testing

@testable import Studies

/// A run in a folder against the runs themselves, and folders that are not what a run left.
@Suite("A finished run")
struct FinishedRunTests {
  private static let futures = 64

  /// Runs a shipped study with three mixes in two scenarios under both beliefs.
  private func record(_ path: String) throws -> StudySession {
    var study = try StudyLoader.load(repository.path + "/Models/studies/generic.yaml")
    study.design.futures = Self.futures
    var session = try StudySession(study, model: GrowthModel(), context: RunContext(threads: 2))
    session.selected = Array(session.policies.prefix(3))
    session.scenarios = Array(session.scenarios.prefix(2))
    let folder = try RunFolder(path: path)
    let beliefs = try session.beliefs("prior,ensemble")
    let comparison = try StudyComparison(
      session: session,
      runs: try beliefs.enumerated().map {
        try folder.record(session, under: $1, isFirst: $0 == 0, stage: "")
      })
    try folder.finish {
      Manifest(comparison, command: [], version: "1.2.3", started: Date(), files: $0)
    }
    return session
  }

  private func withRun(_ body: (String, StudySession) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "/latecomer-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path, try record(path))
  }

  private func message(_ body: () throws -> FinishedRun) -> String {
    do {
      _ = try body()
      return ""
    } catch { return "\(error)" }
  }

  @Test func allIsReadBackToTheLastBit() throws {
    try withRun { path, session in
      let run = try FinishedRun(
        path, version: "1.2.3", modelVersion: { _ in session.model.version }, outcomes: [],
        readsFactors: true)
      #expect(run.policies == session.selected.map(\.name))
      #expect(run.scenarios == session.scenarios.map(\.name))
      #expect(run.beliefs.map(\.name) == ["prior", "ensemble"])
      #expect(run.kept == session.model.outcomes.map(\.name))
      #expect(run.rankedBy == session.study.rankedBy && run.baseline == session.study.baseline)
      #expect(run.factorNames == session.model.factors.map(\.name))
      #expect(run.beliefs.allSatisfy { $0.factors.allSatisfy { $0.count == Self.futures } })
      for (position, beliefs) in try session.beliefs("prior,ensemble").enumerated() {
        for (scenario, world) in session.scenarios.enumerated() {
          var single = session
          single.scenarios = [world]
          for policy in run.policies.indices {
            let query = try QueryEvaluator(
              Query(.outcome(of: run.policies[policy]), outcome: "income"),
              outcomes: session.study.allOutcomes(of: session.model), policies: run.policies)
            let values = try RowExperiment(
              experiment: try single.experiment(beliefs),
              rows: PointRows(pointCount: Self.futures), targets: [query]
            ).run().values[0][0]
            #expect(
              Array(run.values(of: "income", belief: position, scenario: scenario, policy: policy))
                == values)
          }
        }
      }
    }
  }

  @Test func whatIsNotAskedForIsNotKept() throws {
    try withRun { path, session in
      let run = try FinishedRun(path, version: nil)
      #expect(run.kept == [session.study.rankedBy])
      #expect(run.factorNames.isEmpty && run.beliefs[1].factors.isEmpty)
    }
  }

  @Test func runsOfOtherVersionsAreNamedAndRefused() throws {
    try withRun { path, _ in
      #expect(message { try FinishedRun(path, version: "9.9") }.contains("version 1.2.3"))
      #expect(
        message { try FinishedRun(path, version: nil, modelVersion: { _ in "other" }) }
          .contains("this program has other"))
      #expect(
        message { try FinishedRun(path, version: nil, modelVersion: { _ in nil }) }
          .contains("has no model"))
    }
  }

  @Test func aChangedOrMissingFileIsNamedAndRefused() throws {
    try withRun { path, _ in
      let name = path + "/outcomes-ensemble.csv"
      let text = try String(contentsOfFile: name, encoding: .utf8)
      // One digit of the last row: the size stays.
      let last = try #require(text.lastIndex { $0.isNumber })
      var changed = text
      changed.replaceSubrange(last...last, with: text[last] == "1" ? "2" : "1")
      try changed.write(toFile: name, atomically: true, encoding: .utf8)
      let found = message { try FinishedRun(path, version: nil) }
      #expect(found.contains("outcomes-ensemble.csv") && found.contains("was changed"))
      try FileManager.default.removeItem(atPath: name)
      #expect(message { try FinishedRun(path, version: nil) }.contains("is missing"))
      try FileManager.default.removeItem(atPath: path + "/manifest.json")
      #expect(message { try FinishedRun(path, version: nil) }.contains("not the folder"))
    }
  }

  @Test func anUnknownOutcomeHasTheNearestName() throws {
    try withRun { path, _ in
      #expect(
        message { try FinishedRun(path, version: nil, outcomes: ["incone"]) }
          .contains("did you mean 'income'?"))
    }
  }
}
