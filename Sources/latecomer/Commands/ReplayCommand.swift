import ArgumentParser
import GrowthModels
import NumericCore
import Reporting
import Sampling
import Scenarios
import Studies

/// `latecomer replay`: one run of a finished study again, held against what was stored.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Executes one future of a finished run again, and compares it with what was stored.",
    discussion: """
      Examples:
        latecomer replay results --future 12 --policy education_only
        latecomer replay results --future 3 --policy rd_push --scenario reference --every step --format csv

      The study, design and options are those of the run, the machine code too where this processor has it. Every outcome is \
      compared with its number in the table of outcomes: to the bit, or to 1e-9 relative where the machine code is another \
      one. Of a failed run it says where it failed, which must be what is stored. Then come its trace, as "latecomer trace" \
      prints it, and its factors.

      Exit status 65 where something differs.

      JSON: replay with same, compared, differences[] of outcome, stored and replayed, factors, failure; then as trace.
      """)

  @Argument(
    help: ArgumentHelp("The folder of a finished run.", valueName: "run"),
    completion: .directory)
  var folder: String

  @Option(
    help: "The future, counted from 0.", transform: Count.within(0...Design.futureLimit - 1))
  var future: Int

  @Option(help: "The policy mix.")
  var policy: String

  @Option(help: "The scenario; the run's first unless given.")
  var scenario: String?

  @Option(help: "The beliefs, where the run has several; the first unless given.")
  var beliefs: String?

  @Option(help: "Print every time step or every whole year.")
  var every: TraceCommand.Interval = .year

  @Flag(help: "Add the states of every sector.")
  var sectors = false

  @Option(help: "Machine code of the kernel; that of the run unless given.")
  var vectorPath: VectorPath?

  @OptionGroup var report: ReportOptions<ReplayReport>

  func validate() throws {
    if let obstacle = vectorPath?.obstacle { throw ValidationError(obstacle) }
  }

  func run() throws {
    try report.check(input: folder)
    let archive = try RunArchive(
      folder, version: Latecomer.version, modelVersion: FinishedRunOptions.modelVersion)
    let question = try StudyQuestion(run: archive, path: vectorPath)
    let replay = try question.session(usesLog: false).session.replay(
      archive, future: future, policy: policy, scenario: scenario, beliefs: beliefs)
    Terminal.replaceLine("")
    try report.write(ReplayReport(replay, hasDetails: sectors, everyYear: every == .year))
    if !replay.isSame { throw ExitCode(ErrorKind.badData.rawValue) }
  }
}
