import Foundation
import Sampling

/// A small step away from a point.
///
/// Each coordinate is changed with a probability, by default one coordinate of a point on average. A number moves by
/// a distance whose density falls as a power towards its bounds; a category is drawn anew.
///
/// Source: K. Deb and M. Goyal 1996, A combined genetic adaptive search (GeneAS) for engineering design, Computer Science
/// and Informatics 26, 30-45; with the bounds of K. Deb 2000, doi:10.1016/S0045-7825(99)00389-8.
public struct PolynomialMutation: Sendable, Hashable {
  /// How small steps are: larger is smaller. 20, the usual value: a step is about a twentieth of the range.
  public var index: Double

  /// States how small steps are.
  public init(index: Double = 20) { self.index = index }

  /// A point near another.
  ///
  /// - Parameter probability: of a change of a coordinate; one coordinate of the point on average when nil.
  public func mutated(
    _ point: [Double], variables: [SearchVariable], probability: Double? = nil,
    random: inout UniformSequence
  ) -> [Double] {
    let probability = probability ?? 1 / Double(max(point.count, 1))
    var result = point
    for place in variables.indices where random.next() < probability {
      let uniform = random.next()
      switch variables[place] {
      case .category(let count):
        result[place] = SearchVariable.coordinate(
          of: SearchVariable.category(of: uniform, count: count), count: count)
      case .number: result[place] = max(0, min(point[place] + step(from: point[place], uniform), 1))
      }
    }
    return result
  }

  /// A step from a number between 0 and 1, of mean 0 from the middle.
  private func step(from value: Double, _ uniform: Double) -> Double {
    let power = 1 / (index + 1)
    if uniform < 0.5 {
      return pow(2 * uniform + (1 - 2 * uniform) * pow(1 - value, index + 1), power) - 1
    }
    return 1 - pow(2 * (1 - uniform) + (2 * uniform - 1) * pow(value, index + 1), power)
  }
}
