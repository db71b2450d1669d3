import Sampling

/// The estimators of ``VarianceIndices`` as functions of pooled sums.
struct PickFreezeEstimators {
  /// Sums by replicate and the function of their totals.
  struct Statistic {
    let sums: [[Double]]
    let value: ([Double]) -> Double
  }

  let sums: PickFreezeSums
  private let pointCounts: [Double]

  init(_ sums: PickFreezeSums) {
    self.sums = sums
    pointCounts = sums.counts.map(Double.init)
  }

  private var isSymmetric: Bool { sums.design.layout == .symmetric }

  private func estimate(_ statistic: Statistic) -> IndexEstimate {
    ReplicateJackknife.estimate(statistic.sums, counts: sums.counts, statistic: statistic.value)
  }

  func first(_ group: Int) -> IndexEstimate { estimate(firstStatistic(group)) }

  func total(_ group: Int) -> IndexEstimate { estimate(totalStatistic(group)) }

  func firstStatistic(_ group: Int) -> Statistic {
    if isSymmetric {
      return Statistic(
        sums: [sums.first[group], sums.betweenSquares, sums.mixedSquares[group]]
      ) { 2 * $0[0] / ($0[1] + $0[2]) }
    }
    let rowCount = Double(sums.design.rowCount)
    return Statistic(
      sums: [
        sums.first[group], sums.shift[group], sums.allRows, pointCounts, sums.squares, sums.sumA,
        sums.sumB,
      ]
    ) { total in
      let n = total[3]
      let mean = total[2] / (n * rowCount)
      return (total[0] - mean * total[1]) / n / Self.variance(total[4], total[5] + total[6], n)
    }
  }

  func totalStatistic(_ group: Int) -> Statistic {
    if isSymmetric {
      return Statistic(
        sums: [sums.total[group], sums.betweenSquares, sums.mixedSquares[group]]
      ) { $0[0] / ($0[1] + $0[2]) }
    }
    return Statistic(
      sums: [sums.total[group], sums.squares, sums.sumA, sums.sumB, pointCounts]
    ) { total in
      total[0] / (2 * total[4]) / Self.variance(total[1], total[2] + total[3], total[4])
    }
  }

  /// First-order indices of both and their interaction.
  func closed(_ i: Int, _ j: Int) -> IndexEstimate {
    let first = firstStatistic(i)
    let second = firstStatistic(j)
    let split = first.sums.count
    let pair = sums.pairs[PickFreezeSums.pairIndex(i, j)]
    return ReplicateJackknife.estimate(
      first.sums + second.sums + [pair, sums.betweenSquares], counts: sums.counts
    ) { total in
      first.value(Array(total[..<split])) + second.value(Array(total[split..<2 * split]))
        + total[2 * split] / total[2 * split + 1]
    }
  }

  /// The index of an input that does not exist: rows that share nothing, taken for rows that share
  /// it.
  func dummy(_ group: Int) -> IndexEstimate {
    if isSymmetric {
      return ReplicateJackknife.estimate(
        [
          sums.betweenProducts, sums.sumA, sums.sumB, sums.mixedProducts[group], sums.sumP[group],
          sums.sumQ[group], sums.betweenSquares, sums.mixedSquares[group], pointCounts,
        ], counts: sums.counts
      ) { total in
        let n = total[8]
        let covariance =
          total[0] - total[1] * total[2] / n + total[3] - total[4] * total[5] / n
        return 2 * covariance / (total[6] + total[7])
      }
    }
    return ReplicateJackknife.estimate(
      [sums.betweenProducts, sums.sumA, sums.sumB, sums.squares, pointCounts], counts: sums.counts
    ) { total in
      let n = total[4]
      return (total[0] - total[1] * total[2] / n) / n
        / Self.variance(total[3], total[1] + total[2], n)
    }
  }

  /// The variance of 2 n numbers from the sums of their squares and of themselves.
  private static func variance(_ squares: Double, _ sum: Double, _ n: Double) -> Double {
    let mean = sum / (2 * n)
    return squares / (2 * n) - mean * mean
  }
}
