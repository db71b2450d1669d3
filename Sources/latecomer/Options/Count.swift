/// Whole numbers on the command line.
enum Count {
  /// Reads a whole number of a range, written out or as `1e5`.
  ///
  /// The parser puts option and value before the sentence of the error.
  static func within(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
    { argument in
      let isDecimal = argument.allSatisfy { "0123456789+-.eE".contains($0) }
      let number =
        Int(argument) ?? (isDecimal ? Double(argument) : nil).flatMap { Int(exactly: $0) }
      guard let number, range.contains(number) else {
        throw CountError(
          description:
            "expected a whole number from \(range.lowerBound) to \(range.upperBound), such as "
            + example(range))
      }
      return number
    }
  }

  /// A number that is in the range, in both spellings where it is large.
  private static func example(_ range: ClosedRange<Int>) -> String {
    range.contains(100_000) ? "100000 or 1e5" : "\(max(range.lowerBound, min(8, range.upperBound)))"
  }
}

/// A number that cannot be.
private struct CountError: Error, CustomStringConvertible {
  let description: String
}
