import ArgumentParser
import Ensembles
import Foundation
import Reporting
import Scenarios
import Studies
import StudyContract

/// Thread counts separated by commas.
struct ThreadCounts: ExpressibleByArgument {
  let values: [Int]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    guard numbers.count == parts.count, numbers.allSatisfy(RunContext.threadCounts.contains) else {
      return nil
    }
    values = numbers
  }
}

/// `latecomer bench`: how fast this machine is, and how far to believe it.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures how fast studies run on this machine, by number of threads.",
    discussion: """
      Examples:
        latecomer bench
        latecomer bench --threads 1,2,4,8 --seconds 60 --format json
        latecomer bench --vector-path avx2 --product blas

      The whole engine is measured on every number of threads, one thread always among them, and the kernel \
      alone on one block of futures. Repetitions of all of them alternate. A share of the machine's peak compares \
      the kernel with nothing but fused multiply-adds in registers, measured just before and after.
      """)

  @Option(
    help:
      "Numbers of threads, separated by commas; by default 1, 2, 4 and so on up to all processors.")
  var threads: ThreadCounts?

  @Option(help: "The study to run.", completion: .file(extensions: ["yaml"]))
  var study: String = "Models/studies/first-study.yaml"

  @Option(help: "Policies to run, separated by commas; the baseline is always run.")
  var policies: String?

  @Option(help: "Scenarios to run, separated by commas.")
  var scenarios: String?

  @Option(help: "Seconds to measure for, roughly; a machine too slow for them takes longer.")
  var seconds: Double = 20

  @OptionGroup var kernel: KernelOptions

  @Option(help: "Form of the report on standard output.")
  var format: FormatOption<BenchReport> = .text

  mutating func validate() throws {
    if !(seconds > 0 && seconds <= 86_400) {
      throw ValidationError("--seconds must be above 0 and at most 86400, not \(seconds).")
    }
  }

  func run() throws {
    let study = try StudyLoader.load(study)
    let context = RunContext.onTerminal()
    context.announce?("preparing \(study.name)")
    var session = try StudySession(study, model: kernel.model, context: context)
    try session.select(scenarios: scenarios)
    try session.select(policies: policies)
    let report = try BenchMeasurement(session, threads: threads?.values, seconds: seconds).run()
    Terminal.replaceLine("")
    try Terminal.write(report.rendered(as: format.format))
  }
}
