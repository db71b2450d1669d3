import Countries
import Foundation
import StudyContract
import Testing

@testable import Scenarios

/// The coding rule against the tables, and against what it must not look at.
@Suite struct CodingRuleTests {
  static let lookup = PanelHistoryTests.lookup
  /// Numbers of the tables have five digits, computed ones are compared to this.
  static let digits = 1e-4

  private func coded(_ code: String, _ start: Int) throws -> CodedCountry {
    try Self.lookup.code(try Self.lookup.country(code), start: start)
  }

  private func condition(_ coded: CodedCountry, _ name: String) throws -> CodedCountry.Condition {
    try #require(coded.conditions.first { $0.name == name })
  }

  private func isClose(_ left: Double, _ right: Double) -> Bool {
    abs(left - right) <= Self.digits * max(abs(left), abs(right))
  }

  /// A row of a table as plain text, read by hand.
  private func row(_ table: String, _ begin: String) throws -> [String: String] {
    let text = try String(contentsOfFile: "\(shippedModels)/panel/\(table)", encoding: .utf8)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    let cells = try #require(lines.first { $0.hasPrefix(begin) }).split(separator: ",")
    return Dictionary(
      uniqueKeysWithValues: zip(lines[0].split(separator: ","), cells).map {
        (String($0), String($1))
      })
  }

  private func number(_ code: String, _ year: Int, _ column: String) throws -> Double {
    let cell = try row("panel.csv", "\(code),\(year),")[column]
    return try #require(Double(cell ?? ""))
  }

  @Test(arguments: [("BRA", 1960), ("KEN", 1990), ("CHN", 1980), ("FRA", 1970)])
  func conditionsAreThoseOfTheTables(code: String, start: Int) throws {
    let coded = try coded(code, start)
    let incomes = try (start - 1...start + 1).map { try number(code, $0, "income_expenditure") }
    let income = incomes.reduce(0, +) / 3
    #expect(isClose(try condition(coded, "initial_income").value, income))
    let skill =
      2 * (try number(code, start, "human_capital")) / (try number("USA", start, "human_capital"))
      - 1
    #expect(isClose(try condition(coded, "initial_human_capital").value, max(skill, 0.02)))
    let market = 0.14 * min((try number(code, start, "population") * income).squareRoot(), 1 / 0.14)
    #expect(isClose(try condition(coded, "home_market_size").value, market))
    let growth =
      log(
        coded.country[.population]!.values.sorted { $0.key < $1.key }.last!.value
          / (try number(code, start, "population")))
      / Double(coded.country[.population]!.span.upperBound - start)
    #expect(isClose(try condition(coded, "population_growth").value, growth))
    let investment = try (start - 1...start + 1).map { try number(code, $0, "investment") }
    let lever = try #require(coded.levers.first { $0.name == "investment" })
    #expect(isClose(lever.path[0].value, investment.reduce(0, +) / 3))
    #expect(lever.path.map(\.year) == Array(stride(from: start, through: 2015, by: 5)) + [2019])
  }

  @Test func scoresAreRelativeToTheFrontier() throws {
    let usa = try row("countries.csv", "USA,")
    let brazil = try row("countries.csv", "BRA,")
    let skill = try condition(try coded("BRA", 1960), "cognitive_skill")
    #expect(isClose(skill.value, Double(brazil["test_score"]!)! / Double(usa["test_score"]!)!))
    #expect(skill.basis == .testScore)
    // Kenya has learning outcomes alone, Ethiopia neither.
    guard case .learningOutcome = try condition(try coded("KEN", 1990), "cognitive_skill").basis,
      case .relation(_, let columns) = try condition(try coded("ETH", 1990), "cognitive_skill")
        .basis
    else {
      Issue.record("skills of Kenya and Ethiopia were found otherwise")
      return
    }
    #expect(columns == [.humanCapital, .incomeExpenditure])
  }

  @Test func dualismIsLabourThatAgricultureHasBeyondItsOutput() throws {
    let coded = try coded("IND", 1970)
    func mean(_ column: String) throws -> Double {
      try [1969, 1970, 1971].map { try number("IND", $0, column) }.reduce(0, +) / 3
    }
    let value = 1.3 * (try mean("agriculture_employment") - mean("agriculture_output"))
    #expect(isClose(try condition(coded, "dualism").value, value))
  }

  /// Institutions of an early start are nearer to the mean of countries than the first figures, those of a late start
  /// are its own.
  @Test func institutionsAreThoseNearestTheStart() throws {
    let panel = Self.lookup.panel
    func alignment(_ start: Int) throws -> Double {
      try condition(try coded("SGP", start), "initial_alignment").value
    }
    let figures = try #require(panel.countries["SGP"]?[.governmentEffectiveness])
    func rule(_ value: Double) -> Double { 0.25 + 0.35 * min(max((value + 0.5) / 3, 0), 1) }
    #expect(isClose(try alignment(2010), rule(figures.mean(2008...2012)!)))
    let early =
      panel.governanceMean
      + pow(panel.governancePersistence, 36) * (figures.mean(1996...2000)! - panel.governanceMean)
    #expect(isClose(try alignment(1960), rule(early)))
    #expect(try alignment(1960) < alignment(2010))
  }

  /// What became of income after the start changes no condition and no lever.
  @Test(arguments: ["KEN", "BRA", "TZA", "UKR"])
  func incomeAfterTheStartIsNotLookedAt(code: String) throws {
    let country = try Self.lookup.country(code)
    let start = 1992
    var figures = country.figures
    for column in [
      PanelColumn.incomeExpenditure, .incomeOutput, .incomeMaddison, .outputPerWorker,
    ] {
      let values = try #require(figures[column]).values
      figures[column] = YearlyFigures(
        Dictionary(
          uniqueKeysWithValues: values.map { ($0, $0 > start + 1 ? $1 * 3 : $1) }))
    }
    let other = Country(
      code: code, name: country.name, figures: figures, testScore: country.testScore,
      learningOutcome: country.learningOutcome, management: country.management,
      exports: country.exports, manufactures: country.manufactures)
    let one = try CodingRule.code(country, start: start, in: Self.lookup.panel)
    let two = try CodingRule.code(other, start: start, in: Self.lookup.panel)
    #expect(one.income.map(\.value) != two.income.map(\.value))
    #expect(one.conditions.map(\.value) == two.conditions.map(\.value))
    #expect(one.strengths == two.strengths)
    for (left, right) in zip(one.levers, two.levers) where country[.research] != nil {
      #expect(left.path.map(\.value) == right.path.map(\.value), "\(left.name)")
    }
  }

  /// Strengths come from goods where the shares are there, else from manufactures, else they are 1.
  @Test func strengthsNeedNoFolder() throws {
    let panel = Self.lookup.panel
    let brazil = try Self.lookup.country("BRA")
    func without(_ start: Int) throws -> CodedCountry {
      let plain = Country(
        code: "BRA", name: "Brazil", figures: brazil.figures, manufactures: brazil.manufactures)
      return try CodingRule.code(plain, start: start, in: panel)
    }
    let later = try without(1997)
    #expect(later.strengthsBasis == .manufactures(1995))
    let cell = try row("exports.csv", "BRA,1995,")["steel_shipbuilding"]
    let share = try #require(Double(cell ?? ""))
    #expect(isClose(try #require(later.strengths["steel_shipbuilding"]), pow(share, 0.2)))
    #expect(later.strengths["garments_footwear"] == nil)
    #expect(try without(1985).strengthsBasis == .sameForAll)
    #expect(try without(1985).strengths.isEmpty)
    let words = CountryWords.lacks(try without(1985)).joined()
    #expect(words.contains("all strengths are 1"))
  }

  @Test(arguments: [
    (1960, 2.0, YearlyFigures.Gap.nearest(1970...1974)), (1970, 1.5, .none),
    (1977, 3.6, .between(1974...1979)), (1990, 4.5, .nearest(1976...1980)),
  ])
  func gapsAreFilledInWords(year: Int, value: Double, gap: YearlyFigures.Gap) throws {
    let figures = try #require(
      YearlyFigures([1970: 1, 1971: 2, 1974: 3, 1979: 4, 1980: 5]))
    let reading = figures.reading(year, neighbours: 1)
    #expect(reading.value == value && reading.gap == gap)
  }

  @Test func aLateStartKeepsTheLastLevers() throws {
    let late = try coded("KEN", 2024)
    let last = try coded("KEN", 2019)
    #expect(late.levers.allSatisfy { $0.path.count == 1 })
    #expect(late.levers.map(\.name) == last.levers.map(\.name))
    let education = { (coded: CodedCountry) in coded.levers.first { $0.name == "education" }!.path }
    #expect(education(late)[0].value == education(last)[0].value)
    #expect(CountryWords.lacks(late).contains("human capital of 2024 is the mean of 2015-2019"))
  }

  /// Names and codes in any case, parts of names, and nothing that two countries share.
  @Test(arguments: [
    ("ken", "KEN"), ("Kenya", "KEN"), ("KOREA", "KOR"), ("tanzania", "TZA"),
    ("Cote d'Ivoire", "CIV"),
    ("congo", "COG"), ("russia", "RUS"), ("united states", "USA"),
  ])
  func countriesHaveNames(word: String, code: String) throws {
    #expect(try Self.lookup.country(word).code == code)
  }

  @Test(arguments: [
    ("kenia", "Kenya, KEN"), ("KEM", "did you mean KEN or"),
    ("united", "United Arab Emirates (ARE)"), ("XXQ", "list countries"),
    ("kenn", "did you mean KEN?"),
  ])
  func unknownCountriesAreNamed(word: String, part: String) throws {
    let error = try #require(throws: StudyErrors.self) { try Self.lookup.country(word) }
    #expect(error.description.contains(part), "\(error)")
  }

  /// The numbers that the text of the rule quotes are those of the tables.
  @Test func theTextQuotesTheRelations() throws {
    let text = try String(
      contentsOfFile: "\(shippedModels)/history/coding-rule.md", encoding: .utf8)
    let panel = Self.lookup.panel
    func two(_ value: Double) -> String { String(format: "%.2f", value) }
    let outcomes = panel.scoresByOutcomes
    #expect(
      text.contains(
        "\(two(outcomes.coefficients[0])) + \(two(outcomes.coefficients[1])) times learning outcomes relative to "
          + "the USA (\(outcomes.count) countries, spread \(String(format: "%.3f", outcomes.spread)))"
      ))
    #expect(
      text.contains(
        "(\(panel.skill.count) countries, spread \(String(format: "%.3f", panel.skill.spread)))"))
    #expect(text.contains("(\(panel.agriculture.count) decades of countries"))
    print(
      "MGMT", panel.skill.coefficients, panel.management, panel.governanceMean,
      panel.governancePersistence, panel.research.spread)
    #expect(text.contains("\(two(panel.management.coefficients[1])) for each unit of h"))
    #expect(text.contains("(\(panel.management.count) countries, R2"))
    #expect(text.contains("(\(panel.research.count) countries, R2"))
    #expect(text.contains("the mean of countries (\(two(panel.governanceMean)))"))
    #expect(text.contains("by \(String(format: "%.3f", panel.governancePersistence)) to the power"))
  }
}
