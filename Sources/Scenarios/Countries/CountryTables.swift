import Countries
import Foundation
import StudyContract

/// Reads the tables of `Models/panel`.
///
/// A dash stands for a figure that was not published. Everything else that is no number, or one of another unit, is a
/// mistake and is reported with file, line and column.
enum CountryTables {
  /// Columns of `panel.csv` besides code and year, with the values that can be.
  static let columns: [PanelColumn: HistoryTable.Column] = Dictionary(
    uniqueKeysWithValues: PanelColumn.allCases.map { column in
      let own =
        HistoryTable.columns.first { $0.name == column.rawValue }
        ?? HistoryTable.Column(
          name: column.rawValue, unit: others[column]!.unit, range: others[column]!.range)
      return (column, own)
    })

  /// Columns that no table of history has.
  private static let others: [PanelColumn: (unit: String, range: ClosedRange<Double>)] = [
    .incomeExpenditure: ("USA = 1", 0.001...10), .employmentHours: ("USA = 1", 0.1...5),
    .capitalOutput: ("USA = 1", 0.01...10), .resourceRents: ("fraction of GDP", 0...1),
    .agricultureEmployment: ("fraction", 0...1), .agricultureOutput: ("fraction", 0...1),
  ]

  /// The folder of the tables; nil when the library has none.
  static func folder(in library: ModelLibrary) -> String? {
    library.roots.map { "\($0)/panel" }.first {
      FileManager.default.fileExists(atPath: "\($0)/panel.csv")
    }.map { ModelLibrary.shown($0) }
  }

  /// Reads all tables; exports of goods only where their folder is there.
  ///
  /// Cost: a tenth of a second.
  ///
  /// - Throws: ``StudyErrors`` with the mistakes of the first table that has any.
  static func read(_ library: ModelLibrary) throws -> CountryPanel {
    guard let folder = folder(in: library) else {
      throw StudyErrors([
        StudyIssue(
          kind: .missingFile, file: "panel/panel.csv", line: nil, column: nil, key: "",
          sentence:
            "there are no figures of countries; they belong into the folder panel of Models, which LATECOMER_MODELS names"
        )
      ])
    }
    return try read(folder: folder)
  }

  /// Reads the tables of a folder.
  static func read(folder: String) throws -> CountryPanel {
    let figures = try yearly("\(folder)/panel.csv")
    let manufactures = try shares("\(folder)/exports.csv")
    let goods = "\(folder)/noncommercial/exports.csv"
    let exports = FileManager.default.fileExists(atPath: goods) ? try shares(goods) : [:]
    let path = "\(folder)/countries.csv"
    let table = try DataTable.read(path, hasComments: true)
    let codes = try table.texts("code")
    let names = try table.texts("country")
    var issues: [StudyIssue] = []
    func scores(_ column: String, _ range: ClosedRange<Double>) throws -> [Double?] {
      try table.texts(column).enumerated().map { row, cell in
        number(
          cell, HistoryTable.Column(name: column, unit: "score", range: range), table, row, &issues)
      }
    }
    let tests = try scores("test_score", 1...7)
    let outcomes = try scores("learning_outcome", 100...800)
    let management = try scores("management", 1...5)
    if !issues.isEmpty { throw StudyErrors(issues) }
    do {
      return try CountryPanel(
        codes.indices.map { row in
          Country(
            code: codes[row], name: names[row],
            figures: (figures[codes[row]] ?? [:]).compactMapValues { YearlyFigures($0) },
            testScore: tests[row], learningOutcome: outcomes[row], management: management[row],
            exports: exports[codes[row]], manufactures: manufactures[codes[row]])
        })
    } catch {
      throw StudyErrors([
        StudyIssue(
          kind: .badData, file: "\(folder)/panel.csv", line: 1, column: nil, key: "",
          sentence: error as? CountryObstacle == .frontier
            ? "the figures and scores of the USA are missing, to which all others are relative"
            : "too few countries have figures to relate them to each other: \(error)")
      ])
    }
  }

  private static func yearly(_ path: String) throws -> [String: [PanelColumn: [Int: Double]]] {
    let table = try DataTable.read(path, hasComments: true)
    var issues: [StudyIssue] = []
    let codes = try table.texts("code")
    var seen: Set<String> = []
    let years = try table.texts("year").enumerated().map { row, cell -> Int in
      guard let year = HistoryTable.year(cell) else {
        issues.append(
          table.issue(row: row, column: "year", "expected a calendar year, found '\(cell.excerpt)'")
        )
        return 0
      }
      if !seen.insert("\(codes[row]) \(year)").inserted {
        issues.append(
          table.issue(row: row, column: "year", "\(year) stands twice for \(codes[row])"))
      }
      return year
    }
    var result: [String: [PanelColumn: [Int: Double]]] = [:]
    for column in PanelColumn.allCases {
      for (row, cell) in try table.texts(column.rawValue).enumerated() {
        guard let value = number(cell, columns[column]!, table, row, &issues) else { continue }
        result[codes[row], default: [:]][column, default: [:]][years[row]] = value
      }
    }
    if !issues.isEmpty { throw StudyErrors(issues) }
    return result
  }

  /// Relative shares in exports by country, year and sector.
  private static func shares(_ path: String) throws -> [String: Country.ExportShares] {
    try shares(DataTable.read(path, hasComments: true))
  }

  /// Relative shares in exports by country, year and sector, from a table that was read.
  static func shares(_ table: DataTable) throws -> [String: Country.ExportShares] {
    var issues: [StudyIssue] = []
    let codes = try table.texts("code")
    let years = try table.texts("year")
    var result: [String: Country.ExportShares] = [:]
    for sector in table.header where sector != "code" && sector != "year" {
      let column = HistoryTable.Column(name: sector, unit: "share over share", range: 0...10_000)
      for (row, cell) in try table.texts(sector).enumerated() {
        guard let year = HistoryTable.year(years[row]) else {
          issues.append(table.issue(row: row, column: "year", "expected a calendar year"))
          continue
        }
        guard let value = number(cell, column, table, row, &issues) else { continue }
        result[codes[row], default: [:]][year, default: [:]][sector] = value
      }
    }
    if !issues.isEmpty { throw StudyErrors(issues) }
    return result
  }

  private static func number(
    _ cell: String, _ column: HistoryTable.Column, _ table: DataTable, _ row: Int,
    _ issues: inout [StudyIssue]
  ) -> Double? {
    if cell == "-" { return nil }
    if let value = Double(cell), column.range.contains(value) { return value }
    if let problem = HistoryTable.problem(cell, column, table.marks) {
      issues.append(table.issue(row: row, column: column.name, problem))
      return nil
    }
    return table.marks.number(cell)
  }
}
