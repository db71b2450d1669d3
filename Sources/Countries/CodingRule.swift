import Foundation
import NumericCore

/// The written rule by which a country at a year becomes an economy and a policy mix.
///
/// It never looks at income after the start. `Models/history/coding-rule.md` states and argues it line by line; the numbers
/// that are judgement stand here once, by name.
public struct CodingRule: Sendable {
  let panel: CountryPanel
  let country: Country
  /// First year.
  let start: Int
  /// Last year of the figures without which no economy can be described.
  let last: Int

  /// Years after the last figures in which an economy may still start; its figures are then those of the last years.
  public static let latestAfterFigures = 10
  /// Standard deviation of the yearly growth of hours relative to the frontier, over seven economies with such figures.
  public static let driftOfHours = 0.0024

  /// Describes a country at a year.
  ///
  /// Cost: well below a millisecond.
  ///
  /// - Throws: ``CountryObstacle`` when figures are missing without which no economy can be described.
  public static func code(_ country: Country, start: Int, in panel: CountryPanel) throws
    -> CodedCountry
  {
    guard let span = country.span else { throw CountryObstacle.missing(country.missing) }
    if start < span.lowerBound {
      throw CountryObstacle.early(
        first: span.lowerBound,
        missing: PanelColumn.essentials.filter { start < country[$0]!.span.lowerBound })
    }
    if start > span.upperBound + latestAfterFigures {
      throw CountryObstacle.late(last: span.upperBound)
    }
    return CodingRule(panel: panel, country: country, start: start, last: span.upperBound).coded()
  }

  private func coded() -> CodedCountry {
    let strengths = strengths()
    let observed = years.filter { $0 > start }
    return CodedCountry(
      country: country, start: start, lastFigures: last, conditions: conditions(),
      strengths: strengths.values, strengthsBasis: strengths.basis, labour: labour(),
      termsOfTrade: country[.termsOfTrade].map { figures in
        let found = figures.years.filter { $0 >= start }.map { ($0, figures[$0]!) }
        return found.isEmpty ? [(start, figures.reading(start, neighbours: 0).value)] : found
      },
      levers: levers(), vehicles: vehicles(),
      income: observed.compactMap { year in
        country[.incomeExpenditure]?[year] == nil
          ? nil : (year, figure(.incomeExpenditure, year)!)
      },
      research: observed.compactMap { year in country[.research]?[year].map { (year, $0) } })
  }

  /// The start, every fifth year after it, and the last year of figures.
  var years: [Int] {
    var result = [start]
    var year = (start / 5 + 1) * 5
    while year < last {
      result.append(year)
      year += 5
    }
    if last > start { result.append(last) }
    return result
  }

  /// A figure as a three-year mean; nil without any.
  func figure(_ column: PanelColumn, _ year: Int, neighbours: Int = 1) -> Double? {
    country[column]?.reading(year, neighbours: neighbours).value
  }

  /// Human capital on the model's scale.
  func skill(_ year: Int) -> Double {
    CountryPanel.skill(
      figure(.humanCapital, year, neighbours: 0)!,
      panel.frontier[.humanCapital]!.reading(year, neighbours: 0).value)
  }

  /// Government effectiveness: the five-year mean of the nearest figures, drawn to the mean of countries by as many
  /// years as lie between, at the rate at which countries forget theirs.
  func effectiveness(_ year: Int) -> (value: Double, years: Int)? {
    guard let figures = country[.governmentEffectiveness] else { return nil }
    let span = figures.span
    let distance = max(span.lowerBound - year, year - span.upperBound, 0)
    let share = pow(panel.governancePersistence, Double(distance))
    let own = figures.reading(year, neighbours: 2).value
    return (panel.governanceMean + share * (own - panel.governanceMean), distance)
  }

  /// Government effectiveness between 0 and 1; the mean of countries where nothing is published.
  func grade(_ year: Int) -> Double {
    (((effectiveness(year)?.value ?? panel.governanceMean) + 0.5) / 3).limited(0, 1)
  }

  /// Where research stands before its first figure: 0.1 % of GDP in 1960, which is judgement.
  static let earlyResearch = (year: 1960, intensity: 0.001)

  /// Research as a fraction of GDP.
  func research(_ year: Int) -> (value: Double, basis: CodedCountry.Basis) {
    guard let figures = country[.research] else {
      let relation = panel.research
      let value = relation.value([
        log(figure(.incomeExpenditure, year)!), skill(year),
        effectiveness(year)?.value ?? panel.governanceMean,
      ])
      return (
        exp(value),
        .relation(relation, of: [.incomeExpenditure, .humanCapital, .governmentEffectiveness])
      )
    }
    let first = figures.span.lowerBound
    if year >= first {
      return (figures.reading(year, neighbours: 2).value, .figures([.research]))
    }
    let begin = Self.earlyResearch
    let known = figures.mean(first...first + YearlyFigures.outsideYears - 1)!
    let share =
      first > begin.year ? max(Double(year - begin.year) / Double(first - begin.year), 0) : 0
    return (begin.intensity + share * (known - begin.intensity), .lineTo(first))
  }

  private func labour() -> (path: [(year: Int, value: Double)], countsHours: Bool) {
    let hasHours = country[.employmentHours].map { $0.span.lowerBound <= start } ?? false
    let column = hasHours ? PanelColumn.employmentHours : .employment
    return (years.map { ($0, figure(column, $0)!) }, hasHours)
  }

  /// Starting strengths: the fifth root of the relative share in exports at or before the start, from 1 to 1.5.
  ///
  /// A sector in which a country has little is left at 1: that a latecomer has little of what is complex is said by the
  /// slope of complexity.
  private func strengths() -> (values: [String: Double], basis: CodedCountry.Basis) {
    func values(_ shares: Country.ExportShares?, _ basis: (Int) -> CodedCountry.Basis) -> (
      values: [String: Double], basis: CodedCountry.Basis
    )? {
      guard let shares, let year = shares.keys.filter({ $0 <= start }).max() else { return nil }
      let found = shares[year]!.mapValues { pow($0, 0.2).limited(1, 1.5) }
      return (found.filter { $0.value >= 1.05 }, basis(year))
    }
    return values(country.exports) { .exports($0) }
      ?? values(country.manufactures) { .manufactures($0) } ?? ([:], .sameForAll)
  }
}

extension Double {
  /// The value, or the nearest bound.
  func limited(_ low: Double, _ high: Double) -> Double { Swift.min(Swift.max(self, low), high) }
}
