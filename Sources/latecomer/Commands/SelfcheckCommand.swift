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
      """)

  @Option(help: "The seed of all samples.")
  var seed: UInt64 = 1

  func run() throws {
    let results = try Selfcheck.run(seed: seed)
    try Terminal.write(SelfcheckReport(results).text)
    if !Selfcheck.failures(results).isEmpty { throw ExitCode(1) }
  }
}
