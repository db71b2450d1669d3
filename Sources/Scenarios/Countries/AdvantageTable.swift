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

  /// Reads a table.
  ///
  /// - Throws: ``StudyErrors`` with all mistakes, each by file, line, column and reason.
  public init(_ path: String) throws {
    let table = try DataTable.read(path, hasComments: true)
    let known = Sector.all.map(\.name)
    var issues = ["code", "year"].filter { !table.header.contains($0) }.map { name in
      StudyIssue(
        kind: .badData, file: path, line: 1, column: nil, key: name,
        sentence: "the column '\(name)' is missing")
    }
    for name in table.header where name != "code" && name != "year" && !known.contains(name) {
      issues.append(
        StudyIssue(
          kind: .badData, file: path, line: 1, column: nil, key: name,
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
  }

  /// Comparative advantages of an economy, by year and sector: of the code that is its name, or of the country that it
  /// names; empty for others.
  ///
  /// - Parameter countries: asked only where no code is the economy's name; nil where there are none.
  public func advantages(
    of economy: String, countries: () throws -> CountryLookup?
  ) rethrows -> [Int: [String: Double]] {
    if let found = values[economy.lowercased()] { return found }
    let country = try countries()?.find(economy.replacing("_", with: " "))
    return country.flatMap { values[$0.code.lowercased()] } ?? [:]
  }

  /// Those of sectors that the model knows in a year.
  public static func known(_ advantages: [String: Double], in year: Int) -> [String: Double] {
    advantages.filter { name, _ in
      Sector.index(name).map { Sector.all[$0].emergenceYear <= Double(year) } ?? false
    }
  }
}
