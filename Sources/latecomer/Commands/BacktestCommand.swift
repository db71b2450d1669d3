import ArgumentParser
import Calibration
import ModelContract
import Reporting
import Scenarios
import Studies
import StudyContract

/// `latecomer backtest`: the model against history, beside simple rivals.
struct BacktestCommand: ParsableCommand, SharedCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Holds the model against the past, in sample and held out, beside simple rivals.",
    discussion: """
      Examples:
        latecomer backtest
        latecomer backtest korea mexico --format json
        latecomer backtest KEN BRA@1980
        latecomer backtest path/to/economy.yaml
        latecomer backtest --refit --record --force

      Errors are those of log income relative to the USA. An economy is a name in Models/studies/history, a \
      country such as KEN or KEN@1990 (latecomer list countries), or a file that holds its own targets and names its \
      policy mix. Rivals and the discrepancy learn from the economies \
      the ensemble was fitted to, whichever are shown. Parameters are freed from what they are scored on by importance \
      weights, and the report says where that fails; with --refit they are fitted again, to the years up to \
      \(Backtest.cutoff) and without each economy shown that the calibration has, which takes minutes; with --folds \
      without each of the calibration's folds of economies instead; --states keeps what is fitted. A last table holds the \
      levers of history against those of the first year for ever.
      """)

  @Argument(
    help: ArgumentHelp(
      "Economies by name or file; without one those the ensemble was fitted to, or all that have a history where "
        + "it names none."))
  var economies: [String] = []

  @Option(help: "The ensemble whose rows are tested: a name or its file.")
  var ensemble: String = "panel"

  @Option(
    help: ArgumentHelp(
      "Income of the expenditure side where there is such a series, of the output side, or of the "
        + "Maddison Project, which follows national growth rates."))
  var series: BacktestSeries = .expenditure

  @Option(
    help: ArgumentHelp(
      "Table of comparative advantages by country, year and sector with which the model's order of sectors is "
        + "compared; by default that of the calibration, if it names one.", valueName: "file.csv"))
  var sectors: String?

  @Option(
    help: "The last year the ensemble was fitted to, where that was not the last of all.",
    transform: Count.within(Int(World.years.lowerBound)...Int(World.years.upperBound)))
  var fittedTo: Int?

  @Flag(help: "Fit again for every economy and cut-off that is held out.")
  var refit = false

  @Flag(
    help:
      "Leave out folds of economies, as the calibration states them, in place of single ones; with --refit."
  )
  var folds = false

  @Option(
    help: ArgumentHelp(
      "The calibration of the ensemble, which brings its economies and which --refit fits again: a name or its "
        + "file; by default the one that has the ensemble's name."))
  var calibration: String?

  @Option(
    help: "Independent runs of every fit of --refit; by default one.",
    transform: Count.within(CalibrationStudy.runCounts))
  var refitRuns: Int?

  @Option(
    help: "Particles of a run of --refit; by default 1000.",
    transform: Count.within(CalibrationStudy.particleCounts))
  var refitParticles: Int?

  @Option(
    help: ArgumentHelp(
      "Folder in which --refit keeps its fits after every stage; the same command goes on from them after a stop.",
      valueName: "folder"), completion: .directory)
  var states: String?

  @Flag(help: "Write the record beside the ensemble that 'latecomer run' quotes.")
  var record = false

  @Flag(help: "Replace a record that exists.")
  var force = false

  @Option(help: "Seed of discrepancies, fresh conditions, lever intervals and the placebo.")
  var seed: UInt64 = 1995

  @OptionGroup var machine: MachineOptions

  @Option(help: "Form of the report on standard output.")
  var format: FormatOption<BacktestReport> = .text

  mutating func validate() throws {
    if folds, !refit {
      throw ValidationError("--folds says what --refit leaves out; give both.")
    }
    if refitRuns != nil || refitParticles != nil, !refit {
      throw ValidationError("--refit-runs and --refit-particles are of --refit; give that, too.")
    }
    if states != nil, !refit {
      throw ValidationError("--states keeps the fits of --refit; give both.")
    }
    if refit, fittedTo != nil {
      throw ValidationError(
        "--refit fits up to \(Backtest.cutoff) itself; --fitted-to is for ensembles that were so fitted."
      )
    }
  }

  func run() throws {
    var request = BacktestRequest()
    request.economies = economies
    request.ensemble = ensemble
    request.calibration = calibration
    request.sectors = sectors
    request.series = series
    request.fittedTo = fittedTo
    request.seed = seed
    let context = machine.context
    if refit {
      request.refit = .init(
        runs: refitRuns ?? 1, particles: refitParticles ?? 1000, usesFolds: folds,
        keeper: try states.map { try SamplerStates(folder: $0, among: context.peers) })
    }
    CommandWords.states = states
    let session = try BacktestSession(request, model: machine.model, context: context)
    let path = EnsembleTest.path(besides: session.ensemblePath)
    if record { try CreationError.check(file: path, replaces: force) }
    let report = try session.run()
    Terminal.replaceLine("")
    try Terminal.write(report.rendered(as: format.format))
    if record {
      try OutputFile.write(BacktestRecord.render(report), to: path)
      Terminal.note("wrote \(path)")
    }
  }
}

extension BacktestSeries: ExpressibleByArgument {}
