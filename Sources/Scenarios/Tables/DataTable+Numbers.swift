import Foundation
import NumericCore

extension DataTable {
  /// Whether a text stands for a value that is missing: nothing, `NA`, `N/A`, `NULL`, or an error of a spreadsheet such
  /// as `#N/A` and `#DIV/0!`.
  static func isMissing(_ text: String) -> Bool {
    text.isEmpty || text.hasPrefix("#") || ["NA", "N/A", "NULL"].contains(text.uppercased())
  }

  /// Whether a field of the first rows, a hundred at most, is a number; true for a table without rows.
  public var holdsNumbers: Bool {
    rowCount == 0
      || (0..<min(rowCount, 100)).contains { row in
        header.indices.contains { number(row: row, $0) != nil }
      }
  }

  /// A column as numbers.
  ///
  /// `NaN`, `Inf` and `-Inf`, in any case, are numbers that are not finite: an outcome of a run that failed, never a
  /// factor. So is an outcome that is missing; see ``isMissing(_:)``.
  ///
  /// - Parameters:
  ///   - mayFail: whether numbers that are not finite, or missing, are accepted.
  ///   - rows: the rows wanted; all when nil.
  /// - Throws: ``StudyErrors`` with the first field of each kind that cannot be used, and how many more there are.
  public func numbers(_ column: String, mayFail: Bool = false, rows: [Int]? = nil) throws
    -> [Double]
  {
    let position = try position(of: column)
    var mistakes = NumberMistakes()
    let values = (rows ?? Array(0..<rowCount)).map { row -> Double in
      if let value = number(row: row, position), mayFail || value.isFinite { return value }
      let text = text(row: row, position)
      if !(mayFail && Self.isMissing(text)) { mistakes.add(text, row: row, marks) }
      return .nan
    }
    let issues = mistakes.sentences(marks).map { issue(row: $0.row, column: column, $0.sentence) }
    if !issues.isEmpty { throw StudyErrors(issues) }
    return values
  }
}

/// The fields of a column that are no numbers, by kind.
private struct NumberMistakes {
  private enum Kind { case missing, infinite, text }

  private var found: [(kind: Kind, row: Int, texts: [String], count: Int)] = []

  /// Different texts that are named: enough to see what the column holds.
  private static let namedTexts = 4

  mutating func add(_ text: String, row: Int, _ marks: DecimalMarks) {
    let kind: Kind =
      DataTable.isMissing(text)
      ? .missing : marks.number(text)?.isFinite == false ? .infinite : .text
    guard let known = found.firstIndex(where: { $0.kind == kind }) else {
      found.append((kind, row, [text], 1))
      return
    }
    found[known].count += 1
    if found[known].texts.count < Self.namedTexts, !found[known].texts.contains(text) {
      found[known].texts.append(text)
    }
  }

  /// One sentence a kind, at its first field.
  func sentences(_ marks: DecimalMarks) -> [(row: Int, sentence: String)] {
    found.map { mistake in
      let more = mistake.count - 1
      let first = mistake.texts[0].excerpt(of: 40)
      let others = mistake.texts.dropFirst().map { "'\($0.excerpt(of: 40))'" }.joined(
        separator: ", ")
      switch mistake.kind {
      case .missing:
        return (
          mistake.row,
          "the value is missing; every run needs its factors"
            + (more == 0 ? "" : " (\(more) more of this column missing)")
        )
      case .infinite:
        return (
          mistake.row,
          "expected a finite number, found \(first)"
            + (more == 0 ? "" : " (\(more) more of this column not finite)")
        )
      case .text:
        return (
          mistake.row,
          "expected a number, found '\(first)'"
            + (more == 0
              ? ""
              : " (\(more) more of this column"
                + (others.isEmpty ? ")" : ", such as \(others))"))
            + marks.hint(mistake.texts[0])
        )
      }
    }
  }
}

extension DataTable {
  /// Whether a column holds words: whether its first field that is not missing is no number.
  public func holdsWords(_ column: String) throws -> Bool {
    let position = try position(of: column)
    for row in 0..<rowCount {
      if number(row: row, position) != nil { return false }
      if !Self.isMissing(text(row: row, position)) { return true }
    }
    return false
  }

  /// A column as positions in the list of its different words, which is in alphabetical order; numbers are words, too, in
  /// their own order.
  ///
  /// - Throws: ``StudyErrors`` with the first field that is missing.
  public func categories(_ column: String) throws -> (positions: [Int], names: [String]) {
    let texts = try texts(column)
    if let row = texts.firstIndex(where: Self.isMissing) {
      throw StudyErrors([
        issue(row: row, column: column, "the value is missing; every run needs its factors")
      ])
    }
    let names = Set(texts).sorted {
      let (first, second) = (marks.number($0), marks.number($1))
      if let first, let second, first != second { return first < second }
      return $0 < $1
    }
    let positions = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    return (texts.map { positions[$0]! }, names)
  }
}
