import Ensembles
import Foundation
import ModelContract
import Sampling
import Testing

@testable import Reporting

@Suite struct CSVRowsTests {
  private func text(_ rows: CSVRows) -> String { String(decoding: rows.bytes, as: UTF8.self) }

  @Test func doublesReadBackToTheSameBits() throws {
    var bits: UInt64 = 1
    var values = [0.1, -0.0, 1, 1e16, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 2025.5]
    for _ in 0..<1000 {
      // Knuth's linear congruential generator: any sequence that visits many bit patterns will do.
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: bits)
      if value.isFinite { values.append(value) }
    }
    var rows = CSVRows()
    for value in values { rows.append(value) }
    rows.endRow()
    let read = text(rows).dropLast().split(separator: ",").map { Double($0) }
    #expect(read.map { $0?.bitPattern } == values.map { $0.bitPattern })
    #expect(text(rows).hasPrefix("0.1,-0,1,1e+16,5e-324,"))
  }

  @Test func whatIsNotFiniteHasTheNamesThatReadersKnow() {
    var rows = CSVRows()
    for value in [Double.nan, .infinity, -.infinity] { rows.append(value) }
    rows.endRow()
    #expect(text(rows) == "NaN,Inf,-Inf\n")
  }

  @Test func textIsQuotedOnlyWhereItHasToBe() {
    var rows = CSVRows()
    rows.appendRow(["plain", "a,b", "say \"so\"", "two\nlines", ""])
    #expect(text(rows) == "plain,\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",\n")
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
    ("-2+3", "'-2+3"), ("-2", "-2"), ("+0.5", "+0.5"), ("-", "-"), ("a=b", "a=b"),
    ("tab\there", "tab here"), ("bell\u{7}\u{1B}[31m", "bell  [31m"), ("\r=1", "' =1"),
    (" =1", "' =1"), ("＝1", "'＝1"), (" a", " a"),
  ])
  func noSheetRunsAField(field: String, written: String) {
    var rows = CSVRows()
    rows.append(field)
    #expect(text(rows) == written)
  }

  @Test func spreadsheetsWithADecimalCommaGetSemicolons() {
    var rows = CSVRows(.semicolon)
    rows.append("a;b")
    rows.append("a,b")
    for value in [0.5, -3, 1e-7, .nan] { rows.append(value) }
    rows.append(12)
    rows.endRow()
    #expect(text(rows) == "\"a;b\";a,b;0,5;-3;1e-07;NaN;12\n")
  }

  @Test func blocksBecomeRowsInTheOrderOfScenarioPolicyFuture() throws {
    let lanes = 16
    let factors = UnsafeMutablePointer<Double>.allocate(capacity: 2 * lanes)
    let values = UnsafeMutablePointer<Double>.allocate(capacity: 4 * lanes)
    defer {
      factors.deallocate()
      values.deallocate()
    }
    for index in 0..<2 * lanes { factors[index] = Double(index) }
    for index in 0..<4 * lanes { values[index] = Double(index) / 2 }
    let block = BlockResults(
      index: 0, futures: 512..<514,
      draws: [
        DrawBlock(firstFuture: 512, count: 2, lanes: lanes, factors: factors, luck: [])
      ],
      outcomes: [OutcomeBlock(policyCount: 2, outcomeCount: 2, lanes: lanes, values: values)],
      failed: FailedRuns(runs: [[[], []]]),
      groups: [0, 1], ensembleRows: nil)
    let design = try Design(
      DesignSpecification(kind: .sobol, futures: 1024, seed: 1, replicates: 32))
    let outcomes = OutcomeRows.rows(
      block, scenarios: ["reference"], policies: ["a", "b"], design: design)
    #expect(
      text(outcomes)
        == "reference,a,512,0,0,8\nreference,a,513,1,0.5,8.5\n"
        + "reference,b,512,0,16,24\nreference,b,513,1,16.5,24.5\n")
    #expect(text(FactorRows.rows(block, columns: [1], design: design)) == "512,0,16\n513,1,17\n")
    #expect(
      OutcomeRows.header(outcomes: ["income"]) == [
        "scenario", "policy", "future", "replicate", "income",
      ])
    #expect(FactorRows.header(factors: ["x1"]) == ["future", "replicate", "x1"])
  }
}

@Suite struct TextTableTests {
  private func table(columns: Int, width: Int) -> TextTable {
    TextTable(
      columns: [.text("name")]
        + (1..<columns).map { .number("column \($0)") },
      rows: [["a"] + (1..<columns).map { _ in String(repeating: "9", count: width) }])
  }

  @Test func numbersEndAtTheRightAndTextStartsAtTheLeft() {
    var table = TextTable(columns: [.text("mix"), .number("mean", "income")])
    table.rows = [["a", "1.25"], ["long_name", "10.50"]]
    #expect(
      table.lines(width: 100) == [
        "             mean", "mix        income", "---------  ------", "a            1.25",
        "long_name   10.50",
      ])
  }

  @Test func longTextIsBrokenAndNotCut() {
    var table = TextTable(columns: [.text("name"), .number("value")])
    table.rows = [["one_very_long_name_of_a_mix", "1"]]
    let lines = table.lines(width: 24)
    #expect(lines.allSatisfy { $0.count <= 24 })
    #expect(lines[2].hasPrefix("one_very_long_"))
    #expect(lines[3].hasPrefix("name_of_a_mix"))
  }

  @Test func tooManyNumbersContinueInFurtherPanels() {
    let lines = table(columns: 14, width: 14).lines(width: 100)
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.filter { $0.hasPrefix("name") }.count == 3)
    #expect(lines.joined().components(separatedBy: "column ").count == 14)
  }
}

@Suite struct FiguresTests {
  @Test func zeroIsZeroAndNothingElseIs() {
    #expect(Figures.fixed(0, decimals: 3, showsPlus: true) == "0")
    #expect(Figures.fixed(-0.0001, decimals: 2) == "0.00")
    #expect(Figures.fixed(-0.25, decimals: 2) == "-0.25")
    #expect(Figures.fixed(.nan, decimals: 2) == "-")
  }

  @Test func onlyWhatNeverHappensHasAShareOfZero() {
    #expect(
      [0, 0.001, 0.005, 0.414, 0.9949, 0.995, 1, .nan].map(Figures.percent)
        == ["0 %", "<1 %", "1 %", "41 %", "99 %", ">99 %", "100 %", "-"])
  }

  @Test func digitsFollowTheLargestNumber() {
    #expect(Figures.decimals(for: [12.3, 0.004]) == 1)
    #expect(Figures.decimals(for: [0.0123]) == 4)
    #expect(Figures.decimals(for: [1234]) == 0)
    #expect(Figures.decimals(for: [0, .nan, .infinity]) == 0)
    #expect(Figures.grouped(-1_234_567) == "-1,234,567")
    #expect(Figures.grouped(999) == "999")
  }
}
