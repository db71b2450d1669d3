import Foundation
import NumericCore
import Studies

extension CostLimit {
  /// Reads `1.5%` or `0.3`; the parser puts option and value before the sentence of the error.
  @Sendable static func read(_ argument: String) throws -> CostLimit {
    let isShare = argument.hasSuffix("%")
    let text = isShare ? String(argument.dropLast()) : argument
    guard let number = Double(text.trimmingCharacters(in: .whitespaces)), number >= 0,
      number.isFinite
    else { throw UsageError("expected 0 or more, such as 1.5% of GDP or an amount as 0.3") }
    return isShare ? .shareOfOutput(number / 100) : .amount(number)
  }
}
