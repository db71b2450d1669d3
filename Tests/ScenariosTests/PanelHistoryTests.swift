import Countries
import Foundation
import StudyContract
import Testing

@testable import Scenarios

/// Countries of the panel as histories.
@Suite struct PanelHistoryTests {
  /// All tables, read once.
  static let lookup = try! CountryLookup(near: shippedModels + "/studies/first-study.yaml")
  static let loader = HistoryLoader(near: shippedModels + "/studies/first-study.yaml")

  /// The history of every country that has the figures, at several starts, passes the loader with every value in range.
  @Test(arguments: [1970, 1990])
  func everyCountryIsAHistory(start: Int) throws {
    let countries = Self.lookup.panel.countries.values.filter { $0.span?.contains(start) ?? false }
    #expect(countries.count > (start == 1970 ? 70 : 100))
    for country in countries.sorted(by: { $0.code < $1.code }) {
      let study = try HistoryLoader.study(
        ofCountry: "panel/\(country.code)@\(start)", library: Self.loader.library,
        panel: Self.lookup.panel)
      #expect(study.start == Double(start) && study.end == 2019, "\(country.code)")
      #expect(study.economy.name == country.code.lowercased())
      let income = try #require(study.targets?.income)
      #expect(
        income.map(\.year) == Array(stride(from: Double(start) + 5, through: 2015, by: 5)) + [2019])
      #expect(study.economy.initialConditions.count == 16)
      #expect(study.baselinePolicy.levers.count == 17, "\(country.code)")
    }
  }

  /// Every country is one from its first year on, whatever the first figures are.
  @Test func everyCountryIsAHistoryFromItsFirstYear() throws {
    for country in Self.lookup.panel.countries.values.sorted(by: { $0.code < $1.code }) {
      guard let span = country.span else { continue }
      let start = span.lowerBound
      let study = try HistoryLoader.study(
        ofCountry: "panel/\(country.code)@\(start)", library: Self.loader.library,
        panel: Self.lookup.panel)
      #expect(study.start == Double(start), "\(country.code)")
    }
  }

  /// A reference without a year starts in 1960, or where the figures begin.
  @Test func aReferenceNeedsNoYear() throws {
    #expect(try Self.loader.study("panel/KEN").start == 1960)
    #expect(try Self.loader.study("kenya").start == 1960)
    #expect(try Self.loader.study("KEN@1985").start == 1985)
    let first = try #require(Self.lookup.panel.countries["UKR"]?.span?.lowerBound)
    #expect(first > 1960)
    #expect(try Self.loader.study("panel/ukr").start == Double(first))
    #expect(HistoryLoader.isPanel(try Self.loader.study("KEN")))
    #expect(!HistoryLoader.isPanel(try Self.loader.study("korea")))
  }

  /// Observed income is the three-year mean of the expenditure side, observed research what was published.
  @Test func whatWasObservedIsOfTheTables() throws {
    let study = try Self.loader.study("panel/BRA@1960")
    let brazil = try #require(Self.lookup.panel.countries["BRA"])
    let income = try #require(brazil[.incomeExpenditure])
    let targets = try #require(study.targets)
    let mean = (income[1979]! + income[1980]! + income[1981]!) / 3
    #expect(abs(targets.income.first { $0.year == 1980 }!.value / mean - 1) < 1e-3)
    let last = (income[2018]! + income[2019]!) / 2
    #expect(abs(targets.income.last!.value / last - 1) < 1e-3)
    #expect(targets.research.map(\.year) == [2000, 2005, 2010, 2015, 2019])
  }

  /// Mistakes of a reference name the nearest country, what is missing, and the years that would do.
  @Test(arguments: [
    ("panel/KEM@1960", "did you mean"), ("panel/KEN@soon", "calendar year"),
    ("panel/UKR@1960", "the first year that works is 19"),
    ("panel/ABW@1990", "nothing is published of human capital (human_capital)"),
    ("panel/ARE@1975", "income was above 5 times that of the USA"),
    ("panel/KEN@2060", "the last year that works is 2029"),
  ])
  func mistakesSayWhatWouldDo(reference: String, part: String) throws {
    let error = try #require(throws: StudyErrors.self) { try Self.loader.study(reference) }
    #expect(error.description.contains(part), "\(error)")
  }

  /// A calibration takes a country where it takes the name of a history, with the observations of the panel.
  @Test func aCalibrationTakesCountries() throws {
    let fixture = try StudyFixture()
    let path = try fixture.write(
      """
      name: wide
      summary: two histories
      economies: [history/korea, panel/KEN@1990]
      lever_intervals: Models/history/lever-intervals.csv
      income: {file: Models/history/targets.csv, column: income}
      research: {file: "Models/history/{economy}.csv", column: research, every: 5}
      """, to: "wide.yaml")
    let calibration = try CalibrationLoader.load(path)
    let kenya = calibration.histories[1]
    #expect(calibration.histories.map(\.study.economy.name) == ["korea", "ken"])
    #expect(kenya.income.keys.sorted() == [1995, 2000, 2005, 2010, 2015, 2019])
    let twice = try fixture.write(
      try String(contentsOfFile: path, encoding: .utf8).replacing(
        "panel/KEN@1990", with: "panel/KEN@1990, panel/KEN@1970, panel/XYZ"), to: "twice.yaml")
    let error = try #require(throws: StudyErrors.self) { try CalibrationLoader.load(twice) }
    #expect(error.description.contains("no country 'XYZ'"))
    let same = try fixture.write(
      try String(contentsOfFile: path, encoding: .utf8).replacing(
        "panel/KEN@1990", with: "panel/KEN@1990, panel/KEN@1970"), to: "same.yaml")
    let again = try #require(throws: StudyErrors.self) { try CalibrationLoader.load(same) }
    #expect(again.description.contains("the economy ken is named twice"))
  }
}
