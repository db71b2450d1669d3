import ArgumentParser
import GrowthModels
import NumericCore
import Reporting
import Scenarios
import Studies

/// `latecomer value`: what knowing is worth before choosing.
struct ValueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "value",
    abstract: "Says what it would be worth to know the future, or single factors, before choosing.",
    discussion: """
      Examples:
        latecomer run Models/studies/generic.yaml --out results
        latecomer value results
        latecomer value results --policies baseline,rd_push --group absorption_speed,complementarity
        latecomer value rows.csv --policies a,b,c --baseline a

      The expected value of perfect information is how much better one would do on average if the best mix could be chosen \
      in every future; that of a factor, if the factor alone were known. A factor that never changes the choice is worth 0, \
      however much the outcome depends on it. Of a finished run the themes of the model and all factors together are valued as \
      groups. In a CSV file every mix has a column with its outcome, and the other columns are factors.

      JSON: evpi, evpi_low, evpi_high; evppi[] with factor, value, low, high, fit, percent_of_baseline and clear; groups[] \
      the same; noise_floor, best, baseline, baseline_mean, futures, failed.
      """)

  @Argument(help: "The folder of a finished run, or a CSV file.", completion: .file())
  var source: String

  @Option(
    help:
      "Policy mixes to choose among, separated by commas; for a CSV file its columns of outcomes."
  )
  var policies: String?

  @Option(help: "The mix in per cent of whose mean values are given.")
  var baseline: String?

  @Option(help: "Factors, separated by commas; all unless given.")
  var factors: String?

  @Option(help: "Factors to be known together, separated by commas; may be given several times.")
  var group: [String] = []

  @Flag(help: "Less is better (for a CSV file).")
  var minimize = false

  @Option(help: "Seed of the parts in which fits are tried.")
  var seed: UInt64 = 1

  @OptionGroup var finished: FinishedRunOptions

  @OptionGroup var machine: ThreadOptions

  @OptionGroup var report: ReportOptions<InformationResult>

  func run() throws {
    try report.check(input: source)
    let table = try ChoiceTable.read(
      source, policies: policies, baseline: baseline, minimize: minimize, factors: factors,
      groups: group, finished: finished)
    let result = try table.information(seed: seed, context: machine.context)
    Terminal.replaceLine("")
    try report.write(result)
  }
}

extension ChoiceTable {
  /// Reads a folder or a file as the command line puts it.
  static func read(
    _ source: String, policies: String?, baseline: String?, minimize: Bool = false,
    factors: String? = nil, groups: [String] = [], finished: FinishedRunOptions
  ) throws -> ChoiceTable {
    let factors = factors.map(NameSelection.split)
    let groups = groups.map(NameSelection.split)
    if FinishedRunOptions.isFolder(source) {
      if minimize {
        throw UsageError("--minimize is for CSV files; the outcomes of a run have a direction.")
      }
      return try ChoiceTable(
        folder: source, selection: finished.selection,
        policies: policies.map(NameSelection.split), baseline: baseline, factors: factors,
        groups: groups, themes: ModelCatalogue.standard.schema.themes)
    }
    for (option, value) in finished.ofFolders + [("--outcome", finished.outcome)]
    where value != nil {
      throw UsageError("\(option) needs the folder of a run; \(source) is a file.")
    }
    guard let policies else {
      let columns = try DataTable.read(source).header
      throw UsageError(
        "Name with --policies the columns of \(source) that have the outcomes of mixes; its columns are "
          + "\(Figures.list(columns, limit: 12)).")
    }
    return try ChoiceTable(
      file: source, policies: NameSelection.split(policies), baseline: baseline,
      wantsLess: minimize, factors: factors, groups: groups)
  }
}
