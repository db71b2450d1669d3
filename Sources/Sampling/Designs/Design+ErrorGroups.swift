/// How the error of a mean over futures is estimated.
extension Design {
  /// Groups of a design that has none of its own: as many as a Sobol' design has replicates unless asked
  /// otherwise, with the same 31 degrees of freedom.
  private static let assumedGroups = 32

  /// Whether errors take futures for independent of each other, so that counts of them are binomial: random ones, and
  /// those of a design that shows no error of its own.
  public var takesFuturesForIndependent: Bool {
    specification.kind == .random || showsNoError
  }

  /// Whether the design shows nothing of its own error: a single Latin hypercube, or a single scramble of the Sobol'
  /// sequence.
  ///
  /// Its error is then taken to be that of as many independent futures, `s / sqrt(n)`. A Latin hypercube is never worse than
  /// `n / (n - 1)` times that variance, and a scrambled net in practice far better.
  ///
  /// Source: A. B. Owen, Monte Carlo variance of scrambled net quadrature, SIAM Journal on Numerical Analysis 34
  /// (1997) 1884-1910, doi:10.1137/S0036142994277468.
  public var showsNoError: Bool {
    groupCount == 1 && futures > 1 && specification.kind != .random
  }

  /// Number of groups from whose means an error is estimated: ``groupCount``, or where that is 1 so many groups of
  /// futures that are taken for independent.
  public var errorGroupCount: Int {
    groupCount == 1 ? min(Self.assumedGroups, futures) : groupCount
  }

  /// The group of a future, 0 to ``errorGroupCount`` - 1.
  ///
  /// Where the design has no groups of its own, every stretch of 32 futures gives one to each group, by a
  /// permutation that is drawn for seed and stretch. A group's futures are then independent of the order of the design,
  /// so that the expected spread of group means is that of independent futures; taken in turn, every 32nd point of
  /// the Sobol' sequence would be in one stratum of its first dimension.
  public func errorGroup(of future: Int) -> Int {
    if groupCount > 1 { return group(of: future) }
    let count = errorGroupCount
    if count < Self.assumedGroups { return future % count }
    return Self.permutation(of: count, seed: specification.seed, stretch: future / count)[
      future % count]
  }

  /// A permutation by the shuffle of Fisher and Yates, with the numbers of SplitMix64.
  private static func permutation(of count: Int, seed: UInt64, stretch: Int) -> [Int] {
    var state = StreamKey.mixed(StreamKey.mixed(seed) &+ UInt64(stretch))
    var places = Array(0..<count)
    for index in stride(from: count - 1, to: 0, by: -1) {
      state &+= 0x9E37_79B9_7F4A_7C15
      let chosen = StreamKey.mixed(state).multipliedFullWidth(by: UInt64(index + 1)).high
      places.swapAt(index, Int(chosen))
    }
    return places
  }
}
