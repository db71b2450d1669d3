/// How much the data told about one factor.
public struct Contraction: Sendable, Hashable {
  /// `1 - posterior variance / prior variance` of the factor's standard normal coordinate: 0 where the data say
  /// nothing, 1 where they say all; below 0 where they widen. A coordinate and not the value itself, so that
  /// factors of any law and unit compare.
  public let share: Double
  /// Posterior mean of the coordinate, in prior standard deviations.
  public let shift: Double

  /// Measures a coordinate of equally weighted particles.
  public init(coordinate: [Double]) {
    let count = Double(coordinate.count)
    let mean = coordinate.reduce(0, +) / count
    let variance = coordinate.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(count - 1, 1)
    share = 1 - variance
    shift = mean
  }
}
