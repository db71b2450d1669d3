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

  /// `x^a e^-x / Gamma(a)`, the factor in front of both expansions of the incomplete gamma function.
  static func gammaFactor(shape a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard a >= 10 else { return exp(a * log(x) - x - logGamma(a)) }
    let exponent = -a * excessOverLog((x - a) / a) - stirlingError(a)
    return (a / (2 * .pi)).squareRoot() * exp(exponent)
  }

  /// `x^a y^b / B(a, b)` with y = 1 - x, the factor in front of the incomplete beta function.
  static func betaFactor(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    guard x > 0, y > 0 else { return 0 }
    let total = a + b
    guard min(a, b) >= 10 else {
      return exp(
        a * log(x) + b * (x < 0.5 ? log1p(-x) : log(y)) - logBeta(a, b))
    }
    let exponent =
      -a * excessOverLog((x * total - a) / a) - b * excessOverLog((y * total - b) / b)
      - stirlingError(a) - stirlingError(b) + stirlingError(total)
    return (a / total * b / (2 * .pi)).squareRoot() * exp(exponent)
  }
}
