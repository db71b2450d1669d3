import Foundation
import ModelContract
import StudyContract
import Testing

@testable import Calibration
@testable import Reporting
@testable import Studies

/// Texts of a backtest say who wins, who is not freed, and where bands are too narrow.
@Suite struct BacktestReportTests {
  static func score(_ name: String, error: Double, rival: Double, isIn: Bool) -> EconomyScore {
    let years = [1970, 1980]
    let observed = isIn ? 0.0 : 5.0
    return EconomyScore(
      BacktestEconomy(
        name: name, series: "output", start: 1960, startLog: 0, years: years,
        logs: [observed, observed], investment: Path(constant: 0.2), labour: Path(constant: 1),
        skill: nil),
      origin: ForecastOrigin(year: 1960, log: 0, targets: years),
      forecast: [observed + error, observed + error],
      draws: [WeightedSample([-1, 0, 1]), WeightedSample([-1, 0, 1])],
      others: [
        .rival(.lastValue): PointForecast([observed + rival, observed + rival]),
        .rival(.convergence): PointForecast([observed + 1, observed + 1]),
      ], effectiveSize: 100, shape: 0.4)
  }

  static func result(
    _ kind: ProtocolResult.Kind, error: Double, notFreed: [String] = []
  ) -> ProtocolResult {
    ProtocolResult(
      kind: kind,
      economies: (0..<6).map {
        score("economy_\($0)", error: error, rival: $0 == 0 ? 0.01 : 0.5, isIn: $0 != 1)
      }, notFreed: notFreed, discrepancy: Discrepancy(size: 0.12, persistence: 0.8), seed: 1)
  }

  static let report = BacktestReport(
    ensemble: "first", rows: 300, hasConverged: false, fitted: ["economy_0"],
    protocols: [
      result(.inSample, error: 0.1), result(.heldOutInSpace, error: 0.6, notFreed: ["economy_2"]),
    ], placebo: nil, seed: 1, model: "growth first", frontier: nil)

  @Test func theTextSaysWhoWins() {
    let text = Self.report.text
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let flowing = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      flowing.contains("The model (0.100) beats every rival; the best is \"nothing changes\""))
    #expect(flowing.contains("\"Nothing changes\" is better than the model for economy_0."))
    #expect(flowing.contains("The model (0.600) loses to \"nothing changes\""))
    #expect(flowing.contains("Importance weights failed for economy_2"))
    #expect(flowing.contains("economy_0*"))
    #expect(flowing.contains("with 6 economies that interval is not to be trusted."))
    // The model is 0.1 too high everywhere; its table of forecasters says so, and has no line of Solow.
    #expect(
      flowing.contains("model 6 0.100 0.100") && flowing.contains("convergence 6 1.000 1.000"))
    #expect(!flowing.contains("Solow 6"))
    #expect(flowing.contains("first, 300 rows, not converged"))
  }

  /// The order of sectors that was held out counts, and the better rival is named.
  @Test func theTextSaysWhoForesawSectors() throws {
    func sectors(_ model: [Double], heldOut: [Double]?) throws -> SectorScores {
      let names = ["a", "b", "c", "d", "e"]
      func values(_ ranks: [Double]) -> SectorScore.Values {
        Dictionary(uniqueKeysWithValues: zip(names, ranks))
      }
      let score = try #require(
        SectorScore(
          "economy_0", first: (1962, values([1, 2, 3, 5, 4])),
          last: (2015, values([1, 2, 3, 4, 5])),
          complexity: values([1, 2, 3, 4, 5]), inSample: values(model),
          heldOut: heldOut.map(values)))
      return SectorScores(table: "exports.csv", economies: [score])
    }
    let good = BacktestReport.verdict(try sectors([1, 2, 3, 4, 5], heldOut: nil))
    #expect(good.contains("the model in sample (1.00) is nearer to what came than the order of"))
    #expect(good.contains("(0.90)"))
    let bad = try sectors([1, 2, 3, 4, 5], heldOut: [5, 4, 3, 2, 1])
    #expect(
      BacktestReport.verdict(bad).contains(
        "the order of the start (0.90) is as near to what came as the model held out (-1.00)"))
    var report = Self.report
    report.sectors = bad
    #expect(report.text.contains("SECTORS") && report.text.contains("economy_0  1962  2015"))
  }

  @Test func theJSONHasNullForARivalThatCannotForecast() throws {
    let text = Self.report.json.rendered
    let parsed = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let protocols = try #require(parsed["protocols"] as? [[String: Any]])
    #expect(protocols[0]["heldOut"] as? Bool == false && protocols[1]["heldOut"] as? Bool == false)
    let pooled = try #require(protocols[0]["pooled"] as? [String: Any])
    let rivals = try #require(pooled["rivals"] as? [String: Any])
    #expect(rivals["trend"] is NSNull && rivals["lastValue"] is Double)
    #expect(parsed["placebo"] is NSNull)
    let scores = try #require(pooled["scores"] as? [String: Any])
    #expect(scores["solow"] is NSNull && scores["average"] is NSNull)
    let other = try #require(scores["convergence"] as? [String: Any])
    // An error of 0.1 beside one of 1 in every economy, whichever are drawn.
    let ends = try #require(other["ratioInterval"] as? [Double])
    #expect(ends.count == 2 && ends.allSatisfy { abs($0 - 0.1) < 1e-9 })
    #expect(other["intervalTrusted"] as? Bool == false && other["bias"] as? Double == 1)
  }

  @Test func aReportSaysWhatWasFittedAgain() throws {
    var report = BacktestReport(
      ensemble: "history", rows: 300, hasConverged: true, fitted: ["economy_0"],
      protocols: [Self.result(.inSample, error: 0.1), Self.result(.heldOutInSpace, error: 0.6)],
      placebo: nil, seed: 1995, model: "growth first", frontier: nil)
    report.refit = BacktestReport.Refit(
      calibration: "history", runs: 1, particles: 1000,
      fits: [.init(name: "without_economy_0", seed: .max)], leftOut: ["economy_0"],
      weighted: [Self.result(.heldOutInSpace, error: 0.4, notFreed: ["economy_0"])])
    report.frozenLevers = [
      try #require(
        FrozenLevers(
          economy: "economy_0", wasFitted: false, start: 1960, year: 1980, actual: [0, 0.1, 0.2],
          frozen: [-1, -1, -1]))
    ]
    let text = report.text
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let flowing = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      flowing.contains("fitted again, one run of 1,000 particles each, under seeds that follow"))
    #expect(flowing.contains("from 1995 and the name of the fit"))
    #expect(flowing.contains("without economy_0 in turn"))
    #expect(flowing.contains("economy_0 ~0.400 0.600") && flowing.contains("all 0.400 0.600"))
    #expect(flowing.contains("economy_0+ 1960 1980 0.368 1.100"))
    let parsed = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json.rendered.utf8))
        as? [String: Any])
    let protocols = try #require(parsed["protocols"] as? [[String: Any]])
    #expect(protocols[1]["heldOut"] as? Bool == true)
    let refit = try #require(parsed["refit"] as? [String: Any])
    #expect(refit["leftOut"] as? [String] == ["economy_0"])
    #expect((parsed["frozenLevers"] as? [Any])?.count == 1)
    let record = BacktestRecord.render(report).split(separator: "\n")
    #expect(record.count == 5 && record[4].hasPrefix("heldOutInSpace,6,12,true,0.6000"))
  }

  @Test func aReportNamesFoldsAndHowFarRunsAgree() throws {
    let plain = Self.result(.heldOutInSpace, error: 0.6)
    let inFolds = ProtocolResult(
      kind: .heldOutInSpace, economies: plain.economies, notFreed: [],
      discrepancy: Discrepancy(innovation: 0.04, persistence: 1), folds: 2, seed: 1)
    var report = BacktestReport(
      ensemble: "history", rows: 300, hasConverged: true, fitted: ["economy_0"],
      protocols: [Self.result(.inSample, error: 0.1), inFolds], placebo: nil, seed: 1995,
      model: "growth first", frontier: nil)
    report.refit = BacktestReport.Refit(
      calibration: "history", runs: 2, particles: 1000,
      fits: [.init(name: "without_asia", seed: 1, splitRHat: 1.034, effectiveSize: 1234.5)],
      leftOut: ["economy_0", "economy_1"],
      folds: [CalibrationStudy.Fold(name: "asia", economies: ["economy_0", "economy_1"])],
      weighted: [plain])
    let text = report.text
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let flowing = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(flowing.contains("HELD OUT IN SPACE, folds of economies"))
    #expect(flowing.contains("Economies are held out in 2 folds"))
    #expect(flowing.contains("without asia (economy_0 and economy_1) in turn"))
    #expect(flowing.contains("without_asia 1.034 1,234"))
    #expect(flowing.contains("takes a step of 0.040 a year and keeps 100 % of itself a year"))
    #expect(!flowing.contains("whose convergence is not tested"))
    let parsed = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json.rendered.utf8)) as? [String: Any])
    let refit = try #require(parsed["refit"] as? [String: Any])
    let folds = try #require(refit["folds"] as? [[String: Any]])
    #expect(folds.map { $0["economies"] as? [String] } == [["economy_0", "economy_1"]])
    let protocols = try #require(parsed["protocols"] as? [[String: Any]])
    let pooled = try #require(protocols[1]["pooled"] as? [String: Any])
    // A random walk has no size.
    #expect(
      pooled["discrepancySize"] is NSNull && pooled["discrepancyInnovation"] as? Double == 0.04)
  }

  @Test func theRecordHasARowAProtocol() {
    let lines = BacktestRecord.render(Self.report).split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("#") }.count == 2 && lines.count == 5)
    #expect(lines[3].hasPrefix("inSample,6,12,false,0.1000,lastValue,"))
  }
}
