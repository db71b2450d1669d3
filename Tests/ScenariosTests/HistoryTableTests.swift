import Foundation
import StudyContract
import Testing

@testable import Scenarios

/// Tables of history: the shipped ones load, and mistakes are told by file, line and reason.
@Suite struct HistoryTableTests {
  private func read(_ text: String) throws -> HistoryTable {
    let path = NSTemporaryDirectory() + "history-\(UUID().uuidString).csv"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try HistoryTable.read(path)
  }

  static let sound =
    "# A table\nyear,income_output,research\n1960,0.1,-\n1961,0.11,0.002\n1962,0.12,0.0024\n"

  @Test func aSoundTable() throws {
    let table = try read(Self.sound)
    #expect(table.years == 1960...1962)
    #expect(table["research", 1960] == nil && table["research", 1962] == 0.0024)
    #expect(abs((table.threeYearMean("income_output", 1961) ?? 0) - 0.11) < 1e-15)
    #expect(table.path("research")?.breakpoints.count == 2)
  }

  @Test func aTableOfAnotherProgram() throws {
    let marked = Self.sound.replacing("1960,0.1,-", with: "1960.0,0.1,NA")
    let table = try read("\u{FEFF}" + marked)
    #expect(table.years == 1960...1962 && table["research", 1960] == nil)
    let commas = marked.replacing(",", with: ";").replacing(".", with: ",")
      .replacing("1960,0;", with: "1960;")
    let other = try read(commas)
    #expect(other["income_output", 1961] == 0.11 && other["research", 1962] == 0.0024)
  }

  @Test(arguments: [
    ("1961,0.11,0.002", "1961,0.11,", 4, "a gap"),
    ("1961,0.11,0.002", "1961,0.11,0.24", 4, "did you mean 0.0024?"),
    ("1961,0.11,0.002", "1961,0,0.002", 4, "0 USA = 1 cannot be"),
    ("1961,0.11,0.002", "1961,0.11,0.2.4", 4, "expected a number"),
    ("1961,0.11,0.002\n", "", 4, "a gap: 1962 follows 1960"),
    ("1961,0.11,0.002", "1960,0.11,0.002", 4, "the year 1960 stands twice"),
    ("1962,0.12,0.0024", "1962,0.12,2.4", 5, "fractions, not percent: did you mean 0.024?"),
  ])
  func aMistake(_ old: String, _ new: String, _ line: Int, _ reason: String) throws {
    let text = Self.sound.replacingOccurrences(of: old, with: new)
    #expect(text != Self.sound)
    let errors = try #require(throws: StudyErrors.self) { try read(text) }
    #expect(
      errors.issues.contains { $0.line == line && $0.sentence.contains(reason) }, "\(errors)")
  }

  @Test func anUnknownColumnIsNamed() throws {
    let text = Self.sound.replacingOccurrences(of: "research", with: "reserch")
    let errors = try #require(throws: StudyErrors.self) { try read(text) }
    #expect(errors.description.contains("did you mean 'research'?"))
  }

  @Test func theShippedTablesLoad() throws {
    let loader = HistoryLoader(near: shippedModels + "/studies/first-study.yaml")
    #expect(
      Set(loader.names) == [
        "brazil", "chile", "china", "india", "japan", "korea", "mexico", "singapore", "taiwan",
        "thailand",
      ])
    for name in loader.names + ["usa", "germany"] {
      let table = try #require(try loader.table(name), "\(name)")
      #expect(table.years.upperBound == 2019 && table["human_capital", 2019] != nil)
      #expect(table["research", 2019] != nil, "\(name)")
    }
    #expect(try loader.expenditureTargets().count == 10)
    #expect(try loader.leverIntervals()["coordination"] == 0.2)
    let brazil = try loader.study("brazil")
    #expect(brazil.labourDrift == 0 && brazil.baseline == "brazil_bndes")
    #expect(try loader.study("thailand").labourDrift == 0.0024)
    let korea = try #require(try loader.table("korea"))
    #expect(korea["foreign_investment", 1972] == nil && korea["foreign_investment", 1973] != nil)
    #expect(throws: StudyErrors.self) { try loader.study("korae") }
  }

  @Test func anEconomyWithItsOwnTargets() throws {
    let fixture = try StudyFixture()
    let text = try String(contentsOfFile: shippedModels + "/economies/mexico.yaml", encoding: .utf8)
    let targets = """
      targets:
        mix: mexico_baseline
        income: {source: made up, values: {1970: 0.3, 1980: 0.4, 2000: 0.3}}
        research: {source: made up, values: {1995: 0.003}}
      """
    let named = text.replacingOccurrences(of: "name: mexico", with: "name: elsewhere")
    let path = try fixture.write(named + targets + "\n", to: "elsewhere.yaml")
    let study = try HistoryLoader(near: path).study(path)
    #expect(study.economy.name == "elsewhere" && study.end == 2000)
    #expect(study.targets?.income.count == 3 && study.targets?.research[0].value == 0.003)
    #expect(study.baselinePolicy.name == "mexico_baseline")
    for (old, new, reason) in [
      ("1995: 0.003", "1995: 0.3", "expected a number from"), ("1980: 0.4", "1980: 0", "expected"),
      ("1980: 0.4", "1970: 0.4", "given twice"), ("1980: 0.4", "1965: 0.4", "years must increase"),
      ("1970: 0.3", "1950: 0.3", "after the start in 1960"), ("1980: 0.4", "1980: ", "expected"),
    ] {
      let wrong = named + targets.replacingOccurrences(of: old, with: new) + "\n"
      let place = try fixture.write(wrong, to: "wrong-\(abs(reason.hashValue)).yaml")
      let errors = try #require(throws: StudyErrors.self) {
        try HistoryLoader(near: place).study(place)
      }
      #expect(
        errors.issues.contains { $0.sentence.contains(reason) && $0.line != nil }, "\(errors)")
    }
  }
}
