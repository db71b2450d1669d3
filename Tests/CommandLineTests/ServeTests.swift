import Foundation
import Testing

/// `latecomer serve`: it says where it is, ends when it is told to, and says what is in the way.
@Suite struct ServeTests {
  private static let cannotCreate: Int32 = 73
  private static let usage: Int32 = 64

  /// Starts it, and waits until it has said its address.
  private func start(_ arguments: [String], in scratch: Scratch) throws -> (Process, String) {
    let process = try Program.start(
      ["serve"] + arguments + ["--port", "0"], output: scratch.path("address"))
    for _ in 0..<6000 where process.isRunning {
      let text = (try? scratch.text("address")) ?? ""
      if text.hasSuffix("\n") { return (process, text) }
      Thread.sleep(forTimeInterval: 0.01)
    }
    process.terminate()
    Issue.record("no address after a minute")
    return (process, "")
  }

  @Test func itSaysItsAddressAndEndsWithoutAComplaint() throws {
    let scratch = try Scratch()
    let (process, address) = try start([Program.generic] + Program.small, in: scratch)
    #expect(
      try address.wholeMatch(of: Regex("http://127\\.0\\.0\\.1:[0-9]+/#token=[0-9a-f]{32}\n"))
        != nil)
    let port = address.drop { !$0.isNumber }.dropFirst(10).prefix { $0.isNumber }
    let second = try Program.run(
      ["serve", Program.generic, "--port", String(port)] + Program.small)
    #expect(second.status == Self.cannotCreate && second.output.isEmpty)
    #expect(second.errors.contains("another program uses it"), "\(second.errors)")
    process.terminate()
    #expect(Program.waitOrKill(process) && process.terminationStatus == 0)
  }

  @Test func aFinishedRunIsServedAsItWas() throws {
    let scratch = try Scratch()
    let run = try Program.run(
      ["run", Program.generic, "--out", scratch.path("run")] + Program.small)
    #expect(run.status == 0, "\(run.errors)")
    let (process, address) = try start([scratch.path("run")], in: scratch)
    #expect(address.hasPrefix("http://"))
    kill(process.processIdentifier, SIGINT)
    #expect(Program.waitOrKill(process) && process.terminationStatus == 0)
    let other = try Program.run(["serve", scratch.path("run"), "--futures", "128"])
    #expect(other.status == Self.usage && other.errors.contains("finished run"))
  }

  @Test func whatCannotBeServedIsRefused() throws {
    let none = try Program.run(["serve", "none.yaml"])
    #expect(none.status == 66)
    let port = try Program.run(["serve", Program.generic, "--port", "70000"])
    #expect(port.status == Self.usage)
  }
}
