import Analysis
import ArgumentParser
import Foundation
import Reporting

/// `latecomer selfcheck`: do the estimators give exact answers where these are known, on this machine?
struct SelfcheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "selfcheck",
    abstract: "Runs every sensitivity estimator on functions whose indices are known.",
    discussion: """
      Example:
        latecomer selfcheck

      Prints case, estimator, estimate, exact value, standard error, z and verdict. Exit status 1 when a \
      check fails; when all is well that happens for one seed in 100. Takes some seconds.

      --coverage prints instead how often the 95 % interval of every method holds the exact value, on eight \
      functions with 128, 256 and 1,024 runs. Takes some minutes.
      """)

  @Option(help: "The seed of all samples.")
  var seed: UInt64 = 1

  @Flag(help: "Print the coverage of intervals instead.")
  var coverage = false

  @Option(
    help: "Repetitions of --coverage.", transform: Count.within(2...100_000))
  var repetitions: Int = Selfcheck.repetitions

  func run() throws {
    if coverage {
      let results = try Selfcheck.coverage(
        repetitions: repetitions, seed: seed, context: .onTerminal())
      Terminal.replaceLine("")
      return try Terminal.write(CoverageReport(results, repetitions: repetitions).text)
    }
    let results = try Selfcheck.run(seed: seed)
    try Terminal.write(SelfcheckReport(results).text)
    if !Selfcheck.failures(results).isEmpty { throw ExitCode(1) }
  }
}
