import Foundation
import ModelContract
import Testing

@testable import Calibration
@testable import Reporting

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
      years: years, forecast: [observed + error, observed + error],
      draws: [WeightedSample([-1, 0, 1]), WeightedSample([-1, 0, 1])],
      rivals: [
        .lastValue: [observed + rival, observed + rival],
        .convergence: [observed + 1, observed + 1],
      ], effectiveSize: 100, shape: 0.4)
  }

  static func result(
    _ kind: ProtocolResult.Kind, error: Double, notFreed: [String] = []
  ) -> ProtocolResult {
    ProtocolResult(
      kind: kind,
      economies: (0..<6).map {
        score("economy_\($0)", error: error, rival: $0 == 0 ? 0.01 : 0.5, isIn: $0 != 1)
      }, notFreed: notFreed, discrepancy: Discrepancy(size: 0.12, persistence: 0.8))
  }

  static let report = BacktestReport(
    ensemble: "first", rows: 300, hasConverged: false, fitted: ["economy_0"],
    protocols: [
      result(.inSample, error: 0.1), result(.heldOutInSpace, error: 0.6, notFreed: ["economy_2"]),
    ], placebo: nil, seed: 1, model: "growth first", frontier: nil)

  @Test func theTextSaysWhoWins() {
    let text = BacktestText.render(Self.report)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let flowing = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      flowing.contains("The model (0.100) beats every rival; the best is \"nothing changes\""))
    #expect(flowing.contains("\"Nothing changes\" is better than the model for economy_0."))
    #expect(flowing.contains("The model (0.600) loses to \"nothing changes\""))
    #expect(flowing.contains("Importance weights failed for economy_2"))
    #expect(flowing.contains("economy_0*"))
    #expect(flowing.contains("first, 300 rows, not converged"))
  }

  @Test func theJSONHasNullForARivalThatCannotForecast() throws {
    let text = BacktestJSON.render(Self.report)
    let parsed = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let protocols = try #require(parsed["protocols"] as? [[String: Any]])
    #expect(protocols[0]["heldOut"] as? Bool == false && protocols[1]["heldOut"] as? Bool == false)
    let pooled = try #require(protocols[0]["pooled"] as? [String: Any])
    let rivals = try #require(pooled["rivals"] as? [String: Any])
    #expect(rivals["trend"] is NSNull && rivals["lastValue"] is Double)
    #expect(parsed["placebo"] is NSNull)
  }

  @Test func theRecordHasARowAProtocol() {
    let lines = BacktestRecord.render(Self.report).split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("#") }.count == 2 && lines.count == 5)
    #expect(lines[3].hasPrefix("inSample,6,12,false,0.1000,lastValue,"))
  }
}
