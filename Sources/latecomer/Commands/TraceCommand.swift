import ArgumentParser
import Reporting
import Sampling
import Scenarios
import Studies
import StudyContract

/// `latecomer trace`: one future through time.
struct TraceCommand: ParsableCommand {
  /// Which instants are printed.
  enum Interval: String, ExpressibleByArgument, CaseIterable {
    case step, year
  }

  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Follows one future of one policy through time, by the readable reference model.",
    discussion: """
      Examples:
        latecomer trace Models/studies/first-study.yaml --policy education_only --future 12
        latecomer trace Models/studies/first-study.yaml --policy baseline --defaults --noise off \
      --every step --sectors --format csv
        latecomer trace Models/studies/first-study.yaml --policy baseline --set absorption_speed=0.15
        latecomer trace Models/studies/first-study.yaml --policy global_factory --against baseline --future 12

      With --future I the draws are those of future I of a run with the same seed and design. Without it every \
      factor has its default value and noise is off unless --noise on, which takes the luck of future 0.

      Two mixes, with --against B or --policy A,B: A, B and the difference of the outcome that ranks, the differences of \
      the other outcomes and of the states of the mechanisms, and the values of the factors of that future.
      """)

  @Argument(help: "The study file.", completion: .file(extensions: ["yaml"]))
  var study: String

  @Option(help: "The policy mix, as the study runs it, or two of them as with --against.")
  var policy: String

  @Option(
    help:
      "Another mix, whose values are taken off: the same future under both, and what it is made of."
  )
  var against: String?

  @Option(help: "The scenario; by default the study's first.")
  var scenario: String?

  @Option(
    help: "Replay this future of the study's design, counted from 0.",
    transform: Count.within(0...Design.futureLimit - 1))
  var future: Int?

  @Flag(help: "Every factor at its default value (the default).")
  var defaults = false

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Set a factor to a value; may be repeated.", valueName: "factor=value"))
  var settings: [String] = []

  @Option(help: "Beliefs a future is drawn from: prior or ensemble; by default the study's first.")
  var beliefs: String?

  @Option(help: "Print every time step or every whole year.")
  var every: Interval = .year

  @Flag(help: "Add the states of every sector.")
  var sectors = false

  @Option(help: "Form of the trace.")
  var format: FormatOption<TraceReport> = .text

  @OptionGroup var design: DesignOptions
  @OptionGroup var machine: MachineOptions

  func validate() throws {
    if future != nil && defaults {
      throw ValidationError("--future and --defaults exclude each other.")
    }
  }

  func run() throws {
    let study = try StudyLoader.load(study)
    let pair = against.map { "\(policy),\($0)" } ?? (policy.contains(",") ? policy : nil)
    if pair == nil {
      try NameSelection.check(policy, among: study.policies.map(\.name), kind: "policy")
    }
    var session = try StudySession(
      study, design, machine, hasNoise: design.hasNoise ?? (future == nil ? false : nil))
    try session.select(scenarios: scenario ?? study.scenarios[0].name)
    if let pair {
      let report = TraceComparisonReport(
        try session.traces(pair, future: future, settings: settings, beliefs: beliefs),
        hasSectors: sectors, everyYear: every == .year)
      return try Terminal.write(report.rendered(as: format.format))
    }
    let report = TraceReport(
      try session.trace(policy, future: future, settings: settings, beliefs: beliefs),
      hasDetails: sectors, everyYear: every == .year)
    try Terminal.write(report.rendered(as: format.format))
  }
}
