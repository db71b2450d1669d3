import ArgumentParser
import NumericCore

/// The program: it connects studies, engine, analysis and reports, and computes nothing itself.
@main
struct Latecomer: ParsableCommand {
  /// Version of the program, in manifests and `--version`.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "latecomer",
    abstract: "Tries policy mixes for a latecomer economy on thousands of futures and ranks them.",
    discussion: """
      Example:
        latecomer run Models/studies/first-study.yaml

      Exit status: 0 success, 64 wrong usage, 65 a mistake in a file, 66 a missing file, 73 output cannot be \
      created or exists, 74 output cannot be written; stopped by a signal: 128 and its number, 130 after Ctrl-C, 143 after \
      SIGTERM, 129 after SIGHUP. What is unfinished is removed then, and what is finished is whole.
      """,
    version: version,
    subcommands: [
      RunCommand.self, ReportCommand.self, ServeCommand.self, PlotCommand.self, ExportCommand.self,
      CompareCommand.self, SubmitCommand.self, ResubmitCommand.self,
      ExplainCommand.self, RequireCommand.self,
      TraceCommand.self, CheckCommand.self, ListCommand.self,
      EconomyCommand.self, InitCommand.self, ShowCommand.self, DiffCommand.self,
      MergeCommand.self, MissingCommand.self,
      SearchCommand.self, SweepCommand.self, EffectsCommand.self, FactsCommand.self,
      SensitivityCommand.self,
      DiscoverCommand.self, FailuresCommand.self, ReplayCommand.self,
      ValueCommand.self, ReweightCommand.self,
      CalibrateCommand.self, BacktestCommand.self,
      DesignCommand.self, SelfcheckCommand.self, BenchCommand.self, ManualCommand.self,
    ])

  static func main() {
    Interrupt.reportFullFiles()
    do {
      try Ranks.join()
      Interrupt.takeOver()
      try WorkingMemory.requireLeast()
      var command = try parseAsRoot()
      Ranks.isShared = command is any SharedCommand
      if Ranks.leads || Ranks.isShared {
        ProgressPrinter.shared.begin()
        try CommandWords.carryOut(&command)
        ProgressPrinter.shared.end()
      }
    } catch {
      ExitStatus.leave(after: error)
    }
    if let failure = Ranks.leave(after: nil) {
      Terminal.complain(failure.message, status: failure.status)
    }
    Terminal.end(status: 0)
  }
}
