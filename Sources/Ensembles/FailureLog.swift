import ModelContract

/// Futures that failed: all of them counted, the first ones kept with their factors.
///
/// A future fails under a policy when an outcome is infinite or not a number, except +infinity in a censored
/// outcome, which means "later than the horizon". Failed futures are counted and left out of summaries, never
/// replaced.
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

  private let outcomeNames: [String]
  private let isCensored: [Bool]
  private let factorCount: Int
  private let capacity: Int

  /// An empty log for a model's outcomes.
  public init(
    model: any BatchModel, policyCount: Int, scenarioCount: Int, capacity: Int = defaultCapacity
  ) {
    outcomeNames = model.outcomes.map(\.name)
    isCensored = model.outcomes.map(\.isCensored)
    factorCount = model.factors.count
    self.capacity = capacity
    counts = Array(repeating: Array(repeating: 0, count: policyCount), count: scenarioCount)
  }

  /// Failed futures over all policies and scenarios.
  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// Looks at every outcome of the block.
  public mutating func absorb(_ block: BlockResults) {
    for (scenario, outcomes) in block.outcomes.enumerated() {
      for policy in 0..<outcomes.policyCount {
        let suspects = (0..<outcomes.outcomeCount).filter { outcome in
          Self.hasFailure(
            outcomes.column(policy: policy, outcome: outcome), count: block.futures.count,
            isCensored: isCensored[outcome])
        }
        if !suspects.isEmpty {
          record(suspects, scenario: scenario, policy: policy, block: block)
        }
      }
    }
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

  /// Whether a value means that the future failed.
  static func isFailure(_ value: Double, isCensored: Bool) -> Bool {
    !value.isFinite && !(isCensored && value == .infinity)
  }

  private static func hasFailure(
    _ column: UnsafeMutablePointer<Double>, count: Int, isCensored: Bool
  ) -> Bool {
    if isCensored {
      return (0..<count).contains { Self.isFailure(column[$0], isCensored: true) }
    }
    // A finite number times 0 is 0; anything else is not a number. One pass without a branch.
    var sum = SIMD8<Double>(repeating: 0)
    var lane = 0
    while lane + 8 <= count {
      let values = UnsafeRawPointer(column + lane).loadUnaligned(as: SIMD8<Double>.self)
      sum += values * 0
      lane += 8
    }
    while lane < count {
      sum[0] += column[lane] * 0
      lane += 1
    }
    return sum != SIMD8(repeating: 0)
  }

  private mutating func record(
    _ suspects: [Int], scenario: Int, policy: Int, block: BlockResults
  ) {
    let outcomes = block.outcomes[scenario]
    let draws = block.draws[scenario]
    for lane in 0..<block.futures.count {
      let failed = suspects.filter {
        Self.isFailure(
          outcomes.column(policy: policy, outcome: $0)[lane], isCensored: isCensored[$0])
      }
      if failed.isEmpty { continue }
      counts[scenario][policy] += 1
      guard failures.count < capacity else { continue }
      failures.append(
        Failure(
          scenario: scenario, policy: policy, future: block.futures.lowerBound + lane,
          outcomes: failed.map { outcomeNames[$0] },
          factors: (0..<factorCount).map { draws.factors[$0 * draws.lanes + lane] }))
    }
  }
}
