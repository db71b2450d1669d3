import NumericCore
import Studies
import Testing

@testable import Reporting

/// What a document says is the same in every form, and a form that does not exist is refused.
@Suite struct DocumentTests {
  private struct Plain: Report {
    var document: Document
  }

  private struct Rich: Report, JSONConvertible, CSVConvertible {
    var document = Document([[.text("said")]])
    var json: JSONValue { ["value": 0.5, "missing": Double?.none, "names": ["a", "b"]] }
    var csv: CSVRows {
      var rows = CSVRows()
      rows.appendRow(["value"])
      return rows
    }
  }

  private let document = Document([
    [.title("TITLE"), .text("Two words.")], [],
    [
      .entry("Label", String(repeating: "word ", count: 24) + "end"),
      .labelled("note:", columns: 6, "short"),
    ],
    [
      .heading("A TABLE"),
      .table(
        Table(
          [.text("mix"), .number("against", "baseline", unit: "year"), .drawing("0...1")],
          rows: [
            ["a_mix *", .fixed(-0.25, decimals: 2), "-o-"], ["b|c", .fixed(nil, decimals: 2), ""],
          ])),
      .note("* is a mark."), .definition("a_mix", "the first"), .list(["one", "two"]),
      .chart(
        Chart(
          .bars, title: "c", places: "mix", unit: "year",
          series: [.init(name: "s", points: [.init(place: 0, name: "a_mix", value: -0.25)])])),
    ],
  ])

  @Test func sectionsAreSetApartInTextAndLabelsHang() {
    #expect(
      TextRenderer.render(document) == """
        TITLE
        Two words.

        Label        word word word word word word word word word word word word word word word word word
                     word word word word word word word end
        note: short

        A TABLE
                  against
        mix      baseline  0...1
        -------  --------  -----
        a_mix *     -0.25  -o-
        b|c             -
          * is a mark.
          a_mix: the first
        - one
        - two

        """)
  }

  @Test func partsAreSetApartInMarkdownAndNothingIsTakenForMarkup() {
    let markdown = MarkdownRenderer.render(document)
    #expect(
      markdown.hasPrefix("# TITLE\n\nTwo words.\n\n**Label** word word") && markdown.last == "\n")
    #expect(
      markdown.contains(
        """
        ## A TABLE

        | mix | against baseline (year) | 0...1 |
        |---|---:|---|
        | a_mix \\* | -0.25 | `-o-` |
        | b\\|c | - |  |

        \\* is a mark.

        a_mix: the first

        - one
        - two
        """))
  }

  @Test func onlyMarksThatWereMeantAreMarks() {
    func rendered(_ text: String) -> String {
      String(MarkdownRenderer.render(Document([[.text(text)]])).dropLast())
    }
    #expect(rendered("`a*b~c` is **strong**") == "`a*b~c` is **strong**")
    #expect(rendered("~0 < 1 <b>") == "\\~0 < 1 \\<b>")
    #expect(rendered("- no list") == "\\- no list")
    #expect(rendered("7. no list") == "7\\. no list")
    #expect(rendered("7.5 is a number") == "7.5 is a number")
    #expect(rendered("# no heading") == "\\# no heading")
  }

  @Test func headingsOfColumnsAreJoinedAsNamesAre() {
    let table = Table([
      .number("terminal_", "value", "mean"), .number("conver-", "gence"),
    ])
    #expect(
      MarkdownRenderer.render(Document([[.table(table)]]))
        == "| terminal_value mean | convergence |\n|---:|---:|\n")
  }

  @Test func aTypeOfReportsHasTheFormsItCanWrite() throws {
    #expect(Plain.formats == [.text, .markdown])
    #expect(Rich.formats == OutputFormat.allCases)
    #expect(try Rich().rendered(as: .csv) == "value\n")
    #expect(
      try Rich().rendered(as: .json)
        == "{\n  \"value\": 0.5,\n  \"missing\": null,\n  \"names\": [\"a\", \"b\"]\n}\n")
    #expect(RunReport.formats == [.text, .markdown, .json])
    #expect(StudySweep.formats == OutputFormat.allCases)
  }

  @Test func aFormThatAReportDoesNotHaveIsRefusedByName() {
    let error = #expect(throws: UsageError.self) {
      try Plain(document: document).rendered(as: .csv)
    }
    #expect(
      error?.description == "This report has no form csv, only text and markdown.")
  }

  @Test func numbersInTablesKeepTheirValues() {
    #expect(Table.Cell.percent(0.414) == .number(0.414, "41 %"))
    #expect(Table.Cell.fixed(nil, decimals: 2) == "-")
    let ranking = Sample.report([Sample.comparison()]).rankings[0]
    guard case .table(let table) = ranking[1], case .number(let mean, let shown) = table.rows[0][1]
    else {
      Issue.record("no number in the ranking")
      return
    }
    #expect(mean == 12 && shown == "12.00")
  }

  /// The report of a run in Markdown has the sentences and cells of its text.
  @Test func aRunReadsTheSameInMarkdown() throws {
    var report = Sample.report([Sample.comparison()])
    report.showsEverything = true
    let markdown = try report.rendered(as: .markdown)
    #expect(markdown.contains("**VERDICT** balanced_aligned wins in the scenario reference"))
    #expect(
      markdown.contains(
        "| balanced_aligned \\* | 12.00 | +0.40 [+0.37, +0.43] | 41 % [39, 43] |"))
    #expect(markdown.contains("## WHY TO BE CAREFUL\n\n- The ensemble has not converged.\n"))
  }
}
