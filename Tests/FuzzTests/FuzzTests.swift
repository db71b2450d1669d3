import Foundation
import TestSupport
import Testing

/// Odd inputs end in a reading or in an error with its place; in a process of their own, because some might end it.
@Suite struct FuzzTests {
  private struct Result {
    let status: Int32
    let output: String
  }

  private func run(_ arguments: [String]) throws -> Result {
    let folder = NSTemporaryDirectory() + "/latecomer-fuzz-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let process = Process()
    process.executableURL = bundle.deletingLastPathComponent().appendingPathComponent(
      "latecomer-fuzz")
    process.arguments = arguments + ["--findings", folder + "/findings"]
    process.currentDirectoryURL = repository
    try Data().write(to: URL(fileURLWithPath: folder + "/output"))
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: folder + "/output"))
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: try String(contentsOfFile: folder + "/output", encoding: .utf8))
  }

  /// What once found something finds nothing more.
  @Test func theCorpusIsReadSoundly() throws {
    let result = try run(["--replay", repository.path + "/Tests/FuzzTests/Corpus"])
    #expect(result.status == 0, "\(result.output)")
  }

  /// A million inputs are evidence (Results/reference/fuzzing.md); ten thousand are a test.
  @Test func tenThousandInputsAreReadSoundly() throws {
    let result = try run(["--inputs", "10000", "--seed", "1"])
    #expect(result.status == 0, "\(result.output)")
  }
}
