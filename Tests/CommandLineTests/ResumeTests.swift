import Foundation
import Testing

/// A run that was stopped goes on, with the bytes of one that was not, or says why it cannot.
@Suite struct ResumeTests {
  private static let study = "Models/studies/solow.yaml"
  private static let usage: Int32 = 64
  private static let badData: Int32 = 65
  private static let cannotCreate: Int32 = 73

  private func run(
    _ scratch: Scratch, _ more: [String] = [], futures: Int = 20_000
  ) throws -> Program.Result {
    try Program.run(
      ["run", Self.study, "--design", "random", "--futures", "\(futures)", "--paths", "income"]
        + ["--out", scratch.path("run")] + more)
  }

  /// A folder as a kill leaves it: files without names, of which the last bytes may be missing.
  private func stopped(lacking bytes: Int, of name: String = "outcomes.csv") throws -> Scratch {
    let scratch = try Scratch()
    #expect(try run(scratch).status == 0)
    let manager = FileManager.default
    for name in ["manifest.json", "inputs", "report.txt"] {
      try manager.removeItem(atPath: scratch.path("run/\(name)"))
    }
    for name in try scratch.names(in: "run") {
      try manager.moveItem(
        atPath: scratch.path("run/\(name)"), toPath: scratch.path("run/\(name).partial"))
    }
    let file = try FileHandle(
      forWritingTo: URL(fileURLWithPath: scratch.path("run/\(name).partial")))
    let end = try file.seekToEnd()
    try file.truncate(atOffset: end - UInt64(bytes))
    try file.close()
    return scratch
  }

  private func expectWhole(_ scratch: Scratch, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let whole = try Scratch()
    #expect(try run(whole).status == 0)
    let names = try whole.names(in: "run")
    #expect(try scratch.names(in: "run") == names, sourceLocation: sourceLocation)
    for name in names where name.hasSuffix(".csv") || name == "report.txt" {
      #expect(
        try scratch.text("run/\(name)") == whole.text("run/\(name)"), "\(name)",
        sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [
    ("outcomes.csv", 1000), ("blocks.log", 1000), ("yearly.csv", 10), ("paths-income.csv", 1),
  ])
  func tablesThatLostTheirEndAreMadeAgain(name: String, bytes: Int) throws {
    let scratch = try stopped(lacking: bytes, of: name)
    let refused = try run(scratch)
    #expect(refused.status == Self.cannotCreate && refused.errors.contains("--resume"))
    let rest = try run(scratch, ["--resume"])
    #expect(rest.status == 0, "\(rest.errors)")
    try expectWhole(scratch)
  }

  @Test func filesThatHadGotTheirNamesAreTakenBack() throws {
    let scratch = try stopped(lacking: 0)
    for name in ["outcomes.csv", "blocks.log"] {
      try FileManager.default.moveItem(
        atPath: scratch.path("run/\(name).partial"), toPath: scratch.path("run/\(name)"))
    }
    #expect(try run(scratch, ["--resume"]).status == 0)
    try expectWhole(scratch)
  }

  @Test func aRunOfAnotherKindIsRefusedByWhatDiffers() throws {
    let scratch = try stopped(lacking: 1000)
    for (more, word) in [(["--seed", "9"], "seed"), (["--noise", "off"], "luck")] {
      let refused = try run(scratch, ["--resume"] + more)
      #expect(refused.status == Self.badData && refused.errors.contains(word), "\(refused.errors)")
      #expect(refused.output.isEmpty)
    }
    let fewer = try run(scratch, ["--resume"], futures: 10_000)
    #expect(fewer.status == Self.badData && fewer.errors.contains("number of futures"))
    // Nothing was lost by the attempts.
    #expect(try run(scratch, ["--resume"]).status == 0)
    try expectWhole(scratch)
  }

  @Test func whereNothingIsKeptARunBegins() throws {
    let scratch = try Scratch()
    #expect(try Program.run(["run", Self.study, "--resume"]).status == Self.usage)
    // A batch system gives the same command whenever it begins a task.
    let begun = try run(scratch, ["--resume"])
    #expect(begun.status == 0 && begun.errors.contains("it begins"), "\(begun.errors)")
    try expectWhole(scratch)
    let refused = try run(scratch, ["--resume"])
    #expect(refused.status == Self.usage && refused.errors.contains("finished"))
  }

  /// The page of a run is that of its study, to the words about where it is from.
  @Test func aPageIsDrawnFromTheLog() throws {
    let scratch = try Scratch()
    #expect(try run(scratch).status == 0)
    let chart = ["--chart", "difference"]
    let ofRun = try Program.run(
      ["plot", scratch.path("run")] + chart + ["--out", scratch.path("a.svg")])
    let ofStudy = try Program.run(
      ["plot", Self.study, "--design", "random", "--futures", "20000"] + chart + [
        "--out", scratch.path("b.svg"),
      ])
    #expect(ofRun.status == ofStudy.status, "\(ofRun.errors)")
    if ofRun.status == 0 { #expect(try scratch.text("a.svg") == scratch.text("b.svg")) }
  }
}
