import Analysis
import ArgumentParser
import Ensembles
import Foundation
import GrowthModels
import NumericCore
import Reporting
import Scenarios
import Studies

/// `latecomer compare`: decision rules on finished runs, a study, or a table from elsewhere.
struct CompareCommand: ParsableCommand, SharedCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Says which policy mix is best under each robustness metric, and where that changes.",
    discussion: """
      Examples:
        latecomer run Models/studies/first-study.yaml --out Results/first
        latecomer compare Results/first
        latecomer compare Results/first --outcome income --metrics mean,minimax_regret,satisficing --threshold 0.3
        latecomer compare payoffs.csv --threshold 0 --format json

      RUN is a folder that "latecomer run --out" wrote; it is refused when another version of the program wrote it or \
      a file was changed since. STUDY.yaml is run anew. FILE.csv has a header, a row a future and a column a policy \
      mix; a first column called future names the futures; NaN, NA or nothing is a run that failed.

      Metrics: \(RobustnessMetric.all.map(\.name).joined(separator: ", ")).

      JSON: metrics[] has name, policy, value, low, high (null: no such end); winners[] the best mixes by metric, \
      with its transform, subset and aggregate, whether it is unit-safe, and the shares of resamples each mix wins; \
      agreement[] Kendall's tau of two metrics; switches[] the leaders along pessimism, threshold and risk aversion; \
      dominance[] first and second order by pairs with the share of violation; pareto fronts with probabilities; \
      mixture the shares with the least worst regret; times[] the leaders \
      by discount rate and last year (of a study); conventions[] how all was computed; beliefs[] the same by belief.
      """)

  @Argument(
    help: "The folder of a finished run, a study file, or a CSV file.", completion: .file())
  var source: String

  @Option(
    help:
      "The outcome, and after commas others whose means are shown beside it; unless given the one the study ranks by."
  )
  var outcome: String?

  @Option(
    help:
      "Metrics, separated by commas; all unless given. They are the criteria of the Pareto sort as well."
  )
  var metrics: String?

  @Option(
    help:
      "What is enough, in units of the outcome; unless given the mean of the baseline, or of the first column."
  )
  var threshold: Double?

  @Option(help: "Pessimism in Hurwicz's rule, from 0 to 1.")
  var pessimism: Double = RobustnessSettings().pessimism

  @Option(
    help: "Share of the worst states in value at risk and expected shortfall.")
  var level: Double = RobustnessSettings().level

  @Option(help: "Probability with which intervals cover.")
  var confidence: Double = RobustnessSettings().confidence

  @Option(help: "Relative risk aversion of certainty equivalents.")
  var riskAversion: Double = RobustnessSettings().riskAversion

  /// Two hundred place either end of a 95 % interval to an eighth of its length, at half the time of the library's
  /// usual number.
  @Option(help: "Resamples of the futures.", transform: Count.within(100...10_000))
  var resamples: Int = 200

  @Option(help: "Seed of the resamples.")
  var seed: UInt64 = RobustnessSettings().seed

  @Option(help: "Column of weights of the futures (of a CSV file).")
  var weights: String?

  @Flag(help: "Less is better (of a CSV file; runs and studies say so themselves).")
  var minimize = false

  @Option(
    help: "Threads of a study that is run. Results do not depend on it.",
    transform: Count.within(RunContext.threadCounts))
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @OptionGroup var report: ReportOptions<RobustnessComparison>

  private enum Source { case file, folder, study }

  private var kind: Source {
    if FinishedRunOptions.isFolder(source) { return .folder }
    return source.hasSuffix(".yaml") ? .study : .file
  }

  func run() throws {
    try report.check(input: source)
    let comparison = try compared()
    Terminal.replaceLine("")
    try report.write(comparison)
  }

  private func compared() throws -> RobustnessComparison {
    let request = try request()
    if kind != .file, weights != nil || minimize {
      throw UsageError(
        "\(weights != nil ? "--weights" : "--minimize") is for CSV files; the directions and weights of \(source) are "
          + "its study's.")
    }
    switch kind {
    case .file:
      return try RobustnessComparison(
        PayoffFile.read(source, weights: weights), isMinimised: minimize, request: request)
    case .folder:
      let wanted = [request.outcome].compactMap { $0 } + request.alsoOutcomes
      let run = try FinishedRun(
        source, version: Latecomer.version,
        modelVersion: FinishedRunOptions.modelVersion,
        outcomes: wanted.isEmpty ? nil : wanted, readsFactors: true)
      return try RobustnessComparison(run, request: request)
    case .study:
      let study = try StudyLoader.load(source)
      let session = try StudySession(
        study, model: ModelCatalogue.model(orStandard: study.modelName),
        context: .onTerminal(threads: threads))
      return try session.robustness(request)
    }
  }

  private func request() throws -> RobustnessComparison.Request {
    var request = RobustnessComparison.Request()
    let outcomes = outcome.map(NameSelection.split) ?? []
    if outcome != nil && outcomes.isEmpty { throw UsageError("--outcome names no outcome.") }
    request.outcome = outcomes.first
    request.alsoOutcomes = Array(outcomes.dropFirst())
    request.settings.metrics = metrics.map(NameSelection.split)
    request.settings.threshold = threshold
    request.settings.pessimism = pessimism
    request.settings.level = level
    request.settings.confidence = confidence
    request.settings.riskAversion = riskAversion
    request.settings.resamples = resamples
    request.settings.seed = seed
    for name in request.settings.metrics ?? [] {
      try NameSelection.check(name, among: RobustnessMetric.all.map(\.name), kind: "metric")
    }
    do {
      try request.settings.validate()
    } catch let error as RobustnessError {
      throw UsageError(
        error.description.prefix(1).uppercased() + error.description.dropFirst() + ".")
    }
    return request
  }
}
