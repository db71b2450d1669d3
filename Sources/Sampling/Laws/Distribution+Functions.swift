import Glibc
import NumericCore

extension Distribution {
  /// The distribution function: the probability of a draw not above x.
  public func cumulative(_ x: Double) -> Double {
    switch self {
    case .uniform(let low, let high):
      return min(max((x - low) / (high - low), 0), 1)
    case .logUniform(let low, let high):
      if x <= low { return 0 }
      return x >= high ? 1 : log(x / low) / log(high / low)
    case .normal(let mean, let deviation):
      return Normal.cumulative((x - mean) / deviation)
    case .truncatedNormal(let mean, let deviation, let low, let high):
      return TruncatedNormal(mean: mean, standardDeviation: deviation, low: low, high: high)
        .cumulative(x)
    case .lognormal(let median, let sigma):
      return x <= 0 ? 0 : Normal.cumulative(log(x / median) / sigma)
    case .triangular(let low, let mode, let high):
      if x <= low { return 0 }
      if x >= high { return 1 }
      if x <= mode { return (x - low) * (x - low) / ((high - low) * (mode - low)) }
      return 1 - (high - x) * (high - x) / ((high - low) * (high - mode))
    case .pert(let low, _, let high):
      let (alpha, beta) = pertExponents
      return ScaledBeta(alpha: alpha, beta: beta).cumulative((x - low) / (high - low))
    case .beta(let low, let high, let alpha, let beta):
      return ScaledBeta(alpha: alpha, beta: beta).cumulative((x - low) / (high - low))
    case .gamma(let shape, let scale):
      return IncompleteGamma.lower(shape: shape, x / scale)
    case .weibull(let shape, let scale):
      return x <= 0 ? 0 : -expm1(-pow(x / scale, shape))
    case .discrete(let atoms, let probabilities), .categorical(let atoms, let probabilities):
      var sum = 0.0
      var isComplete = true
      for (atom, probability) in zip(atoms, probabilities) {
        if atom <= x { sum += probability } else if probability > 0 { isComplete = false }
      }
      return isComplete ? 1 : min(sum, 1)
    case .constant(let value):
      return x < value ? 0 : 1
    case .empirical(let column):
      return Double(column.count(notAbove: x)) / Double(column.sorted.count)
    }
  }

  /// The density at x; for laws with ``isDiscrete`` the probability of x itself.
  ///
  /// 0 outside ``support``. May be +infinity at an end, as that of a beta law with an exponent below 1.
  public func density(_ x: Double) -> Double {
    switch self {
    case .uniform(let low, let high):
      return x >= low && x <= high ? 1 / (high - low) : 0
    case .logUniform(let low, let high):
      return x >= low && x <= high ? 1 / (x * log(high / low)) : 0
    case .normal(let mean, let deviation):
      return Normal.density((x - mean) / deviation) / deviation
    case .truncatedNormal(let mean, let deviation, let low, let high):
      return TruncatedNormal(mean: mean, standardDeviation: deviation, low: low, high: high)
        .density(x)
    case .lognormal(let median, let sigma):
      return x <= 0 ? 0 : Normal.density(log(x / median) / sigma) / (sigma * x)
    case .triangular(let low, let mode, let high):
      guard x >= low && x <= high else { return 0 }
      if x < mode { return 2 * (x - low) / ((high - low) * (mode - low)) }
      if x == mode { return 2 / (high - low) }
      return 2 * (high - x) / ((high - low) * (high - mode))
    case .pert(let low, _, let high):
      let (alpha, beta) = pertExponents
      let width = high - low
      return ScaledBeta(alpha: alpha, beta: beta).density((x - low) / width) / width
    case .beta(let low, let high, let alpha, let beta):
      let width = high - low
      return ScaledBeta(alpha: alpha, beta: beta).density((x - low) / width) / width
    case .gamma(let shape, let scale):
      guard x >= 0 else { return 0 }
      let z = x / scale
      return pow(z, shape - 1) * exp(-z - lgamma(shape).0) / scale
    case .weibull(let shape, let scale):
      guard x >= 0 else { return 0 }
      let z = x / scale
      return shape / scale * pow(z, shape - 1) * exp(-pow(z, shape))
    case .discrete(let atoms, let probabilities), .categorical(let atoms, let probabilities):
      return zip(atoms, probabilities).reduce(0) { $0 + ($1.0 == x ? $1.1 : 0) }
    case .constant(let value):
      return x == value ? 1 : 0
    case .empirical(let column):
      return Double(column.count(notAbove: x) - column.count(below: x))
        / Double(column.sorted.count)
    }
  }

  /// The mean.
  public var mean: Double {
    switch self {
    case .uniform(let low, let high):
      return 0.5 * low + 0.5 * high
    case .logUniform(let low, let high):
      let half = 0.5 * log(high / low)
      return (low * high).squareRoot() * sinh(half) / half
    case .normal(let mean, _):
      return mean
    case .truncatedNormal(let mean, let deviation, let low, let high):
      return TruncatedNormal(mean: mean, standardDeviation: deviation, low: low, high: high)
        .moments.mean
    case .lognormal(let median, let sigma):
      return median * exp(0.5 * sigma * sigma)
    case .triangular(let low, let mode, let high):
      return low + ((mode - low) + (high - low)) / 3
    case .pert(let low, let mode, let high):
      return low + (4 * (mode - low) + (high - low)) / 6
    case .beta(let low, let high, let alpha, let beta):
      return low + (high - low) * ScaledBeta(alpha: alpha, beta: beta).mean
    case .gamma(let shape, let scale):
      return shape * scale
    case .weibull(let shape, let scale):
      return scale * tgamma(1 + 1 / shape)
    case .discrete(let atoms, let probabilities), .categorical(let atoms, let probabilities):
      return CompensatedSum(zip(atoms, probabilities).map { $0 * $1 }).value
    case .constant(let value):
      return value
    case .empirical(let column):
      return CompensatedSum(column.sorted).value / Double(column.sorted.count)
    }
  }

  /// The standard deviation; that of an empirical column divides by the number of values, since the
  /// column is the law itself and not a sample of it.
  public var standardDeviation: Double {
    switch self {
    case .uniform(let low, let high):
      return (high - low) / 12.0.squareRoot()
    case .logUniform(let low, let high):
      let half = 0.5 * log(high / low)
      // Variance: low high (sinh h / h) (cosh h - sinh h / h) with h half the log ratio.
      return (low * high * (sinh(half) / half) * Distribution.coshLessSinhRatio(half)).squareRoot()
    case .normal(_, let deviation):
      return deviation
    case .truncatedNormal(let mean, let deviation, let low, let high):
      return TruncatedNormal(mean: mean, standardDeviation: deviation, low: low, high: high)
        .moments.standardDeviation
    case .lognormal(_, let sigma):
      return mean * expm1(sigma * sigma).squareRoot()
    case .triangular(let low, let mode, let high):
      let left = mode - low
      let right = high - mode
      return ((left * left + left * right + right * right) / 18).squareRoot()
    case .pert(let low, _, let high):
      let (alpha, beta) = pertExponents
      return (high - low) * ScaledBeta(alpha: alpha, beta: beta).standardDeviation
    case .beta(let low, let high, let alpha, let beta):
      return (high - low) * ScaledBeta(alpha: alpha, beta: beta).standardDeviation
    case .gamma(let shape, let scale):
      return shape.squareRoot() * scale
    case .weibull(let shape, let scale):
      let first = tgamma(1 + 1 / shape)
      return scale * max(tgamma(1 + 2 / shape) - first * first, 0).squareRoot()
    case .discrete(let atoms, let probabilities), .categorical(let atoms, let probabilities):
      let centre = mean
      return CompensatedSum(
        zip(atoms, probabilities).map { ($0 - centre) * ($0 - centre) * $1 }
      ).value.squareRoot()
    case .constant:
      return 0
    case .empirical(let column):
      let centre = mean
      let sum = CompensatedSum(column.sorted.map { ($0 - centre) * ($0 - centre) })
      return (sum.value / Double(column.sorted.count)).squareRoot()
    }
  }

  /// `cosh h - sinh h / h`, without cancellation near 0: the sum over k >= 1 of `2 k h^2k / (2 k + 1)!`.
  private static func coshLessSinhRatio(_ h: Double) -> Double {
    guard h < 0.5 else { return cosh(h) - sinh(h) / h }
    var term = h * h / 6
    var sum = 2 * term
    for k in 2...10 {
      term *= h * h / Double(2 * k * (2 * k + 1))
      sum += Double(2 * k) * term
    }
    return sum
  }
}
