import ModelContract

/// Which runs of a block failed, found once for all that leave failed runs out or list them.
///
/// A run fails when one of the model's outcomes is infinite or not a number, except +infinity in a censored
/// outcome, which means "later than the horizon".
public struct FailedRuns: Sendable {
  /// One run.
  public struct Run: Sendable, Hashable {
    /// Its future, counted from the first of the block.
    public let lane: Int
    /// The first outcome that is not finite.
    public let outcome: Int

    /// Describes a failed run.
    public init(lane: Int, outcome: Int) {
      self.lane = lane
      self.outcome = outcome
    }
  }

  /// By scenario and policy, in the order of futures.
  public let runs: [[[Run]]]

  /// Says which runs failed.
  public init(runs: [[[Run]]]) { self.runs = runs }

  /// Looks at every outcome of the first `count` futures, which are not padding.
  public init(_ outcomes: [OutcomeBlock], count: Int, isCensored: [Bool]) {
    runs = outcomes.map { block in
      (0..<block.policyCount).map { policy in
        let suspects = isCensored.indices.filter { outcome in
          Self.isSuspect(
            block.column(policy: policy, outcome: outcome), count: count,
            isCensored: isCensored[outcome])
        }
        if suspects.isEmpty { return [] }
        return (0..<count).compactMap { lane in
          suspects.first {
            Self.isFailure(
              block.column(policy: policy, outcome: $0)[lane], isCensored: isCensored[$0])
          }.map { Run(lane: lane, outcome: $0) }
        }
      }
    }
  }

  /// Whether a value means that the future failed.
  static func isFailure(_ value: Double, isCensored: Bool) -> Bool {
    !value.isFinite && !(isCensored && value == .infinity)
  }

  private static func isSuspect(
    _ column: UnsafeMutablePointer<Double>, count: Int, isCensored: Bool
  ) -> Bool {
    if isCensored {
      return (0..<count).contains { isFailure(column[$0], isCensored: true) }
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
}
