import Foundation
import Testing

/// Texts of a study may say anything, and do nothing: neither to a terminal nor to a spreadsheet.
@Suite struct HostileTextTests {
  /// Colours, a cleared screen, a title, a bell, turned writing, a blank that is none, and a formula.
  static let text =
    "=cmd|' /C calc'!A0\\e[31m\\e[2J\\e]0;owned\\a\\u202Egnp.exe\\u2066\\u200B\\x9B5m\\u2028end"

  /// Solow's study with hostile texts wherever one may stand.
  private static func study() throws -> String {
    try String(contentsOfFile: Program.package + "/Models/studies/solow.yaml", encoding: .utf8)
      .replacing(/question: >-\n(  .*\n)+/, with: "question: \"\(text)?\"\n")
      .replacing(/notes: >-\n(  .*\n)+/, with: "notes: \"\(text)\"\n")
      .replacing("summary: a tenth of output is invested", with: "summary: \"\(text)\"")
      .replacing(
        "summary: the population shrinks by half a per cent a year", with: "summary: \"\(text)\""
      )
      .replacing("source: textbook range", with: "source: \"\(text)\"")
  }

  /// What no terminal should see, in bytes of UTF-8.
  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }

  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    try Self.study().write(toFile: scratch.path("s.yaml"), atomically: true, encoding: .utf8)
    let run = try Program.run(
      ["run", "s.yaml", "--futures", "64", "--out", "run"], in: scratch.root)
    #expect(run.status == 0, "\(run.errors)")
    return scratch
  }

  @Test func noCommandSpeaksToTheTerminal() throws {
    let scratch = try scratch()
    let few = ["--futures", "64"]
    let commands: [[String]] = [
      ["check", "s.yaml"], ["run", "s.yaml", "--full"] + few,
      ["run", "s.yaml", "--format", "json"] + few,
      ["run", "s.yaml", "--format", "markdown"] + few,
      ["explain", "s.yaml", "--mixes", "save_a_tenth,save_two_fifths"] + few,
      ["trace", "s.yaml", "--policy", "save_a_tenth"] + few,
      ["sweep", "s.yaml", "--vary", "investment=0.1:0.3:3"] + few,
      ["sensitivity", "s.yaml"], ["sensitivity", "run", "--policy", "save_a_tenth"],
      ["list", "policies", "s.yaml"],
      ["list", "scenarios", "s.yaml"],
      ["show", "run"], ["show", "run", "--format", "json"],
      ["compare", "run"], ["diff", "run", "run"],
      ["require", "s.yaml", "income >= 1"] + few,
      ["discover", "run", "--where", "save_a_tenth beats save_two_fifths"], ["value", "run"],
      ["report", "run", "--out", "page.html"], ["report", "s.yaml", "--out", "other.html"] + few,
      ["export", "run", "--as", "csv", "--out", "run.csv"], ["reweight", "run", "--ball", "0.1"],
    ]
    var answered = 0
    for command in commands {
      let result = try Program.run(command, in: scratch.root)
      let said = result.output + result.errors
      #expect(!said.unicodeScalars.contains(where: Self.isObeyed), "\(command)")
      #expect(!said.contains("Fatal error"), "\(command)")
      if result.status == 0 { answered += 1 }
    }
    #expect(
      answered >= commands.count - 2, "\(answered) of \(commands.count) commands had an answer")
    for name in try FileManager.default.subpathsOfDirectory(atPath: scratch.root).sorted()
    where [".html", ".csv", ".txt", ".json"].contains(where: name.hasSuffix) {
      let text = try scratch.text(name)
      #expect(!text.unicodeScalars.contains(where: Self.isObeyed), "\(name)")
    }
  }

  /// A field of text that begins as a formula does gets an apostrophe; a number is what it was.
  @Test func noTableRunsInASpreadsheet() throws {
    let scratch = try Scratch()
    let names = ["=1+1", "+a", "-b", "@c", "\t=d", " =e", "＝f"]
    let rows = (0..<64).map { row in
      (0..<names.count).map { "\(($0 * 7 + row * 37) % 61 - 30)" }.joined(separator: ",")
        + ",\(row)"
    }
    let table = ([names.joined(separator: ",") + ",y"] + rows).joined(separator: "\n") + "\n"
    try table.write(toFile: scratch.path("t.csv"), atomically: true, encoding: .utf8)
    for command in [
      ["sensitivity", "t.csv", "--format", "csv"], ["compare", "t.csv", "--format", "csv"],
    ] {
      let result = try Program.run(command, in: scratch.root)
      #expect(result.status == 0, "\(command) \(result.errors)")
      for field in result.output.split(whereSeparator: { ",\n".contains($0) }) {
        let text = field.trimmingCharacters(
          in: .whitespaces.union(CharacterSet(charactersIn: "\"")))
        let begins = text.first.map { "=+-@＝".contains($0) } ?? false
        #expect(!begins || Double(text) != nil, "\(command): \(field)")
      }
    }
  }

  /// A name is a word of small letters; a hostile one is refused with its place.
  @Test(arguments: [
    "\"=1+1\"", "\"a\\e[31m\"", "\"\\u202Ea\"", "\"@sum\"", "\"-a\"", "\"../a\"", "\"a/b\"", "\"\"",
  ])
  func aNameIsAWord(name: String) throws {
    let scratch = try Scratch()
    let text = try String(
      contentsOfFile: Program.package + "/Models/studies/solow.yaml", encoding: .utf8)
    for (old, line) in [("name: solow", 3), ("name: save_a_tenth", 18), ("name: ageing", 23)] {
      let changed = text.replacing(old, with: "name: \(name)")
      try changed.write(toFile: scratch.path("s.yaml"), atomically: true, encoding: .utf8)
      let result = try Program.run(["check", "s.yaml"], in: scratch.root)
      #expect(
        result.status == 65 && result.errors.contains("s.yaml:\(line):"), "\(old): \(result.errors)"
      )
      #expect(!result.errors.unicodeScalars.contains(where: Self.isObeyed))
    }
  }
}
