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
}

/// A number that cannot be.
private struct ShareError: Error, CustomStringConvertible {
  let description: String
}
