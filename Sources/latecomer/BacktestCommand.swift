import ArgumentParser
import Calibration
import Foundation
import GrowthModels
import ModelContract
import NumericCore
import Reporting
import Sampling
import Scenarios

/// `latecomer backtest`: the model against history, beside simple rivals.
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Holds the model against the past, in sample and held out, beside simple rivals.",
    discussion: """
      Examples:
        latecomer backtest
        latecomer backtest korea mexico --format json
        latecomer backtest path/to/economy.yaml
        latecomer backtest --refit --record

      Errors are those of log income relative to the USA. An economy is a name in Models/studies/history, or a \
      file that holds its own targets and names its policy mix. Rivals and the discrepancy learn from the economies \
      the ensemble was fitted to, whichever are shown. Parameters are freed from what they are scored on by importance \
      weights, and the report says where that fails; with --refit they are fitted again, to the years up to \
      \(Backtest.cutoff) and without each economy shown that the calibration has, which takes minutes. A last table holds \
      the levers of history against those of the first year for ever.
      """)

  /// Which income the economies are compared with.
  enum Series: String, ExpressibleByArgument, CaseIterable {
    case expenditure, output, maddison

    /// The column of a table of history where there is no series of the expenditure side.
    var column: String { self == .maddison ? "income_maddison" : HistoryTable.income.name }
  }

  @Argument(help: "Economies by name or file; all that have a history without one.")
  var economies: [String] = []

  @Option(help: "The ensemble whose rows are tested: a name or its file.")
  var ensemble: String = "history"

  @Option(
    help: ArgumentHelp(
      "Income of the expenditure side where there is such a series, of the output side, or of the "
        + "Maddison Project, which follows national growth rates."))
  var series: Series = .expenditure

  @Option(help: "The last year the ensemble was fitted to, where that was not the last of all.")
  var fittedTo: Int?

  @Flag(help: "Fit again for every economy and cut-off that is held out.")
  var refit = false

  @Option(help: "The calibration that --refit fits again: a name or its file.")
  var calibration: String = "history"

  @Option(help: "Independent runs of every fit of --refit.")
  var refitRuns: Int = 1

  @Option(help: "Particles of a run of --refit.")
  var refitParticles: Int = 1000

  @Flag(help: "Write the record beside the ensemble that 'latecomer run' quotes.")
  var record = false

  @Option(help: "Seed of discrepancies, fresh conditions, lever intervals and the placebo.")
  var seed: UInt64 = 1995

  @OptionGroup var machine: MachineOptions

  @Option(help: "Form of the report on standard output.")
  var format: FormatOption<BacktestReport> = .text

  /// Rows of the ensemble that a placebo uses: its errors are several times the spread of a median of 64 rows.
  static let placeboRows = 64

  mutating func validate() throws {
    if refit, fittedTo != nil {
      throw ValidationError(
        "--refit fits up to \(Backtest.cutoff) itself; --fitted-to is for ensembles that were so fitted."
      )
    }
    if refitRuns < 1 {
      throw ValidationError("--refit-runs must be at least 1, not \(refitRuns).")
    }
    if refitParticles < 64 {
      throw ValidationError("--refit-particles must be at least 64, not \(refitParticles).")
    }
  }

  func run() throws {
    let files = economies.filter { $0.hasSuffix(".yaml") || $0.contains("/") }
    let loader = HistoryLoader(near: files.first)
    let found = try loader.ensemble(ensemble)
    let rows = found.beliefs.rows
    let model = machine.model
    guard rows.modelVersion == model.version else {
      throw BacktestError(
        "The ensemble \(rows.name) was fitted to version \(rows.modelVersion) of the model; this is "
          + "version \(model.version).")
    }
    let named = economies.filter { !files.contains($0) }
    let names = loader.names
    // A name that does not exist is reported with the nearest one.
    for name in named where !names.contains(name) { _ = try loader.study(name) }
    let tables = try BacktestTables(loader)
    let intervals = try loader.leverIntervals()
    var subjects: [BacktestSubject] = []
    for reference in names + files {
      Terminal.replaceLine("reading \(reference)")
      let isScored = economies.isEmpty || economies.contains(reference)
      subjects.append(
        try BacktestSubject(
          try loader.study(reference), rows: rows, series: series, isScored: isScored,
          tables: tables))
    }
    let repeated = Dictionary(grouping: subjects, by: \.economy.name).filter { $1.count > 1 }
    if let name = repeated.keys.sorted().first {
      throw BacktestError("Two histories are those of \(name); give the economy another name.")
    }
    guard subjects.contains(where: \.wasFitted) else {
      throw BacktestError(
        "The ensemble \(rows.name) has no column of an economy, such as initial_proximity_multiplier.korea: "
          + "nothing says which histories it was fitted to.")
    }
    var tested = try subjects.map { subject in
      Terminal.replaceLine("running \(subject.economy.name)")
      return Backtest.Subject(
        economy: subject.economy,
        paths: try subject.paths(
          model: model, intervals: intervals, seed: seed, threads: machine.threads),
        wasFitted: subject.wasFitted, isScored: subject.isScored)
    }
    let frozen = try zip(subjects, tested).filter { $0.0.isScored }.compactMap { subject, paths in
      try subject.frozenLevers(
        actual: paths.paths.fitted[subject.economy.years.count - 1], model: model,
        threads: machine.threads)
    }
    var fits: [BacktestRefits.Fit] = []
    var leftOut: [String] = []
    if refit {
      (fits, leftOut) = try fitAgain(
        subjects, rows: rows, loader: loader, tables: tables, intervals: intervals, model: model,
        into: &tested)
    }
    let backtest = Backtest(
      tested, seed: seed, fittedTo: fittedTo ?? .max, discrepancies: rows.incomeDiscrepancies)
    let results = try ProtocolResult.Kind.allCases.compactMap { kind -> ProtocolResult? in
      Terminal.replaceLine("scoring \(kind.rawValue)")
      return try backtest.run(kind)
    }
    let placebo = try placebo(subjects.filter(\.isScored), rows: rows.rowCount, model: model)
    Terminal.replaceLine("")
    var report = BacktestReport(
      ensemble: rows.name, rows: rows.rowCount, hasConverged: rows.hasConverged,
      fitted: subjects.filter(\.wasFitted).map(\.economy.name), protocols: results,
      placebo: placebo, seed: seed, model: "\(model.name) \(model.version)",
      frontier: try frontier(loader))
    report.frozenLevers = frozen
    if refit {
      report.refit = BacktestReport.Refit(
        calibration: rows.name, runs: refitRuns, particles: refitParticles,
        fits: fits.map { .init(name: $0.name, seed: $0.seed) }, leftOut: leftOut,
        weighted: try ProtocolResult.Kind.allCases.filter { $0 != .inSample }.compactMap {
          try backtest.run($0, usingRefits: false)
        })
    }
    try Terminal.write(report.rendered(as: format.format))
    if record {
      let path = EnsembleTest.path(besides: found.path)
      let file = try OutputFile(path: path)
      try file.write(BacktestRecord.render(report))
      try file.close()
      Terminal.note("wrote \(path)")
    }
  }

  /// Fits to the years up to the cut-off, and without each scored economy that the calibration has; what they say is
  /// put beside the paths of the ensemble.
  private func fitAgain(
    _ subjects: [BacktestSubject], rows: JointRows, loader: HistoryLoader, tables: BacktestTables,
    intervals: [String: Double], model: GrowthModel, into tested: inout [Backtest.Subject]
  ) throws -> (fits: [BacktestRefits.Fit], leftOut: [String]) {
    Interrupt.listen()
    let study = try loader.calibration(calibration)
    let economies = study.histories.map(\.study.economy.name)
    guard study.name == rows.name,
      Set(economies) == Set(subjects.filter(\.wasFitted).map(\.economy.name))
    else {
      throw BacktestError(
        "The ensemble \(rows.name) is not of the calibration \(study.name): their names or their economies differ. "
          + "Name both, with --ensemble and --calibration.")
    }
    let refits = BacktestRefits(
      study, seed: seed, runs: refitRuns, particles: refitParticles, model: model,
      threads: machine.threads)
    func paths(_ subject: BacktestSubject, _ fit: BacktestRefits.Fit) throws -> Backtest.Refit {
      let again = try BacktestSubject(
        subject.study, rows: fit.rows, series: series, isScored: true, tables: tables)
      return Backtest.Refit(
        paths: try again.paths(
          model: model, intervals: intervals, seed: seed, threads: machine.threads),
        discrepancies: fit.rows.incomeDiscrepancies!)
    }
    let early = try refits.toCutoff()
    var fits = [early]
    var leftOut: [String] = []
    for (index, subject) in subjects.enumerated() where subject.isScored {
      tested[index].toCutoff = try paths(subject, early)
      guard subject.wasFitted, economies.count > 1 else { continue }
      let fit = try refits.without(subject.economy.name)
      tested[index].withoutIt = try paths(subject, fit)
      fits.append(fit)
      leftOut.append(subject.economy.name)
    }
    return (fits, leftOut)
  }

  /// Levers dealt out anew; nil with fewer than four economies, which have too few ways.
  private func placebo(
    _ subjects: [BacktestSubject], rows: Int, model: GrowthModel
  ) throws -> Placebo? {
    guard subjects.count >= 4 else { return nil }
    let chosen = stride(from: 0, to: rows, by: max(rows / Self.placeboRows, 1)).map { $0 }
    let squares = try subjects.map { subject in
      Terminal.replaceLine("placebo \(subject.economy.name)")
      return try subjects.map { donor in
        let paths = try subject.path(
          underLeversOf: donor, rows: chosen, model: model, threads: machine.threads)
        return zip(paths, subject.economy.logs).reduce(0) { sum, year in
          let finite = year.0.filter(\.isFinite)
          if finite.isEmpty { return .infinity }
          let error = WeightedSample(finite).median - year.1
          return sum + error * error
        }
      }
    }
    return Placebo(squares: squares, counts: subjects.map(\.economy.years.count), seed: seed)
  }

  /// How far the income of a second economy near the frontier wanders by itself.
  private func frontier(_ loader: HistoryLoader) throws -> BacktestReport.Frontier? {
    guard let table = try loader.table("germany") else { return nil }
    let years = stride(from: 1960, through: 2015, by: 5) + [2019]
    let logs = years.compactMap { year in
      table.threeYearMean(HistoryTable.income.name, year).map { log($0) }
    }
    guard logs.count > 2 else { return nil }
    let changes = zip(logs, logs.dropFirst()).map { $1 - $0 }
    let squares = changes.reduce(0) { $0 + $1 * $1 } / Double(changes.count)
    return BacktestReport.Frontier(
      name: "Germany", first: exp(logs[0]), last: exp(logs[logs.count - 1]),
      span: "\(years[0])-\(years[years.count - 1])", change: squares.squareRoot())
  }
}
