import Analysis
import Foundation
import ModelContract
import Testing

@testable import Reporting

@Suite struct TraceReportTests {
  private let outcomes = Sample.outcomes.filter { ["income", "catch_up_year"].contains($0.name) }
  private let trace = Trace(
    details: ["capability.semiconductors"],
    rows: [
      .init(year: 2025, outcomes: [0.25, .infinity], details: [0.1]),
      .init(year: 2025.5, outcomes: [0.2501, .infinity], details: [1.0 / 3]),
      .init(year: 2026, outcomes: [0.5, 2026], details: [.nan]),
    ])

  private func report(everyYear: Bool) -> TraceReport {
    TraceReport(trace, outcomes: outcomes, subject: "future 0", everyYear: everyYear)
  }

  @Test func theHeaderIsYearOutcomesDetails() {
    #expect(
      report(everyYear: false).csv.text
        == "year,income,catch_up_year,capability.semiconductors\n2025,0.25,Inf,0.1\n"
        + "2025.5,0.2501,Inf,0.3333333333333333\n2026,0.5,2026,NaN\n")
  }

  @Test func wholeYearsLeaveOutTheStepsBetween() {
    #expect(report(everyYear: true).rows.map(\.year) == [2025, 2026])
  }

  @Test func jsonHasColumnsAndRows() throws {
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(report(everyYear: false).json.rendered.utf8))
        as? [String: Any])
    let columns = try #require(object["columns"] as? [[String: Any]])
    #expect(
      columns.map { $0["name"] as? String } == [
        "year", "income", "catch_up_year", "capability.semiconductors",
      ])
    let rows = try #require(object["rows"] as? [[Any]])
    #expect(rows[0][2] is NSNull)
    #expect(rows[2][2] as? Double == 2026)
  }

  @Test func theTextSaysWhatLiesBeyondTheLastYear() {
    let text = report(everyYear: false).text
    #expect(text.contains("> 2026"))
    #expect(text.contains("2025.50"))
  }

  @Test func wideTracesStayWithinAHundredColumns() {
    let names = (0..<40).map { "capability.sector_number_\($0)" }
    let wide = TraceReport(
      Trace(
        details: names,
        rows: [.init(year: 2025, outcomes: [0.2, .infinity], details: names.map { _ in 0.5 })]),
      outcomes: outcomes, subject: "wide", everyYear: true)
    for line in wide.text.split(separator: "\n") { #expect(line.count <= 100) }
    #expect(wide.header.count == 43)
  }
}

@Suite struct ListReportTests {
  @Test func longMeaningsAreWrapped() {
    let text = ListReport(
      "factors",
      [
        .init(
          name: "absorption_speed", unit: "1/year", facts: [.number(0.1)],
          meaning: String(repeating: "word ", count: 40))
      ], columns: [.numbers("default")]
    ).text
    for line in text.split(separator: "\n") { #expect(line.count <= 100) }
    #expect(text.hasPrefix("name              unit    default  meaning\n"))
  }

  @Test func outcomesHaveUnitsAndDirections() {
    let text = ListReport.outcomes(Sample.outcomes).text
    #expect(text.contains("fiscal_cost"))
    #expect(text.contains("minimize"))
    #expect(text.contains("calendar year"))
  }

  @Test func everyMetricHasMeaningAndFormula() {
    let list = ListReport.metrics(RobustnessMetric.all)
    #expect(list.entries.count == 33)
    for entry in list.entries {
      #expect(!entry.meaning.isEmpty && entry.facts[1] != .words(""), "\(entry.name)")
    }
  }

  @Test func namesStandOnOneLineHoweverNarrowThePage() throws {
    let list = ListReport.metrics(RobustnessMetric.all)
    for width in [60, 80, 100] {
      let lines = try list.rendered(as: .text, width: width).split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= width })
      for entry in list.entries {
        #expect(lines.contains { $0.split(separator: " ").first.map(String.init) == entry.name })
      }
    }
  }

  @Test func rangesHaveTwoColumnsInCSVAndNoneWhereThereIsNoLimit() throws {
    let list = ListReport(
      "factors",
      [
        .init(name: "a", facts: [.range(0...1)], meaning: "one, two"),
        .init(name: "b", facts: [.range(0...(.greatestFiniteMagnitude))], meaning: ""),
      ], columns: [.numbers("range")])
    #expect(
      list.csv.text == "name,range_low,range_high,meaning\na,0,1,\"one, two\"\nb,0,,\n")
    #expect(list.json.rendered.contains("\"high\": null"))
  }

  @Test func factorsHaveDefaultsAndRanges() {
    let text = ListReport.factors([
      Factor(
        name: "x1", meaning: "a number", unit: .perYear, defaultValue: 0.125,
        admissible: 0...Double.greatestFiniteMagnitude, source: "-", dimension: 0)
    ]).text
    #expect(text.contains("0 to any"))
    #expect(text.contains("0.125"))
  }
}

@Suite struct ProgressLineTests {
  @Test func rateAndTimeLeftComeAfterASecond() {
    #expect(
      ProgressLine.text(done: 1024, total: 4096, elapsed: 2)
        == "25 %  1,024 of 4,096 runs  512 runs/s  6.0 s left")
    #expect(ProgressLine.text(done: 0, total: 4096, elapsed: 0.5) == "0 %  0 of 4,096 runs")
  }

  @Test func timesHaveTheUnitThatFits() {
    #expect(
      [0.84, 42, 200, 7500].map(ProgressLine.duration) == [
        "0.8 s", "42 s", "3 min 20 s", "2 h 05 min",
      ])
    #expect(ProgressLine.duration(.infinity) == "unknown time")
  }

  @Test func theClosingLineCountsRuns() {
    #expect(
      ProgressLine.finished(runs: 184_320, elapsed: 4.5, vectorPath: "x86-64-v4")
        == "184,320 runs in 4.5 s, 40,960 a second (x86-64-v4)")
  }
}
