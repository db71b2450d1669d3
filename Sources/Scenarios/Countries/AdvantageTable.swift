import Countries
import GrowthModels
import StudyContract

/// Revealed comparative advantage by country, year and sector: a table `code,year,SECTOR,...` such as those of
/// `Models/panel`, whose figures are the share of a sector in a country's exports over its share in those of the world.
///
/// Sectors without a column are left out. What is published under the name of a sector before the model knows it, such as
/// television tubes under that of displays, is kept; ``known(_:in:)`` leaves it out.
public struct AdvantageTable: Sendable {
  /// The file, as it is printed.
  public let path: String
  private let values: [String: Country.ExportShares]
  private let countries: CountryLookup?

  /// Reads a table.
  ///
  /// - Parameter panel: countries, so that economies with a name in place of a code are found as well.
  /// - Throws: ``StudyErrors`` with all mistakes, each by file, line, column and reason.
  init(_ path: String, panel: CountryPanel?) throws {
    let table = try DataTable.read(path, hasComments: true)
    let known = Sector.all.map(\.name)
    var issues = ["code", "year"].filter { !table.header.contains($0) }.map { name in
      StudyIssue(
        kind: .badData, file: path, line: nil, column: nil, key: name,
        sentence: "the column '\(name)' is missing")
    }
    for name in table.header where name != "code" && name != "year" && !known.contains(name) {
      issues.append(
        StudyIssue(
          kind: .badData, file: path, line: nil, column: nil, key: name,
          sentence: Located.unknown(name, what: "sector", among: known)))
    }
    if issues.isEmpty {
      var seen: Set<String> = []
      for (row, (code, year)) in zip(try table.texts("code"), try table.texts("year")).enumerated()
      where !seen.insert("\(code.lowercased()) \(year)").inserted {
        issues.append(table.issue(row: row, column: "year", "\(year) stands twice for \(code)"))
      }
    }
    if !issues.isEmpty { throw StudyErrors(issues) }
    self.path = path
    values = Dictionary(
      try CountryTables.shares(table).map { ($0.key.lowercased(), $0.value) },
      uniquingKeysWith: { $1 })
    countries = panel.map { CountryLookup($0) }
  }

  /// Comparative advantages of an economy, by year and sector: of the code that is its name, or of the country that it
  /// names; empty for others.
  public func advantages(of economy: String) -> [Int: [String: Double]] {
    let name = economy.lowercased()
    if let found = values[name] { return found }
    let country = countries?.find(name.replacing("_", with: " "))
    return country.flatMap { values[$0.code.lowercased()] } ?? [:]
  }

  /// Those of sectors that the model knows in a year.
  public static func known(_ advantages: [String: Double], in year: Int) -> [String: Double] {
    advantages.filter { name, _ in
      Sector.index(name).map { Sector.all[$0].emergenceYear <= Double(year) } ?? false
    }
  }
}

extension HistoryLoader {
  /// The comparative advantages of a table.
  ///
  /// - Throws: ``StudyErrors`` without it, and with its mistakes.
  public func advantages(_ path: String) throws -> AdvantageTable {
    try AdvantageTable(
      path,
      panel: CountryTables.folder(in: library) == nil ? nil : try CountryTables.read(library))
  }
}
