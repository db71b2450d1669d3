import Foundation
import Testing

/// A finished run with more futures is, byte for byte, the run that had as many from the start.
@Suite struct ExtendTests {
  private static let usage: Int32 = 64
  private static let badData: Int32 = 65
  private static let missingFile: Int32 = 66
  private static let cannotCreate: Int32 = 73
  private static let study = "Models/studies/solow.yaml"
  private static let failing = "Tests/CommandLineTests/Golden/studies/failing.yaml"

  private func run(_ scratch: Scratch, _ folder: String, _ words: [String]) throws {
    let result = try Program.run(["run"] + words + ["--out", scratch.path(folder)])
    #expect(result.status == 0, "\(result.errors)")
  }

  private func extend(
    _ scratch: Scratch, _ futures: Int, _ more: [String] = []
  ) throws -> Program.Result {
    try Program.run(
      ["run", "--extend", scratch.path("run"), "--futures", "\(futures)"] + more)
  }

  private func expectSame(
    _ scratch: Scratch, _ first: String, _ second: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let names = try scratch.names(in: first)
    #expect(try scratch.names(in: second) == names, sourceLocation: sourceLocation)
    for name in names where name != "manifest.json" && name != "inputs" {
      let files = try [first, second].map {
        try Data(contentsOf: URL(fileURLWithPath: scratch.path("\($0)/\(name)")))
      }
      #expect(files[0] == files[1], "\(name)", sourceLocation: sourceLocation)
    }
    let inputs = [first, second].map {
      FileManager.default.enumerator(atPath: scratch.path("\($0)/inputs"))?
        .compactMap { $0 as? String }.sorted()
    }
    #expect(inputs[0] == inputs[1] && inputs[0]?.isEmpty == false, sourceLocation: sourceLocation)
    #expect(
      try Program.run(["show", scratch.path(second)]).status == 0, sourceLocation: sourceLocation)
  }

  /// Numbers of futures that end within a block, within a stretch and at the end of one, by every design.
  @Test(arguments: [
    ("random", 9_000, 9_500), ("random", 8_448, 8_449), ("sobol", 8_192, 10_000),
    ("latin", 8_192, 10_000), ("random", 300, 9_000), ("sobol", 64, 100),
  ])
  func theFilesAreThoseOfALongRun(design: String, short: Int, long: Int) throws {
    let scratch = try Scratch()
    let words = [Self.study, "--design", design, "--paths", "income", "--futures"]
    try run(scratch, "long", words + ["\(long)"])
    try run(scratch, "run", words + ["\(short)"])
    let before = try Data(contentsOf: URL(fileURLWithPath: scratch.path("run/manifest.json")))
    let beside = try extend(scratch, long, ["--out", scratch.path("beside")])
    #expect(beside.status == 0, "\(beside.errors)")
    try expectSame(scratch, "long", "beside")
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: scratch.path("run/manifest.json"))) == before)
    let inPlace = try extend(scratch, long)
    #expect(inPlace.status == 0, "\(inPlace.errors)")
    #expect(inPlace.output == beside.output)
    try expectSame(scratch, "long", "run")
    // Once more, from what was extended.
    let longest = long < 1000 ? 2 * long : design == "random" ? long + 300 : 0
    if longest == 0 { return }
    try run(scratch, "longest", words + ["\(longest)"])
    #expect(try extend(scratch, longest).status == 0)
    try expectSame(scratch, "longest", "run")
  }

  @Test func failuresAndBeliefsAreThoseOfALongRun() throws {
    let scratch = try Scratch()
    for (words, short, long) in [
      ([Self.failing], 256, 512),
      ([Program.generic, "--policies", "education_only", "--design", "random"], 8_300, 9_000),
      ([Program.first, "--policies", "education_only", "--scenarios", "reference"], 64, 128),
    ] {
      try? FileManager.default.removeItem(atPath: scratch.path("run"))
      try? FileManager.default.removeItem(atPath: scratch.path("long"))
      try run(scratch, "run", words + ["--futures", "\(short)"])
      try run(scratch, "long", words + ["--futures", "\(long)"])
      let extended = try extend(scratch, long)
      #expect(extended.status == 0, "\(extended.errors)")
      try expectSame(scratch, "long", "run")
    }
  }

  @Test func aStopLeavesTheRunWholeAndTheExtensionGoesOn() throws {
    let (short, long) = (9_000, 40_000)
    let scratch = try Scratch()
    let words = [Self.study, "--design", "random", "--futures"]
    try run(scratch, "run", words + ["\(short)"])
    let outcomes = try scratch.text("run/outcomes.csv")
    let process = try Program.start([
      "run", "--extend", scratch.path("run"), "--futures", "\(long)",
    ])
    #expect(
      scratch.waitForBytes(
        in: "run/outcomes.csv.partial", beyond: outcomes.utf8.count + 300_000, of: process))
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(try scratch.text("run/outcomes.csv") == outcomes)
    #expect(try Program.run(["show", scratch.path("run")]).status == 0)
    let refused = try extend(scratch, long)
    #expect(refused.status == Self.cannotCreate && refused.errors.contains("--resume"))
    let other = try extend(scratch, long + 1, ["--resume"])
    #expect(other.status == Self.badData && other.errors.contains("number of futures"))
    let rest = try extend(scratch, long, ["--resume"])
    #expect(rest.status == 0, "\(rest.errors)")
    try run(scratch, "long", words + ["\(long)"])
    try expectSame(scratch, "long", "run")
  }

  @Test func aKillLeavesTheRunWhole() throws {
    let scratch = try Scratch()
    let words = [Self.study, "--design", "random", "--futures"]
    try run(scratch, "run", words + ["9000"])
    let process = try Program.start([
      "run", "--extend", scratch.path("run"), "--futures", "1000000",
    ])
    #expect(
      scratch.waitForBytes(in: "run/blocks.log.partial", beyond: 100_000, of: process))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try Program.run(["show", scratch.path("run")]).status == 0)
    let other = try extend(scratch, 10_000, ["--force"])
    #expect(other.status == 0, "\(other.errors)")
    try run(scratch, "long", words + ["10000"])
    try expectSame(scratch, "long", "run")
  }

  /// As kills leave a run that has become longer, between the first of its names and the last one.
  @Test func namesThatWereNotGivenAreGiven() throws {
    let scratch = try Scratch()
    let manager = FileManager.default
    let words = [Self.study, "--design", "random", "--futures"]
    try run(scratch, "long", words + ["600"])
    let names = ["outcomes.csv", "yearly.csv", "factors.csv", "report.txt", "blocks.log"]
    for named in 0...names.count {
      try? manager.removeItem(atPath: scratch.path("run"))
      try manager.copyItem(atPath: scratch.path("long"), toPath: scratch.path("run"))
      for name in names.dropFirst(named) + ["manifest.json"] {
        try manager.moveItem(
          atPath: scratch.path("run/\(name)"), toPath: scratch.path("run/\(name).partial"))
      }
      // What is not replaced yet is that of the shorter run.
      if named == 0 {
        try "old".write(toFile: scratch.path("run/report.txt"), atomically: true, encoding: .utf8)
      }
      #expect(try Program.run(["show", scratch.path("run")]).errors.contains("--resume goes on"))
      let rest = try extend(scratch, 600, ["--resume"])
      #expect(rest.status == 0 && rest.errors.contains("have got their names"), "\(rest.errors)")
      try expectSame(scratch, "long", "run")
    }
    // Half a manifest says nothing, and nothing is touched.
    let manifest = try scratch.text("run/manifest.json")
    try manager.removeItem(atPath: scratch.path("run/manifest.json"))
    try String(manifest.dropLast(40)).write(
      toFile: scratch.path("run/manifest.json.partial"), atomically: true, encoding: .utf8)
    #expect(try extend(scratch, 600, ["--resume"]).status == Self.missingFile)
    let again = try Program.run(
      ["run"] + words + ["600", "--out", scratch.path("run"), "--resume"])
    #expect(again.status == 0, "\(again.errors)")
    try expectSame(scratch, "long", "run")
  }

  @Test func aRunDoesNotReplaceItsOwnStudy() throws {
    let scratch = try Scratch()
    try run(scratch, "run", [Self.study, "--futures", "256"])
    let names = try scratch.names(in: "run")
    let own = scratch.path("run/inputs/Models/studies/solow.yaml")
    for more in [[], ["--force"], ["--resume"]] {
      let refused = try Program.run(["run", own, "--out", scratch.path("run")] + more)
      #expect(refused.status != 0)
      if more == ["--force"] {
        #expect(
          refused.status == Self.usage && refused.errors.contains("lies in"), "\(refused.errors)")
      }
    }
    #expect(try scratch.names(in: "run") == names)
    #expect(try Program.run(["show", scratch.path("run")]).status == 0)
  }

  @Test func whatCannotBeExtendedIsRefusedByName() throws {
    let scratch = try Scratch()
    try run(scratch, "run", [Self.study, "--design", "latin", "--futures", "512"])
    let manifest = try scratch.text("run/manifest.json")
    func expect(
      _ status: Int32, _ words: String, _ more: [String], futures: Int = 1024,
      sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let refused = try extend(scratch, futures, more)
      #expect(
        refused.status == status && refused.errors.contains(words) && refused.output.isEmpty,
        "\(refused.errors)", sourceLocation: sourceLocation)
    }
    try expect(Self.usage, "replicates", [])
    try expect(Self.usage, "has 512 futures already", [], futures: 512)
    try expect(Self.usage, "has 512 futures already", [], futures: 100)
    try expect(Self.usage, "name no study", [Self.study])
    for option in [
      ["--seed", "3"], ["--noise", "off"], ["--policies", "x"], ["--shard", "1/2"],
    ] {
      try expect(Self.usage, option[0], option)
    }
    let without = try Program.run(["run", "--extend", scratch.path("run")])
    #expect(without.status == Self.usage && without.errors.contains("--futures"))
    let none = try Program.run(["run", "--extend", scratch.path("none"), "--futures", "9"])
    #expect(none.status == Self.missingFile)
    #expect(try scratch.text("run/manifest.json") == manifest)
    #expect(try !scratch.names(in: "run").contains { $0.hasSuffix(".partial") })
    // A study that is not the one that was run.
    let input = "run/inputs/Models/studies/solow.yaml"
    try (try scratch.text(input) + "# edited\n").write(
      toFile: scratch.path(input), atomically: true, encoding: .utf8)
    try expect(Self.badData, "not the one that was run", [])
  }

  @Test func aRunThatStopsByItselfHasNoNumberToExtend() throws {
    let scratch = try Scratch()
    try run(
      scratch, "run", [Self.study, "--design", "random", "--until-ranked", "0.95"])
    let refused = try extend(scratch, 100_000)
    #expect(refused.status == Self.usage && refused.errors.contains("--until-ranked"))
  }
}
