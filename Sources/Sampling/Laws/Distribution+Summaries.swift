import Glibc
import NumericCore

/// Laws from what is known of them: a mean and a standard deviation, or two percentiles.
///
/// A percentile p of a law is its quantile at p / 100. With z the standard normal quantile, and the two percentiles p and
/// q at x and y:
///
/// | law | from mean m and standard deviation s | from two percentiles |
/// |---|---|---|
/// | normal | its own parameters | `s = (y - x) / (z_q - z_p)`, `m = x - s z_p` |
/// | lognormal | `sigma^2 = ln(1 + (s / m)^2)`, `median = m / sqrt(1 + (s / m)^2)` | `sigma = ln(y / x) / (z_q - z_p)`, `median = x exp(-sigma z_p)` |
/// | gamma | `shape = (m / s)^2`, `scale = s^2 / m` | - |
/// | beta on [low, high] | `t = (m - low) / (high - low)`, `k = t (1 - t) ((high - low) / s)^2 - 1`, `alpha = t k`, `beta = (1 - t) k` | - |
/// | Weibull | - | `shape = (w_q - w_p) / ln(y / x)` with `w = ln(-ln(1 - p / 100))`, `scale = x exp(-w_p / shape)` |
///
/// Source: N. L. Johnson, S. Kotz and N. Balakrishnan, Continuous Univariate Distributions 1 and 2, Wiley 1994 and 1995,
/// chapters 14, 17, 21 and 25.
extension Distribution {
  /// A percentile of a law.
  public struct Percentile: Sendable, Hashable {
    /// Per cent of the draws that do not exceed the value, between 0 and 100.
    public let percent: Double
    /// The value.
    public let value: Double

    /// States a percentile.
    public init(_ percent: Double, at value: Double) {
      self.percent = percent
      self.value = value
    }
  }

  /// The lognormal law of a mean and a standard deviation, both of the variable itself.
  ///
  /// - Throws: ``DistributionError`` when one of them is not above 0, with the conversion.
  public static func lognormal(mean: Double, standardDeviation: Double) throws -> Distribution {
    let conversion = "sigma^2 = ln(1 + (standardDeviation / mean)^2)"
    try check("mean", mean, above: 0, conversion)
    try check("standardDeviation", standardDeviation, above: 0, conversion)
    let ratio = standardDeviation / mean
    return .lognormal(
      median: mean / (1 + ratio * ratio).squareRoot(), sigma: log1p(ratio * ratio).squareRoot())
  }

  /// The lognormal law with two percentiles.
  ///
  /// - Throws: ``DistributionError`` when the pair belongs to none, with the conversion.
  public static func lognormal(
    _ first: Percentile, _ second: Percentile
  ) throws -> Distribution {
    let (low, high) = try ascending(
      first, second, positive: true, "sigma = ln(value / value) / (z - z)")
    let (z, last) = (Normal.quantile(low.percent / 100), Normal.quantile(high.percent / 100))
    let sigma = log(high.value / low.value) / (last - z)
    return .lognormal(median: low.value * exp(-sigma * z), sigma: sigma)
  }

  /// The normal law with two percentiles.
  ///
  /// - Throws: ``DistributionError`` when the pair belongs to none, with the conversion.
  public static func normal(_ first: Percentile, _ second: Percentile) throws -> Distribution {
    let (low, high) = try ascending(
      first, second, positive: false, "standardDeviation = (value - value) / (z - z)")
    let (z, last) = (Normal.quantile(low.percent / 100), Normal.quantile(high.percent / 100))
    let deviation = (high.value - low.value) / (last - z)
    return .normal(mean: low.value - deviation * z, standardDeviation: deviation)
  }

  /// The Weibull law with two percentiles.
  ///
  /// - Throws: ``DistributionError`` when the pair belongs to none, with the conversion.
  public static func weibull(_ first: Percentile, _ second: Percentile) throws -> Distribution {
    let (low, high) = try ascending(
      first, second, positive: true, "shape = (w - w) / ln(value / value)")
    func height(_ percentile: Percentile) -> Double { log(-log1p(-percentile.percent / 100)) }
    let shape = (height(high) - height(low)) / log(high.value / low.value)
    return .weibull(shape: shape, scale: low.value * exp(-height(low) / shape))
  }

  /// The gamma law of a mean and a standard deviation.
  ///
  /// - Throws: ``DistributionError`` when one of them is not above 0, with the conversion.
  public static func gamma(mean: Double, standardDeviation: Double) throws -> Distribution {
    let conversion = "shape = (mean / standardDeviation)^2"
    try check("mean", mean, above: 0, conversion)
    try check("standardDeviation", standardDeviation, above: 0, conversion)
    let ratio = mean / standardDeviation
    return .gamma(shape: ratio * ratio, scale: standardDeviation / ratio)
  }

  /// The beta law on [low, high] of a mean and a standard deviation.
  ///
  /// - Throws: ``DistributionError`` when no such law has them: the mean lies outside, or the standard deviation reaches
  ///   `sqrt((mean - low) (high - mean))`, that of a law with all its probability at the ends.
  public static func beta(
    low: Double, high: Double, mean: Double, standardDeviation: Double
  ) throws -> Distribution {
    try Distribution.uniform(low: low, high: high).validate()
    guard mean > low, mean < high else {
      throw DistributionError(
        parameter: "mean",
        description: "mean must lie between low and high: \(written(mean)) is not in "
          + "(\(written(low)), \(written(high)))")
    }
    let limit = ((mean - low) * (high - mean)).squareRoot()
    guard standardDeviation > 0, standardDeviation < limit else {
      throw DistributionError(
        parameter: "standardDeviation",
        description: "standardDeviation must lie between 0 and sqrt((mean - low) (high - mean)) = "
          + "\(written(limit)), so that alpha + beta = (mean - low) (high - mean) / "
          + "standardDeviation^2 - 1 is above 0: \(written(standardDeviation))")
    }
    let share = (mean - low) / (high - low)
    let sum = limit / standardDeviation * (limit / standardDeviation) - 1
    return .beta(low: low, high: high, alpha: share * sum, beta: (1 - share) * sum)
  }

  private static func check(
    _ parameter: String, _ value: Double, above bound: Double, _ conversion: String
  ) throws {
    guard value > bound, value.isFinite else {
      throw DistributionError(
        parameter: parameter,
        description: "\(parameter) must be above \(written(bound)), because \(conversion): "
          + written(value))
    }
  }

  /// Two percentiles in their order.
  private static func ascending(
    _ first: Percentile, _ second: Percentile, positive: Bool, _ conversion: String
  ) throws -> (Percentile, Percentile) {
    let (low, high) = first.percent < second.percent ? (first, second) : (second, first)
    func refuse(_ reason: String) -> DistributionError {
      DistributionError(
        parameter: "percentiles",
        description: "percentiles \(reason), because \(conversion): "
          + [low, high].map { "\(written($0.percent)) % at \(written($0.value))" }
          .joined(separator: ", "))
    }
    guard low.percent > 0, high.percent < 100, low.percent < high.percent else {
      throw refuse("must be two different ones between 0 and 100")
    }
    guard low.value.isFinite, high.value.isFinite, low.value < high.value else {
      throw refuse("must have values that increase")
    }
    if positive, low.value <= 0 { throw refuse("must have values above 0") }
    return (low, high)
  }
}
