import ArgumentParser
import Reporting
import Scenarios
import Studies
import StudyContract

/// `latecomer sweep`: the response of an outcome to one or two levers or factors.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract:
      "Varies one or two levers or factors over a grid, every point under the same futures.",
    discussion: """
      Examples:
        latecomer sweep Models/studies/dose-response-research.yaml --vary public_research=0.002:0.03:8
        latecomer sweep Models/studies/first-study.yaml --policy rd_and_routines --scenario reference \
      --vary public_research=0.002:0.02:7 --vary coordination=0.1:0.9:5

      A lever reaches its level by the mix's own programme, whose start, ramp and end stay; a lever the mix \
      leaves alone begins to move after 2 years and takes 5. A factor is fixed at its level in every future; \
      the others keep their laws. The mix is not made to cost the same at every level.
      """)

  @Argument(help: "The study file.", completion: .file(extensions: ["yaml"]))
  var study: String

  @Option(
    help: ArgumentHelp(
      "What to vary; once or twice. Steps are the number of levels, both ends included.",
      valueName: "name=from:to:steps"))
  var vary: [String]

  @Option(help: "The mix that is varied; by default the study's baseline.")
  var policy: String?

  @Option(help: "The outcome; by default the one the study ranks by.")
  var outcome: String?

  @Option(help: "Scenarios to run, separated by commas; by default all of the study.")
  var scenario: String?

  @Option(help: "Beliefs: prior or ensemble.")
  var beliefs: String = "prior"

  @OptionGroup var design: DesignOptions

  @OptionGroup var machine: MachineOptions

  @OptionGroup var keeping: KeepingOptions

  @OptionGroup var output: ReportOptions<StudySweep>

  func run() throws {
    try keeping.check(output.output, input: study)
    let study = try StudyLoader.load(study)
    var session = try StudySession(study, design, machine)
    try session.select(scenarios: scenario)
    try keeping.keep(&session, output.output)
    let report = try session.sweep(vary, policy: policy, outcome: outcome, beliefs: beliefs)
    Terminal.replaceLine("")
    try output.write(report)
  }
}
