import Foundation
import Testing

/// Files that are none of the program's, and what files may make a terminal do.
@Suite struct ForeignFilesTests {
  private func write(_ text: String, _ name: String, in scratch: Scratch) throws -> String {
    try text.write(toFile: scratch.path(name), atomically: true, encoding: .utf8)
    return scratch.path(name)
  }

  @Test func noFileSpeaksToTheTerminal() throws {
    let scratch = try Scratch()
    let study = try String(contentsOfFile: Program.generic, encoding: .utf8)
      .replacing(/(?m)^name:.*$/, with: "name: \"a\\e[31mb\"")
    let result = try Program.run(["check", try write(study, "s.yaml", in: scratch)])
    #expect(result.errors.contains("a\\u{1B}[31mb") && !result.errors.contains("\u{1B}"))
    let raw = study.replacingOccurrences(of: "\\e", with: "\u{1B}")
    let other = try Program.run(["check", try write(raw, "r.yaml", in: scratch)])
    #expect(other.status == 65 && !other.errors.contains("\u{1B}") && !other.errors.contains("31m"))
    let argument = try Program.run(["run", "a\u{1B}[31m.yaml"])
    #expect(argument.status == 66 && !argument.errors.contains("\u{1B}"))
    let option = try Program.run(["run", "a.yaml", "--\u{1B}[31m"])
    #expect(option.status == 64 && !option.errors.contains("\u{1B}"))
    // Reports are made of names, too.
    let table = try write(
      "a\u{1B}[31m,y\n" + (0..<64).map { "\(($0 * 37) % 64),\($0)\n" }.joined(), "t.csv",
      in: scratch)
    for format in ["text", "markdown", "csv", "json"] {
      let report = try Program.run(["sensitivity", table, "--format", format])
      #expect(report.status == 0 && !report.output.contains("\u{1B}"), "\(report.errors)")
    }
  }

  @Test(arguments: [["run"], ["check"], ["sensitivity"], ["calibrate"], ["design"]])
  func whatIsNoStudyIsNotPrinted(command: [String]) throws {
    let scratch = try Scratch()
    let secret = try write("hunter2-is-the-password\nand-hunter3\n", "secret.txt", in: scratch)
    let more = command == ["design"] ? ["--method", "random", "--runs", "9", "--out", "d.csv"] : []
    let result = try Program.run(command + [secret] + more, in: scratch.root)
    #expect(result.status == 65, "\(result.errors)")
    #expect(!result.errors.contains("hunter"), "\(result.errors)")
  }

  @Test(arguments: [
    ("run", "economies/generic", "expected a study, found an economy"),
    ("check", "policies/education_only", "expected a study, found a policy mix"),
    ("check", "priors/second-version", "expected a study, found a file of priors"),
    ("check", "calibrations/history", "expected a study, found a calibration"),
    ("calibrate", "studies/generic", "expected a calibration, found a study"),
  ])
  func aFileOfAnotherKindIsOneMistake(command: String, file: String, sentence: String) throws {
    let result = try Program.run([command, "Models/\(file).yaml"])
    #expect(result.status == 65 && result.errors.contains(sentence), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test func aTableOfWordsIsNotPrinted() throws {
    let scratch = try Scratch()
    let table = try write("user,password\nroot,hunter2\nbob,hunter3\n", "t.csv", in: scratch)
    let result = try Program.run(["sensitivity", table])
    #expect(result.status == 65 && result.errors.contains("table of numbers"))
    #expect(!result.errors.contains("hunter") && !result.errors.contains("password"))
    let folder = try Program.run(["sensitivity", scratch.root])
    #expect(folder.errors.contains("not the folder of a finished run"), "\(folder.errors)")
  }

  @Test func longListsOfMistakesAreCounted() throws {
    let scratch = try Scratch()
    // One mistake a column: its first one, with a count of the others.
    let names = (0..<30).map { "x\($0)" } + ["y"]
    let row = String(repeating: "abc,", count: 30) + "1\n"
    let table = try write(
      names.joined(separator: ",") + "\n" + String(repeating: row, count: 1000), "t.csv",
      in: scratch)
    let result = try Program.run(["sensitivity", table])
    let lines = result.errors.split(separator: "\n")
    #expect(result.status == 65 && lines.count == 21 && lines.last == "and 10 more")
    #expect(lines[0].contains("(999 more of this column"), "\(lines[0])")
  }

  @Test func aBacktestNamesTheSeriesItNeeds() throws {
    let scratch = try Scratch()
    let text = try String(
      contentsOfFile: Program.package + "/Models/economies/chile.yaml", encoding: .utf8)
    let targets = """
      targets:
        mix: baseline
        income: {source: s, values: {1990: 0.2}}

      """
    let economy = text.replacing(/(?m)^  employment:.*\n(    .*\n)*/, with: "") + targets
    let result = try Program.run(["backtest", try write(economy, "own.yaml", in: scratch)])
    #expect(result.errors.contains("own.yaml:"), "\(result.errors)")
    #expect(result.errors.contains("needs the series employment"), "\(result.errors)")
  }

  @Test func aRunsFolderSaysByWhatItRanks() throws {
    let scratch = try Scratch()
    let run = try Program.run(
      ["run", Program.generic] + Program.small + ["--out", scratch.path("run")])
    #expect(run.status == 0)
    let result = try Program.run(["sensitivity", scratch.path("run"), "--policy", "baseline"])
    #expect(result.status == 0 && result.output.contains("discounted_consumption"))
    #expect(result.errors.contains("by which the study ranks"))
  }

  @Test(arguments: ["factors", "outcomes", "levers", "policies"])
  func noNameIsBroken(subject: String) throws {
    let names = try Program.run(["list", subject]).output.split(separator: "\n").compactMap {
      $0.prefix { $0 != " " }
    }
    #expect(!names.contains { $0.hasSuffix("_") })
  }
}
