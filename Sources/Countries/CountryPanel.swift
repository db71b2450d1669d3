import Foundation
import NumericCore

/// All countries, and what only all of them together can say.
public struct CountryPanel: Sendable {
  /// Countries by their codes.
  public let countries: [String: Country]
  /// The country to which figures are relative.
  public let frontier: Country
  /// Test scores, relative to the frontier, by learning outcomes relative to the frontier's.
  public let scoresByOutcomes: PanelRegression
  /// Cognitive skill by human capital and log income.
  public let skill: PanelRegression
  /// Management scores by human capital.
  public let management: PanelRegression
  /// What agriculture has of employment less what it has of output, by log income and human capital.
  public let agriculture: PanelRegression
  /// Log of research intensity by log income, human capital and government effectiveness.
  public let research: PanelRegression
  /// Correlation of government effectiveness with that of a year earlier, from its first to its last years.
  public let governancePersistence: Double
  /// Mean of government effectiveness over the countries.
  public let governanceMean: Double

  /// The code of the frontier.
  public static let frontierCode = "USA"
  /// Years for which relations between countries are measured: the middle of the years in which tests, learning
  /// outcomes, management and research were.
  static let measured = 2005
  /// Years in which shares of agriculture are compared.
  static let decades = stride(from: 1960, through: 2010, by: 10)

  /// Measures relations between countries.
  ///
  /// Cost: milliseconds.
  ///
  /// - Throws: ``CountryObstacle/frontier`` without the figures of the USA; `NumericError` where too few countries have
  ///   what a relation needs for it to be determined.
  public init(_ countries: [Country]) throws {
    self.countries = Dictionary(countries.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
    guard let frontier = self.countries[Self.frontierCode], frontier.missing.isEmpty,
      let score = frontier.testScore, let outcome = frontier.learningOutcome
    else { throw CountryObstacle.frontier }
    self.frontier = frontier
    let year = Self.measured
    let ordered = countries.sorted { $0.code < $1.code }
    func skill(_ country: Country, _ year: Int) -> Double? {
      guard let own = country[.humanCapital], let best = frontier[.humanCapital] else { return nil }
      return Self.skill(
        own.reading(year, neighbours: 0).value, best.reading(year, neighbours: 0).value)
    }
    func logIncome(_ country: Country, _ year: Int) -> Double? {
      country[.incomeExpenditure].map { log($0.reading(year, neighbours: 1).value) }
    }
    let byOutcomes = try PanelRegression(
      ordered.compactMap { country in
        guard let own = country.testScore, let outcomes = country.learningOutcome else {
          return nil
        }
        return ([outcomes / outcome], own / score)
      })
    scoresByOutcomes = byOutcomes
    self.skill = try PanelRegression(
      ordered.compactMap { country in
        guard
          let value = country.testScore.map({ $0 / score })
            ?? country.learningOutcome.map({ byOutcomes.value([$0 / outcome]) }),
          let capital = skill(country, year), let income = logIncome(country, year)
        else { return nil }
        return ([capital, income], value)
      })
    management = try PanelRegression(
      ordered.compactMap { country in
        guard let value = country.management, let capital = skill(country, year) else { return nil }
        return ([capital], value)
      })
    agriculture = try PanelRegression(
      ordered.flatMap { country in
        Self.decades.compactMap { year -> (predictors: [Double], value: Double)? in
          guard let labour = country[.agricultureEmployment]?[year],
            let output = country[.agricultureOutput]?[year], let income = logIncome(country, year),
            country[.humanCapital]?[year] != nil, let capital = skill(country, year)
          else { return nil }
          return ([income, capital], labour - output)
        }
      })
    research = try PanelRegression(
      ordered.compactMap { country in
        guard let value = country[.research]?.mean(1996...2019), country.code != Self.frontierCode,
          let income = logIncome(country, year), let capital = skill(country, year),
          let government = country[.governmentEffectiveness]
        else { return nil }
        return ([income, capital, government.reading(year, neighbours: 2).value], log(value))
      })
    let governments = ordered.compactMap { country in
      country[.governmentEffectiveness].flatMap { figures in
        figures.span.count > 15
          ? (
            first: figures.values[figures.span.lowerBound]!,
            last: figures.values[figures.span.upperBound]!,
            years: figures.span.count - 1
          ) : nil
      }
    }
    let years = Double(governments.map(\.years).reduce(0, +)) / Double(max(governments.count, 1))
    let correlation = Self.correlation(governments.map { ($0.first, $0.last) })
    governancePersistence = pow(max(correlation, 0), 1 / max(years, 1))
    governanceMean =
      governments.map(\.last).reduce(0, +) / Double(max(governments.count, 1))
  }

  /// Human capital on the scale of the model, `2 h / h(USA) - 1`: the index is 1 without any schooling, and about two
  /// at the frontier's when the first figures begin.
  static func skill(_ own: Double, _ best: Double) -> Double { 2 * own / best - 1 }

  private static func correlation(_ pairs: [(Double, Double)]) -> Double {
    let count = Double(pairs.count)
    let first = pairs.map(\.0).reduce(0, +) / count
    let second = pairs.map(\.1).reduce(0, +) / count
    var (both, left, right) = (0.0, 0.0, 0.0)
    for pair in pairs {
      both += (pair.0 - first) * (pair.1 - second)
      left += (pair.0 - first) * (pair.0 - first)
      right += (pair.1 - second) * (pair.1 - second)
    }
    return left > 0 && right > 0 ? both / (left * right).squareRoot() : 0
  }
}
