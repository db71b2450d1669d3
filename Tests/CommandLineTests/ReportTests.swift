import Foundation
import Testing

/// `latecomer report` and `latecomer plot`: what they write, and when they write nothing.
@Suite struct ReportTests {
  private static let cannotCreate: Int32 = 73
  private static let missing: Int32 = 66
  private static let usage: Int32 = 64

  private static let options = [
    "--futures", "256", "--policies", "education_only,rd_push", "--scenarios",
    "reference,faster_frontier",
  ]

  /// Cells of the tables of a page: for each its exact number, or its text.
  private func cells(_ page: String) throws -> [[String]] {
    let row = try Regex("<tr>(.*?)</tr>")
    let cell = try Regex("<t[hd]([^>]*)>(.*?)</t[hd]>")
    return page.matches(of: row).map { match in
      let text = String(match.output[1].substring ?? "")
      return text.matches(of: cell).map { cell in
        let attributes = String(cell.output[1].substring ?? "")
        if let start = attributes.range(of: "data-value=\"") {
          return String(attributes[start.upperBound...].prefix { $0 != "\"" })
        }
        return String(cell.output[2].substring ?? "").replacing("<wbr>", with: "")
      }
    }
  }

  @Test func thePageHasTheNumbersOfARun() throws {
    let scratch = try Scratch()
    let result = try Program.run(
      ["report", Program.generic, "--out", scratch.path("r.html")] + Self.options)
    #expect(result.status == 0 && result.output.isEmpty, "\(result.errors)")
    #expect(try scratch.names() == ["r.html"])
    let page = try scratch.text("r.html")
    #expect(page.utf8.count < 3_000_000 && page.hasPrefix("<!DOCTYPE html>"))
    let json = try Program.run(["run", Program.generic, "--format", "json"] + Self.options)
    let whole = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let first = try #require(whole["firstPage"] as? [String: Any])
    let answer = try #require(first["answer"] as? String)
    let shown = page.replacing("<wbr>", with: "").replacing("&#39;", with: "'")
    #expect(shown.contains(answer))
    let rows = try cells(page)
    for mix in try #require(first["mixes"] as? [[String: Any]]) {
      let name = try #require(mix["policy"] as? String)
      let gains = try #require(mix["gains"] as? [Double])
      let row = try #require(rows.first { $0.first == name }, "\(name) is missing")
      #expect(row[1...gains.count].compactMap { Double($0) } == gains, "\(name)")
      #expect(Double(row.last ?? "") == mix["worstRegret"] as? Double)
      guard gains[0] != 0 else { continue }
      // The chart of gains: expected gain and whiskers in per cent.
      let chart = try #require(rows.filter { $0.first == name }.dropFirst().first)
      #expect(abs(try #require(Double(chart[1])) - 100 * gains[0]) < 1e-9)
      #expect(try #require(Double(chart[2])) < #require(Double(chart[3])))
    }
    // Every figure has marks in both widths.
    let figures = page.components(separatedBy: "<figure ").dropFirst()
    #expect(figures.count >= 8)
    for figure in figures {
      let pictures = figure.components(separatedBy: "<svg class=\"chart ").dropFirst()
      #expect(pictures.count >= 2 && pictures.allSatisfy { $0.contains("class=\"mark ") })
    }
    #expect(page.contains("sha256-") && !page.contains("http://") && !page.contains("https://"))
  }

  @Test func pagesAndPicturesAreReplacedOnlyByForce() throws {
    let scratch = try Scratch()
    for (command, name) in [(["report"], "r.html"), (["plot", "--chart", "ranking"], "r.svg")] {
      let path = scratch.path(name)
      try "mine".write(toFile: path, atomically: true, encoding: .utf8)
      let refused = try Program.run(command + ["absent.yaml", "--out", path])
      #expect(refused.status == Self.cannotCreate && refused.errors.contains("--force"))
      #expect(try scratch.text(name) == "mine")
      let nowhere = try Program.run(
        command + [Program.generic, "--out", scratch.path("no/" + name)])
      #expect(nowhere.status == Self.cannotCreate && nowhere.errors.contains("there is no folder"))
      let absent = try Program.run(command + ["absent.yaml", "--out", scratch.path("x" + name)])
      #expect(absent.status == Self.missing)
    }
    #expect(try scratch.names() == ["r.html", "r.svg"])
  }

  @Test func aTitleWithMarkupStaysText() throws {
    let scratch = try Scratch()
    let result = try Program.run(
      [
        "report", Program.generic, "--out", scratch.path("r.html"), "--title",
        "<script>alert(1)</script>", "--beliefs", "prior",
      ] + Self.options)
    #expect(result.status == 0, "\(result.errors)")
    let page = try scratch.text("r.html")
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(page.contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>"))
  }

  @Test(arguments: [
    "ranking", "frontier", "heat", "difference", "fan", "distribution", "attribution", "tornado",
    "agreement",
  ])
  func everyChartIsAPicture(chart: String) throws {
    let scratch = try Scratch()
    let result = try Program.run(
      ["plot", Program.generic, "--chart", chart, "--out", scratch.path("c.svg")] + [
        "--futures", "256", "--policies", "education_only,rd_push", "--beliefs", "prior",
      ])
    #expect(result.status == 0, "\(result.errors)")
    let picture = try scratch.text("c.svg")
    #expect(picture.hasPrefix("<?xml") && picture.contains("class=\"mark "))
  }

  @Test func sweepsAndTracesAreDrawn() throws {
    let scratch = try Scratch()
    let solow = Program.package + "/Models/studies/solow.yaml"
    let sweep = try Program.run([
      "plot", solow, "--chart", "sweep", "--vary", "investment=0.1:0.3:3", "--futures", "64",
      "--out", scratch.path("s.svg"),
    ])
    #expect(sweep.status == 0, "\(sweep.errors)")
    let trace = try Program.run([
      "plot", Program.generic, "--chart", "trace", "--policies", "education_only", "--outcome",
      "capability", "--out", scratch.path("t.svg"),
    ])
    #expect(trace.status == 0, "\(trace.errors)")
    #expect(try scratch.text("t.svg").contains("<path class=\"mark line"))
  }

  @Test func mistakesAreSaidBeforeAnythingIsRun() throws {
    let cases: [([String], String)] = [
      (["--chart", "pie", "--out", "x.svg"], "ranking"),
      (["--chart", "ranking", "--out", "x.jpg"], ".svg, .png or .pdf"),
      (["--chart", "sweep"], "--vary"), (["--chart", "ranking", "--vary", "a=0:1:2"], "sweep"),
      (["--chart", "ranking", "--future", "3"], "trace"),
    ]
    for (arguments, words) in cases {
      let result = try Program.run(["plot", Program.generic] + arguments)
      #expect(result.status == Self.usage && result.errors.contains(words), "\(result.errors)")
    }
  }

  @Test func withoutAFileTheNumbersArePrinted() throws {
    let result = try Program.run(
      ["plot", Program.generic, "--chart", "heat", "--beliefs", "prior"] + Self.options)
    #expect(result.status == 0 && result.output.contains("Loss against the best mix"))
    #expect(result.output.contains("rd_push"))
  }
}
