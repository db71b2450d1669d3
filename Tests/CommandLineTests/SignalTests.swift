import Foundation
import Testing

/// A request to end leaves a finished run or none, whenever it comes; a log says how far a command is.
@Suite struct SignalTests {
  /// Delays are spread over a run of some seconds by the golden ratio, the same in every run of the tests.
  private static let delays = (1...9).map { step in
    (Double(step) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1) * 2.5
  }

  private func command(_ scratch: Scratch, _ more: [String] = []) -> [String] {
    [
      "run", Program.generic, "--policies", "education_only", "--scenarios", "reference",
      "--futures", "2048", "--beliefs", "prior", "--out", scratch.path("run"),
    ] + more
  }

  /// What is not finished has no name, and goes on to the bytes of a run without a stop.
  @Test func aSignalAtAnyMomentLeavesNothingHalf() throws {
    let whole = try Scratch()
    #expect(try Program.run(command(whole)).status == 0)
    let signals = [SIGTERM, SIGHUP, SIGINT]
    for (index, delay) in Self.delays.enumerated() {
      let scratch = try Scratch()
      let signal = signals[index % signals.count]
      let process = try Program.start(command(scratch))
      Thread.sleep(forTimeInterval: delay)
      kill(process.processIdentifier, signal)
      #expect(Program.waitOrKill(process))
      let names = (try? scratch.names(in: "run")) ?? []
      // Before the program has taken the signals over, they end it as they end any.
      let isByStatus = process.terminationReason == .exit
      if isByStatus && process.terminationStatus == 0 {
        #expect(try Program.run(["show", scratch.path("run")]).status == 0)
      } else {
        #expect(process.terminationStatus == (isByStatus ? 128 + signal : signal))
        #expect(names.allSatisfy { $0.hasSuffix(".partial") }, "after \(delay) s: \(names)")
        let isKept = names.contains("blocks.log.partial")
        let rest = try Program.run(command(scratch, isKept ? ["--resume"] : []))
        #expect(rest.status == 0, "after \(delay) s: \(rest.errors)")
      }
      for name in ["outcomes.csv", "factors.csv", "yearly.csv", "report.txt"] {
        #expect(try scratch.text("run/\(name)") == whole.text("run/\(name)"), "\(name), \(delay) s")
      }
    }
  }

  @Test func aSecondSignalEndsAtOnceAndLeavesNothing() throws {
    let scratch = try Scratch()
    let process = try Program.start(Program.long + ["--out", scratch.path("run")])
    #expect(scratch.waitForBytes(in: "run/outcomes.csv.partial", of: process))
    for _ in 0..<3 { kill(process.processIdentifier, SIGTERM) }
    #expect(Program.waitOrKill(process))
    #expect(process.terminationStatus == 128 + SIGTERM)
    #expect(try scratch.names(in: "run").allSatisfy { $0.hasSuffix(".partial") })
  }

  @Test func aLogHasLinesOfProgress() throws {
    let scratch = try Scratch()
    let process = try Program.start(
      Program.long, output: scratch.path("out"), errors: scratch.path("log"),
      environment: ["LATECOMER_PROGRESS": "0.2"])
    var lines: [Substring] = []
    for _ in 0..<1000 where process.isRunning && !lines.contains(where: { $0.contains("left") }) {
      Thread.sleep(forTimeInterval: 0.05)
      lines = (try? scratch.text("log"))?.split(separator: "\n") ?? []
    }
    kill(process.processIdentifier, SIGTERM)
    #expect(Program.waitOrKill(process))
    #expect(lines.contains { $0.contains("runs/s") && $0.contains("left") }, "\(lines)")
    #expect(lines.allSatisfy { !$0.contains("\r") && !$0.contains("\u{1B}") })
    #expect(try scratch.text("out").isEmpty)
  }

  @Test func aShortCommandSaysNothing() throws {
    let result = try Program.run(
      ["list", "levers"], environment: ["LATECOMER_PROGRESS": "10"])
    #expect(result.status == 0 && result.errors.isEmpty)
  }
}
