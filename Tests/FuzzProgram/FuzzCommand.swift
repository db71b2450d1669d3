import ArgumentParser
import Foundation
import FuzzSupport
import TestSupport

/// Tries readers of files and requests with many odd inputs, each the same again for the same seed.
@main
struct FuzzCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latecomer-fuzz",
    abstract:
      "Try every reader with odd inputs: an answer is a reading or an error with its place, never a crash.",
    discussion: """
      A process of its own reads, so that a crash, a reading that computes for more than 5 s and memory above 1 GiB are findings as well;
      the input that did it is kept in --findings. Exit status 0: nothing was found.
      """)

  @Option(help: "One reader, or several with commas; all without it.")
  var reader: String?

  @Option(help: "Inputs, all readers together; quick readers get more of them.")
  var inputs = 10_000

  @Option(help: "Inputs of the same seed are the same.")
  var seed: UInt64 = 1

  @Option(help: "Folder for inputs that found something.")
  var findings = "fuzz-findings"

  @Option(help: "Read the inputs of a folder instead: READER/NAME.")
  var replay: String?

  @Option(
    help:
      "Write the input of a number and --reader to standard output, and read nothing; the first ones are seeds."
  )
  var show: Int?

  @Option(help: .hidden) var work: String?
  @Option(help: .hidden) var first = 0
  @Option(help: .hidden) var end = 0

  func run() throws {
    if let work {
      try Worker(folder: work).run(reader ?? "", first: first, end: end, seed: seed, replay: replay)
      return
    }
    if let show {
      let bench = try Workbench(package: repository.path)
      guard let reader = try FuzzReader.all(bench).first(where: { $0.name == reader }) else {
        throw ValidationError("--show needs --reader with the name of one reader.")
      }
      try FileHandle.standardOutput.write(contentsOf: Data(reader.input(show, seed: seed)))
      return
    }
    let supervisor = try Supervisor(findings: findings, seed: seed)
    let isClean =
      if let replay {
        try supervisor.replay(replay)
      } else {
        try supervisor.run(reader.map { $0.split(separator: ",").map(String.init) }, inputs: inputs)
      }
    if !isClean { throw ExitCode(1) }
  }
}
