import ModelContract
import TestSupport
import Testing

@testable import Ensembles

/// Paths for factors that somebody else chose.
@Suite struct TrajectoryPlanTests {
  private static let rows = 150

  private func runner() throws -> TrajectoryRunner {
    try TrajectoryRunner(
      model: Toy.model,
      settings: Toy.policies.map { policy in
        TrajectorySetting(
          world: Toy.world(policy.name), policy: policy, years: [2035, 2027], outcomes: [0])
      })
  }

  private let fill: TrajectoryRunner.Fill = { setting, rows, stride, target in
    for (lane, row) in rows.enumerated() {
      target[lane] = 0.001 * Double(row + setting)
      target[stride + lane] = 0
    }
  }

  /// Each number is that of the model's own trace, whatever the threads and the other settings.
  @Test func rowsAreThoseOfTheModel() throws {
    let runner = try runner()
    let all = try runner.run(rows: Self.rows, context: RunContext(threads: 3), fill: fill)
    let some = try runner.run(
      rows: Self.rows, context: RunContext(threads: 1), settings: [1], fill: fill)
    #expect(some.map(\.count) == [0, 2 * Self.rows, 0] && some[1] == all[1])
    for setting in [0, 2] {
      for row in [0, 63, 64, 149] {
        let trace = try Toy.model.trace(
          Toy.policies[setting], in: Toy.world("reference"),
          factors: [0.001 * Double(row + setting), 0], luck: [nil, nil])
        for (year, calendar) in [2035.0, 2027].enumerated() {
          #expect(
            all[setting][year * Self.rows + row]
              == trace.rows.first { $0.year == calendar }!.outcomes[0])
        }
      }
    }
    #expect(try runner.run(rows: 0, context: RunContext(threads: 2), fill: fill) == [[], [], []])
  }

  /// A number made of each path is that of the path, whatever the threads.
  @Test func scoresAreMadeOfThePaths() throws {
    let runner = try runner()
    let all = try runner.run(rows: Self.rows, context: RunContext(threads: 1), fill: fill)
    for threads in [1, 3] {
      let scores = try runner.scores(
        rows: Self.rows, context: RunContext(threads: threads), fill: fill
      ) { setting, row, path, position, stride in
        Double(setting) + 10 * Double(row) + path[position] - path[stride + position]
      }
      for (setting, path) in all.enumerated() {
        for row in 0..<Self.rows {
          let expected = Double(setting) + 10 * Double(row) + path[row] - path[Self.rows + row]
          #expect(scores[setting][row] == expected)
        }
      }
    }
  }

  @Test func cancellationStopsBetweenBlocks() throws {
    #expect(throws: EnsembleError.cancelled(blocksDone: 0, blockCount: 9)) {
      try runner().run(
        rows: Self.rows, context: RunContext(threads: 1, isCancelled: { true }), fill: fill)
    }
  }

  /// Blocks that are computed apart, written and read are the whole.
  @Test func pathsGoToBytesAndBack() throws {
    let plan = TrajectoryPlan(runner: try runner(), rows: Self.rows, chosen: [0, 2], fill: fill)
    let whole = try Engine.run(plan, context: RunContext(threads: 2)).summary.encoded()
    var merged = TrajectoryPaths()
    for block in 0..<plan.blockCount {
      let part = try Engine.run(plan, blocks: block..<block + 1, context: RunContext(threads: 1))
      let bytes = part.summary.encoded()
      merged.merge(try TrajectoryPaths().decoded(from: bytes))
      #expect(throws: SummaryError.self) {
        try TrajectoryPaths().decoded(from: Array(bytes.dropLast(9)))
      }
    }
    #expect(merged.encoded() == whole)
    #expect(plan.blockCount == 6 && plan.runs(before: 6) == 2 * Self.rows)
    #expect(plan.runs(before: 4) == Self.rows + 64)
  }
}
