import Scenarios

/// Where values lie among those of all futures.
enum FutureRanks {
  /// Share of ascending numbers below a value, half of those that equal it added.
  static func rank(_ value: Double, in numbers: [Double]) -> Double {
    func count(_ isBefore: (Double) -> Bool) -> Int {
      var (low, high) = (0, numbers.count)
      while low < high {
        let middle = (low + high) / 2
        if isBefore(numbers[middle]) { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return Double(count { $0 < value } + count { $0 <= value }) / Double(2 * numbers.count)
  }

  /// Ranks of a column, equal values at the middle of their places, and the variance of all ranks.
  static func ranks(_ column: [Double]) -> (ranks: [Double], variance: Double) {
    let order = column.indices.sorted { column[$0] < column[$1] }
    var ranks = [Double](repeating: 0.5, count: column.count)
    var squares = 0.0
    var first = 0
    while first < order.count {
      var end = first + 1
      while end < order.count, column[order[end]] == column[order[first]] { end += 1 }
      let rank = Double(first + end) / Double(2 * column.count)
      for place in first..<end { ranks[order[place]] = rank }
      squares += Double(end - first) * (rank - 0.5) * (rank - 0.5)
      first = end
    }
    return (ranks, squares / Double(column.count))
  }
}

/// What failed futures have in common.
enum CommonInputs {
  /// Factors whose mean rank over the cases is not that of futures drawn at random, by Wilcoxon's rank sum with its normal
  /// approximation.
  ///
  /// F. Wilcoxon, Individual comparisons by ranking methods, Biometrics Bulletin 1 (1945) 80-83, doi:10.2307/3001968. Cost:
  /// a sort of each factor.
  static func find(
    _ run: FinishedRun, belief: Int, isCase: [Bool]
  ) -> [RunFailures.CommonInput] {
    let cases = isCase.indices.filter { isCase[$0] }
    let (count, all) = (Double(cases.count), Double(isCase.count))
    guard count > 0, count < all else { return [] }
    let found = zip(run.factorNames, run.beliefs[belief].factors).compactMap {
      name, column -> RunFailures.CommonInput? in
      let (ranks, variance) = FutureRanks.ranks(column)
      // Of a sample without replacement.
      let error = (variance / count * (all - count) / (all - 1)).squareRoot()
      let mean = cases.reduce(0) { $0 + ranks[$1] } / count
      let score = abs(mean - 0.5) / error
      guard error > 0, score >= RunFailures.CommonInput.leastScore else { return nil }
      let values = cases.map { column[$0] }
      return RunFailures.CommonInput(
        factor: name, meanRank: mean, score: score, range: values.min()!...values.max()!)
    }
    return found.sorted { $0.score > $1.score }
  }
}
