/// How policies rank in one future.
struct FutureRanks {
  /// For each policy 1 when it is the best; ties share.
  private(set) var shares: [Double]
  /// For each policy whether it is the best, alone or tied.
  private(set) var isBest: [Bool]
  /// For each policy its rank, 1 the best; ties have the average of their ranks.
  private(set) var ranks: [Double]
  /// For each policy its distance to the best.
  private(set) var regrets: [Double]

  /// Makes room.
  init(policyCount: Int) {
    shares = [Double](repeating: 0, count: policyCount)
    isBest = [Bool](repeating: false, count: policyCount)
    ranks = shares
    regrets = shares
  }

  /// Ranks the policies; more is better, and numbers that differ by rounding are tied. Cost: the square of the
  /// number of policies.
  mutating func rank(_ values: UnsafeBufferPointer<Double>) {
    var best = -Double.infinity
    for value in values { best = max(best, value) }
    var ties = 0
    for value in values where RunOutcomes.isSame(value, best) { ties += 1 }
    for policy in 0..<values.count {
      let value = values[policy]
      var better = 0
      var equal = 0
      for other in values {
        let isTie = RunOutcomes.isSame(other, value)
        better += !isTie && other > value ? 1 : 0
        equal += isTie ? 1 : 0
      }
      ranks[policy] = Double(better) + 0.5 * Double(equal + 1)
      isBest[policy] = RunOutcomes.isSame(value, best)
      regrets[policy] = isBest[policy] ? 0 : best - value
      shares[policy] = isBest[policy] ? 1 / Double(ties) : 0
    }
  }
}
