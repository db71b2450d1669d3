/// Real numbers on the command line.
enum Share {
  /// Reads a number of a range.
  ///
  /// The parser puts option and value before the sentence of the error.
  static func within(_ range: ClosedRange<Double>) -> @Sendable (String) throws -> Double {
    { argument in
      guard let number = Double(argument), range.contains(number) else {
        throw ShareError(
          description:
            "expected a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
  }

  /// Reads a number between two others.
  static func between(_ low: Double, _ high: Double, such example: String)
    -> @Sendable (String)
    throws -> Double
  {
    { argument in
      guard let number = Double(argument), number > low, number < high else {
        throw ShareError(
          description:
            "expected a number above \(low.plain) and below \(high.plain), such as \(example)")
      }
      return number
    }
  }
}

/// A number that cannot be.
private struct ShareError: Error, CustomStringConvertible {
  let description: String
}
