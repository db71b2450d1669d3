import Foundation
import ModelContract
import Testing

@testable import GrowthModels

/// The growth model's accounting with productivity held constant, against Solow's closed form.
@Suite struct SolowPathTests {
  static let years = 50.0
  static let investment = 0.3

  static var factors: [Double] { GrowthFactors.all.map(\.defaultValue) }

  static func factor(_ name: String) -> Double { factors[GrowthFactors.column(name)!] }

  static func path(step: Double, schooling: Path, employment: Path = Path(constant: 1)) -> [Double]
  {
    SolowPath(world: OracleModelsTests.world(step: step, years: years), factors: factors)
      .logIncome(
        investment: Path(constant: investment), schooling: schooling, employment: employment)
  }

  /// Log of `k^alpha` after some years when effective labour grows by `growth` relative to the frontier's.
  static func exact(_ year: Int, growth: Double) -> Double {
    let share = factor("capital_share")
    let capital = SolowModel.capital(
      after: Double(year), investment: investment / 0.235 * (0.05 + 0.010 + 0.018),
      capitalShare: share, dilution: 0.05 + 0.018 + factor("population_growth") + growth,
      initialCapital: pow(factor("initial_capital_intensity"), 1 / (1 - share)))
    return share * log(capital)
  }

  static func largestError(step: Double) -> Double {
    path(step: step, schooling: Path(constant: 1)).enumerated()
      .map { abs($1 - exact($0, growth: 0)) }.max()!
  }

  /// The model steps by Euler's rule: the error at a quarter of a year is a thousandth of income, and halves with the
  /// step.
  @Test func constantInvestmentFollowsTheClosedForm() {
    let (coarse, fine) = (Self.largestError(step: 0.25), Self.largestError(step: 0.125))
    #expect(coarse < 1e-3 && coarse > 0)
    #expect(abs(coarse / fine - 2) < 0.05, "\(coarse) \(fine)")
    #expect(Self.path(step: 0.25, schooling: Path(constant: 1)).count == 51)
  }

  /// Schooling that makes labour 1 % better each year raises income by it and dilutes capital by it.
  @Test func schoolingDilutesCapital() {
    let growth = 0.01
    let schooling = Path(
      (0...51).map {
        Path.Breakpoint(year: 2000 + Double($0), value: 2 * exp(growth * Double($0)) - 1)
      }
    )
    let path = Self.path(step: 0.125, schooling: schooling)
    // Euler's rule, and a path of schooling that is linear within a year.
    #expect(abs(path[50] - (growth * 50 + Self.exact(50, growth: growth))) < 1e-3)
    #expect(abs(path[0] - Self.exact(0, growth: 0)) < 1e-12)
  }

  @Test func labourCountsOneToOne() {
    let plain = Self.path(step: 0.25, schooling: Path(constant: 0.5))
    let more = Self.path(
      step: 0.25, schooling: Path(constant: 0.5),
      employment: Path([.init(year: 2000, value: 1), .init(year: 2050, value: 1.5)]))
    #expect(abs(more[50] - plain[50] - log(1.5)) < 1e-12)
  }
}
