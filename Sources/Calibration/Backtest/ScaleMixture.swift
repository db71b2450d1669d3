import Glibc
import NumericCore

/// A predictive distribution: normal laws of one centre and several widths, mixed.
///
/// It is the law of a forecast whose errors are normal of an uncertain size.
public struct ScaleMixture: Sendable, Hashable {
  /// The centre of all parts.
  public let centre: Double
  /// Standard deviations of the parts, positive.
  public let deviations: [Double]
  /// Weights of the parts, summing to 1.
  public let weights: [Double]

  /// Mixes.
  public init(centre: Double, deviations: [Double], weights: [Double]) {
    precondition(deviations.count == weights.count && !weights.isEmpty)
    self.centre = centre
    self.deviations = deviations
    self.weights = weights
  }

  /// Whether the central interval of a level holds an observation: whether less than the level lies closer to the
  /// centre.
  public func covers(_ observation: Double, level: Double) -> Bool {
    let distance = (observation - centre).magnitude
    let closer = zip(weights, deviations).reduce(0) {
      $0 + $1.0 * (2 * Normal.cumulative(distance / $1.1) - 1)
    }
    return closer <= level
  }

  /// The continuous ranked probability score of an observation: `E |X - y| - E |X - X'| / 2`, both in closed form
  /// (Grimit, Gneiting, Berrocal and Johnson 2006, doi:10.1256/qj.05.235).
  ///
  /// Cost: quadratic in the parts.
  public func rankedProbabilityScore(_ observation: Double) -> Double {
    let distance = observation - centre
    var (error, spread) = (0.0, 0.0)
    for (first, a) in zip(weights, deviations) {
      let z = distance / a
      let density = exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
      error += first * (distance * (2 * Normal.cumulative(z) - 1) + 2 * a * density)
      for (second, b) in zip(weights, deviations) {
        spread += first * second * (a * a + b * b).squareRoot()
      }
    }
    // The mean of |X - X'| of normal laws of one centre is sqrt(2 / pi) times the deviation of their difference.
    return error - spread * (1 / (2 * Double.pi)).squareRoot()
  }
}
