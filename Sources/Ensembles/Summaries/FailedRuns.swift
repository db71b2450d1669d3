import ModelContract

/// Which runs of a block failed, found once for all that leave failed runs out or list them.
///
/// A run fails when one of the model's outcomes has a value that it cannot have (`Outcome.isPossible`): infinite or not a
/// number, except +infinity in a censored outcome, which means "later than the horizon", or outside the bounds of its unit.
public struct FailedRuns: Sendable {
  /// One run.
  public struct Run: Sendable, Hashable {
    /// Its future, counted from the first of the block.
    public let lane: Int
    /// The first outcome whose value is impossible.
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
  public init(_ blocks: [OutcomeBlock], count: Int, outcomes: [Outcome]) {
    runs = blocks.map { block in
      (0..<block.policyCount).map { policy in
        let suspects = outcomes.indices.filter { outcome in
          Self.isSuspect(
            block.column(policy: policy, outcome: outcome), count: count, outcome: outcomes[outcome]
          )
        }
        if suspects.isEmpty { return [] }
        return (0..<count).compactMap { lane in
          suspects.first {
            !outcomes[$0].isPossible(block.column(policy: policy, outcome: $0)[lane])
          }.map { Run(lane: lane, outcome: $0) }
        }
      }
    }
  }

  /// Whether some value of a column may be impossible; one pass without a branch.
  private static func isSuspect(
    _ column: UnsafeMutablePointer<Double>, count: Int, outcome: Outcome
  ) -> Bool {
    if outcome.isCensored {
      return (0..<count).contains { !outcome.isPossible(column[$0]) }
    }
    // A finite number times 0 is 0; anything else is not a number.
    var sum = SIMD8<Double>(repeating: 0)
    var (least, largest) = (SIMD8(repeating: Double.infinity), SIMD8(repeating: -Double.infinity))
    var lane = 0
    while lane + 8 <= count {
      let values = UnsafeRawPointer(column + lane).loadUnaligned(as: SIMD8<Double>.self)
      sum += values * 0
      least = pointwiseMin(least, values)
      largest = pointwiseMax(largest, values)
      lane += 8
    }
    while lane < count {
      sum[0] += column[lane] * 0
      least[0] = min(least[0], column[lane])
      largest[0] = max(largest[0], column[lane])
      lane += 1
    }
    return sum != SIMD8(repeating: 0) || !outcome.isPossible(least.min())
      || !outcome.isPossible(largest.max())
  }
}
