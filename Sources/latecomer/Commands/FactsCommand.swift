import ArgumentParser
import Ensembles
import Reporting
import Scenarios
import Studies

/// `latecomer facts`: which stylised facts the model shows.
struct FactsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facts",
    abstract: "Says which stylised facts of catching up the model shows, and which it misses.",
    discussion: """
      Examples:
        latecomer facts
        latecomer facts leverage --futures 1024

      Facts are in Models/facts: what sources say, as a claim about runs of a study. Each is looked for under every set \
      of beliefs of that study.
      """)

  @Argument(
    help: "A group of facts, by name or file; all without one.",
    completion: .file(extensions: ["yaml"]))
  var group: String?

  @OptionGroup var design: DesignOptions

  @Option(
    help: "Threads; by default one for each processor. Results do not depend on it.",
    transform: Count.within(RunContext.threadCounts))
  var threads: Int?

  @OptionGroup var output: ReportOptions<FactsResult>

  func run() throws {
    try output.check(input: group ?? "")
    let groups = try FactGroupFile.load(group)
    let context = threads.map { RunContext.onTerminal(threads: $0) } ?? RunContext.onTerminal()
    let result = try FactsResult(
      of: groups, context: context, hasNoise: design.hasNoise,
      design: { try design.applied(to: $0) })
    Terminal.replaceLine("")
    try output.write(result)
  }
}
