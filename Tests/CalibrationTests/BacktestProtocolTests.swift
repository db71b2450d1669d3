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

  /// Rows that bring a discrepancy are as likely as its filter says, and are scored with it.
  @Test func rowsKeepTheirOwnDiscrepancy() throws {
    let own = [
      Discrepancy(size: 0.1, persistence: 0.7), Discrepancy(size: 0.4, persistence: 0.9),
    ]
    let economy = BacktestEconomy(
      name: "a", series: "output", start: 1960, startLog: 0, years: [1970, 1990, 2010],
      logs: [0.1, 0.2, 0.3], investment: Path(constant: 0.2), labour: Path(constant: 1), skill: nil)
    let rows = RowLikelihoods(
      economies: [economy], paths: [[[0, 0.1], [0, 0.1], [0, 0.1]]], cutoff: 1995, own: own)
    #expect(rows.discrepancies(.early, stream: CounterStream(name: "test", seed: 1)) == own)
    let expected = own.enumerated().map { row, process in
      process.filter(
        years: [1970, 1990], residuals: row == 0 ? [0.1, 0.2] : [0, 0.1], start: 1960
      ).logLikelihood
    }
    // Sums of the same two terms.
    for (found, right) in zip(rows.logLikelihoods(.early), expected) {
      #expect(abs(found - right) < 1e-12)
    }
    let mean = rows.meanDiscrepancy(.all, weights: [0.5, 0.5])
    #expect(abs(mean.size - 0.25) < 1e-12 && abs(mean.persistence - 0.8) < 1e-12)
  }

  /// A fit to fewer data replaces the rows of all data where it is held out, and nowhere else.
  @Test func aFitToFewerDataIsScored() throws {
    let plain = Self.backtest(economies: 8, rows: 32, seed: 7)
    var subjects = plain.subjects
    for index in subjects.indices {
      // Paths that are wrong by a constant, with a discrepancy that has nearly no size.
      let wrong = subjects[index].paths.fitted.map { year in year.prefix(20).map { $0 + 1 } }
      let refit = Backtest.Refit(
        paths: Backtest.Paths(fitted: wrong, continued: wrong, fresh: wrong),
        discrepancies: [Discrepancy](repeating: .init(size: 0.01, persistence: 0.7), count: 20))
      subjects[index].withoutIt = refit
      subjects[index].toCutoff = refit
    }
    let backtest = Backtest(subjects, seed: 7)
    #expect(try backtest.run(.inSample) == plain.run(.inSample))
    for kind in ProtocolResult.Kind.allCases where kind != .inSample {
      #expect(try backtest.run(kind, usingRefits: false) == plain.run(kind), "\(kind)")
      let result = try #require(try backtest.run(kind))
      #expect(result.isHeldOut && result.economies.allSatisfy { $0.effectiveSize.rounded() == 20 })
      #expect(abs(result.discrepancy.size - 0.01) < 1e-12)
    }
    let space = try #require(try backtest.run(.heldOutInSpace))
    #expect(space.rmse > 0.7 && space.share(\.coverage90).value < 0.2)
    // From 1995 on the constant is part of the discrepancy and fades by 0.7 a year: in 2000 a sixth of it is left, so
    // that the forecast is too high by five sixths.
    let time = try #require(try backtest.run(.heldOutInTimeConditional))
    let right = try #require(try plain.run(.heldOutInTimeConditional))
    #expect(time.rmse > right.rmse + 0.3)
  }

  /// Rivals of an economy in space have learned from nobody in its fold.
  @Test func rivalsDoNotLearnFromAFold() throws {
    var subjects = Self.backtest(economies: 9, rows: 16, seed: 7).subjects
    func growth(_ economy: Int) throws -> Double {
      let result = try #require(try Backtest(subjects, seed: 7).run(.heldOutInSpace))
      #expect(result.folds == (subjects[0].fold == nil ? 0 : 3))
      return try #require(result.economies[economy].scores[.rival(.growthDistribution)]).growth
    }
    func slope(_ index: Int) -> Double {
      let economy = subjects[index].economy
      return Rivals.slope(
        economy.observed(to: .max), through: (economy.start, economy.startLog))
    }
    let slopes = (0..<9).map(slope)
    #expect(abs(try growth(0) - slopes[1...].reduce(0, +) / 8) < 1e-12)
    for index in subjects.indices {
      let fitted = subjects[index].paths
      subjects[index].fold = "fold_\(index % 3)"
      subjects[index].withoutIt = Backtest.Refit(
        paths: fitted,
        discrepancies: [Discrepancy](repeating: Self.process, count: 16))
    }
    let others = slopes.enumerated().filter { $0.offset % 3 != 0 }.map(\.element)
    #expect(abs(try growth(0) - others.reduce(0, +) / 6) < 1e-12)
  }

  @Test func frozenLeversAreComparedRowByRow() throws {
    let actual = (0..<101).map { 0.01 * Double($0) }
    let result = try #require(
      FrozenLevers(
        economy: "a", wasFitted: true, start: 1960, year: 2019, actual: actual + [.nan],
        frozen: actual.map { 2 * $0 - 0.5 } + [0]))
    // The difference is 0.5 - a, a from 0 to 1.
    #expect(abs(result.median) < 1e-9 && abs(result.frozen - 0.5) < 1e-9)
    #expect(abs(result.low + 0.45) < 0.011 && abs(result.high - 0.45) < 0.011)
    #expect(abs(result.shareAbove - 50.0 / 101) < 1e-9)
    #expect(
      FrozenLevers(
        economy: "a", wasFitted: true, start: 1960, year: 2019, actual: [.nan], frozen: [0]) == nil)
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
