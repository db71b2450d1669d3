import Glibc
import NumericCore

/// The beta law on [0, 1].
struct ScaledBeta {
  let alpha: Double
  let beta: Double

  /// Replaces uniforms by quantiles, by a closed form where there is one.
  func quantiles(inPlace values: UnsafeMutablePointer<Double>, count: Int) {
    if alpha == 2 && beta == 2 {
      for index in 0..<count { values[index] = ScaledBeta.parabolicQuantile(values[index]) }
    } else if beta == 1 {
      for index in 0..<count { values[index] = pow(values[index], 1 / alpha) }
    } else if alpha == 1 {
      for index in 0..<count { values[index] = -expm1(log1p(-values[index]) / beta) }
    } else {
      for index in 0..<count {
        values[index] = IncompleteBeta.quantile(alpha: alpha, beta: beta, values[index])
      }
    }
  }

  /// The quantile for both exponents 2, where the density is the parabola `6 x (1 - x)`.
  ///
  /// The distribution function is `3 x^2 - 2 x^3`. With x = (1 + y) / 2 that is `y^3 - 3 y + 4 u - 2 = 0`,
  /// solved by y = 2 cos of a third of an angle, which gives
  /// `x = 2 sin(t) sin(t + pi / 3)` with `t = asin(sqrt u) / 3`: no difference of near-equal numbers, so
  /// that small draws keep their relative accuracy. `sin(t + pi/3)` is expanded to need one sine only.
  @inline(__always)
  static func parabolicQuantile(_ u: Double) -> Double {
    let sine = sin(asin(u.squareRoot()) / 3)
    return sine * (sine + (3 * (1 - sine * sine)).squareRoot())
  }

  /// The distribution function.
  func cumulative(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    return IncompleteBeta.value(alpha: alpha, beta: beta, x)
  }

  /// The density; 0 outside [0, 1].
  func density(_ x: Double) -> Double {
    guard x >= 0 && x <= 1 else { return 0 }
    let logBeta = lgamma(alpha).0 + lgamma(beta).0 - lgamma(alpha + beta).0
    return pow(x, alpha - 1) * pow(1 - x, beta - 1) * exp(-logBeta)
  }

  /// The mean.
  var mean: Double { alpha / (alpha + beta) }

  /// The standard deviation.
  var standardDeviation: Double {
    let total = alpha + beta
    return (alpha * beta / (total + 1)).squareRoot() / total
  }
}
