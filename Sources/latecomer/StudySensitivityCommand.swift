import Analysis
import ArgumentParser
import Reporting
import Scenarios

/// `latecomer study-sensitivity`: which factors decide a study's outcomes, by new runs of the model.
struct StudySensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study-sensitivity",
    abstract: "Says which factors decide the outcomes of a study, or the choice between two mixes.",
    shouldDisplay: false)

  @Argument(help: "The study file.", completion: .file(extensions: ["yaml"]))
  var study: String

  @Option(help: "An outcome; may be given several times.")
  var outcome: [String] = []

  @Option(help: "The mix that is analysed; by default the study's baseline.")
  var policy: String?

  @Option(help: "Two mixes whose paired difference is analysed: first,second.")
  var difference: String?

  @Flag(help: "Analyse the rank of the mix and whether it is the best.")
  var rank = false

  @Flag(help: "Analyse every year.")
  var byYear = false

  @Flag(help: "Group factors by theme.")
  var groups = false

  @Flag(help: "Interactions of pairs as well.")
  var pairs = false

  @Option(help: "The scenario; by default the study's first.")
  var scenario: String?

  @Option(help: "Beliefs: prior or ensemble.")
  var beliefs: String = "prior"

  @Option(help: "Fewest runs of the model, all rows and mixes together.")
  var runs: Int?

  @Option(help: "Independent replicates.")
  var replicates: Int = 32

  @Option(help: "Seed of all random numbers.")
  var seed: UInt64?

  @Option(help: "Whether luck is drawn.")
  var noise: Switch?

  @OptionGroup var machine: MachineOptions

  @Option(help: "Form of the report on standard output.")
  var format: SweepCommand.Format = .text

  func run() throws {
    Interrupt.listen()
    var request = StudySensitivity.Request()
    request.outcomes = outcome
    request.policy = policy
    if let difference {
      let names = NameSelection.split(difference)
      guard names.count == 2 else {
        throw ValidationError("--difference takes two mixes, first,second, not \(difference).")
      }
      request.difference = (names[0], names[1])
    }
    request.hasRank = rank
    request.byYear = byYear
    request.byTheme = groups
    request.hasPairs = pairs
    request.scenario = scenario
    request.beliefs = beliefs
    request.runs = runs
    request.replicates = replicates
    request.seed = seed
    request.noise = noise
    let reports = try StudySensitivity.reports(
      StudyLoader.load(study), request: request, machine: machine)
    Terminal.replaceLine("")
    let texts = reports.map { report in
      switch format {
      case .text: SensitivityText.render(report)
      case .json: SensitivityFiles.json(report)
      case .csv: SensitivityFiles.csv(report)
      }
    }
    try Terminal.write(texts.joined(separator: "\n"))
  }
}
