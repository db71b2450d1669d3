import Analysis
import ArgumentParser
import GrowthModels
import NumericCore
import Reporting
import Scenarios
import Studies

extension DiscoverySettings.Method: ExpressibleByArgument {}

/// `latecomer discover`: in which region of the factors a condition is met.
struct DiscoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Says in which region of the factors futures meet a condition.",
    discussion: """
      Examples:
        latecomer run Models/studies/generic.yaml --out results
        latecomer discover results --where "rd_push beats education_only"
        latecomer discover results --where "income < 0.5" --policy baseline --method cart
        latecomer discover results --where failed
        latecomer discover rows.csv --where "y >= 3 and cost < 1" --factors x0,k,region

      A condition compares outcomes (<, <=, >, >=, =, !=; several joined by "and"), or mixes ("A beats B"), or is "failed". \
      In a CSV file, columns that the condition does not name are factors, columns of words categories, and NaN, NA or \
      nothing marks an outcome of a run that failed.

      Method prim peels thin slices off the box of all futures while the share that meets the condition grows inside, then \
      moves each limit to where it is best; method cart splits it. A third of the futures is held out, to measure boxes and \
      to decide whether there is one at all: pure noise gives a box in at most 1 of 100 cases.

      JSON: boxes[] with limits[] (factor, low, high, categories, quasi_p, held_out_p, reproducibility), coverage, density, \
      mass, p and in_sample; path[], rejected, base_rate, futures, cases, failed.
      """)

  @Argument(help: "The folder of a finished run, or a CSV file.", completion: .file())
  var source: String

  @Option(name: .customLong("where"), help: "The condition, in quotation marks.")
  var condition: String

  @Option(help: "How boxes are sought.")
  var method: DiscoverySettings.Method = .prim

  @Option(help: "Factors, separated by commas; all unless given.")
  var factors: String?

  @Option(help: "Factors whose numbers are codes of categories, separated by commas.")
  var categorical: String?

  @Option(help: "The policy mix whose outcomes the condition names (not for a CSV file).")
  var policy: String?

  @OptionGroup var finished: FinishedRunOptions

  @Option(
    help: "Largest share of the futures inside that a slice takes off.",
    transform: Share.within(0.001...0.5))
  var alpha = DiscoverySettings().alpha

  @Option(
    help:
      "Density that boxes must have, such as 0.8; unless given, coverage times density is made largest.",
    transform: Share.within(0.01...1))
  var density: Double?

  @Option(
    help: "Smallest share of all futures in a box.", transform: Share.within(0.001...0.5))
  var mass = DiscoverySettings().leastMass

  @Option(help: "Most factors with a limit in a box.", transform: Count.within(1...20))
  var limits = DiscoverySettings().mostLimits

  @Option(help: "Most boxes.", transform: Count.within(1...10))
  var boxes = DiscoverySettings().mostBoxes

  @Option(
    help: "Resamples by which limits are checked.", transform: Count.within(1...1000))
  var resamples = DiscoverySettings().resamples

  @Option(help: "Seed of the split and of the resamples.")
  var seed = DiscoverySettings().seed

  @OptionGroup var machine: ThreadOptions

  @OptionGroup var report: ReportOptions<DiscoveryResult>

  func run() throws {
    try report.check(input: source)
    let condition = try ConditionParser.parse(condition)
    var settings = DiscoverySettings()
    settings.method = method
    settings.alpha = alpha
    settings.leastMass = mass
    settings.criterion = density.map { .density($0) } ?? .product
    settings.mostLimits = limits
    settings.mostBoxes = boxes
    settings.resamples = resamples
    settings.seed = seed
    let factors = factors.map(NameSelection.split)
    let categorical = categorical.map(NameSelection.split) ?? []
    let table: DiscoveryTable
    if FinishedRunOptions.isFolder(source) {
      var selection = finished.selection
      selection.policy = policy
      table = try DiscoveryTable(
        folder: source, condition: condition, selection: selection, factors: factors,
        categorical: categorical)
    } else {
      for (option, value) in finished.ofFolders + [("--policy", policy)] where value != nil {
        throw UsageError("\(option) needs the folder of a run; \(source) is a file.")
      }
      table = try DiscoveryTable(
        file: source, condition: condition, factors: factors, categorical: categorical,
        outcome: finished.outcome, outcomes: ModelCatalogue.all.flatMap { $0.outcomes.map(\.name) })
    }
    let result = try table.discover(settings, context: machine.context)
    Terminal.replaceLine("")
    try report.write(result)
  }
}
