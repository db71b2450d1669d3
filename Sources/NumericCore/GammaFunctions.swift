import Glibc

/// Logarithms of the gamma and beta functions, in forms that stay accurate for large arguments.
enum GammaFunctions {
  /// `ln Gamma(x)` for x > 0.
  static func logGamma(_ x: Double) -> Double { lgamma(x).0 }

  /// The error of Stirling's formula, `ln Gamma(x) - [(x - 1/2) ln x - x + ln(2 pi) / 2]`, for x >= 10.
  ///
  /// The asymptotic series to x^-13; its first omitted term is below 3e-17 at 10.
  static func stirlingError(_ x: Double) -> Double {
    let square = 1 / (x * x)
    var sum = 1.0 / 156
    sum = sum * square - 691.0 / 360_360
    sum = sum * square + 1.0 / 1_188
    sum = sum * square - 1.0 / 1_680
    sum = sum * square + 1.0 / 1_260
    sum = sum * square - 1.0 / 360
    sum = sum * square + 1.0 / 12
    return sum / x
  }

  /// `x - ln(1 + x)`, without cancellation near 0, for x > -1.
  ///
  /// With r = x / (2 + x), `ln(1 + x) = 2 (r + r^3/3 + r^5/5 + ...)` and `x - 2 r = r x`.
  static func excessOverLog(_ x: Double) -> Double {
    guard x.magnitude < 0.4 else { return x - log1p(x) }
    let r = x / (2 + x)
    let square = r * r
    var power = r * square
    var sum = 0.0
    var odd = 3.0
    while true {
      let next = sum + power / odd
      if next == sum { break }
      sum = next
      power *= square
      odd += 2
    }
    return r * x - 2 * sum
  }

  /// `ln B(a, b)` for a, b > 0.
  static func logBeta(_ a: Double, _ b: Double) -> Double {
    let small = min(a, b)
    let large = max(a, b)
    guard large >= 10 else { return logGamma(small) + logGamma(large) - logGamma(small + large) }
    let total = small + large
    if small < 10 {
      let ratio =
        -(large - 0.5) * log1p(small / large) - small * log(total) + small
        + stirlingError(large) - stirlingError(total)
      return logGamma(small) + ratio
    }
    return 0.5 * log(2 * .pi * total / (small * large)) + small * log(small / total)
      + large * log1p(-small / total) + stirlingError(small) + stirlingError(large)
      - stirlingError(total)
  }

  /// The factor in front of both expansions of the incomplete gamma function, for one shape.
  struct GammaFactor {
    let shape: Double
    /// `ln Gamma(a)` for small shapes, the error of Stirling's formula for large ones.
    let constant: Double

    init(shape: Double) {
      self.shape = shape
      constant = shape < 10 ? logGamma(shape) : stirlingError(shape)
    }

    /// `x^a e^-x / Gamma(a)`.
    func at(_ x: Double) -> Double {
      guard x > 0 else { return 0 }
      guard shape >= 10 else { return exp(shape * log(x) - x - constant) }
      let exponent = -shape * excessOverLog((x - shape) / shape) - constant
      return (shape / (2 * .pi)).squareRoot() * exp(exponent)
    }
  }

  /// The factor in front of the incomplete beta function, for one pair of parameters.
  struct BetaFactor {
    let alpha: Double
    let beta: Double
    /// `ln B(a, b)`, or for two large parameters the errors of Stirling's formula.
    let constant: Double

    init(_ alpha: Double, _ beta: Double) {
      self.alpha = alpha
      self.beta = beta
      constant =
        min(alpha, beta) < 10
        ? logBeta(alpha, beta)
        : stirlingError(alpha) + stirlingError(beta) - stirlingError(alpha + beta)
    }

    /// `x^a y^b / B(a, b)` with y = 1 - x.
    func at(_ x: Double, _ y: Double) -> Double {
      guard x > 0, y > 0 else { return 0 }
      guard min(alpha, beta) >= 10 else {
        return exp(alpha * log(x) + beta * (x < 0.5 ? log1p(-x) : log(y)) - constant)
      }
      let total = alpha + beta
      let exponent =
        -alpha * excessOverLog((x * total - alpha) / alpha)
        - beta * excessOverLog((y * total - beta) / beta) - constant
      return (alpha / total * beta / (2 * .pi)).squareRoot() * exp(exponent)
    }
  }
}
