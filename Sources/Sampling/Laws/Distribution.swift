import NumericCore

/// The law of one uncertain number.
///
/// Each law is used through its quantile: a uniform strictly inside (0, 1) becomes a draw. Functions assume
/// parameters that ``validate()`` accepts.
public enum Distribution: Sendable, Hashable {
  /// Equally likely between `low` and `high`.
  case uniform(low: Double, high: Double)
  /// The logarithm is uniform between those of `low` and `high`; `low` is above 0.
  case logUniform(low: Double, high: Double)
  /// Normal with its mean and standard deviation.
  case normal(mean: Double, standardDeviation: Double)
  /// The normal law of `mean` and `standardDeviation`, given that it falls between `low` and `high`
  /// (either may be infinite). Mean and standard deviation are those before truncation.
  case truncatedNormal(mean: Double, standardDeviation: Double, low: Double, high: Double)
  /// The logarithm is normal with mean `ln median` and standard deviation `sigma`. From the mean m and
  /// standard deviation s of the logarithm: ``lognormal(logMean:logStandardDeviation:)``.
  case lognormal(median: Double, sigma: Double)
  /// Density rising linearly from `low` to `mode` and falling linearly to `high`; the mode may be an end.
  case triangular(low: Double, mode: Double, high: Double)
  /// The beta law on [low, high] with `alpha = 1 + 4 (mode - low) / (high - low)` and
  /// `beta = 1 + 4 (high - mode) / (high - low)`, whose mean is `(low + 4 mode + high) / 6`.
  ///
  /// Source: D. G. Malcolm et al., Application of a technique for research and development program
  /// evaluation, Operations Research 7 (1959) 646-669, doi:10.1287/opre.7.5.646.
  case pert(low: Double, mode: Double, high: Double)
  /// The beta law with exponents `alpha - 1` and `beta - 1`, stretched to [low, high].
  case beta(low: Double, high: Double, alpha: Double, beta: Double)
  /// Density proportional to `x^(shape - 1) exp(-x / scale)`; the mean is `shape * scale`.
  case gamma(shape: Double, scale: Double)
  /// Distribution function `1 - exp(-(x / scale)^shape)`.
  case weibull(shape: Double, scale: Double)
  /// One of several distinct values, with probabilities that sum to 1. Whatever their order here, a larger
  /// uniform never gives a smaller value.
  case discrete(values: [Double], probabilities: [Double])
  /// One of several codes that stand for categories, with probabilities that sum to 1. Codes are distinct
  /// and keep the order in which they are given; their mean and standard deviation are those of the
  /// codes and mean nothing where the codes do not.
  case categorical(codes: [Double], probabilities: [Double])
  /// Always the same value.
  case constant(Double)
  /// One of the values of a column, each with the same probability.
  case empirical(EmpiricalColumn)

  /// The lognormal law whose logarithm has a given mean and standard deviation.
  public static func lognormal(logMean: Double, logStandardDeviation: Double) -> Distribution {
    .lognormal(median: exponential(logMean), sigma: logStandardDeviation)
  }

  /// The empirical law of a column of values, in any order.
  public static func empirical(values: [Double]) -> Distribution {
    .empirical(EmpiricalColumn(values))
  }

  /// The name of the law in files: `log_uniform`.
  public var name: String {
    switch self {
    case .uniform: "uniform"
    case .logUniform: "log_uniform"
    case .normal: "normal"
    case .truncatedNormal: "truncated_normal"
    case .lognormal: "lognormal"
    case .triangular: "triangular"
    case .pert: "pert"
    case .beta: "beta"
    case .gamma: "gamma"
    case .weibull: "weibull"
    case .discrete: "discrete"
    case .categorical: "categorical"
    case .constant: "constant"
    case .empirical: "empirical"
    }
  }

  /// The smallest closed interval that has probability 1; ends may be infinite.
  public var support: ClosedRange<Double> {
    switch self {
    case .uniform(let low, let high), .logUniform(let low, let high),
      .truncatedNormal(_, _, let low, let high), .triangular(let low, _, let high),
      .pert(let low, _, let high), .beta(let low, let high, _, _):
      return low...high
    case .normal: return -.infinity ... .infinity
    case .lognormal, .gamma, .weibull: return 0 ... .infinity
    case .discrete(let values, let probabilities), .categorical(let values, let probabilities):
      let possible = zip(values, probabilities).filter { $0.1 > 0 }.map(\.0)
      return (possible.min() ?? .nan)...(possible.max() ?? .nan)
    case .constant(let value): return value...value
    case .empirical(let column): return column.sorted.first!...column.sorted.last!
    }
  }

  /// Whether the law has atoms rather than a density.
  public var isDiscrete: Bool {
    switch self {
    case .discrete, .categorical, .constant, .empirical: true
    default: false
    }
  }
}

/// A column of observed or simulated values, kept sorted.
public struct EmpiricalColumn: Sendable, Hashable {
  /// The values, ascending.
  public let sorted: [Double]

  /// Sorts a column.
  public init(_ values: [Double]) {
    sorted = values.sorted()
  }

  /// Number of values not above x.
  func count(notAbove x: Double) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] <= x { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Number of values below x.
  func count(below x: Double) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < x { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
