/// Statistics of independent replicates with their error by the delete-one jackknife.
///
/// With R replicates, theta the statistic of all and theta_r that of all but replicate r, the
/// variance of theta is estimated by `(R - 1) / R * sum over r of (theta_r - mean of theta_r)^2`,
/// with R - 1 degrees of freedom. For a ratio of sums this pools numerator and denominator over
/// replicates: the mean of R ratios would keep the bias of a ratio of small samples, which more
/// replicates do not remove.
///
/// Replicates of scrambled Sobol' points are independent although the points of one are not, so
/// that the error is right where a bootstrap of single points is several times too wide.
///
/// J. W. Tukey 1958, doi:10.1214/aoms/1177706647; B. Efron and C. Stein 1981, The jackknife
/// estimate of variance, doi:10.1214/aos/1176345462; A. B. Owen 1997,
/// doi:10.1137/S0036142994277468.
enum ReplicateJackknife {
  /// A smooth function of sums over replicates.
  ///
  /// - Parameters:
  ///   - sums: by sum and replicate; replicates whose `counts` are 0 are left out.
  ///   - counts: base points of each replicate.
  ///   - statistic: the function of total sums; NaN where it has no value.
  static func estimate(
    _ sums: [[Double]], counts: [Int], statistic: ([Double]) -> Double
  ) -> IndexEstimate {
    let used = counts.indices.filter { counts[$0] > 0 }
    let totals = sums.map { column in used.reduce(0) { $0 + column[$1] } }
    let value = statistic(totals)
    guard value.isFinite else { return .undefined }
    guard used.count > 1 else {
      return IndexEstimate(value: value, standardError: .infinity, degreesOfFreedom: 0)
    }
    let without = used.map { replicate in
      statistic(zip(totals, sums).map { $0 - $1[replicate] })
    }
    let mean = without.reduce(0, +) / Double(used.count)
    let squares = without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares * Double(used.count - 1) / Double(used.count)).squareRoot()
    return IndexEstimate(
      value: value, standardError: error.isFinite ? error : .infinity,
      degreesOfFreedom: Double(used.count - 1))
  }

  /// A ratio of sums times a constant.
  static func ratio(
    _ numerator: [Double], over denominator: [Double], times factor: Double = 1, counts: [Int]
  ) -> IndexEstimate {
    estimate([numerator, denominator], counts: counts) { factor * $0[0] / $0[1] }
  }
}
