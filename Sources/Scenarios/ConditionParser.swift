import Foundation
import NumericCore
import StudyContract

/// Reads conditions.
///
/// ```
/// condition = statement { "and" statement }
/// statement = "failed" | mix "beats" mix | outcome comparison (number | word)
/// comparison = "<" | "<=" | ">" | ">=" | "=" | "==" | "!="
/// ```
///
/// A name with blanks, or one that looks like something else, stands in quotation marks of either kind.
public struct ConditionParser {
  private enum Token: Equatable {
    case word(String, isQuoted: Bool)
    case comparison(Condition.Comparison)

    var shown: String {
      switch self {
      case .word(let text, _): "'\(text.excerpt)'"
      case .comparison(let comparison): "'\(comparison.rawValue)'"
      }
    }
  }

  private let text: String
  private var tokens: [Token] = []
  private var position = 0

  /// The condition of a text.
  ///
  /// - Throws: `UsageError` that says what was expected and what was found.
  public static func parse(_ text: String) throws -> Condition {
    var parser = ConditionParser(text: text)
    try parser.scan()
    var statements = [try parser.statement()]
    while let next = parser.next() {
      guard next == .word("and", isQuoted: false) else {
        throw parser.mistake("'and' or the end", found: next)
      }
      statements.append(try parser.statement())
    }
    return Condition(statements, description: text.trimmingCharacters(in: .whitespaces))
  }

  private init(text: String) { self.text = text }

  private mutating func scan() throws {
    let characters = Array(text)
    var place = 0
    while place < characters.count {
      let character = characters[place]
      if character.isWhitespace {
        place += 1
      } else if character == "\"" || character == "'" {
        guard let end = characters[(place + 1)...].firstIndex(of: character) else {
          throw UsageError("--where \(text.excerpt): the quotation does not end.")
        }
        tokens.append(.word(String(characters[place + 1..<end]), isQuoted: true))
        place = end + 1
      } else if Self.signs.contains(character) {
        var end = place
        while end < characters.count, Self.signs.contains(characters[end]) { end += 1 }
        let sign = String(characters[place..<end])
        guard let comparison = Condition.Comparison(rawValue: sign == "==" ? "=" : sign) else {
          throw UsageError(
            "--where \(text.excerpt): there is no comparison '\(sign.excerpt)'; there are <, <=, >, >=, = and !=."
          )
        }
        tokens.append(.comparison(comparison))
        place = end
      } else {
        var end = place
        while end < characters.count, !characters[end].isWhitespace,
          !Self.signs.contains(characters[end])
        {
          end += 1
        }
        tokens.append(.word(String(characters[place..<end]), isQuoted: false))
        place = end
      }
    }
  }

  private static let signs: Set<Character> = ["<", ">", "=", "!"]

  private mutating func next() -> Token? {
    guard position < tokens.count else { return nil }
    defer { position += 1 }
    return tokens[position]
  }

  private func mistake(_ expected: String, found: Token?) -> UsageError {
    UsageError(
      "--where \(text.excerpt): expected \(expected), found \(found?.shown ?? "the end"); such as \"income < 0.3\", "
        + "\"A beats B\" or \"failed\".")
  }

  private mutating func statement() throws -> Condition.Statement {
    let first = next()
    guard case .word(let name, let isQuoted) = first else {
      throw mistake("a name", found: first)
    }
    let isLast = position == tokens.count || tokens[position] == .word("and", isQuoted: false)
    if name == "failed", !isQuoted, isLast { return .failed }
    let second = next()
    if second == .word("beats", isQuoted: false) {
      let third = next()
      guard case .word(let other, _) = third else {
        throw mistake("a policy mix after 'beats'", found: third)
      }
      if other == name {
        throw UsageError("--where names \(name.excerpt) on both sides of 'beats'.")
      }
      return .beats(name, over: other)
    }
    guard case .comparison(let comparison) = second else {
      throw mistake("'beats' or a comparison after '\(name.excerpt)'", found: second)
    }
    let third = next()
    guard case .word(let value, let isWord) = third else {
      throw mistake("a number", found: third)
    }
    if !isWord, let number = Double(value), !number.isNaN {
      return .number(name, comparison, number)
    }
    guard comparison == .equal || comparison == .unequal else {
      throw mistake("a number after '\(comparison.rawValue)'", found: third)
    }
    return .word(name, comparison, value)
  }
}
