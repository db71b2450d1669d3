import Analysis
import ArgumentParser
import Foundation
import ModelContract
import Reporting
import Sampling
import Scenarios
import Studies
import StudyContract

/// `latecomer search`: mixes that nobody wrote down.
struct SearchCommand: ParsableCommand, SharedCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract:
      "Finds policy mixes that nobody wrote down, and says whether they beat the study's own.",
    discussion: """
      Examples:
        latecomer search Models/studies/mexico-2025.yaml
        latecomer search STUDY --budget 1% --levers public_research,education,coordination --out found
        latecomer search STUDY --objectives robust_gain,-dependence,cost --evaluations 20000

      Levers get two levels, in five years and at the middle of the horizon, within the values that the study's mixes give \
      them; institutions and targets are those of one mix. Objectives: robust_gain (the smallest mean gain over beliefs and \
      scenarios), worst_tenth (the mean gain in the worst tenth of futures), cost, and the mean of any outcome by its name, \
      wanted small with a minus sign. All mixes see the same futures; those found are judged again on other ones.

      --out writes every mix of the set as a file, study.yaml, which compares them with the study's own by 'latecomer run', \
      and search.csv. JSON: objectives[], levers[], searches[] with coverage, best with difference, members[] and own[] with \
      figures on both kinds of futures and both levels of every lever, optimism[].
      """)

  @Argument(help: "The study file.", completion: .file(extensions: ["yaml"]))
  var study: String

  @Option(
    help:
      "The most that mixes may cost above the baseline: 1.64% of GDP, or an amount; by default the study's budget.",
    transform: CostLimit.read)
  var budget: CostLimit?

  @Option(help: "What mixes are to be good at, separated by commas.")
  var objectives = SearchObjective.usual.joined(separator: ",")

  @Option(help: "Levers, separated by commas; by default all that a mix of the study moves.")
  var levers: String?

  @Flag(help: "Let levers take every value that the model admits.")
  var wide = false

  @Option(
    help: "Futures of the search in every scenario.", transform: Count.within(Design.futureCounts))
  var futures = SearchRequest().futures

  @Option(
    help: "Mixes that each search evaluates.",
    transform: Count.within(SearchRequest.evaluationCounts))
  var evaluations = SearchRequest().evaluations

  @Option(
    help: "Searches from different random numbers.",
    transform: Count.within(SearchRequest.searchCounts))
  var searches = SearchRequest().searches

  @Option(help: "Seed of the searches; futures keep the study's.")
  var seed: UInt64 = 0

  @Option(
    help: "Other futures, on which what was found is judged again.",
    transform: Count.within(Design.futureCounts))
  var checkFutures = SearchRequest().checkFutures

  @Option(help: "Scenarios, separated by commas; all unless given.")
  var scenarios: String?

  @Option(help: "Beliefs: prior, ensemble, or prior,ensemble; by default the study's.")
  var beliefs: String?

  @Option(help: "Form of the report.")
  var format: FormatOption<StudySearch> = .text

  @Option(help: "Folder for the mixes, a study of them and a table.", completion: .directory)
  var out: String?

  @OptionGroup var replace: ReplaceOption

  @OptionGroup var keeping: LogOption

  @OptionGroup var machine: MachineOptions

  func run() throws {
    let folder = out.map { SearchFolder($0) }
    try folder?.check(reading: study, replaces: replace.force)
    var read = try StudyLoader.load(study)
    let model = try machine.model(of: read)
    if let budget { read = try StudySession.budgeted(read, at: budget, model: model) }
    let context = machine.context
    context.announce?("preparing \(read.name)")
    var session = try StudySession(read, model: model, context: context)
    try session.select(scenarios: scenarios)
    try keeping.keep(&session)
    let result = try session.search(request, beliefs: beliefs)
    Terminal.replaceLine("")
    if let folder {
      try folder.write(result)
      Terminal.note("wrote \(folder.path)")
    }
    try Terminal.write(try result.rendered(as: format.format))
    if Terminal.isWatched {
      Terminal.note(SearchTime.text(result))
    }
  }

  private var request: SearchRequest {
    var request = SearchRequest()
    request.levers = levers.map(NameSelection.split)
    request.objectives = NameSelection.split(objectives)
    request.isWide = wide
    request.futures = futures
    request.evaluations = evaluations
    request.searches = searches
    request.seed = seed
    request.checkFutures = checkFutures
    return request
  }
}
