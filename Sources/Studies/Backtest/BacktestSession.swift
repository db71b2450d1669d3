import Calibration
import Ensembles
import Foundation
import GrowthModels
import ModelContract
import Sampling
import Scenarios
import StudyContract

/// Which income the economies of a backtest are compared with.
public enum BacktestSeries: String, Sendable, CaseIterable {
  case expenditure, output, maddison

  /// The column of a table of history where there is no series of the expenditure side.
  var column: String { self == .maddison ? "income_maddison" : HistoryTable.income.name }
}

/// What is asked of a backtest.
public struct BacktestRequest: Sendable {
  /// How to fit again to what is held out.
  public struct Refit: Sendable {
    /// The calibration: a name or its file.
    public var calibration: String
    /// Independent runs of every fit.
    public var runs: Int
    /// Particles of a run.
    public var particles: Int
    /// Whether the folds of the calibration are left out in place of single economies.
    public var usesFolds: Bool

    /// States how to fit.
    public init(calibration: String, runs: Int, particles: Int, usesFolds: Bool = false) {
      self.usesFolds = usesFolds
      self.calibration = calibration
      self.runs = runs
      self.particles = particles
    }
  }

  /// Economies by name or file that are shown; all that have a history when empty.
  public var economies: [String] = []
  /// The ensemble whose rows are tested: a name or its file.
  public var ensemble = "history"
  /// The series of income.
  public var series = BacktestSeries.expenditure
  /// The last year the ensemble was fitted to, where that was not the last of all.
  public var fittedTo: Int?
  /// Seed of discrepancies, fresh conditions, lever intervals and the placebo.
  public var seed: UInt64 = 1995
  /// Fits for every economy and cut-off that is held out; nil uses importance weights.
  public var refit: Refit?

  /// Asks for the shipped ensemble against all histories.
  public init() {}
}

/// The growth model held against history, beside simple rivals.
public struct BacktestSession {
  /// The file of the ensemble whose rows are tested.
  public let ensemblePath: String

  private let request: BacktestRequest
  private let model: GrowthModel
  private let context: RunContext
  private let loader: HistoryLoader
  private let rows: JointRows
  private let tables: BacktestTables
  private let intervals: [String: Double]
  private var subjects: [BacktestSubject]
  /// The calibration that is fitted again; nil when none is.
  private let calibration: CalibrationStudy?

  /// Rows of the ensemble that a placebo uses: its errors are several times the spread of a median of 64 rows.
  private static let placeboRows = 64

  /// Reads the ensemble and the histories.
  ///
  /// - Throws: `StudyErrors` for files, ``BacktestError`` for histories and an ensemble that do not fit together.
  public init(
    _ request: BacktestRequest, model: GrowthModel, context: RunContext = RunContext()
  ) throws {
    self.request = request
    self.model = model
    self.context = context
    let files = request.economies.filter { $0.hasSuffix(".yaml") || $0.contains("/") }
    let loader = HistoryLoader(near: files.first)
    let found = try loader.ensemble(request.ensemble)
    let rows = found.beliefs.rows
    guard rows.modelVersion == model.version else {
      throw BacktestError(
        "The ensemble \(rows.name) was fitted to version \(rows.modelVersion) of the model; this is "
          + "version \(model.version).")
    }
    // A calibration that is fitted again brings those of its economies that have no history here.
    let calibration = try request.refit.map { try loader.calibration($0.calibration) }
    let fittedAgain = calibration?.histories.map(\.study) ?? []
    let names = loader.names
    // A name that is neither that of a history nor of a country is reported with the nearest one.
    var countries: [String] = []
    for name in request.economies
    where !files.contains(name) && !names.contains(name)
      && !fittedAgain.contains(where: { $0.economy.name == name })
    {
      if try !loader.isCountry(name) { _ = try loader.study(name) }
      countries.append(name)
    }
    let tables = try BacktestTables(loader)
    intervals = try loader.leverIntervals()
    subjects = try (names + countries + files).map { reference in
      context.announce?("reading \(reference)")
      return try BacktestSubject(
        try loader.study(reference), rows: rows, fittedTo: found.beliefs.economies,
        series: request.series,
        isScored: request.economies.isEmpty || request.economies.contains(reference),
        tables: tables)
    }
    let known = Set(subjects.map(\.economy.name))
    for study in fittedAgain where !known.contains(study.economy.name) {
      subjects.append(
        try BacktestSubject(
          study, rows: rows, fittedTo: found.beliefs.economies, series: request.series,
          isScored: request.economies.isEmpty || request.economies.contains(study.economy.name),
          tables: tables))
    }
    let missing = Set(found.beliefs.economies ?? []).subtracting(subjects.map(\.economy.name))
    guard missing.isEmpty else {
      throw BacktestError(
        "The ensemble \(rows.name) was fitted to \(missing.sorted().joined(separator: ", ")) as well, of which there is no "
          + "history; name their files, or the calibration with --refit.")
    }
    let repeated = Dictionary(grouping: subjects, by: \.economy.name).filter { $1.count > 1 }
    if let name = repeated.keys.sorted().first {
      throw BacktestError("Two histories are those of \(name); give the economy another name.")
    }
    guard subjects.contains(where: \.wasFitted) else {
      throw BacktestError(
        "The ensemble \(rows.name) has no column of an economy, such as initial_proximity_multiplier.korea: "
          + "nothing says which histories it was fitted to. Its file may name them: economies: [...]."
      )
    }
    if let calibration { try Self.check(calibration, request, rows, subjects) }
    self.calibration = calibration
    ensemblePath = found.path
    self.loader = loader
    self.rows = rows
    self.tables = tables
  }

  /// Refuses a calibration that is not that of the ensemble, or lacks the folds it is asked for.
  private static func check(
    _ study: CalibrationStudy, _ request: BacktestRequest, _ rows: JointRows,
    _ subjects: [BacktestSubject]
  ) throws {
    let economies = study.histories.map(\.study.economy.name)
    guard study.name == rows.name,
      Set(economies) == Set(subjects.filter(\.wasFitted).map(\.economy.name))
    else {
      throw BacktestError(
        "The ensemble \(rows.name) is not of the calibration \(study.name): their names or their economies differ. "
          + "Name both, with --ensemble and --calibration.")
    }
    guard request.refit?.usesFolds != true || study.folds != nil else {
      throw BacktestError(
        "The calibration \(study.name) has no folds; state them in \(study.source?.path ?? "its file"), such as "
          + "folds: {count: 3}.")
    }
  }

  /// Runs every protocol.
  ///
  /// Cost: seconds; minutes with fits for what is held out.
  public func run() throws -> BacktestReport {
    var tested = try subjects.map { subject in
      context.announce?("running \(subject.economy.name)")
      var result = Backtest.Subject(
        economy: subject.economy, paths: try paths(subject), wasFitted: subject.wasFitted,
        isScored: subject.isScored)
      result.solow = subject.solow
      return result
    }
    let frozen = try zip(subjects, tested).filter { $0.0.isScored }.compactMap { subject, paths in
      try subject.frozenLevers(
        actual: paths.paths.fitted[subject.economy.years.count - 1], model: model,
        context: context)
    }
    let refits = try request.refit.map { try fitAgain($0, calibration!, into: &tested) }
    let backtest = Backtest(
      tested, seed: request.seed, fittedTo: request.fittedTo ?? .max,
      discrepancies: try rows.incomeDiscrepancies())
    let results = try ProtocolResult.Kind.allCases.compactMap { kind -> ProtocolResult? in
      context.announce?("scoring \(kind.rawValue)")
      return try backtest.run(kind)
    }
    var report = BacktestReport(
      ensemble: rows.name, rows: rows.rowCount, hasConverged: rows.hasConverged,
      fitted: subjects.filter(\.wasFitted).map(\.economy.name), protocols: results,
      placebo: try placebo(), seed: request.seed, model: "\(model.name) \(model.version)",
      frontier: try frontier())
    report.frozenLevers = frozen
    if let refit = request.refit, let refits {
      report.refit = BacktestReport.Refit(
        calibration: rows.name, runs: refit.runs, particles: refit.particles,
        fits: refits.fits.map {
          .init(
            name: $0.name, seed: $0.seed, splitRHat: $0.convergence?.splitRHat,
            effectiveSize: $0.convergence?.effectiveSize)
        }, leftOut: refits.leftOut, folds: refits.folds,
        weighted: try ProtocolResult.Kind.allCases.filter { $0 != .inSample }.compactMap {
          try backtest.run($0, usingRefits: false)
        })
    }
    return report
  }

  private func paths(_ subject: BacktestSubject) throws -> Backtest.Paths {
    try subject.paths(
      model: model, intervals: intervals, seed: request.seed, context: context)
  }

  /// Fits to the years up to the cut-off, and without each scored economy that the calibration has; what they say is
  /// put beside the paths of the ensemble.
  private func fitAgain(
    _ refit: BacktestRequest.Refit, _ study: CalibrationStudy, into tested: inout [Backtest.Subject]
  ) throws -> (fits: [BacktestRefits.Fit], leftOut: [String], folds: [CalibrationStudy.Fold]) {
    let economies = study.histories.map(\.study.economy.name)
    let folds = refit.usesFolds ? study.dealtFolds : []
    let refits = BacktestRefits(
      study, seed: request.seed, runs: refit.runs, particles: refit.particles, model: model,
      context: context)
    func again(_ subject: BacktestSubject, _ fit: BacktestRefits.Fit) throws -> Backtest.Refit {
      Backtest.Refit(
        paths: try paths(
          BacktestSubject(
            subject.study, rows: fit.rows, series: request.series, isScored: true, tables: tables)),
        discrepancies: try fit.rows.incomeDiscrepancies()!)
    }
    let early = try refits.toCutoff()
    var fits = [early]
    var leftOut: [String] = []
    for (index, subject) in subjects.enumerated() where subject.isScored {
      tested[index].toCutoff = try again(subject, early)
      guard subject.wasFitted, economies.count > 1, folds.isEmpty else { continue }
      let fit = try refits.without(subject.economy.name)
      tested[index].withoutIt = try again(subject, fit)
      fits.append(fit)
      leftOut.append(subject.economy.name)
    }
    var used: [CalibrationStudy.Fold] = []
    for fold in folds {
      let members = subjects.indices.filter { fold.economies.contains(subjects[$0].economy.name) }
      // Rivals learn from nobody in the fold, shown or not.
      for index in members { tested[index].fold = fold.name }
      let shown = members.filter { subjects[$0].isScored }
      if shown.isEmpty { continue }
      let fit = try refits.without(fold)
      for index in shown { tested[index].withoutIt = try again(subjects[index], fit) }
      fits.append(fit)
      leftOut += shown.map { subjects[$0].economy.name }
      used.append(fold)
    }
    return (fits, leftOut, used)
  }

  /// Levers dealt out anew; nil with fewer than four economies, which have too few ways.
  private func placebo() throws -> Placebo? {
    let subjects = subjects.filter(\.isScored)
    guard subjects.count >= 4 else { return nil }
    let count = rows.rowCount
    let chosen = stride(from: 0, to: count, by: max(count / Self.placeboRows, 1)).map { $0 }
    /// Log income in the scored years of a subject in the median row; infinitely wrong where no row has an answer.
    func median(_ subject: BacktestSubject, _ policy: Policy) throws -> [Double] {
      try subject.path(under: policy, rows: chosen, model: model, context: context).map { year in
        let finite = year.filter(\.isFinite)
        return finite.isEmpty ? .infinity : WeightedSample(finite).median
      }
    }
    func squares(_ path: [Double], _ subject: BacktestSubject) -> Double {
      zip(path, subject.economy.logs).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    func growth(_ path: [Double], _ subject: BacktestSubject) -> Double {
      let economy = subject.economy
      return (path[path.count - 1] - economy.startLog)
        / Double(economy.years[economy.years.count - 1] - economy.start)
    }
    var own: [Double] = []
    var mean: [[Double]] = []
    let dealt = try subjects.enumerated().map { index, subject in
      context.announce?("placebo \(subject.economy.name)")
      let others = subjects.enumerated().filter { $0.offset != index }
        .map(\.element.study.baselinePolicy)
      mean.append(
        try median(subject, subject.study.baselinePolicy.withMeanLevers(of: others)))
      return try subjects.enumerated().map { donor, other in
        let path = try median(subject, other.study.baselinePolicy)
        if donor == index { own.append(growth(path, subject)) }
        return squares(path, subject)
      }
    }
    let counts = subjects.map(\.economy.years.count)
    var placebo = Placebo(squares: dealt, counts: counts, seed: request.seed)
    placebo.meanMix = Placebo.MeanMix(
      squares: zip(mean, subjects).map(squares), counts: counts,
      growth: zip(mean, subjects).map(growth), own: own,
      observed: subjects.map { growth($0.economy.logs, $0) })
    return placebo
  }

  /// How far the income of a second economy near the frontier wanders by itself.
  private func frontier() throws -> BacktestReport.Frontier? {
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
