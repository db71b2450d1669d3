import Countries
import Foundation
import StudyContract
import Testing

@testable import Scenarios

/// The files of countries are read without a mistake.
@Suite struct CountryFilesTests {
  static let lookup = PanelHistoryTests.lookup

  /// Writes the files of a country and reads its study.
  private func load(
    _ coded: CodedCountry, in fixture: StudyFixture, end: Int? = nil, hasEnsemble: Bool = false
  ) throws -> Study {
    let files = CountryFiles(coded)
    let folder = fixture.folder.appendingPathComponent("\(files.economyName)-\(coded.start)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("policies"), withIntermediateDirectories: true)
    // The table of the ensemble is the same for all and long to read.
    let study = files.study(end: end ?? files.usualEnd)
    let lines = study.split(separator: "\n", omittingEmptySubsequences: false).filter {
      hasEnsemble || !($0.hasPrefix("ensemble:") || $0.hasPrefix("beliefs:"))
    }
    for (name, text) in [
      ("study.yaml", lines.joined(separator: "\n")), ("economy.yaml", files.economy),
      (files.mixFile, files.policy),
    ] {
      try text.write(
        to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    return try StudyLoader.load(folder.appendingPathComponent("study.yaml").path)
  }

  /// All countries that can be described, in their last year; without the folder that is not for commercial use, too.
  @Test func everyCountryMakesAStudyOfTheFuture() throws {
    let fixture = try StudyFixture()
    var count = 0
    for country in Self.lookup.panel.countries.values.sorted(by: { $0.code < $1.code }) {
      guard let last = country.span?.upperBound else { continue }
      let plain = Country(
        code: country.code, name: country.name, figures: country.figures,
        testScore: country.testScore, learningOutcome: country.learningOutcome,
        management: country.management, manufactures: country.manufactures)
      let used = count.isMultiple(of: 2) ? country : plain
      let study = try load(
        try CodingRule.code(used, start: last, in: Self.lookup.panel), in: fixture)
      #expect(study.end == Double(last + 40) && study.scenarios.count == 5, "\(country.code)")
      #expect(study.policies.count == 10 && study.warnings.isEmpty, "\(country.code)")
      count += 1
    }
    #expect(count > 100)
  }

  @Test func aStudyOfThePastEndsWithTheFigures() throws {
    let coded = try Self.lookup.code(try Self.lookup.country("KEN"), start: 1990)
    let fixture = try StudyFixture()
    let study = try load(coded, in: fixture, hasEnsemble: true)
    #expect(study.start == 1990 && study.end == 2019 && study.baseline == "ken_by_rule")
    #expect(study.ensemble?.rows.name == "panel")
    #expect(study.scenarios.map(\.name) == ["reference"])
    #expect(try load(coded, in: fixture, end: 2030).scenarios.count == 5)
    // The same economy as in memory.
    let other = try PanelHistoryTests.loader.study("KEN@1990")
    #expect(study.economy == other.economy)
    #expect(study.baselinePolicy == other.baselinePolicy)
    #expect(study.targets == other.targets)
  }

  @Test(arguments: [("KEN", 1990), ("TWN", 1960), ("GUY", 2019), ("BRA", 2024)])
  func filesFitTheirSchemas(code: String, start: Int) throws {
    let coded = try Self.lookup.code(try Self.lookup.country(code), start: start)
    let files = CountryFiles(coded)
    for (kind, text) in [
      ("economy", files.economy), ("economy", files.economyWithMix), ("policy", files.policy),
      ("study", files.study(end: files.usualEnd)),
    ] {
      let reading = Reading()
      reading.add(text, as: kind)
      let value = try #require(reading.document(kind))
      let validator = try SchemaValidator(file: "\(shippedModels)/schema/\(kind).schema.json")
      #expect(validator.failures(value) == [], "\(code) \(kind)")
    }
  }

  /// A study finds the library above it by itself; elsewhere the variable has to name it.
  @Test func theNextCommandNamesTheLibraryWhereItMust() throws {
    let fixture = try StudyFixture()
    let file = fixture.folder.appendingPathComponent("ken/study.yaml").path
    let library = ModelLibrary(near: file)
    #expect(library.variable(for: file) == nil)
    let root = fixture.folder.appendingPathComponent("Models").standardizedFileURL.path
    #expect(library.variable(for: "/elsewhere/ken/study.yaml") == root)
  }

  /// Mistakes of a table have file, line and column.
  @Test(arguments: [
    ("BRA,1960,", "BRA,1961,", "1961 stands twice for BRA"),
    ("0.12", "twelve", "expected a number, found 'twelve'"),
    ("0.25", "25", "fractions, not percent: did you mean 0.25?"),
    ("0.12", "", "the cell is empty"),
  ])
  func aMistakeOfATable(old: String, new: String, words: String) throws {
    let fixture = try StudyFixture()
    let columns = PanelColumn.allCases.map(\.rawValue)
    func row(_ year: Int) -> String {
      "BRA,\(year),0.12,"
        + columns.dropFirst().map { $0 == "investment" ? "0.25" : "-" }.joined(separator: ",")
    }
    let table =
      (["code,year," + columns.joined(separator: ",")] + [row(1960), row(1961)])
      .joined(separator: "\n") + "\n"
    let place = try #require(table.range(of: old))
    try FileManager.default.createDirectory(
      at: fixture.folder.appendingPathComponent("panel"), withIntermediateDirectories: true)
    let path = try fixture.write(
      table.replacingCharacters(in: place, with: new), to: "panel/panel.csv")
    let error = try #require(throws: StudyErrors.self) {
      try CountryTables.read(folder: fixture.folder.appendingPathComponent("panel").path)
    }
    #expect(error.description.contains(words), "\(error)")
    #expect(error.issues[0].file == path && (error.issues[0].line ?? 0) > 1)
  }
}
