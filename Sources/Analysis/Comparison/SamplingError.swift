import NumericCore

/// An estimated expectation with the deviations its error is estimated from.
///
/// Design error. The design consists of G independent groups (scrambles, hypercubes or batches); with n_g
/// of n futures in group g, S_g their sum and m = sum S_g / n, the variance of m is estimated by
/// `G / (G - 1) * sum over g of ((S_g - n_g m) / n)^2`, which for groups of equal size is the variance of
/// the group means divided by G. Formulas for independent futures would be wrong for Sobol' and Latin
/// designs.
///
/// Ensemble error. The M rows of a joint ensemble are themselves a sample; more futures do not make it
/// larger. With the rows cut into K blocks of neighbours and m_b the estimate without block b, the
/// jackknife variance is `c (K - 1) / K * sum over b of (m_b - m)^2`. The factor c = max(1, M / M_eff)
/// corrects for rows that are not independent; where the effective size M_eff is unknown c is 1 and the
/// error is a lower bound. Blocks of neighbouring rows of one Markov chain already show part of its
/// dependence, and with fewer futures than rows part of the design error as well: both make the error
/// larger than it is, never smaller.
///
/// Both parts are kept as vectors whose inner products are variances and covariances, so that the error of
/// a difference is computed from differences of the vectors, without cancellation, and two policies that
/// agree in every future differ by exactly 0.
///
/// Counts of events. The difference of two indicators may be the same in every future seen without being so in all;
/// `1 - (1 - p)^(1/n)`, below which nothing can be told that none of n futures shows, is then the least half-width
/// (``BinomialInterval/noEvent(count:covering:)``). ``probability(futures:effective:isIndependent:)`` is the
/// interval of a probability itself.
///
/// Rounding. Deviations and values that are no larger than what rounding makes of the numbers averaged are 0.
///
/// J. W. Tukey 1958, Bias and confidence in not-quite large samples (abstract),
/// doi:10.1214/aoms/1177706647; A. B. Owen 1997, Monte Carlo variance of scrambled net quadrature,
/// doi:10.1137/S0036142994277468.
struct SamplingError: Sendable, Hashable {
  /// The estimate; NaN without any future.
  private(set) var value: Double
  /// A vector whose squared length is the design variance.
  private(set) var design: [Double]
  /// A vector whose squared length is the ensemble variance; empty without an ensemble.
  private(set) var ensemble: [Double]
  /// Degrees of freedom of the design variance; 0 when it cannot be estimated.
  let designDegrees: Int
  /// Degrees of freedom of the ensemble variance; 0 when it cannot be estimated.
  let ensembleDegrees: Int
  /// Whether the ensemble is part of the error.
  let hasEnsemble: Bool
  /// Whether every number averaged is 0, in which case there is no error of any kind.
  private(set) var isZero: Bool
  /// What rounding does to a mean of the numbers, in their unit.
  private(set) var rounding: Double
  /// Independent futures that indicators are worth; nil for other numbers.
  private(set) var indicatorCount: Double?

  /// Estimates an expectation from sums.
  ///
  /// - Parameters:
  ///   - groupSums: sums by error group.
  ///   - groupCounts: futures by error group.
  ///   - rowSums: sums by block of ensemble rows; nil without an ensemble.
  ///   - rowCounts: futures by block of ensemble rows.
  ///   - isZero: whether every number summed is exactly 0.
  ///   - rounding: what rounding does to a mean of the numbers.
  ///   - indicatorCount: independent futures that the numbers are worth where they are indicators or differences of
  ///     indicators.
  init(
    groupSums: [Double], groupCounts: [Double], rowSums: [Double]?, rowCounts: [Double],
    ensemble size: EnsembleSize?, isZero: Bool, rounding: Double = 0, indicatorCount: Double? = nil
  ) {
    let total = groupSums.reduce(0, +)
    let count = groupCounts.reduce(0, +)
    let mean = total / count
    value = mean
    self.isZero = isZero
    self.rounding = rounding
    self.indicatorCount = indicatorCount

    let groupTotal = groupCounts.count { $0 > 0 }
    designDegrees = max(groupTotal - 1, 0)
    let groupFactor =
      groupTotal > 1 ? (Double(groupTotal) / Double(groupTotal - 1)).squareRoot() : 0
    design = zip(groupSums, groupCounts).map { sum, part in
      groupFactor * (sum - part * mean) / count
    }

    hasEnsemble = size != nil
    guard let size, let rowSums else {
      ensemble = []
      ensembleDegrees = 0
      dropRounding()
      return
    }
    let blockTotal = rowCounts.count { $0 > 0 }
    ensembleDegrees = max(blockTotal - 1, 0)
    let inflation = max(1, Double(size.rowCount) / (size.effectiveSize ?? .infinity))
    let blockFactor =
      blockTotal > 1 ? (inflation * Double(blockTotal - 1) / Double(blockTotal)).squareRoot() : 0
    ensemble = zip(rowSums, rowCounts).map { sum, part in
      // The estimate without the block, minus the estimate: (S - S_b)/(n - n_b) - S/n.
      part > 0 && blockTotal > 1 ? blockFactor * (part * mean - sum) / (count - part) : 0
    }
    dropRounding()
  }

  /// Makes 0 what is no larger than rounding.
  private mutating func dropRounding() {
    guard rounding > 0, Self.length(design) <= rounding, Self.length(ensemble) <= rounding else {
      return
    }
    design = design.map { _ in 0 }
    ensemble = ensemble.map { _ in 0 }
    if value.magnitude <= rounding { value = 0 }
  }

  /// The error of this expectation minus another one over the same futures.
  func minus(_ other: SamplingError) -> SamplingError {
    var difference = self
    difference.value -= other.value
    for index in design.indices { difference.design[index] -= other.design[index] }
    for index in ensemble.indices { difference.ensemble[index] -= other.ensemble[index] }
    difference.isZero = isZero && other.isZero
    difference.rounding = max(rounding, other.rounding)
    difference.indicatorCount = indicatorCount.flatMap { own in
      other.indicatorCount.map { min(own, $0) }
    }
    difference.dropRounding()
    return difference
  }

  /// Standard error of the design; +infinity when there are fewer than two groups.
  var designError: Double {
    if isZero { return 0 }
    if designDegrees == 0 { return .infinity }
    guard let indicatorCount else { return Self.length(design) }
    return max(
      Self.length(design),
      Self.leastError(indicatorCount, degreesOfFreedom: Double(designDegrees)))
  }

  /// The standard error whose 95 % interval ends where nothing is told of an event that no future shows.
  static func leastError(_ count: Double, degreesOfFreedom: Double) -> Double {
    BinomialInterval.noEvent(count: count, covering: 0.975)
      / (2 * StudentT.quantile(0.975, degreesOfFreedom: degreesOfFreedom))
  }

  /// Standard error of the ensemble, 0 without one; +infinity when there are fewer than two row blocks.
  var ensembleError: Double {
    isZero || !hasEnsemble ? 0 : ensembleDegrees == 0 ? .infinity : Self.length(ensemble)
  }

  /// Both together.
  var standardError: Double {
    (designError * designError + ensembleError * ensembleError).squareRoot()
  }

  /// Degrees of freedom of the standard error, by Welch and Satterthwaite (Satterthwaite 1946,
  /// doi:10.2307/3002019): they never fall below the smaller of the two parts' and follow the part that
  /// dominates, whereas the smaller alone would widen intervals for a part that hardly matters.
  var degreesOfFreedom: Double {
    if !hasEnsemble { return Double(designDegrees) }
    let first = designError * designError
    let second = ensembleError * ensembleError
    let smaller = Double(min(designDegrees, ensembleDegrees))
    guard first.isFinite && second.isFinite && first + second > 0 else { return smaller }
    let degrees =
      (first + second) * (first + second)
      / (first * first / Double(designDegrees) + second * second / Double(ensembleDegrees))
    return degrees.isFinite ? max(degrees, smaller) : smaller
  }

  /// Distance from the estimate to the end of a one-sided interval that covers with a probability.
  func margin(covering probability: Double) -> Double {
    let error = standardError
    if error == 0 || !error.isFinite { return error }
    let margin = error * StudentT.quantile(probability, degreesOfFreedom: degreesOfFreedom)
    guard let indicatorCount else { return margin }
    return max(margin, BinomialInterval.noEvent(count: indicatorCount, covering: probability))
  }

  /// Two-sided p value of the hypothesis that the expectation is 0.
  var pValue: Double {
    if value == 0 || value.isNaN { return 1 }
    let error = standardError
    if error == 0 { return 0 }
    if !error.isFinite { return 1 }
    return 2
      * StudentT.cumulative(-(value / error).magnitude, degreesOfFreedom: degreesOfFreedom)
  }

  /// The estimate with its two-sided 95 % interval; nil without any future.
  var estimate: Estimate? {
    if value.isNaN { return nil }
    let width = margin(covering: 0.975)
    // Neither a probability nor a difference of two exceeds 1.
    let limit = indicatorCount == nil ? Double.infinity : 1
    return Estimate(
      value: value, standardError: standardError, designError: designError,
      ensembleError: ensembleError, low: max(value - width, -limit),
      high: min(value + width, limit))
  }

  static func length(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
