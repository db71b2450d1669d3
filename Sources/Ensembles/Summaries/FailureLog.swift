import ModelContract

/// Futures that failed: all of them counted, the first ones kept with their factors.
///
/// What a failure is, ``FailedRuns`` says. Failed futures are counted and left out of summaries, never replaced.
public struct FailureLog: BlockAccumulator {
  /// Failures kept with all their factors.
  ///
  /// A thousand (about 1 MB with the growth model's 115 factors) are enough to find the region of factor
  /// space that breaks a model by sorting a table, and few enough to read; all others are counted.
  public static let defaultCapacity = 1000

  /// The first failures, by block, scenario, policy and future.
  public private(set) var failures: [Failure] = []
  /// Failed futures by scenario, then policy.
  public private(set) var counts: [[Int]]

  private let outcomes: [Outcome]
  private let factorCount: Int
  private let capacity: Int

  /// An empty log for a model's outcomes.
  public init(
    model: any BatchModel, policyCount: Int, scenarioCount: Int, capacity: Int = defaultCapacity
  ) {
    outcomes = model.outcomes
    factorCount = model.factors.count
    self.capacity = capacity
    counts = Array(repeating: Array(repeating: 0, count: policyCount), count: scenarioCount)
  }

  /// Failed futures over all policies and scenarios.
  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// Takes in the failed runs of the block.
  public mutating func absorb(_ block: BlockResults) {
    for (scenario, policies) in block.failed.runs.enumerated() {
      for (policy, runs) in policies.enumerated() where !runs.isEmpty {
        counts[scenario][policy] += runs.count
        for run in runs.prefix(capacity - failures.count) {
          failures.append(failure(run, scenario: scenario, policy: policy, block: block))
        }
      }
    }
  }

  private func failure(
    _ run: FailedRuns.Run, scenario: Int, policy: Int, block: BlockResults
  ) -> Failure {
    let draws = block.draws[scenario]
    let failed = outcomes.indices.filter { outcome in
      !outcomes[outcome].isPossible(
        block.outcomes[scenario].column(policy: policy, outcome: outcome)[run.lane])
    }
    return Failure(
      scenario: scenario, policy: policy, future: block.futures.lowerBound + run.lane,
      outcomes: failed.map { outcomes[$0].name },
      factors: (0..<factorCount).map { draws.factors[$0 * draws.lanes + run.lane] })
  }

  /// Version 1.
  public static var format: String { "failures 1" }

  /// Counts and the failures that are kept.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.match("\(outcomes.map(\.name)) \(factorCount)", "outcomes or factors")
    try archive.code(&counts)
    try archive.code(
      &failures,
      blank: Failure(scenario: 0, policy: 0, future: 0, outcomes: [], factors: []))
    try archive.require(
      failures.allSatisfy {
        $0.scenario < counts.count && $0.policy < counts[$0.scenario].count
          && $0.factors.count == factorCount
      }, "failures of other runs")
  }

  /// Adds the failures of later blocks.
  public mutating func merge(_ later: FailureLog) {
    for scenario in counts.indices {
      for policy in counts[scenario].indices {
        counts[scenario][policy] += later.counts[scenario][policy]
      }
    }
    failures.append(contentsOf: later.failures.prefix(max(capacity - failures.count, 0)))
  }
}
