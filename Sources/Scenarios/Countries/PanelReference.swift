import Countries
import Foundation
import StudyContract

/// A country of the panel where a history is named: `panel/KEN@1960`, or `panel/KEN` for its first year from 1960 on.
struct PanelReference {
  /// What such a reference begins with.
  static let prefix = "panel/"
  /// The first year of a reference that states none, as in the histories of `Models/studies/history`.
  static let usualStart = 1960

  /// A code or name.
  let country: String
  /// The stated year.
  let start: Int?

  /// Reads `KEN@1960`, `panel/KEN@1960`, `kenya`.
  ///
  /// - Throws: ``StudyErrors`` for a year that is none.
  init(_ text: String) throws {
    let plain = text.hasPrefix(Self.prefix) ? text.dropFirst(Self.prefix.count) : text[...]
    let parts = plain.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    country = String(parts.first ?? "")
    guard parts.count == 2 else {
      start = nil
      return
    }
    guard let year = Int(parts[1]), HistoryTable.calendarYears.contains(year) else {
      throw StudyErrors([
        StudyIssue(
          kind: .badData, file: text.excerpt, line: nil, column: nil, key: "",
          sentence:
            "expected a country and perhaps a calendar year, such as \(Self.prefix)KEN@1960, found '\(text.excerpt)'"
        )
      ])
    }
    start = year
  }

  /// The country as the rule describes it at the year.
  ///
  /// - Throws: ``StudyErrors`` for an unknown country, and for one that cannot be described then.
  func coded(_ lookup: CountryLookup) throws -> CodedCountry {
    let found = try lookup.country(country)
    _ = try lookup.lastYear(found)
    let first = max(Self.usualStart, found.span?.lowerBound ?? Self.usualStart)
    return try lookup.code(found, start: start ?? first)
  }

  /// How the reference is written in full; the place of what is read from it.
  static func path(_ coded: CodedCountry) -> String {
    "\(prefix)\(coded.country.code)@\(coded.start)"
  }
}

extension HistoryTable {
  /// The figures of a country as a table of history.
  init?(_ country: Country) {
    var values: [String: [Int: Double]] = [:]
    for (column, figures) in country.figures
    where Self.columns.contains(where: { $0.name == column.rawValue }) {
      values[column.rawValue] = figures.values
    }
    let years = values.values.flatMap(\.keys)
    guard let first = years.min(), let last = years.max() else { return nil }
    self.init(path: PanelReference.prefix + country.code, years: first...last, values: values)
  }
}
