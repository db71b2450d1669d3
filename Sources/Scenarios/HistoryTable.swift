import Foundation
import ModelContract
import NumericCore
import StudyContract

/// The published figures of one economy, one row a year: a table of `Models/history`.
///
/// Lines that begin with `#` are comments. A dash, `NA` or `#N/A` stands for a figure that was not published. Everything
/// else that is missing or cannot be is a mistake: an empty cell, a year that is left out or stands twice, a zero or a
/// number of another unit, such as 2.4 for a research intensity of 0.024.
public struct HistoryTable: Sendable {
  /// What a column holds.
  public struct Column: Sendable, Hashable {
    /// Name in the header.
    public let name: String
    /// Unit, as it is shown in messages.
    public let unit: String
    /// Values that can be.
    public let range: ClosedRange<Double>
  }

  /// Calendar years in which something can have been observed.
  static let calendarYears = 1800...2200

  /// The columns besides the year. Ranges hold every figure of any economy since 1950 with room to spare, and no
  /// figure of another usual unit.
  public static let columns = [
    income,
    Column(name: "income_maddison", unit: "USA = 1", range: 0.001...10),
    Column(name: "population", unit: "million people", range: 0.05...3000),
    Column(name: "employment", unit: "USA = 1", range: 0.1...5),
    Column(name: "output_per_worker", unit: "USA = 1", range: 0.001...10),
    Column(name: "capital_per_worker", unit: "USA = 1", range: 0.0005...10),
    Column(name: "human_capital", unit: "index", range: 1...5),
    Column(name: "schooling", unit: "years", range: 0.1...20),
    Column(name: "investment", unit: "fraction of GDP", range: 0.005...1),
    Column(name: "exports", unit: "fraction of GDP", range: 0.001...4),
    Column(name: "terms_of_trade", unit: "export over import prices", range: 0.1...10),
    Column(name: "foreign_investment", unit: "fraction of GDP", range: -0.3...0.6),
    Column(name: "foreign_stock", unit: "fraction of GDP", range: 0...9),
    research,
    Column(name: "government_effectiveness", unit: "estimate", range: -3...3),
  ]

  /// Income per head.
  public static let income = Column(name: "income_output", unit: "USA = 1", range: 0.001...10)
  /// Research intensity. No economy has spent a tenth of its output on research, and none that has any published
  /// figure less than a hundredth of a per cent.
  public static let research = Column(
    name: "research", unit: "fraction of GDP", range: 0.0001...0.1)

  /// The file, as it is printed.
  public let path: String
  /// Calendar years, without a gap.
  public let years: ClosedRange<Int>
  /// Published values by column and year.
  public let values: [String: [Int: Double]]

  /// Reads a table.
  ///
  /// - Throws: ``StudyErrors`` with all mistakes, each by file, line, column and reason.
  public static func read(_ path: String) throws -> HistoryTable {
    let table = try DataTable.read(path, hasComments: true)
    var issues: [StudyIssue] = []
    let known = ["year"] + columns.map(\.name)
    if table.header.allSatisfy({ NearestName.find($0, among: known) == nil }) {
      throw StudyErrors([
        StudyIssue(
          kind: .badData, file: path, line: 1, column: nil, key: "",
          sentence:
            "expected a history with the columns year and \(income.name), found a file with neither"
        )
      ])
    }
    for name in table.header where !known.contains(name) {
      issues.append(
        StudyIssue(
          kind: .badData, file: path, line: 1, column: nil, key: name,
          sentence: Located.unknown(name, what: "column of a history", among: known)))
    }
    for name in ["year", income.name] where !table.header.contains(name) {
      issues.append(
        StudyIssue(
          kind: .badData, file: path, line: 1, column: nil, key: name,
          sentence: "the column '\(name)' is missing"))
    }
    if !issues.isEmpty { throw StudyErrors(issues) }
    let years = try checkedYears(table, &issues)
    var values: [String: [Int: Double]] = [:]
    for column in columns where table.header.contains(column.name) {
      var cells: [Int: Double] = [:]
      for (row, cell) in try table.texts(column.name).enumerated() {
        if cell == "-" || (!cell.isEmpty && DataTable.isMissing(cell)) { continue }
        if let problem = problem(cell, column, table.marks) {
          issues.append(table.issue(row: row, column: column.name, problem))
        } else if years.indices.contains(row) {
          cells[years[row]] = table.marks.number(cell)
        }
      }
      values[column.name] = cells
    }
    if !issues.isEmpty {
      throw StudyErrors(
        issues.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) })
    }
    guard let first = years.first, let last = years.last else {
      throw StudyErrors([
        StudyIssue(
          kind: .badData, file: path, line: 1, column: nil, key: "",
          sentence: "the table has no year")
      ])
    }
    return HistoryTable(path: path, years: first...last, values: values)
  }

  /// A published value.
  public subscript(column: String, year: Int) -> Double? { values[column]?[year] }

  /// The mean over a year and its neighbours, of those that are published; nil when the year itself is not.
  public func threeYearMean(_ column: String, _ year: Int) -> Double? {
    guard self[column, year] != nil else { return nil }
    let found = (year - 1...year + 1).compactMap { self[column, $0] }
    return found.reduce(0, +) / Double(found.count)
  }

  /// A column as a path through its published years; nil when there is none.
  public func path(_ column: String) -> Path? {
    guard let cells = values[column], !cells.isEmpty else { return nil }
    return Path(
      cells.sorted { $0.key < $1.key }.map {
        Path.Breakpoint(year: Double($0.key), value: $0.value)
      })
  }

  /// Reads a long table `economy,year,income` such as `targets.csv`: points by economy, ascending.
  public static func readTargets(_ path: String) throws -> [String: [Path.Breakpoint]] {
    let table = try DataTable.read(path, hasComments: true)
    let economies = try table.texts("economy")
    let years = try table.texts("year")
    let cells = try table.texts("income")
    var issues: [StudyIssue] = []
    var result: [String: [Path.Breakpoint]] = [:]
    for row in economies.indices {
      guard let year = year(years[row]) else {
        issues.append(
          table.issue(
            row: row, column: "year", "expected a calendar year, found '\(years[row].excerpt)'"))
        continue
      }
      if let last = result[economies[row]]?.last, last.year >= Double(year) {
        issues.append(
          table.issue(
            row: row, column: "year",
            last.year == Double(year)
              ? "\(year) stands twice for \(economies[row])"
              : "years must increase; \(year) follows \(last.year.plain)"))
        continue
      }
      if let problem = problem(cells[row], income, table.marks) {
        issues.append(table.issue(row: row, column: "income", problem))
      } else {
        result[economies[row], default: []].append(
          Path.Breakpoint(year: Double(year), value: table.marks.number(cells[row])!))
      }
    }
    if !issues.isEmpty { throw StudyErrors(issues) }
    return result
  }

  /// The calendar year of a cell; programs that know no whole numbers write 1960.0.
  static func year(_ cell: String) -> Int? {
    guard let number = Located.number(cell), number == number.rounded(), abs(number) < 1e6,
      calendarYears.contains(Int(number))
    else { return nil }
    return Int(number)
  }

  static func problem(_ cell: String, _ column: Column, _ marks: DecimalMarks) -> String? {
    if cell.isEmpty {
      return "a gap: the cell is empty; write - for a figure that was not published"
    }
    guard let number = marks.plain(cell).flatMap({ Located.number($0) }) else {
      return "expected a number, found '\(cell.excerpt)'" + marks.hint(cell)
    }
    if column.range.contains(number) { return nil }
    if number == 0 { return "0 \(column.unit) cannot be; write - for a figure that is missing" }
    var sentence =
      "expected \(column.range.lowerBound.plain) to \(column.range.upperBound.plain) "
      + "(\(column.unit)), found \(number.plain)"
    if column.unit.hasPrefix("fraction"), column.range.contains(number / 100) {
      let fraction = (number / 100 * 1e9).rounded() / 1e9
      sentence += "; fractions, not percent: did you mean \(fraction.plain)?"
    }
    return sentence
  }

  private static func checkedYears(
    _ table: DataTable, _ issues: inout [StudyIssue]
  ) throws -> [Int] {
    var years: [Int] = []
    var seen: Set<Int> = []
    for (row, text) in try table.texts("year").enumerated() {
      guard let year = year(text) else {
        issues.append(
          table.issue(row: row, column: "year", "expected a calendar year, found '\(text.excerpt)'")
        )
        years.append(years.last.map { $0 + 1 } ?? 0)
        seen.insert(years[years.count - 1])
        continue
      }
      if !seen.insert(year).inserted {
        issues.append(table.issue(row: row, column: "year", "the year \(year) stands twice"))
      } else if let last = years.last, year != last + 1 {
        issues.append(
          table.issue(
            row: row, column: "year",
            year < last
              ? "years must increase; \(year) follows \(last)"
              : "a gap: \(year) follows \(last); give every year, with - where nothing was published"
          ))
      }
      years.append(year)
    }
    return years
  }
}
