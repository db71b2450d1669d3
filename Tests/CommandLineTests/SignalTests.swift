import Foundation
import Testing

/// A request to end leaves a finished run or none, whenever it comes; a log says how far a command is.
@Suite struct SignalTests {
  /// Delays are spread over a run of some seconds by the golden ratio, the same in every run of the tests.
  private static let delays = (1...18).map { step in
    (Double(step) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1) * 2.5
  }

  @Test func aSignalAtAnyMomentLeavesNothingHalf() throws {
    let signals = [SIGTERM, SIGHUP, SIGINT]
    for (index, delay) in Self.delays.enumerated() {
      let scratch = try Scratch()
      let signal = signals[index % signals.count]
      let process = try Program.start(
        [
          "run", Program.generic, "--policies", "education_only", "--scenarios", "reference",
          "--futures", "2048", "--beliefs", "prior", "--out", scratch.path("run"),
        ])
      Thread.sleep(forTimeInterval: delay)
      kill(process.processIdentifier, signal)
      #expect(Program.waitOrKill(process))
      let names = (try? scratch.names(in: "run")) ?? []
      #expect(!names.contains { $0.hasSuffix(".partial") }, "after \(delay) s: \(names)")
      // Before the program has taken the signals over, they end it as they end any.
      let isByStatus = process.terminationReason == .exit
      if isByStatus && process.terminationStatus == 0 {
        #expect(try Program.run(["show", scratch.path("run")]).status == 0)
      } else {
        #expect(process.terminationStatus == (isByStatus ? 128 + signal : signal))
        #expect(names.isEmpty, "after \(delay) s: \(names)")
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
    #expect(try scratch.names(in: "run").isEmpty)
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
