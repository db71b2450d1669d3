import ArgumentParser
import Reporting
import Scenarios
import Studies

/// `latecomer require`: how much of a mix meets a target.
struct RequireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "require",
    abstract: "Says how much of each policy mix meets a target, and at what cost.",
    discussion: """
      Examples:
        latecomer require Models/studies/generic.yaml "income >= 0.3 by 2055"
        latecomer require Models/studies/generic.yaml "income >= 0.3" --probability 0.9 --budget 2%
        latecomer require Models/studies/generic.yaml "income >= 0.3" --levers education,investment --format json

      Every mix, as the study states it, is moved from the baseline towards itself, and past itself up to the bounds of its \
      levers, until the target is met with the stated probability, on the same futures of one scenario. --levers tries single \
      levers in their place. "by YEAR" looks at that year; without it the last one counts. Mixes are sorted by expected \
      discounted cost above the baseline, those above the budget are marked; those that never meet the target are named.

      JSON: solutions[] with policy, share, level (of a single lever), too_dear, probability, probability_low, \
      probability_high, outcome, cost, cost_low, cost_high, reversed, failed; failures[] with policy, share, probability, \
      outcome; cost_limit.
      """)

  @Argument(help: "The study file.", completion: .file(extensions: ["yaml"]))
  var study: String

  @Argument(help: "The target, such as \"income >= 0.3 by 2055\".")
  var target: String

  @Option(help: "Probability with which the target must be met.")
  var probability = 0.66

  @Option(
    help:
      "The most that a mix may cost above the baseline: 1.5% of GDP, or an amount in the unit of costs.",
    transform: CostLimit.read)
  var budget: CostLimit?

  @Option(help: "Levers, separated by commas, that are tried one by one in place of the mixes.")
  var levers: String?

  @Option(help: "Policies, separated by commas; all unless given.")
  var policies: String?

  @Option(help: "The scenario; by default the most probable one, or the study's first.")
  var scenario: String?

  @Option(help: "Beliefs: prior or ensemble; by default the study's first.")
  var beliefs: String?

  @OptionGroup var design: DesignOptions

  @OptionGroup var machine: MachineOptions

  @OptionGroup var keeping: KeepingOptions

  @OptionGroup var report: ReportOptions<StudyRequirement>

  func validate() throws {
    if levers != nil, policies != nil {
      throw ValidationError("--levers and --policies: single levers are tried in place of mixes.")
    }
  }

  func run() throws {
    try keeping.check(report.output, input: study)
    let requirement = try RequirementParser.parse(target)
    var session = try StudySession(try StudyLoader.load(study), design, machine)
    try session.select(scenarios: scenario)
    try session.select(policies: policies)
    try keeping.keep(&session, report.output)
    let result = try session.requirement(
      requirement, probability: probability, costLimit: budget, levers: levers, beliefs: beliefs)
    Terminal.replaceLine("")
    try report.write(result)
  }
}
