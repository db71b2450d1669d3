import NumericCore

/// Quantiles of a sample with the intervals that binomial ranks give them (``BinomialInterval``).
struct QuantileRanks {
  /// The shares between whose values each quantile lies; nil where no value is far enough out.
  private let bounds: [(low: Double?, high: Double?)]

  /// Finds the ranks.
  ///
  /// - Parameter effective: independent futures that the sample is worth.
  init(effective: Double) {
    let count = max(Int(effective), 1)
    bounds = OutcomeStatistics.quantileShares.map { share in
      let ranks = BinomialInterval.ranks(ofQuantile: share, count: count)
      return (
        ranks.low.map { Double($0) / Double(count) }, ranks.high.map { Double($0) / Double(count) }
      )
    }
  }

  /// Quantiles and their intervals, which the rank error of the sketch widens; none of an empty sketch.
  func quantiles(
    _ sketch: QuantileSketch
  ) -> (values: [Double], intervals: [ClosedRange<Double>]) {
    let error = sketch.rankErrorBound
    let ends = bounds.map { bound in
      (low: (bound.low ?? 0) - error, high: (bound.high ?? 2) + error)
    }
    let inside = ends.map { (min(max($0.low, 0), 1), min(max($0.high, 0), 1)) }
    let shares = OutcomeStatistics.quantileShares
    let all = sketch.quantiles(shares + inside.map(\.0) + inside.map(\.1))
    guard !all.isEmpty else { return ([], []) }
    let intervals = ends.indices.map { index -> ClosedRange<Double> in
      let low = ends[index].low <= 0 ? -.infinity : all[shares.count + index]
      let high = ends[index].high > 1 ? .infinity : all[2 * shares.count + index]
      return low...high
    }
    return (Array(all.prefix(shares.count)), intervals)
  }
}
