import Foundation
import StudyContract

extension CalibrationAssembly {
  static let sectorKeys = ["file", "years", "independent", "optional"]

  /// Ranks of sectors as a calibration asks for them.
  struct Sectors {
    let evidence: CalibrationStudy.SectorEvidence
    let table: AdvantageTable
  }

  /// The advantages of an economy in the years that are fitted, of sectors that the model knows then.
  func advantages(of economy: String, _ sectors: Sectors) throws -> [Int: [String: Double]] {
    guard sectors.evidence.isFitted else { return [:] }
    let hasCountries = CountryTables.folder(in: references.library) != nil
    let found = try sectors.table.advantages(of: economy) {
      hasCountries ? CountryLookup(try references.panel()) : nil
    }
    return Dictionary(
      uniqueKeysWithValues: found.filter { sectors.evidence.years.contains($0.key) }
        .map { ($0.key, AdvantageTable.known($0.value, in: $0.key)) })
  }

  /// Ranks of sectors; nil with a caveat where their table is optional and not there.
  ///
  /// - Parameter size: scale of the law of the error size.
  func sectors(_ value: Located, size: Double) -> (found: Sectors?, caveats: [String]) {
    guard
      let mapping = value.mapping(
        allowed: Self.sectorKeys, required: ["file", "years"], what: "key of the sectors"),
      let place = mapping["file"], let file = place.text()
    else { return (nil, []) }
    let years = (mapping["years"]?.items() ?? []).compactMap {
      $0.wholeNumber(in: HistoryTable.calendarYears)
    }
    if years.isEmpty || zip(years, years.dropFirst()).contains(where: { $0 >= $1 }) {
      mapping["years"]?.report(
        "expected calendar years in ascending order, such as [1980, 1995, 2015]")
    }
    let independent =
      mapping["independent"].flatMap { $0.number(in: 0...1) }
      ?? CalibrationStudy.SectorEvidence.Defaults.independent
    let isOptional = mapping["optional"].flatMap { $0.flag() } ?? false
    if isOptional, !references.hasTable(file, from: place) {
      return (
        nil,
        [
          "ranks of sectors, which the calibration names, were not used: there is no table '\(file)'"
        ]
      )
    }
    guard let path = references.tableFile(file, from: place) else { return (nil, []) }
    _ = references.reading.bytes(of: path)
    let found = place.reporting {
      Sectors(
        evidence: CalibrationStudy.SectorEvidence(
          table: path, years: years, independent: independent, sizeScale: size),
        table: try AdvantageTable(path))
    }
    return (found, [])
  }
}
