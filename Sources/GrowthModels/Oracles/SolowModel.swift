import Foundation
import ModelContract

/// Solow's growth model in intensive form: saving builds capital, growth of labour dilutes it.
///
/// `k' = s k^alpha - (n + g + delta) k`, capital k and output `k^alpha` per effective worker. The lever
/// `investment` is the saving rate s.
///
/// With constant s the equation is Bernoulli's and has the closed form of ``capital(after:investment:capitalShare:dilution:initialCapital:)``.
///
/// Source: Solow 1956, doi:10.2307/1884513.
public struct SolowModel: OracleModel {
  /// The model's name.
  public let name = "solow"

  /// Factors: capital share, depreciation, growth of population and technology, and capital at the start.
  ///
  /// Defaults are the textbook calibration (a third, 5 %, 1 % and 2 % a year); at a saving rate of a
  /// quarter its steady state is k = 5.52, so that starting from 1 is a long catch-up.
  public let factors = [
    Factor(
      name: "capital_share", meaning: "exponent of capital in production", unit: .dimensionless,
      defaultValue: 1.0 / 3, admissible: 0.05...0.95, source: "Gollin 2002", dimension: 0),
    Factor(
      name: "depreciation", meaning: "share of capital that wears out in a year", unit: .perYear,
      defaultValue: 0.05, admissible: 0...1, source: "textbook value", dimension: 1),
    Factor(
      name: "population_growth", meaning: "growth of the population", unit: .perYear,
      defaultValue: 0.01, admissible: -0.05...0.2, source: "textbook value", dimension: 2),
    Factor(
      name: "technology_growth", meaning: "growth of labour-augmenting technology", unit: .perYear,
      defaultValue: 0.02, admissible: -0.05...0.2, source: "textbook value", dimension: 3),
    Factor(
      name: "initial_capital", meaning: "capital per effective worker at the start",
      unit: .dimensionless, defaultValue: 1, admissible: 0.001...1000, source: "textbook value",
      dimension: 4),
  ]

  /// Capital at the start.
  public let initialCondition = "initial_capital"

  /// The saving rate.
  public let levers = [
    Lever(
      name: "investment", meaning: "share of output that is invested", unit: .shareOfOutput,
      admissible: 0...1, cost: 0)
  ]

  /// Capital, income and consumption per effective worker at the end.
  public let outcomes = [
    Outcome(
      name: "capital", meaning: "capital per effective worker", unit: .dimensionless,
      direction: .describe),
    Outcome(
      name: "income", meaning: "output per effective worker", unit: .dimensionless,
      direction: .maximize),
    Outcome(
      name: "consumption", meaning: "output per effective worker that is not invested",
      unit: .dimensionless, direction: .maximize),
  ]

  /// Makes the model.
  public init() {}

  /// Capital at the start.
  public func initialState(_ factors: FactorLane) -> Double { factors[4] }

  /// Net investment per effective worker.
  public func rate(_ state: Double, time: Double, lever: Double, _ factors: FactorLane) -> Double {
    lever * pow(state, factors[0]) - (factors[1] + factors[2] + factors[3]) * state
  }

  /// Capital, income, consumption.
  public func report(
    _ state: Double, time: Double, lever: Double, _ factors: FactorLane,
    write: (Int, Double) -> Void
  ) {
    let income = pow(state, factors[0])
    write(0, state)
    write(1, income)
    write(2, (1 - lever) * income)
  }

  /// The exact path for a constant saving rate:
  /// `k(t)^(1 - alpha) = s / d + (k0^(1 - alpha) - s / d) exp(-(1 - alpha) d t)`.
  ///
  /// - Parameters:
  ///   - dilution: d, the sum of depreciation and growth of population and technology; positive.
  public static func capital(
    after years: Double, investment: Double, capitalShare: Double, dilution: Double,
    initialCapital: Double
  ) -> Double {
    let exponent = 1 - capitalShare
    let steady = investment / dilution
    let distance = pow(initialCapital, exponent) - steady
    return pow(steady + distance * exp(-exponent * dilution * years), 1 / exponent)
  }
}
