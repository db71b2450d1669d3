import Calibration
import Ensembles
import Foundation
import GrowthModels
import ModelContract
import Sampling
import Scenarios
import StudyContract

/// The growth model held against history, beside simple rivals.
public struct BacktestSession {
  /// The file of the ensemble whose rows are tested.
  public let ensemblePath: String

  let request: BacktestRequest
  let model: GrowthModel
  let context: RunContext
  let loader: HistoryLoader
  let rows: JointRows
  let tables: BacktestTables
  let intervals: [String: Double]
  let subjects: [BacktestSubject]
  /// The calibration of the ensemble; nil when none has its name and none was named.
  let calibration: CalibrationStudy?
  let advantages: Advantages?

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
    let calibration = try Self.calibration(request, of: rows.name, loader)
    let tables = try BacktestTables(loader)
    intervals = try loader.leverIntervals()
    func subject(_ study: Study, isNamed: Bool) throws -> BacktestSubject {
      context.announce?("reading \(study.economy.name)")
      let fitted = found.beliefs.economies
      return try BacktestSubject(
        study, rows: rows, fittedTo: fitted, series: request.series,
        isScored: request.economies.isEmpty
          ? fitted?.contains(study.economy.name) ?? true : isNamed,
        tables: tables)
    }
    let own = calibration?.histories.map(\.study) ?? []
    let names = loader.names
    // A name that is neither that of a history nor of a country is reported with the nearest one.
    var countries: [String] = []
    for name in request.economies
    where !files.contains(name) && !names.contains(name)
      && !own.contains(where: { $0.isCalled(name) })
    {
      if try !loader.isCountry(name) { _ = try loader.study(name) }
      countries.append(name)
    }
    var subjects = try (names + countries + files).map { reference in
      try subject(
        try loader.study(reference), isNamed: request.economies.contains(reference))
    }
    // What the ensemble was fitted to and has no history here comes from its calibration.
    let known = Set(subjects.map(\.economy.name))
    subjects += try own.filter { !known.contains($0.economy.name) }.map { study in
      try subject(study, isNamed: request.economies.contains { study.isCalled($0) })
    }
    let missing = Set(found.beliefs.economies ?? []).subtracting(subjects.map(\.economy.name))
    guard missing.isEmpty else {
      throw BacktestError(
        "The ensemble \(rows.name) was fitted to \(missing.sorted().joined(separator: ", ")) as well, of which there is no "
          + "history; name their files, or the calibration of the ensemble with --calibration.")
    }
    // Others would neither teach nor be shown.
    subjects.removeAll { !$0.wasFitted && !$0.isScored }
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
    if let refit = request.refit {
      let calibration = try Self.required(calibration, request, rows, subjects)
      try BacktestRefits(
        calibration, seed: request.seed, refit: refit, model: model, context: context
      ).check()
    }
    self.subjects = subjects
    self.calibration = calibration
    advantages = try Self.advantages(request, calibration)
    ensemblePath = found.path
    self.loader = loader
    self.rows = rows
    self.tables = tables
  }

  /// The calibration that was named, or that has the name of the ensemble; nil when there is none.
  private static func calibration(
    _ request: BacktestRequest, of ensemble: String, _ loader: HistoryLoader
  ) throws -> CalibrationStudy? {
    if let named = request.calibration { return try loader.calibration(named) }
    return try loader.hasCalibration(ensemble) ? loader.calibration(ensemble) : nil
  }

  /// The calibration to fit again; refuses none, one that is not that of the ensemble, and one that lacks the folds it is
  /// asked for.
  private static func required(
    _ study: CalibrationStudy?, _ request: BacktestRequest, _ rows: JointRows,
    _ subjects: [BacktestSubject]
  ) throws -> CalibrationStudy {
    guard let study else {
      throw BacktestError(
        "There is no calibration \(rows.name) to fit again; name that of the ensemble with --calibration."
      )
    }
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
    return study
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
    report.sectors = try sectors(heldOut: refits?.heldOut ?? [:])
    report.isOfFittedAlone = request.economies.isEmpty && subjects.allSatisfy(\.wasFitted)
    report.isCodedByRule = subjects.allSatisfy { HistoryLoader.isPanel($0.study) }
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

  func paths(_ subject: BacktestSubject) throws -> Backtest.Paths {
    try subject.paths(
      model: model, intervals: intervals, seed: request.seed, context: context)
  }
}

extension Study {
  /// Whether a word means its economy: the name, in any case where it is the code of a country.
  fileprivate func isCalled(_ word: String) -> Bool {
    economy.name == word || HistoryLoader.isPanel(self) && economy.name == word.lowercased()
  }
}
