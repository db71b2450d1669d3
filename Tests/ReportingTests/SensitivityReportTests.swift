import Analysis
import Foundation
import Testing

@testable import Reporting

@Suite("Reports of sensitivity")
struct SensitivityReportTests {
  private static let first = SensitivityMeasure(
    key: "first", name: "first-order index", meaning: "the own share.", role: .firstOrder)
  private static let total = SensitivityMeasure(
    key: "total", name: "total index", meaning: "the whole share.", role: .total)

  private func estimate(_ value: Double, _ error: Double) -> IndexEstimate {
    IndexEstimate(value: value, standardError: error, degreesOfFreedom: 31)
  }

  private func report(
    _ rows: [SensitivityRow], measures: [SensitivityMeasure] = [first, total],
    failed: Int = 0, warnings: [SensitivityWarning] = []
  ) -> SensitivityResult {
    SensitivityResult(
      method: "sobol", title: "pick-freeze", target: .column("income"), source: .study("s"),
      runs: 1000,
      failed: failed, measures: measures, rows: rows, findings: [.equalWeights],
      warnings: warnings)
  }

  private var rows: [SensitivityRow] {
    [
      .init(factor: "small", estimates: [estimate(-0.01, 0.01), estimate(0.002, 0.01)]),
      .init(
        factor: "large", estimates: [estimate(0.6, 0.02), estimate(0.7, 0.02)], noiseFloor: 0.03),
      .init(factor: "still", estimates: [.zero, .zero], isInert: true),
      .init(factor: "hidden", estimates: [estimate(0.005, 0.01), estimate(0.3, 0.02)]),
    ]
  }

  @Test func noNegativeIndexIsPrinted() {
    let text = SensitivityReport([report(rows)]).text
    #expect(!text.contains("-0."))
    #expect(text.contains("~0"))
    #expect(text.contains("small is not distinguishable from 0."))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func findingsNameWhatMattersWhatDoesNotAndWhatIsExact() {
    let sentences = SensitivitySections(report(rows)).findings
    #expect(
      sentences[0]
        == "large has the first-order index 0.600 (95 % interval 0.559 to 0.641) and the total index "
        + "0.700, interactions with other factors included.")
    #expect(
      sentences.contains(
        "Not distinguishable from 0 by itself, but acting through interactions: hidden (total index "
          + "0.300)."))
    #expect(sentences.contains("still is inert: exactly 0, in every run."))
    #expect(
      sentences.last
        == "Each of them counts the same whatever its unit; constant ones are left out.")
    #expect(report(rows).ordered.map(\.factor).first == "large")
  }

  @Test func overlappingIntervalsLeaveTheOrderOpen() {
    let close = [
      SensitivityRow(factor: "a", estimates: [estimate(0.4, 0.02)]),
      SensitivityRow(factor: "b", estimates: [estimate(0.39, 0.02)]),
    ]
    let sentences = SensitivitySections(report(close, measures: [Self.first])).findings
    #expect(
      sentences.contains(
        "The intervals of a and b overlap: which of the two matters more is open."))
  }

  @Test func nothingThatMattersIsSaid() {
    let none = [SensitivityRow(factor: "a", estimates: [estimate(0.001, 0.02)])]
    #expect(
      SensitivitySections(report(none, measures: [Self.first])).findings[0]
        == "No factor can be told from one without influence with these runs.")
  }

  @Test func failuresAndWarningsAreShown() {
    let text = SensitivityReport([report(rows, failed: 20, warnings: [.lostSteps])]).text
    // Broken anywhere into lines.
    let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(flat.contains("20 of them left out because the outcome is not a finite number"))
    #expect(text.contains("WARNING   A step with a failed run at either end is left out."))
  }

  @Test func signedIndicesAreOrderedBySize() {
    let measure = SensitivityMeasure(
      key: "src", name: "coefficient", meaning: "slope.", isSigned: true)
    let signed = [
      SensitivityRow(factor: "up", estimates: [estimate(0.3, 0.01)]),
      SensitivityRow(factor: "down", estimates: [estimate(-0.8, 0.01)]),
    ]
    let own = report(signed, measures: [measure])
    #expect(own.ordered.map(\.factor) == ["down", "up"])
    #expect(SensitivityReport([own]).text.contains("-0.8"))
  }

  @Test func aProbabilityOrANoiseFloorDecidesWhereAnIndexCannotBeNegative() {
    let measure = SensitivityMeasure(
      key: "pawn", name: "PAWN index", meaning: "distance.", isCentred: false)
    let own = report(
      [
        .init(factor: "above", estimates: [estimate(0.2, 0.01)], noiseFloor: 0.1),
        .init(factor: "below", estimates: [estimate(0.08, 0.01)], noiseFloor: 0.1),
        .init(factor: "likely", estimates: [estimate(0.01, 0.01)], pValue: 0.01),
        .init(factor: "unlikely", estimates: [estimate(0.2, 0.01)], pValue: 0.2),
      ], measures: [measure])
    #expect(own.rows.map { own.isDistinguishable($0, 0) } == [true, false, true, false])
  }

  @Test func filesHaveTheKeysAndEstimatesAsTheyAre() throws {
    let own = report(rows)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(SensitivityReport([own]).json.rendered.utf8))
        as? [String: Any])
    #expect(object["method"] as? String == "sobol" && object["runs"] as? Int == 1000)
    let indices = try #require(object["indices"] as? [[String: Any]])
    #expect(indices.map { $0["factor"] as? String } == ["small", "large", "still", "hidden"])
    #expect(indices[0]["first"] as? Double == -0.01)
    for key in ["firstLow", "firstHigh", "total", "totalLow", "totalHigh"] {
      #expect(indices[1][key] is Double)
    }
    #expect(indices[1]["noiseFloor"] as? Double == 0.03)
    #expect(indices[2]["isInert"] as? Bool == true)
    let lines = SensitivityReport([own]).csv.text.split(separator: "\n")
    #expect(
      lines[0] == "factor,first,firstLow,firstHigh,total,totalLow,totalHigh,noiseFloor")
    #expect(lines.count == 5 && lines[2].hasPrefix("large,0.6,"))
  }
}
