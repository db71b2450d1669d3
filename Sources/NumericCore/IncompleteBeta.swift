import Glibc

/// The regularised incomplete beta function, distribution function of the beta law.
///
/// `I_x(a, b) = integral from 0 to x of t^(a-1) (1-t)^(b-1) dt / B(a, b)`. Relative accuracy about 1e-13
/// for parameters up to 1e5 away from underflow. Cost: a continued fraction of some tens of terms, more
/// in proportion to the square root of the larger parameter.
public enum IncompleteBeta {
  /// The value at x.
  ///
  /// - Precondition: both parameters are above 0. Below 0 the value is 0, above 1 it is 1.
  public static func value(alpha: Double, beta: Double, _ x: Double) -> Double {
    value(alpha: alpha, beta: beta, x, complement: 1 - x)
  }

  /// The value at x where `1 - x` is known more exactly than a subtraction would give it.
  public static func value(alpha: Double, beta: Double, _ x: Double, complement: Double) -> Double {
    let (value, isLower, _) = smaller(.init(alpha, beta), x, complement)
    return isLower ? value : 1 - value
  }

  /// The x with `I_x(a, b) = probability`.
  ///
  /// Halley steps, three to five evaluations. 0 at 0 and 1 at 1.
  ///
  /// - Precondition: both parameters are above 0 and `probability` is in [0, 1].
  public static func quantile(alpha: Double, beta: Double, _ probability: Double) -> Double {
    precondition(alpha > 0 && beta > 0, "parameters \(alpha) and \(beta) of a beta law")
    precondition(probability >= 0 && probability <= 1, "probability \(probability)")
    if probability == 0 || probability == 1 { return probability }
    // Solve for whichever of x and 1 - x is not close to 1, so that small ones keep their relative
    // accuracy: by the side of the median, or for laws that crowd at an end, of the mean.
    var split = 0.5
    if min(alpha, beta) < 1 {
      let total = alpha + beta
      split = value(alpha: alpha, beta: beta, alpha / total, complement: beta / total)
    }
    if probability <= split { return lowerRoot(alpha, beta, probability) }
    return 1 - lowerRoot(beta, alpha, 1 - probability)
  }

  /// Solves `I_x(a, b) = p` in terms of x.
  private static func lowerRoot(_ a: Double, _ b: Double, _ p: Double) -> Double {
    let factor = GammaFunctions.BetaFactor(a, b)
    let logBeta = min(a, b) < 10 ? factor.constant : GammaFunctions.logBeta(a, b)
    // In the far lower tail I is nearly x^a / (a B(a, b)).
    var guess = exp((log(p * a) + logBeta) / a)
    if a >= 1 && b >= 1 && guess > 0.2 * a / (a + b) {
      // Abramowitz and Stegun 26.5.22.
      let z = Normal.quantile(p)
      let lambda = (z * z - 3) / 6
      let u = 1 / (2 * a - 1)
      let v = 1 / (2 * b - 1)
      let h = 2 / (u + v)
      let w = z * (h + lambda).squareRoot() / h + (v - u) * (lambda + 5 / 6 - 2 / (3 * h))
      // Their formula gives x = a / (a + b exp(2 w)) with z the upper-tail deviate.
      let candidate = a / (a + b * exp(-2 * w))
      if candidate > 0 && candidate < 1 { guess = candidate }
    }
    guess = min(max(guess, Double.leastNormalMagnitude), 0.999)
    return MonotoneRoot.find(guess: guess, lower: 0, upper: 1) { x in
      let y = 1 - x
      let (value, isLower, factorAtX) = smaller(factor, x, y)
      return .init(
        excess: (isLower ? value : 1 - value) - p,
        density: factorAtX / (x * y),
        logSlope: (a - 1) / x - (b - 1) / y)
    }
  }

  /// `I_x(a, b)` or its complement, whichever the continued fraction gives directly, which of the two it
  /// is, and the factor in front of the fraction.
  private static func smaller(
    _ leading: GammaFunctions.BetaFactor, _ x: Double, _ y: Double
  ) -> (Double, isLower: Bool, Double) {
    let a = leading.alpha
    let b = leading.beta
    precondition(a > 0 && b > 0, "parameters \(a) and \(b) of a beta law")
    guard x > 0 else { return (x.isNaN ? x : 0, true, 0) }
    guard y > 0 else { return (0, false, 0) }
    let factor = leading.at(x, y)
    if x <= (a + 1) / (a + b + 2) { return (factor * fraction(a, b, x) / a, true, factor) }
    return (factor * fraction(b, a, y) / b, false, factor)
  }

  /// The continued fraction of DLMF 8.17.22 by the modified method of Lentz.
  private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    if d.magnitude < tiny { d = tiny }
    d = 1 / d
    var result = d
    var m = 1.0
    while m < 100_000 {
      var numerator = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 + numerator * d
      if d.magnitude < tiny { d = tiny }
      c = 1 + numerator / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      result *= d * c
      numerator = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + numerator * d
      if d.magnitude < tiny { d = tiny }
      c = 1 + numerator / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      let change = d * c
      result *= change
      if (change - 1).magnitude < 1e-16 { break }
      m += 1
    }
    return result
  }
}
