import ArgumentParser
import Foundation
import GrowthModels
import NumericCore
import Reporting
import Scenarios
import Studies

/// `latecomer explain`: why a mix does better, or what a name means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says why one policy mix does better than another, or what a name means.",
    discussion: """
      Examples:
        latecomer explain Models/studies/first-study.yaml --mixes global_factory,education_only
        latecomer explain absorption_speed --study Models/studies/first-study.yaml
        latecomer explain minimax_regret

      A study with --mixes A,B: the expected difference of the outcome that ranks, A less B, split over the levers, traits \
      and targets in which they differ (Shapley values on the same futures, exact up to 10 parts, along orders drawn at \
      random beyond), over years, over the channels of income (capability, capital, schooling, trade, cost), and what the parts give together beyond what each gives alone. A gain that has no cost \
      in the model is marked.

      A name: any factor, lever, trait, outcome, sector, scenario, policy, economy, setting, outside path, or metric of \
      "latecomer compare": meaning, unit, default, range, law in a study, source, and what it is called elsewhere. \
      With --study also which outcomes a factor moves most, or which factors move an outcome most.

      JSON of mixes: difference, difference_low, difference_high; attribution[] with lever, kind, value, low, high, \
      percent_of_difference, alone, last, cost, free_gain, whose values sum to difference in their order; synergy, \
      synergy_low, synergy_high; years[] with year, gap, value, low, high; channels[] with channel, value, low, high, \
      percent_of_difference; outcomes[]. JSON of a name: name, entries[] \
      with kind, meaning, facts[].
      """)

  @Argument(help: "A study file, or a name.", completion: .file(extensions: ["yaml"]))
  var subject: String

  @Option(
    help: "Two policy mixes of the study, separated by a comma: why does the first beat the second."
  )
  var mixes: String?

  @Option(
    help: "The study in which a name is looked up.", completion: .file(extensions: ["yaml"]))
  var study: String?

  @Option(help: "The scenario; by default the most probable one, or the study's first.")
  var scenario: String?

  @Option(help: "Beliefs: prior or ensemble; by default the study's first.")
  var beliefs: String?

  @OptionGroup var design: DesignOptions

  @OptionGroup var machine: MachineOptions

  @Option(help: "Form of the report.")
  var format: FormatOption<StudyAttribution> = .text

  @OptionGroup var keeping: KeepingOptions

  @OptionGroup var output: OutputOptions

  /// Whether the argument is the path of a study and not a name.
  private var isStudy: Bool {
    mixes != nil || subject.hasSuffix(".yaml") || subject.contains("/")
  }

  func run() throws {
    try keeping.check(output, input: subject)
    try output.write(
      isStudy
        ? try attribution().rendered(as: format.format)
        : try explanation().rendered(as: format.format))
  }

  private func attribution() throws -> StudyAttribution {
    guard let mixes else {
      throw UsageError(
        "Name two policy mixes of \(subject) with --mixes A,B; a name to be explained has no slash and no ending .yaml."
      )
    }
    if study != nil {
      throw UsageError("--study is for names; the study whose mixes are explained is \(subject).")
    }
    var session = try StudySession(try StudyLoader.load(subject), design, machine)
    try session.select(scenarios: scenario)
    try keeping.keep(&session, output)
    let result = try session.attribution(mixes, beliefs: beliefs)
    Terminal.replaceLine("")
    return result
  }

  private func explanation() throws -> Explanation {
    let given = [
      ("--scenario", scenario), ("--beliefs", beliefs), (keeping.given ?? "", keeping.given),
    ]
    for (option, value) in given where value != nil {
      throw UsageError("\(option) needs a study and --mixes; \(subject) is a name.")
    }
    let loaded = try study.map { try StudyLoader.load($0) }
    var explanation = try Explanation(
      subject, model: ModelCatalogue.model(orStandard: loaded?.modelName), study: loaded,
      library: ModelLibrary(near: study))
    if let loaded {
      explanation.movers = try StudySession(loaded, design, machine).movers(of: subject)
      Terminal.replaceLine("")
    }
    return explanation
  }
}
