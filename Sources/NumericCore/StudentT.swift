import Glibc

/// Student's t distribution, the law of a mean over its own standard error.
public enum StudentT {
  /// The density.
  ///
  /// - Precondition: `degreesOfFreedom` is above 0.
  public static func density(_ x: Double, degreesOfFreedom nu: Double) -> Double {
    exp(-0.5 * (nu + 1) * log1p(x * x / nu) - GammaFunctions.logBeta(0.5 * nu, 0.5))
      / nu.squareRoot()
  }

  /// The distribution function, accurate to about 1e-13 relative in the lower tail.
  ///
  /// With infinitely many degrees of freedom it is the normal one.
  ///
  /// - Precondition: `degreesOfFreedom` is above 0.
  public static func cumulative(_ x: Double, degreesOfFreedom nu: Double) -> Double {
    precondition(nu > 0, "\(nu) degrees of freedom")
    if nu == .infinity { return Normal.cumulative(x) }
    if x.isNaN { return x }
    let tail = lowerTail(x.magnitude, nu)
    return x < 0 ? tail : 1 - tail
  }

  /// The quantile: the x with `cumulative(x) = p`.
  ///
  /// -infinity at 0, +infinity at 1, 0 at 1/2; antisymmetric about 1/2. Cost: some microseconds.
  ///
  /// - Precondition: `degreesOfFreedom` is above 0 and p in [0, 1].
  public static func quantile(_ p: Double, degreesOfFreedom nu: Double) -> Double {
    precondition(nu > 0, "\(nu) degrees of freedom")
    precondition(p >= 0 && p <= 1, "probability \(p)")
    if p == 0.5 { return 0 }
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    if nu == .infinity { return Normal.quantile(p) }
    let tail = min(p, 1 - p)
    // Cornish-Fisher for many degrees of freedom; the leading power of the tail for few.
    let z = Normal.quantile(tail).magnitude
    var guess =
      z + z * (z * z + 1) / (4 * nu) + z * (5 * pow(z, 4) + 16 * z * z + 3) / (96 * nu * nu)
    let power =
      nu.squareRoot()
      * exp(-(log(tail * nu) + GammaFunctions.logBeta(0.5 * nu, 0.5)) / nu)
    if z * z > nu { guess = power }
    let magnitude = MonotoneRoot.find(guess: guess, lower: 0, upper: .infinity) { t in
      .init(
        excess: tail - lowerTail(t, nu), density: density(t, degreesOfFreedom: nu),
        logSlope: -(nu + 1) * t / (nu + t * t))
    }
    return p < 0.5 ? -magnitude : magnitude
  }

  /// Probability below `-t` for t >= 0.
  private static func lowerTail(_ t: Double, _ nu: Double) -> Double {
    let square = t * t
    if square == .infinity {
      return 0
    }
    let x = nu / (nu + square)
    let y = square / (nu + square)
    return 0.5 * IncompleteBeta.value(alpha: 0.5 * nu, beta: 0.5, x, complement: y)
  }
}
