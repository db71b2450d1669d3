import ArgumentParser
import NumericCore
import Reporting
import Scenarios
import Studies

/// `latecomer reweight`: a finished run under another belief.
struct ReweightCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reweight",
    abstract: "Says how a finished run ends under another belief, without running it again.",
    discussion: """
      Examples:
        latecomer run Models/studies/generic.yaml --out results
        latecomer reweight results --belief belief.yaml
        latecomer reweight results --tilt absorption_speed=0.15
        latecomer reweight results --ball 0.1

      A file of beliefs has a section "factors" like that of a study, with the laws that are others; the study of the run says \
      what the laws were. --tilt sets the mean of a factor and changes nothing else that it need not. --ball takes all \
      beliefs within a Kullback-Leibler divergence, and the worst of them for each mix; 0.1 moves a mean by about 0.45 of its \
      standard deviation, r by sqrt(2 r). Futures that tell less than 100 equally weighted ones would are refused.

      JSON: effective_futures, divergence, best_before, policies[] with mean_before, mean, gain, chance_best, worst_mean and \
      worst_gain, each with value, low and high.
      """)

  @Argument(help: "The folder of a finished run.", completion: .directory)
  var source: String

  @Option(help: "A file with other laws of some factors.", completion: .file(extensions: ["yaml"]))
  var belief: String?

  @Option(
    help: "factor=mean: another mean of a factor; may be given several times.",
    transform: Tilt.init(reading:))
  var tilt: [Tilt] = []

  @Option(
    help: "A Kullback-Leibler divergence, such as 0.1: the worst belief within it.",
    transform: Share.within(0.0001...10))
  var ball: Double?

  @Option(help: "Policy mixes, separated by commas; all unless given.")
  var policies: String?

  @Option(help: "The mix with which others are compared; the study's baseline unless given.")
  var baseline: String?

  @OptionGroup var finished: FinishedRunOptions

  @OptionGroup var report: ReportOptions<ReweightingResult>

  func validate() throws {
    if belief == nil, tilt.isEmpty, ball == nil {
      throw ValidationError("Give --belief, --tilt or --ball: what is believed instead.")
    }
    for (place, own) in tilt.enumerated()
    where tilt[..<place].contains(where: { $0.factor == own.factor }) {
      throw ValidationError("--tilt names \(own.factor) twice.")
    }
  }

  func run() throws {
    try report.check(input: source)
    guard FinishedRunOptions.isFolder(source) else {
      throw UsageError(
        "\(source) is not the folder of a finished run, which 'latecomer run --out' writes.")
    }
    let table = try ChoiceTable.read(
      source, policies: policies, baseline: baseline, finished: finished)
    var change = BeliefChange()
    change.file = belief
    change.tilts = tilt.map { ($0.factor, $0.mean) }
    change.radius = ball
    try report.write(try table.reweighted(change))
  }
}

/// A factor and its new mean.
struct Tilt {
  let factor: String
  let mean: Double

  /// The parser puts option and value before the sentence of the error.
  @Sendable init(reading argument: String) throws {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let mean = Double(parts[1]), mean.isFinite else {
      throw UsageError("expected a factor and a number, such as absorption_speed=0.15")
    }
    factor = String(parts[0])
    self.mean = mean
  }
}
