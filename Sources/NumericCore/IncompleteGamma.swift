import Glibc

/// The regularised incomplete gamma functions, distribution functions of the gamma law with scale 1.
///
/// Relative accuracy about 1e-14 for shapes up to 1e5 away from underflow. Cost: tens of terms, more in
/// proportion to the square root of the shape.
public enum IncompleteGamma {
  /// The lower function `P(a, x) = integral from 0 to x of t^(a-1) e^-t dt / Gamma(a)`.
  ///
  /// - Precondition: `shape` is above 0. For x <= 0 the value is 0.
  public static func lower(shape: Double, _ x: Double) -> Double {
    let (value, isLower, _) = smaller(.init(shape: shape), x)
    return isLower ? value : 1 - value
  }

  /// The upper function `Q(a, x) = 1 - P(a, x)`, without cancellation in the upper tail.
  public static func upper(shape: Double, _ x: Double) -> Double {
    let (value, isLower, _) = smaller(.init(shape: shape), x)
    return isLower ? 1 - value : value
  }

  /// The x with `P(a, x) = probability`.
  ///
  /// Halley steps from the Wilson-Hilferty approximation, or from the first term of the series in the
  /// lower tail; three or four evaluations of ``lower(shape:_:)``. 0 at 0 and +infinity at 1.
  ///
  /// - Precondition: `shape` is above 0 and `probability` in [0, 1].
  public static func quantile(shape: Double, _ probability: Double) -> Double {
    precondition(shape > 0, "shape \(shape) of a gamma law")
    precondition(probability >= 0 && probability <= 1, "probability \(probability)")
    if probability == 0 { return 0 }
    if probability == 1 { return .infinity }
    let isUpper = probability > 0.5
    let complement = 1 - probability

    let z = Normal.quantile(probability)
    let root = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    var guess = shape * root * root * root
    // In the far lower tail P is nearly x^a / Gamma(a + 1).
    let power = exp((log(probability) + GammaFunctions.logGamma(shape + 1)) / shape)
    if root <= 0 || shape < 0.5 || power < 0.1 * (shape + 1) { guess = power }
    guess = max(guess, Double.leastNormalMagnitude)
    let factor = GammaFunctions.GammaFactor(shape: shape)
    return MonotoneRoot.find(guess: guess, lower: 0, upper: .infinity) { x in
      let (value, isLower, factorAtX) = smaller(factor, x)
      let excess: Double
      if isUpper {
        excess = complement - (isLower ? 1 - value : value)
      } else {
        excess = (isLower ? value : 1 - value) - probability
      }
      return .init(
        excess: excess, density: factorAtX / x,
        logSlope: (shape - 1) / x - 1)
    }
  }

  /// The function whose expansion converges fast at x, whether it is the lower one, and the factor in
  /// front of the expansion.
  private static func smaller(
    _ leading: GammaFunctions.GammaFactor, _ x: Double
  ) -> (Double, isLower: Bool, Double) {
    let a = leading.shape
    precondition(a > 0, "shape \(a) of a gamma law")
    guard x > 0 else { return (x.isNaN ? x : 0, true, 0) }
    guard x < .infinity else { return (0, false, 0) }
    let factor = leading.at(x)
    if x < a + 1 {
      // P = factor / a * (1 + x/(a+1) + x^2/((a+1)(a+2)) + ...)
      var term = 1.0
      var sum = 1.0
      var denominator = a
      repeat {
        denominator += 1
        term *= x / denominator
        sum += term
      } while term > sum * 1e-17
      return (factor * sum / a, true, factor)
    }
    // Legendre's continued fraction for Q by the modified method of Lentz.
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var fraction = d
    var index = 1.0
    while index < 100_000 {
      let numerator = -index * (index - a)
      b += 2
      d = numerator * d + b
      if d.magnitude < tiny { d = tiny }
      c = b + numerator / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      let change = c * d
      fraction *= change
      if (change - 1).magnitude < 1e-16 { break }
      index += 1
    }
    return (factor * fraction, false, factor)
  }
}
