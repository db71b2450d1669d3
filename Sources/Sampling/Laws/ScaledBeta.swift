import Glibc
import NumericCore

/// The beta law on [0, 1].
struct ScaledBeta {
  let alpha: Double
  let beta: Double

  /// Replaces uniforms by quantiles, by a closed form where there is one.
  func quantiles(inPlace values: UnsafeMutablePointer<Double>, count: Int) {
    if alpha == 2 && beta == 2 {
      ScaledBeta.parabolicQuantiles(inPlace: values, count: count)
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
  /// The distribution function is `3 x^2 - 2 x^3`, and the quantile in closed form
  /// `2 sin(t) sin(t + pi / 3)` with `t = asin(sqrt u) / 3`. What is computed is the same number without
  /// trigonometry: for u up to 1/2 (the law is symmetric) and s = sqrt u, the ratio y = x / s solves
  /// `y^2 (3 - 2 s y) = 1`. A polynomial in s gives y within 2e-6, and one step of Halley's method, which
  /// cubes the error, gives it to rounding. Small draws keep their relative accuracy, and the loop becomes
  /// vector instructions. Cost: about 8 ns.
  @inline(__always)
  static func parabolicQuantile(_ u: SIMD4<Double>) -> SIMD4<Double> {
    let isLower = u .<= 0.5
    let s = (1 - u).replacing(with: u, where: isLower).squareRoot()
    let p0 = 0.324603326160 * s - 0.557090788672
    let p1 = p0 * s + 0.448206476994
    let p2 = p1 * s - 0.142386341253
    let p3 = p2 * s + 0.065749972781
    let p4 = p3 * s + 0.050347670000
    let p5 = p4 * s + 0.111221130617
    let y = p5 * s + 0.577349640927
    let sy = s * y
    let excess = y * y * (3 - 2 * sy) - 1
    let slope = 6 * y * (1 - sy)
    let curvature = 6 - 12 * sy
    let step = 2 * excess * slope / (2 * slope * slope - excess * curvature)
    // At u = 1/2 rounding could pass the centre, where the two halves meet.
    let solution = s * (y - step)
    let x = solution.replacing(with: 0.5, where: solution .> 0.5)
    return (1 - x).replacing(with: x, where: isLower)
  }

  /// Applies ``parabolicQuantile(_:)`` in groups of four, the last one padded; a lane's bits do not depend
  /// on its neighbours.
  private static func parabolicQuantiles(
    inPlace values: UnsafeMutablePointer<Double>, count: Int
  ) {
    let groups = count / 4
    for group in 0..<groups {
      let target = UnsafeMutableRawPointer(values + 4 * group)
      target.storeBytes(
        of: parabolicQuantile(target.loadUnaligned(as: SIMD4<Double>.self)),
        as: SIMD4<Double>.self)
    }
    var rest = SIMD4<Double>(repeating: 0.5)
    for lane in 4 * groups..<count { rest[lane - 4 * groups] = values[lane] }
    let quantiles = parabolicQuantile(rest)
    for lane in 4 * groups..<count { values[lane] = quantiles[lane - 4 * groups] }
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
