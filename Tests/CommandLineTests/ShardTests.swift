import Foundation
import Testing

/// Parts of a command, put together, are the command; what cannot be put together is named.
@Suite struct ShardTests {
  private static let badData: Int32 = 65
  private static let cannotCreate: Int32 = 73
  private static let usage: Int32 = 64
  /// Three stretches of futures and a piece of one, some thousands of rows a table.
  private static let command = [
    "run", "Models/studies/solow.yaml", "--design", "random", "--futures", "13000", "--paths",
    "income",
  ]

  private func part(
    _ number: Int, of count: Int, in scratch: Scratch, _ more: [String] = []
  ) throws -> Program.Result {
    try Program.run(
      Self.command + ["--shard", "\(number)/\(count)", "--out", scratch.path("parts/\(number)")]
        + more)
  }

  private func parts(_ count: Int) throws -> Scratch {
    let scratch = try Scratch()
    for number in (1...count).reversed() {
      let result = try part(number, of: count, in: scratch)
      #expect(result.status == 0, "\(result.errors)")
    }
    return scratch
  }

  private func merge(_ scratch: Scratch, _ folders: [String] = ["parts"]) throws -> Program.Result {
    try Program.run(["merge"] + folders.map(scratch.path) + ["--out", scratch.path("run")])
  }

  private func missing(_ scratch: Scratch, _ folders: [String] = ["parts"]) throws -> [String] {
    let result = try Program.run(["missing"] + folders.map(scratch.path))
    #expect(result.status == 0, "\(result.errors)")
    return result.output.split(separator: "\n").map(String.init)
  }

  /// Everything a run keeps has the same bytes; the manifest but for its times.
  private func expectWhole(_ scratch: Scratch) throws {
    let whole = try Scratch()
    let alone = try Program.run(Self.command + ["--out", whole.path("run")])
    #expect(alone.status == 0)
    let names = try whole.names(in: "run")
    #expect(try scratch.names(in: "run") == names)
    for name in names where name.contains(".") && name != "manifest.json" {
      #expect(try scratch.data("run/\(name)") == whole.data("run/\(name)"), "\(name)")
    }
    let shown = try Program.run(["show", scratch.path("run")])
    #expect(shown.status == 0, "\(shown.errors)")
  }

  @Test(arguments: [1, 2, 3, 7])
  func partsMakeTheRun(count: Int) throws {
    let scratch = try parts(count)
    #expect(try missing(scratch).isEmpty)
    let result = try merge(scratch)
    #expect(result.status == 0, "\(result.errors)")
    let alone = try Program.run(Self.command + ["--out", scratch.path("alone")])
    #expect(result.output == alone.output)
    try expectWhole(scratch)
  }

  @Test func aStudyTooSmallToBeSplitIsNotDoubled() throws {
    let scratch = try Scratch()
    let command = ["run", "Models/studies/solow.yaml", "--design", "random", "--futures", "600"]
    for number in [1, 2] {
      _ = try Program.run(
        command + ["--shard", "\(number)/2", "--out", scratch.path("parts/\(number)")])
    }
    #expect(try merge(scratch).status == 0)
    #expect(try Program.run(command + ["--out", scratch.path("alone")]).status == 0)
    for name in ["outcomes.csv", "yearly.csv", "blocks.log"] {
      #expect(try scratch.data("run/\(name)") == scratch.data("alone/\(name)"), "\(name)")
    }
  }

  @Test func whatIsWrongIsNamed() throws {
    let scratch = try parts(3)
    let manager = FileManager.default
    try manager.removeItem(atPath: scratch.path("parts/2"))
    let lacking = try merge(scratch)
    #expect(
      lacking.status == Self.badData
        && lacking.errors.contains("of the 3 parts of this command this one is missing: 2;"),
      "\(lacking.errors)")
    let lines = try missing(scratch)
    #expect(lines.count == 1 && lines[0].contains("--shard 2/3"))
    #expect(lines[0].hasSuffix("--out \(scratch.path("parts/2")) --resume"))
    // Of another number of parts, another command, and there twice.
    _ = try Program.run(
      Self.command + ["--shard", "2/4", "--out", scratch.path("parts/2")])
    #expect(try merge(scratch).errors.contains("this is one of 4 parts"))
    _ = try Program.run(
      Self.command + ["--seed", "8", "--shard", "2/3", "--out", scratch.path("parts/2"), "--force"])
    #expect(try merge(scratch).errors.contains("--seed 8"))
    try manager.removeItem(atPath: scratch.path("parts/2"))
    try manager.copyItem(atPath: scratch.path("parts/1"), toPath: scratch.path("parts/2"))
    let twice = try merge(scratch)
    #expect(twice.errors.contains("this is part 1/3, as"), "\(twice.errors)")
    #expect(try merge(scratch, ["parts/1", "none"]).status == 66)
    #expect(!manager.fileExists(atPath: scratch.path("run")))
  }

  @Test func changedAndUnfinishedPartsAreRunAgain() throws {
    let scratch = try parts(2)
    let table = scratch.path("parts/2/outcomes.csv")
    var bytes = try Data(contentsOf: URL(fileURLWithPath: table))
    bytes[bytes.count - 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: table))
    #expect(try merge(scratch).errors.contains("outcomes.csv of part 2/2 was changed"))
    #expect(try missing(scratch).count == 1)
    // A record that cannot be read: the folder's name says which part it is.
    let record = scratch.path("parts/1/shard.json")
    let whole = try scratch.text("parts/1/shard.json")
    try String(whole.dropLast(9)).write(toFile: record, atomically: true, encoding: .utf8)
    let lines = try missing(scratch)
    #expect(lines.count == 2 && lines[0].contains("--shard 1/2"), "\(lines)")
    #expect(try merge(scratch).errors.contains("record of this part is damaged"))
    // As a kill leaves it.
    #expect(try part(1, of: 2, in: scratch, ["--force"]).status == 0)
    try FileManager.default.removeItem(atPath: record)
    #expect(try part(1, of: 2, in: scratch).status == Self.cannotCreate)
    #expect(try part(1, of: 2, in: scratch, ["--resume"]).status == 0)
    #expect(try part(2, of: 2, in: scratch, ["--force"]).status == 0)
    #expect(try missing(scratch).isEmpty)
    #expect(try merge(scratch).status == 0)
    try expectWhole(scratch)
  }

  @Test func whatIsMissingIsRunHere() throws {
    let scratch = try parts(3)
    try FileManager.default.removeItem(atPath: scratch.path("parts/3"))
    try FileManager.default.removeItem(atPath: scratch.path("parts/1/outcomes.csv"))
    let again = try Program.run(["resubmit", scratch.path("parts")])
    #expect(again.status == 0 && again.output.isEmpty, "\(again.errors)")
    #expect(try Program.run(["resubmit", scratch.path("parts")]).output == "Nothing is missing.\n")
    #expect(try merge(scratch).status == 0)
    try expectWhole(scratch)
  }

  @Test func aPartGoesOnAndSaysWhenItIsFinished() throws {
    let scratch = try Scratch()
    let process = try Program.start(
      Self.command + ["--futures", "400000", "--shard", "1/2", "--out", scratch.path("parts/1")])
    for _ in 0..<1000 where process.isRunning {
      let size =
        try? FileManager.default.attributesOfItem(
          atPath: scratch.path("parts/1/blocks.log.partial"))[.size] as? Int
      if (size ?? 0) > 10_000 { break }
      Thread.sleep(forTimeInterval: 0.01)
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let again = [
      "--futures", "400000", "--shard", "1/2", "--out", scratch.path("parts/1"), "--resume",
    ]
    #expect(try Program.run(Self.command + again).status == 0)
    let finished = try Program.run(Self.command + again)
    #expect(finished.status == 0 && finished.errors.contains("holds part 1/2, finished"))
    let other = try Program.run(
      Self.command + ["--futures", "400000", "--shard", "1/2", "--out", scratch.path("alone")])
    #expect(other.status == 0)
    for name in ["outcomes.csv", "factors.csv", "blocks.log", "shard.json"] {
      #expect(try scratch.data("parts/1/\(name)") == scratch.data("alone/\(name)"), "\(name)")
    }
  }

  @Test func otherCommandsHavePartsAsWell() throws {
    let commands = [
      [
        "sweep", "Models/studies/solow.yaml", "--vary", "investment=0.1:0.4:3", "--futures", "9000",
      ],
      ["sensitivity", "Models/studies/solow.yaml", "--runs", "30000"],
    ]
    for command in commands {
      let scratch = try Scratch()
      let alone = try Program.run(command)
      #expect(alone.status == 0, "\(alone.errors)")
      for number in 1...3 {
        let part = try Program.run(
          command + ["--shard", "\(number)/3", "--out", scratch.path("parts/\(number)")])
        #expect(part.status == 0 && part.output.isEmpty, "\(part.errors)")
      }
      let merged = try Program.run(["merge", scratch.path("parts")])
      #expect(merged.status == 0 && merged.output == alone.output, "\(merged.errors)")
    }
  }

  @Test func whatBeganNothingLeavesNothing() throws {
    let scratch = try Scratch()
    let mistaken = ["sweep", "Models/studies/solow.yaml", "--vary", "investment=nan:0.4:3"]
    let logged = try Program.run(mistaken + ["--log", scratch.path("log")])
    #expect(logged.status == Self.usage && !logged.errors.contains("kept"))
    let part = try Program.run(mistaken + ["--shard", "1/2", "--out", scratch.path("part")])
    #expect(part.status == Self.usage && !part.errors.contains("kept"))
    #expect(try scratch.names() == ["part"] && scratch.names(in: "part").isEmpty)
  }

  @Test func aLogGoesOn() throws {
    let scratch = try Scratch()
    let command = [
      "sweep", "Models/studies/solow.yaml", "--vary", "investment=0.1:0.4:3", "--futures", "9000",
    ]
    let logged = command + ["--log", scratch.path("log")]
    let first = try Program.run(logged)
    #expect(try first.status == 0 && first.output == Program.run(command).output)
    #expect(try Program.run(logged).output == first.output)
    // What is damaged is computed again, and named.
    var bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path("log")))
    bytes[bytes.count - 40] ^= 1
    try bytes.write(to: URL(fileURLWithPath: scratch.path("log")))
    let mended = try Program.run(logged)
    #expect(mended.output == first.output && mended.errors.contains("is damaged where stage"))
    let again = try Program.run(logged)
    #expect(again.output == first.output && again.errors.isEmpty)
    let other = try Program.run(logged + ["--seed", "3"])
    #expect(other.status == Self.badData && other.errors.contains("log of another run"))
  }

  @Test(arguments: [
    ["--shard", "0/3"], ["--shard", "4/3"], ["--shard", "1"], ["--shard", "a/b"],
    ["--shard", "1/3"], ["--shard", "1/3", "--out", "x", "--until-ranked", "0.95"],
  ])
  func partsThatCannotBe(options: [String]) throws {
    let result = try Program.run(Self.command.dropLast(2) + options)
    #expect(result.status == Self.usage)
  }
}
