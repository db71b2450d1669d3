import ArgumentParser
import Reporting
import Studies

/// `latecomer failures`: which runs of a finished run failed, and where they lie.
struct FailuresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "failures",
    abstract:
      "Lists the futures that failed in a finished run, and says in which region of the factors they lie.",
    discussion: """
      Examples:
        latecomer failures results
        latecomer failures results --format json --out failures.json

      A run has failed when an outcome is infinite or not a number, but for a year that may lie beyond the horizon, or is \
      outside the bounds of its unit: a fraction below 0 or above 1, a quantity relative to the frontier below 0. Such runs \
      keep their rows, are left out of every result, and the first thousand are kept with their factors.

      Of each: the year in which it left the model's domain, the quantity that did so first and its value. By scenario: boxes \
      as "latecomer discover" finds them, by prim or else by cart, and factors whose values failed futures have in common, \
      beyond chance.

      JSON: counts[] by beliefs, scenario and policy; regions[] with failed_futures, common[] and discovery, as discover \
      prints it; failures[] with year, quantity, value, fault, factors \
      and their ranks.
      """)

  @Argument(
    help: ArgumentHelp("The folder of a finished run.", valueName: "run"),
    completion: .directory)
  var folder: String

  @OptionGroup var machine: ThreadOptions

  @OptionGroup var report: ReportOptions<RunFailures>

  func run() throws {
    try report.check(input: folder)
    let failures = try RunFailures(
      folder: folder, version: Latecomer.version,
      modelVersion: FinishedRunOptions.modelVersion, context: machine.context)
    Terminal.replaceLine("")
    try report.write(failures)
  }
}
