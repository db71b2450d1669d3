import Foundation
import StudyContract
import Testing

@testable import Scenarios

/// Calibrations that name a table of comparative advantages.
@Suite struct CalibrationSectorsTests {
  private static let table = """
    code,year,agrifood,autos,aerospace,displays,garments_footwear
    korea,1980,0.5,0.2,0.4,4.2,6.9
    korea,1995,0.2,1.1,0.3,5.2,-
    chile,1980,3.1,0.1,0.1,0.0,0.2

    """

  private static func load(
    _ sectors: String, table: String = table, more: String = ""
  ) throws -> CalibrationStudy {
    let fixture = try StudyFixture()
    try fixture.write(table, to: "exports.csv")
    let text = CalibrationFileTests.sound + "\nsectors: \(sectors)\n" + more
    return try CalibrationLoader.load(fixture.write(text, to: "calibration.yaml"))
  }

  @Test func economiesAreFoundByNameAndByCode() throws {
    let coded = try Self.load(
      "{file: exports.csv, years: [1980]}", table: Self.table.replacing("korea", with: "KOR"))
    #expect(coded.histories.map(\.advantages.count) == [1, 1])
    let study = try Self.load(
      "{file: exports.csv, years: [1980, 1995]}", more: "discrepancy: {sectors: {size: 0.7}}")
    let evidence = try #require(study.sectors)
    #expect(evidence.years == [1980, 1995] && evidence.sizeScale == 0.7 && evidence.isFitted)
    #expect(evidence.independent == CalibrationStudy.SectorEvidence.Defaults.independent)
    // Displays are known to the model from 1988 on; a dash is no figure.
    #expect(
      study.histories[0].advantages == [
        1980: ["agrifood": 0.5, "autos": 0.2, "aerospace": 0.4, "garments_footwear": 6.9],
        1995: ["agrifood": 0.2, "autos": 1.1, "aerospace": 0.3, "displays": 5.2],
      ])
    #expect(study.histories[1].advantages.keys.sorted() == [1980])
    let compared = try Self.load("{file: exports.csv, years: [1980], independent: 0}")
    #expect(compared.sectors?.isFitted == false)
    #expect(compared.histories.allSatisfy { $0.advantages.isEmpty })
  }

  @Test func aMissingTableIsAMistakeUnlessItIsOptional() throws {
    let study = try Self.load("{file: gone/exports.csv, years: [1980], optional: true}")
    #expect(study.sectors == nil && study.histories.allSatisfy { $0.advantages.isEmpty })
    #expect(study.caveats.contains { $0.contains("gone/exports.csv") })
    let error = try #require(throws: StudyErrors.self) {
      try Self.load("{file: gone/exports.csv, years: [1980]}")
    }
    #expect(error.issues.count == 1 && error.issues[0].kind == .missingFile)
    #expect(error.issues[0].line == 9, "\(error)")
  }

  @Test(arguments: [
    ("{file: exports.csv}", "years"), ("{years: [1980]}", "file"),
    ("{file: exports.csv, years: [1995, 1980]}", "ascending order"),
    ("{file: exports.csv, years: []}", "ascending order"),
    ("{file: exports.csv, years: [1980], independent: 2}", "from 0 to 1"),
    ("{file: exports.csv, years: [1980], weight: 2}", "unknown key of the sectors"),
    ("{file: exports.csv, years: [1981]}", "has none"),
    ("{file: exports.csv, years: [1980]}\ndiscrepancy: {sectors: {size: 0}}", "0.001"),
    ("{file: exports.csv, years: [1980]}\ndiscrepancy: {sectors: {persistence: 0}}", "size"),
  ])
  func aMistakeSaysWhatWasExpected(sectors: String, words: String) throws {
    let error = try #require(throws: StudyErrors.self) { try Self.load(sectors) }
    #expect(error.description.contains(words), "\(error)")
    #expect(error.issues.allSatisfy { ($0.line ?? 0) >= 9 }, "\(error)")
  }

  @Test(arguments: [
    ("agrifood", "agrifoood", 1, "did you mean 'agrifood'?"),
    ("korea,1995,0.2", "korea,1980,0.2", 3, "1980 stands twice for korea"),
    ("korea,1995,0.2", "korea,1995,-0.2", 3, "expected 0 to 10"),
    ("code,", "country,", 1, "'code' is missing"),
  ])
  func aWrongTableIsRefused(old: String, new: String, line: Int?, words: String) throws {
    let error = try #require(throws: StudyErrors.self) {
      try Self.load(
        "{file: exports.csv, years: [1980]}", table: Self.table.replacing(old, with: new))
    }
    #expect(error.description.contains(words), "\(error)")
    #expect(error.issues.contains { $0.file.hasSuffix("exports.csv") && $0.line == line })
  }
}
