import Foundation
import Testing

@Suite struct RunFolderTests {
  private static let cannotCreate: Int32 = 73
  private static let usual = [
    "blocks.log", "factors.csv", "inputs", "manifest.json", "outcomes.csv", "report.txt",
    "yearly.csv",
  ]

  private func run(_ scratch: Scratch, _ more: [String] = []) throws -> Program.Result {
    try Program.run(
      ["run", Program.generic] + Program.small + ["--out", scratch.path("run")] + more)
  }

  @Test func tablesAndManifestAreWritten() throws {
    let scratch = try Scratch()
    #expect(try run(scratch).status == 0)
    #expect(try scratch.names(in: "run") == Self.usual)
    let outcomes = Table(try scratch.text("run/outcomes.csv"))
    #expect(
      Array(outcomes.header.prefix(5)) == ["scenario", "policy", "future", "replicate", "income"])
    #expect(outcomes.rows.count == 2 * 64)
    #expect(outcomes.rows[0].prefix(4) == ["reference", "baseline", "0", "0"])
    #expect(outcomes.rows.allSatisfy { $0.count == outcomes.header.count })
    let factors = Table(try scratch.text("run/factors.csv"))
    #expect(
      factors.header[0] == "future" && factors.header[1] == "replicate"
        && factors.header.contains("absorption_speed"))
    #expect(factors.rows.count == 64)
    let manifest = try #require(
      try JSONSerialization.jsonObject(
        with: Data(try scratch.text("run/manifest.json").utf8)) as? [String: Any])
    for key in [
      "command", "seed", "version", "vectorPath", "studyHash", "machine", "started", "ended",
      "files",
    ] {
      #expect(manifest[key] != nil, "\(key)")
    }
  }

  @Test func furtherBeliefsGetFilesOfTheirOwn() throws {
    let scratch = try Scratch()
    let result = try Program.run([
      "run", Program.generic, "--policies", "education_only", "--scenarios", "reference",
      "--futures", "64", "--out", scratch.path("run"),
    ])
    #expect(result.status == 0)
    #expect(
      try scratch.names(in: "run") == [
        "blocks.log", "factors-ensemble.csv", "factors.csv", "inputs", "manifest.json",
        "outcomes-ensemble.csv", "outcomes.csv", "report.txt", "yearly-ensemble.csv", "yearly.csv",
      ])
  }

  @Test func threadsChangeNoByteAndLongerRunsBeginWithShorterOnes() throws {
    let one = try Scratch()
    let many = try Scratch()
    let long = try Scratch()
    #expect(try run(one, ["--threads", "1", "--futures", "512"]).status == 0)
    #expect(try run(many, ["--threads", "3", "--futures", "512"]).status == 0)
    #expect(try run(long, ["--futures", "1024"]).status == 0)
    for name in ["run/outcomes.csv", "run/factors.csv"] {
      #expect(try one.text(name) == many.text(name))
      #expect(try long.text(name).hasPrefix(one.text(name)))
    }
  }

  @Test func switchingNoiseOffChangesNoFactor() throws {
    let loud = try Scratch()
    let quiet = try Scratch()
    #expect(try run(loud).status == 0)
    #expect(try run(quiet, ["--noise", "off"]).status == 0)
    #expect(try loud.text("run/factors.csv") == quiet.text("run/factors.csv"))
    #expect(try loud.text("run/outcomes.csv") != quiet.text("run/outcomes.csv"))
  }

  @Test func aFolderOfSomebodyElseIsLeftAlone() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path("run"), withIntermediateDirectories: true)
    try "mine".write(toFile: scratch.path("run/thesis.txt"), atomically: true, encoding: .utf8)
    let result = try run(scratch)
    #expect(result.status == Self.cannotCreate)
    #expect(result.errors.contains("thesis.txt"))
    #expect(try scratch.names(in: "run") == ["thesis.txt"])
  }

  @Test func aFolderThatCannotBeMadeIsAnError() throws {
    let scratch = try Scratch()
    try "file".write(toFile: scratch.path("run"), atomically: true, encoding: .utf8)
    #expect(try run(scratch).status == Self.cannotCreate)
  }

  @Test func aRunReplacesAnEarlierOne() throws {
    let scratch = try Scratch()
    #expect(try run(scratch, ["--beliefs", "prior,ensemble"]).status == 0)
    #expect(try scratch.names(in: "run").contains("outcomes-ensemble.csv"))
    #expect(try run(scratch, ["--seed", "5", "--force"]).status == 0)
    #expect(try scratch.names(in: "run") == Self.usual)
  }

  /// A full disk is tried by `.ci/faults disk`.
  @Test func aLinkInThePlaceOfATableIsRefused() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path("run"), withIntermediateDirectories: true)
    let victim = scratch.path("victim")
    try "kept".write(toFile: victim, atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("run/outcomes.csv.partial"), withDestinationPath: victim)
    let result = try run(scratch)
    #expect(result.status == Self.cannotCreate)
    #expect(result.errors.contains("outcomes.csv.partial is not a plain file"), "\(result.errors)")
    #expect(try scratch.text("victim") == "kept")
    #expect(try scratch.names(in: "run").allSatisfy { $0.hasSuffix(".partial") })
  }

  @Test func aKilledRunLeavesNothingThatLooksFinished() throws {
    let scratch = try Scratch()
    let process = try Program.start(Program.long + ["--out", scratch.path("run")])
    #expect(scratch.waitForBytes(in: "run/outcomes.csv.partial", of: process))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationStatus == SIGKILL)
    #expect(try scratch.names(in: "run").allSatisfy { $0.hasSuffix(".partial") })
    // Another run takes the folder over.
    #expect(try run(scratch, ["--force"]).status == 0)
    #expect(try scratch.names(in: "run") == Self.usual)
  }
}
