import Foundation
import Testing

/// What exists is not replaced unless that is asked for, and what is unfinished does not stay.
@Suite struct OutputTests {
  private static let cannotCreate: Int32 = 73
  private static let inputOutput: Int32 = 74

  static let factors = """
    factors:
      x0: {distribution: uniform, low: 0, high: 1}
      k: {distribution: lognormal, median: 2, sigma: 0.5}
    """
  private static let solow = Program.package + "/Models/studies/solow.yaml"

  private func design(_ scratch: Scratch, runs: String = "64", _ more: [String] = []) throws
    -> [String]
  {
    try Self.factors.write(toFile: scratch.path("f.yaml"), atomically: true, encoding: .utf8)
    return [
      "design", scratch.path("f.yaml"), "--method", "random", "--runs", runs, "--out",
      scratch.path("d.csv"),
    ] + more
  }

  @Test func aFinishedRunIsReplacedOnlyByForce() throws {
    let scratch = try Scratch()
    let arguments =
      ["run", Program.generic] + Program.small + ["--out", scratch.path("run")]
    #expect(try Program.run(arguments).status == 0)
    let before = try scratch.text("run/outcomes.csv")
    // A study that does not exist shows that the refusal comes first.
    for study in [Program.generic, "absent.yaml"] {
      let refused = try Program.run(["run", study, "--out", scratch.path("run")])
      #expect(refused.status == Self.cannotCreate && refused.errors.contains("--force"))
      #expect(refused.errors.split(separator: "\n").count == 1)
    }
    #expect(try scratch.text("run/outcomes.csv") == before)
    #expect(try Program.run(arguments + ["--seed", "5", "--force"]).status == 0)
    #expect(try scratch.text("run/outcomes.csv") != before)
  }

  @Test func aDesignIsReplacedOnlyByForce() throws {
    let scratch = try Scratch()
    try "mine".write(toFile: scratch.path("d.csv"), atomically: true, encoding: .utf8)
    let refused = try Program.run(try design(scratch))
    #expect(refused.status == Self.cannotCreate && refused.errors.contains("--force"))
    #expect(try scratch.text("d.csv") == "mine")
    #expect(try Program.run(try design(scratch, ["--force"])).status == 0)
    #expect(Table(try scratch.text("d.csv")).rows.count == 64)
  }

  @Test(arguments: [
    ["sweep", OutputTests.solow, "--vary", "investment=0.1:0.3:3", "--futures", "64"],
    ["sensitivity", OutputTests.solow, "--runs", "64"],
  ])
  func aReportGoesToAFileThatIsReplacedOnlyByForce(arguments: [String]) throws {
    let scratch = try Scratch()
    let arguments = arguments + ["--out", scratch.path("report.txt")]
    let first = try Program.run(arguments)
    #expect(first.status == 0 && first.output.isEmpty, "\(first.errors)")
    #expect(try !scratch.text("report.txt").isEmpty)
    let refused = try Program.run(arguments)
    #expect(refused.status == Self.cannotCreate && refused.errors.contains("--force"))
    #expect(try Program.run(arguments + ["--force"]).status == 0)
  }

  @Test func anEnsembleAndStoredStatesAreReplacedOnlyByForce() throws {
    let scratch = try Scratch()
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("Models"), withDestinationPath: Program.package + "/Models")
    try CalibrateTests.small.write(
      toFile: scratch.path("small.yaml"), atomically: true, encoding: .utf8)
    for name in ["e.yaml", "e.csv", "e.run-2.state"] {
      try "mine".write(toFile: scratch.path(name), atomically: true, encoding: .utf8)
      let refused = try Program.run([
        "calibrate", scratch.path("small.yaml"), "--out", scratch.path("e.yaml"),
      ])
      #expect(refused.status == Self.cannotCreate && refused.errors.contains("--force"))
      #expect(refused.errors.contains(name))
      #expect(try scratch.text(name) == "mine")
      try FileManager.default.removeItem(atPath: scratch.path(name))
    }
  }

  @Test func noInputAndNoDeviceIsReplaced() throws {
    let scratch = try Scratch()
    let arguments = Array(try design(scratch).dropLast(2))
    for (out, status) in [(scratch.path("f.yaml"), 73), ("/dev/null", 73), ("", 64)] {
      let refused = try Program.run(arguments + ["--out", out, "--force"])
      #expect(refused.status == status, "\(out): \(refused.errors)")
    }
    #expect(try scratch.text("f.yaml") == Self.factors)
    #expect(try Program.run(["run", Self.solow, "--out", ""]).status == 64)
  }

  @Test func aRecordIsReplacedOnlyByForce() throws {
    let refused = try Program.run(["backtest", "chile", "--ensemble", "first", "--record"])
    #expect(refused.status == Self.cannotCreate && refused.errors.contains("--force"))
    #expect(refused.output.isEmpty)
  }

  @Test func aRequestToEndLeavesNothingHalf() throws {
    let scratch = try Scratch()
    let run = try Program.start(Program.long + ["--out", scratch.path("run")])
    #expect(scratch.waitForBytes(in: "run/outcomes.csv.partial", of: run))
    kill(run.processIdentifier, SIGTERM)
    #expect(Program.waitOrKill(run))
    #expect(run.terminationStatus == 128 + SIGTERM)
    // What was finished is kept for a run that goes on; nothing has its name.
    #expect(try scratch.names(in: "run").allSatisfy { $0.hasSuffix(".partial") })

    for signal in [SIGINT, SIGTERM, SIGHUP] {
      let process = try Program.start(try design(scratch, runs: "20000000"))
      #expect(scratch.waitForBytes(in: "d.csv.partial", of: process))
      kill(process.processIdentifier, signal)
      #expect(Program.waitOrKill(process))
      #expect(process.terminationStatus == 128 + signal)
      #expect(try !scratch.names().contains { $0.hasPrefix("d.csv") })
    }
  }

  @Test func whatTheDiskCannotTakeIsRefused() throws {
    let scratch = try Scratch()
    for arguments in [
      try design(scratch, runs: "1e12"),
      ["run", Self.solow, "--futures", "1e12", "--design", "random", "--out", scratch.path("run")],
    ] {
      let refused = try Program.run(arguments)
      #expect(refused.status == Self.cannotCreate)
      #expect(refused.errors.contains("its disk has"), "\(refused.errors)")
    }
    #expect(try scratch.names() == ["f.yaml"])
  }

  /// Runs the program in a shell with a limit.
  private func run(_ arguments: [String], limit: String, in scratch: Scratch) throws
    -> (status: Int32, errors: String)
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    let words = ([Program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    process.arguments = [
      "-c", "cd '\(Program.package)'; ulimit \(limit); exec \(words) > '\(scratch.path("out"))'",
    ]
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let errors = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit, "ended by a signal")
    return (process.terminationStatus, String(decoding: errors, as: UTF8.self))
  }

  @Test func aLimitOfFileSizesIsAnError() throws {
    let scratch = try Scratch()
    let design = try run(try design(scratch, runs: "1e6"), limit: "-f 100", in: scratch)
    #expect(design.status == Self.cannotCreate && design.errors.contains("ulimit -f"))
    #expect(try !scratch.names().contains { $0.hasPrefix("d.csv") })
    let output = try run(["list", "factors"], limit: "-f 0", in: scratch)
    #expect(output.status == Self.inputOutput && output.errors.contains("standard output"))
  }

  @Test func tooLittleAddressSpaceIsRefused() throws {
    let result = try run(
      ["run", Self.solow, "--futures", "64"], limit: "-v 300000", in: try Scratch())
    #expect(result.status == 64 && result.errors.contains("ulimit -v"), "\(result.errors)")
  }

  @Test func whatMemoryCannotHoldIsRefused() throws {
    let scratch = try Scratch()
    let result = try run(
      [
        "sensitivity", Program.package + "/Models/studies/first-study.yaml", "--runs", "1.5e9",
        "--threads",
        "2",
      ],
      limit: "-v 3000000",
      in: scratch)
    #expect(result.status == 64)
    #expect(result.errors.contains("of memory, and there are"), "\(result.errors)")
  }
}
