import Ensembles

/// How policies rank in every complete future of one scenario.
struct RankTally: Sendable, Hashable, Archivable {
  /// For each policy the futures in which it is best; ties share.
  private(set) var shares: [Double]
  /// For each policy the futures in which it is best, alone or tied.
  private(set) var amongBest: [Int]
  /// For each policy the sum of its ranks, 1 the best; ties have the average of their ranks.
  private(set) var ranks: [Double]
  /// For each policy the sum of its distances to the best of the same future.
  private(set) var regrets: [Double]

  /// Makes an empty tally.
  init(policyCount: Int) {
    shares = [Double](repeating: 0, count: policyCount)
    amongBest = [Int](repeating: 0, count: policyCount)
    ranks = shares
    regrets = shares
  }

  /// Ranks the policies of one future; more is better. Cost: the square of the number of policies.
  mutating func add(_ values: UnsafeBufferPointer<Double>) {
    var best = -Double.infinity
    for value in values { best = max(best, value) }
    var ties = 0
    for value in values where value == best { ties += 1 }
    for policy in 0..<values.count {
      let value = values[policy]
      var better = 0
      var equal = 0
      for other in values {
        better += other > value ? 1 : 0
        equal += other == value ? 1 : 0
      }
      ranks[policy] += Double(better) + 0.5 * Double(equal + 1)
      regrets[policy] += best - value
      if value == best {
        amongBest[policy] += 1
        shares[policy] += 1 / Double(ties)
      }
    }
  }

  /// Everything, of as many policies.
  mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.code(&shares)
    try archive.code(&amongBest)
    try archive.code(&ranks)
    try archive.code(&regrets)
  }

  /// Adds the tally of later futures.
  mutating func merge(_ later: RankTally) {
    for policy in shares.indices {
      shares[policy] += later.shares[policy]
      amongBest[policy] += later.amongBest[policy]
      ranks[policy] += later.ranks[policy]
      regrets[policy] += later.regrets[policy]
    }
  }
}
