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

  /// What is read of the JSON of a run.
  private struct Whole: Decodable {
    struct Page: Decodable {
      struct Mix: Decodable {
        let policy: String
        let gains: [Double]
        let worstRegret: Double
      }

      let answer: String
      let mixes: [Mix]
    }

    let firstPage: Page
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
    // Not by JSONSerialization, which on Linux loses the last digit of some numbers.
    let first = try JSONDecoder().decode(Whole.self, from: Data(json.output.utf8)).firstPage
    let shown = page.replacing("<wbr>", with: "").replacing("&#39;", with: "'")
      .replacing("\u{A0}", with: " ")
    #expect(shown.contains(first.answer))
    let rows = try cells(page)
    for mix in first.mixes {
      let (name, gains) = (mix.policy, mix.gains)
      let row = try #require(rows.first { $0.first == name }, "\(name) is missing")
      #expect(row[1...gains.count].compactMap { Double($0) } == gains, "\(name)")
      #expect(Double(row.last ?? "") == mix.worstRegret)
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

  /// The copy of the study in the folder of a run is what a page of that folder is made of.
  @Test func aFolderOfARunIsReportedAsItWasRun() throws {
    let scratch = try Scratch()
    let options = Self.options + ["--seed", "5"]
    let out = ["--out", scratch.path("run")]
    #expect(try Program.run(["run", Program.generic] + out + options).status == 0)
    #expect(try scratch.text("run/report.txt").contains("EVERYTHING"))
    // Charts of the study and of the folder are the same to the last byte, wherever the folder goes.
    try FileManager.default.moveItem(
      atPath: scratch.path("run"), toPath: scratch.path("elsewhere"))
    func chart(_ arguments: [String]) throws -> String {
      let result = try Program.run(["plot"] + arguments + ["--chart", "ranking"], in: scratch.root)
      #expect(result.status == 0, "\(result.errors)")
      return result.output
    }
    #expect(
      try chart(["elsewhere"])
        == chart([
          Program.generic, "--futures", "256", "--seed", "5", "--policies",
          "education_only,rd_push", "--scenario", "reference,faster_frontier",
        ]))
    let other = try Program.run(["report", "elsewhere", "--seed", "6"], in: scratch.root)
    #expect(other.status == Self.usage && other.errors.contains("name the study"))
    let study = scratch.path("elsewhere/inputs/Models/studies/generic.yaml")
    let text = try String(contentsOfFile: study, encoding: .utf8)
    try (text + "\n# changed\n").write(toFile: study, atomically: true, encoding: .utf8)
    let changed = try Program.run(["report", "elsewhere"], in: scratch.root)
    #expect(changed.status == 65 && changed.errors.contains("not the one that was run"))
    #expect(try scratch.names() == ["elsewhere"])
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

  @Test(arguments: ["", "  "]) func anEmptyTitleIsRefused(title: String) throws {
    let result = try Program.run(["report", Program.generic, "--title", title])
    #expect(result.status == Self.usage && result.errors.contains("--title is empty"))
  }

  @Test func withoutAFileTheNumbersArePrinted() throws {
    let result = try Program.run(
      ["plot", Program.generic, "--chart", "heat", "--beliefs", "prior", "--futures", "64"])
    #expect(result.status == 0 && result.output.contains("Loss against the best mix"))
    #expect(result.output.contains("rd_push"))
  }
}
