import Foundation
import ModelContract
import Scenarios
import TestSupport
import Testing

@testable import Calibration

/// Rivals and the placebo, with the histories of the shipped tables.
@Suite struct BacktestRivalsTests {
  /// Least squares by two factorisations.
  static let tolerance = 1e-9

  static let starts: [(String, Int, Double)] = [
    ("chile", 1960, 0.2815), ("china", 1978, 0.0512), ("japan", 1955, 0.2221),
    ("korea", 1963, 0.0644), ("mexico", 1960, 0.338), ("singapore", 1965, 0.149),
    ("taiwan", 1960, 0.1358),
  ]

  static func economies() throws -> [BacktestEconomy] {
    let models = repository.appendingPathComponent("Models")
    let targets = try HistoryTable.readTargets(models.path + "/history/targets.csv")
    return starts.map { name, start, income in
      BacktestEconomy(
        name: name, series: "expenditure", start: start, startLog: log(income),
        years: targets[name]!.map { Int($0.year) }, logs: targets[name]!.map { log($0.value) },
        investment: Path(constant: 0.2), labour: Path(constant: 1), skill: nil)
    }
  }

  private func errors(
    _ kind: Rivals.Kind, last: Int, origin year: Int?, trend: (BacktestEconomy) -> Double?
  ) throws -> [Double] {
    let economies = try Self.economies()
    let rivals = try Rivals(Rivals.Evidence(economies.map { ($0, last) }))
    return economies.map { economy in
      let from = year ?? economy.start
      let targets = economy.years.filter { $0 > from }
      let forecast = rivals.forecast(
        kind, from: ForecastOrigin(year: from, log: economy.log(in: from)!, targets: targets),
        trend: trend(economy),
        conditions: Rivals.Conditions(
          investment: economy.investment, labour: economy.labour, skill: nil))!
      let squares = zip(forecast, targets).map { pow($0 - economy.log(in: $1)!, 2) }
      return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
    }
  }

  private func agree(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < Self.tolerance }
  }

  @Test func rivalsOfTheSevenHistories() throws {
    #expect(
      agree(
        try errors(.lastValue, last: .max, origin: nil) { _ in nil },
        BacktestReference.lastValueErrors))
    #expect(
      agree(
        try errors(.convergence, last: .max, origin: nil) { _ in nil },
        BacktestReference.convergenceErrors))
    #expect(
      agree(
        try errors(.lastValue, last: 1995, origin: 1995) { _ in nil },
        BacktestReference.lastValueErrorsAfter1995))
    #expect(
      agree(
        try errors(.trend, last: 1995, origin: 1995) {
          Rivals.slope($0.observed(to: 1995).filter { $0.year >= 1975 })
        }, BacktestReference.trendErrorsAfter1995))
  }

  @Test func growthAccountingIsLeastSquares() throws {
    let economies = (0..<4).map { economy in
      func path(_ value: (Double) -> Double) -> Path {
        Path((1960...1990).map { .init(year: Double($0), value: value(Double($0) - 1960)) })
      }
      let e = Double(economy)
      let years = [1965, 1970, 1980, 1990]
      return BacktestEconomy(
        name: "economy_\(economy)", series: "output", start: 1960, startLog: -e, years: years,
        logs: years.map { -e + 0.03 * Double($0 - 1960) - 0.1 * e + 0.01 * Double($0 % 7) },
        investment: path { 0.1 + 0.02 * e + 0.002 * $0 },
        labour: path { 0.8 + 0.01 * e * $0 / 30 * (e + 1) + 0.1 * ($0 / 30) * ($0 / 30) },
        skill: path { 0.4 + 0.01 * (e + 1).squareRoot() * $0 / 3 })
    }
    let rivals = try Rivals(Rivals.Evidence(economies.map { ($0, Int.max) }))
    let coefficients = try #require(rivals.accounting)
    #expect(agree(coefficients, BacktestReference.accounting), "\(coefficients)")
  }

  @Test func aPlaceboTellsLeversThatMatter() {
    let counts = [Int](repeating: 10, count: 6)
    func squares(_ wrong: Double) -> [[Double]] {
      (0..<6).map { e in (0..<6).map { e == $0 ? 1 : wrong } }
    }
    let matter = Placebo(squares: squares(10), counts: counts, permutations: 999, seed: 1)
    #expect(abs(matter.own - 0.1.squareRoot()) < Self.tolerance && matter.permuted > matter.own)
    // The true deal is one of 720; a deal drawn at random is it about once in 720.
    #expect(matter.share < 0.01)
    let idle = Placebo(squares: squares(1), counts: counts, permutations: 99, seed: 1)
    #expect(idle.share == 1)
  }
}
