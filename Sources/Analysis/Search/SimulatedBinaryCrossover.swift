import Foundation
import Sampling

/// Two children of two points, as far from their parents as crossing binary strings would leave them.
///
/// A number is crossed with probability 1/2: with parents `a < b` the children are `(a + b)/2 -+ beta (b - a)/2`, where the
/// spread beta has a density proportional to `beta^index` below 1 and `beta^-(index + 2)` above, cut off so that children
/// stay between 0 and 1. A category is exchanged with probability 1/2.
///
/// Source: K. Deb and R. B. Agrawal 1995, Simulated binary crossover for continuous search space, Complex Systems 9,
/// 115-148; with the bounds of K. Deb 2000, doi:10.1016/S0045-7825(99)00389-8.
public struct SimulatedBinaryCrossover: Sendable, Hashable {
  /// How near children stay to their parents: larger is nearer. 15, the usual value for numbers with bounds.
  public var index: Double

  /// States how near children stay.
  public init(index: Double = 15) { self.index = index }

  /// Parents nearer to each other than this have children in their own places.
  private static let least = 1e-14

  /// The children of two parents.
  public func children(
    of first: [Double], and second: [Double], variables: [SearchVariable],
    random: inout UniformSequence
  ) -> ([Double], [Double]) {
    var (one, other) = (first, second)
    for place in variables.indices where random.next() < 0.5 {
      switch variables[place] {
      case .category: (one[place], other[place]) = (second[place], first[place])
      case .number:
        let low = min(first[place], second[place])
        let high = max(first[place], second[place])
        let (uniform, side) = (random.next(), random.next())
        if high - low <= Self.least { continue }
        let below = spread(uniform, room: low / (high - low))
        let above = spread(uniform, room: (1 - high) / (high - low))
        let middle = (low + high) / 2
        let near = max(0, min(middle - below * (high - low) / 2, 1))
        let far = max(0, min(middle + above * (high - low) / 2, 1))
        (one[place], other[place]) = side < 0.5 ? (near, far) : (far, near)
      }
    }
    return (one, other)
  }

  /// The spread at a uniform.
  ///
  /// - Parameter room: between a parent and its bound, in units of the parents' distance.
  private func spread(_ uniform: Double, room: Double) -> Double {
    let alpha = 2 - pow(1 + 2 * room, -(index + 1))
    let share = uniform * alpha
    return pow(share <= 1 ? share : 1 / (2 - share), 1 / (index + 1))
  }
}
