import Foundation
import NumericCore
import StudyContract

/// Reads targets: `income >= 0.5`, `income >= 0.5 by 2055`.
public enum RequirementParser {
  /// The target of a text.
  ///
  /// - Throws: `UsageError` that says what was expected.
  public static func parse(_ text: String) throws -> Requirement {
    var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    var year: Double?
    if words.count > 2, words[words.count - 2] == "by" {
      guard let number = Double(words[words.count - 1]), number == number.rounded() else {
        throw UsageError(
          "\(text.excerpt(of: 120)): expected a whole calendar year after 'by', found '\(words.last!.excerpt(of: 40))'."
        )
      }
      year = number
      words.removeLast(2)
    }
    let expected = "expected an outcome, <, <=, > or >=, and a number"
    let condition: Condition
    do {
      condition = try ConditionParser.parse(words.joined(separator: " "))
    } catch is UsageError {
      throw UsageError(
        "\(text.excerpt(of: 120)): \(expected), such as \"income >= 0.5 by 2055\".")
    }
    guard condition.statements.count == 1,
      case .number(let outcome, let comparison, let limit) = condition.statements[0],
      comparison != .equal, comparison != .unequal, limit.isFinite
    else {
      throw UsageError(
        "\(text.excerpt(of: 120)): \(expected), such as \"income >= 0.5 by 2055\".")
    }
    return Requirement(
      outcome: outcome, comparison: comparison, limit: limit, year: year,
      description: text.trimmingCharacters(in: .whitespaces))
  }
}
