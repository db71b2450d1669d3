/// One quantity measured several times.
public struct BenchRepetitions: Sendable, Hashable {
  /// The measurements, in the order in which they were made; never empty.
  public let values: [Double]

  /// Collects measurements.
  ///
  /// - Precondition: there is at least one, and all are finite.
  public init(_ values: [Double]) {
    precondition(!values.isEmpty && values.allSatisfy(\.isFinite), "measurements \(values)")
    self.values = values
  }

  /// The middle measurement, or the mean of the middle two.
  public var median: Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The smallest measurement.
  public var low: Double { values.min()! }

  /// The largest measurement.
  public var high: Double { values.max()! }

  /// The distance from the smallest to the largest measurement, as a share of the median; 0 when all are 0.
  public var spread: Double { high == low ? 0 : (high - low) / median.magnitude }

  /// The measurements divided by those of another quantity, made in the same repetitions.
  public func divided(by other: BenchRepetitions) -> BenchRepetitions {
    precondition(
      values.count == other.values.count, "\(values.count) and \(other.values.count) repetitions")
    return BenchRepetitions(zip(values, other.values).map { $0 / $1 })
  }

  /// The measurements times a number.
  public func scaled(by factor: Double) -> BenchRepetitions {
    BenchRepetitions(values.map { $0 * factor })
  }
}
