/// Inverts a distribution function by Halley steps kept inside a shrinking bracket.
enum MonotoneRoot {
  /// Distribution function minus target, density, and derivative of the log density at a point.
  struct Local {
    let excess: Double
    let density: Double
    let logSlope: Double
  }

  /// A relative step after which another evaluation would change nothing: Halley's step leaves an error of
  /// about the cube of the one before, here 1e-21 of x, or 1e-17 of it for laws as narrow as 1 % of x.
  static let lastStep = 1e-7

  /// The x in [lower, upper] where the excess, an increasing function, is 0.
  ///
  /// Halley's step has cubic convergence near the root: three evaluations from a fair guess. A step that
  /// leaves the bracket is replaced by bisection, so that the iteration cannot fail; 200 steps are more
  /// than bisection of all doubles between two positive numbers takes.
  ///
  /// - Precondition: 0 <= lower < upper.
  static func find(
    guess: Double, lower: Double, upper: Double, at local: (Double) -> Local
  ) -> Double {
    var low = lower
    var high = upper
    var x = guess > low && guess < high ? guess : middle(low, high)
    for _ in 0..<200 {
      let value = local(x)
      if value.excess == 0 { return x }
      if value.excess > 0 { high = x } else { low = x }
      var next = Double.nan
      if value.density > 0 {
        let newton = value.excess / value.density
        // Far from the root the second-order correction is not trusted beyond a factor of two.
        let correction = 1 - min(max(0.5 * newton * value.logSlope, -1), 0.5)
        next = x - newton / correction
      }
      if next > low && next < high {
        if (next - x).magnitude <= MonotoneRoot.lastStep * x { return next }
      } else {
        // The root is within rounding of x when the step is too short to leave it.
        if next == x { return x }
        next = middle(low, high)
        if !(next > low && next < high) { return x }
      }
      x = next
    }
    return x
  }

  /// Between two bounds: the geometric mean where they differ by orders of magnitude.
  private static func middle(_ low: Double, _ high: Double) -> Double {
    if high.isInfinite { return max(2 * low, 1) }
    if high > 4 * low {
      let floor = max(low, Double.leastNormalMagnitude)
      if high <= floor { return 0.5 * (low + high) }
      return floor.squareRoot() * high.squareRoot()
    }
    return low + 0.5 * (high - low)
  }
}
