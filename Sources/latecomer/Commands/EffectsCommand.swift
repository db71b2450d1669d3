import ArgumentParser
import Reporting
import Scenarios
import Studies
import StudyContract

/// `latecomer effects`: how much each lever does, beside what was published.
struct EffectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "effects",
    abstract: "Says how much each lever does after some years, beside the published range.",
    discussion: """
      Examples:
        latecomer effects
        latecomer effects Models/studies/generic.yaml --levers missions,public_research --years 10,40

      Every change is made alone on the study's baseline, within the first year and as stated, in the same futures \
      with and without it. A median outside the published range is marked. Without --levers the study's mixes \
      follow. Changes and published ranges are in Models/effects; --card names another file.
      """)

  @Argument(
    help: "The study, by name or file.", completion: .file(extensions: ["yaml"]))
  var study = "generic"

  @Option(help: "Only changes of these levers, separated by commas, and no mixes.")
  var levers: String?

  @Option(help: "Whole years after the start, separated by commas.")
  var years: YearList = YearList(years: StudySession.effectYears)

  @Option(help: "The file of changes and published ranges, by name or path.")
  var card = EffectCardFile.shippedName

  @OptionGroup var design: DesignOptions

  @OptionGroup var machine: MachineOptions

  @OptionGroup var keeping: KeepingOptions

  @OptionGroup var output: ReportOptions<EffectsResult>

  func run() throws {
    let path = try ModelLibrary().path(study, .studies)
    try keeping.check(output.output, input: path)
    let study = try StudyLoader.load(path)
    var session = try StudySession(study, design, machine)
    try keeping.keep(&session, output.output)
    let card = try EffectCardFile.load(card, for: session.model)
    let result = try session.effects(of: card, levers: levers, years: years.years)
    Terminal.replaceLine("")
    try output.write(result)
  }
}

/// Whole years of a list separated by commas.
struct YearList: ExpressibleByArgument {
  let years: [Int]

  init(years: [Int]) { self.years = years }

  init?(argument: String) {
    let words = NameSelection.split(argument)
    years = words.compactMap { Int($0) }
    if years.isEmpty || years.count < words.count { return nil }
  }

  var defaultValueDescription: String { years.map { "\($0)" }.joined(separator: ",") }
}
