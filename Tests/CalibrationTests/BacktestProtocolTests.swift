import Foundation
import ModelContract
import Sampling
import Testing

@testable import Calibration

/// A backtest of a made-up model that is right up to a discrepancy of known size.
@Suite struct BacktestProtocolTests {
  static let process = Discrepancy(size: 0.15, persistence: 0.85)

  /// Economies whose income is the model's plus the discrepancy; rows that differ by a common shift of growth.
  static func backtest(economies count: Int, rows: Int, seed: UInt64) -> Backtest {
    let stream = CounterStream(name: "test.backtest", seed: seed)
    let years = stride(from: 1965, through: 2015, by: 5).map { $0 }
    var normals = [Double](repeating: 0, count: years.count)
    let subjects = (0..<count).map { index in
      stream.normals(index, count: years.count, into: &normals)
      var state = Discrepancy.Filtered(mean: 0, variance: 0, year: 1960)
      let growth = 0.03 * Double(index % 3)
      let logs = zip(years, normals).map { year, normal in
        let (mean, variance) = process.forecast(from: state, to: Double(year))
        state.mean = mean + variance.squareRoot() * normal
        state.year = Double(year)
        return -2 + growth * Double(year - 1960) + state.mean
      }
      let paths = years.map { year in
        (0..<rows).map { row in
          let shift = 0.0005 * (Double(row) / Double(rows) - 0.5)
          return -2 + (growth + shift) * Double(year - 1960)
        }
      }
      return Backtest.Subject(
        economy: BacktestEconomy(
          name: "economy_\(index)", series: "output", start: 1960,
          startLog: -2 - 0.01 * Double(index), years: years, logs: logs,
          investment: Path(constant: 0.2 + 0.01 * Double(index)),
          labour: Path([.init(year: 1960, value: 1), .init(year: 2019, value: 1.1)]), skill: nil),
        paths: Backtest.Paths(fitted: paths, continued: paths, fresh: paths), wasFitted: true)
    }
    return Backtest(subjects, seed: seed)
  }

  /// Bands of a model that is right cover what they say. With 40 economies the coverage has a standard error of about
  /// three points; five of them are one false alarm in a million, and the seed is fixed.
  @Test func bandsOfARightModelCover() throws {
    let backtest = Self.backtest(economies: 40, rows: 64, seed: 3)
    for kind in ProtocolResult.Kind.allCases {
      let result = try #require(try backtest.run(kind))
      let (value, error) = result.share(\.coverage90)
      #expect(abs(value - 0.9) < 5 * max(error ?? 0, 0.02), "\(kind): \(value) \(error ?? 0)")
      let half = result.share(\.coverage50)
      #expect(abs(half.value - 0.5) < 5 * max(half.standardError ?? 0, 0.03), "\(kind)")
      #expect(abs(result.discrepancy.size - Self.process.size) < 0.05, "\(result.discrepancy)")
      #expect(abs(result.discrepancy.persistence - Self.process.persistence) < 0.1)
    }
  }

  @Test func aForecastGoesFromTheLastFittedValue() throws {
    let backtest = Self.backtest(economies: 12, rows: 32, seed: 5)
    let inSample = try #require(try backtest.run(.inSample))
    let later = try #require(try backtest.run(.heldOutInTimeConditional))
    #expect(later.economies.allSatisfy { $0.years.first?.year == 2000 })
    // The discrepancy that is left in 1995 helps in 2000 and is nearly gone in 2015.
    func error(_ result: ProtocolResult, _ year: Int) -> Double {
      let squares = result.economies.compactMap { economy in
        economy.years.first { $0.year == year }.map { pow(log($0.forecast / $0.observed), 2) }
      }
      return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
    }
    #expect(error(later, 2000) < error(inSample, 2000))
    #expect(later.economies[0].years[0].high / later.economies[0].years[0].low < 2)
  }

  /// What happened later must not move a forecast's discrepancy.
  @Test func laterYearsDoNotTeachTheDiscrepancy() throws {
    func law(_ later: Double) -> [Discrepancy] {
      let economy = BacktestEconomy(
        name: "a", series: "output", start: 1960, startLog: 0, years: [1970, 1990, 2010],
        logs: [0.1, 0.2, later], investment: Path(constant: 0.2), labour: Path(constant: 1),
        skill: nil)
      let rows = RowLikelihoods(
        economies: [economy], paths: [[[0, 0.1], [0, 0.1], [0, 0.1]]], cutoff: 1995)
      return rows.discrepancies(.early, stream: CounterStream(name: "test", seed: 1))
    }
    #expect(law(0.2) == law(2.0))
  }
}
