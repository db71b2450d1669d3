/// The Sobol' sequence: for every dimension, points whose first 2^m members have one point in each of 2^m
/// equal intervals, and few in common between dimensions.
///
/// Points come in Gray-code order, as in SciPy and in the published generator, 24 binary digits each: a
/// replicate may have up to 2^24 points, whose 24-digit coordinates are all different in each dimension.
///
/// Sources: I. M. Sobol', USSR Computational Mathematics and Mathematical Physics 7 (1967) 86-112,
/// doi:10.1016/0041-5553(67)90144-9; I. A. Antonov and V. M. Saleev, ibid. 19 (1979) 252-256,
/// doi:10.1016/0041-5553(79)90085-5; numbers by Joe and Kuo, ``SobolDirectionNumbers``.
enum SobolSequence {
  /// Binary digits of a coordinate.
  static let digits = 24

  /// Most points of one replicate.
  static let pointLimit = 1 << digits

  /// Direction numbers: `digits` of them for each dimension.
  private static let directions = decodedDirections()

  /// Coordinates of consecutive points in one dimension, as integers below 2^24.
  ///
  /// - Precondition: the dimension exists and the points lie within the limit.
  static func fill(
    dimension: Int, firstPoint: Int, count: Int, into output: UnsafeMutablePointer<UInt32>
  ) {
    precondition(
      dimension >= 0 && dimension < SobolDirectionNumbers.dimensionCount,
      "Sobol' dimension \(dimension) of \(SobolDirectionNumbers.dimensionCount)")
    precondition(
      firstPoint >= 0 && firstPoint + count <= pointLimit,
      "points \(firstPoint) to \(firstPoint + count) of a Sobol' sequence of \(pointLimit)")
    guard count > 0 else { return }
    directions.withUnsafeBufferPointer { all in
      let numbers = all.baseAddress! + dimension * digits
      var coordinate: UInt32 = 0
      var gray = firstPoint ^ firstPoint >> 1
      while gray != 0 {
        coordinate ^= numbers[gray.trailingZeroBitCount]
        gray &= gray - 1
      }
      output[0] = coordinate
      for offset in 1..<max(count, 1) {
        coordinate ^= numbers[(firstPoint + offset).trailingZeroBitCount]
        output[offset] = coordinate
      }
    }
  }

  /// Parses the numbers and extends them by their recurrence,
  /// `m_i = 2 a_1 m_(i-1) ^ ... ^ 2^s m_(i-s) ^ m_(i-s)`.
  private static func decodedDirections() -> [UInt32] {
    let dimensionCount = SobolDirectionNumbers.dimensionCount
    var result = [UInt32](repeating: 0, count: dimensionCount * digits)
    // The first dimension is the van der Corput sequence.
    for index in 0..<digits { result[index] = 1 << UInt32(digits - 1 - index) }
    var text = SobolDirectionNumbers.text.utf8.makeIterator()
    func number(_ digitCount: Int) -> UInt32 {
      var value: UInt32 = 0
      for _ in 0..<digitCount {
        guard let byte = text.next() else { preconditionFailure("direction numbers end too early") }
        value = value * 32 + UInt32(byte >= 97 ? byte - 87 : byte - 48)
      }
      return value
    }
    for dimension in 1..<dimensionCount {
      let degree = Int(number(1))
      let polynomial = number(3)
      let start = dimension * digits
      for index in 0..<digits {
        if index < degree {
          let initial = number((index + 5) / 5)
          result[start + index] = initial << UInt32(digits - 1 - index)
        } else {
          let oldest = result[start + index - degree]
          var value = oldest ^ oldest >> UInt32(degree)
          for lag in 1..<max(degree, 1) where polynomial >> UInt32(degree - lag) & 1 == 1 {
            value ^= result[start + index - lag]
          }
          result[start + index] = value
        }
      }
    }
    precondition(text.next() == nil, "direction numbers are left over")
    return result
  }
}
