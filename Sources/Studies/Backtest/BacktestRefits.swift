import Calibration
import Ensembles
import GrowthModels
import ModelContract
import Sampling
import Scenarios
import StudyContract

/// Fits to fewer data, by the code of `latecomer calibrate`, for what a backtest holds out.
struct BacktestRefits {
  /// A fit.
  struct Fit {
    /// What it was fitted to: `to_1995`, `without_korea`.
    let name: String
    /// Its own seed.
    let seed: UInt64
    /// The particles of all its runs.
    let rows: JointRows
    /// The largest split R-hat of all quantities and their smallest effective size; nil with one run.
    let convergence: (splitRHat: Double, effectiveSize: Double)?
  }

  /// The calibration of all data, with the particles and runs of every fit.
  let study: CalibrationStudy
  let model: GrowthModel
  let context: RunContext
  private let keeper: (any StateKeeper)?

  init(
    _ study: CalibrationStudy, seed: UInt64, refit: BacktestRequest.Refit, model: GrowthModel,
    context: RunContext
  ) {
    var study = study
    study.seed = seed
    study.runs = refit.runs
    study.particles = refit.particles
    self.study = study
    self.model = model
    self.context = context
    keeper = refit.keeper
  }

  /// All economies, without any year after the cut-off.
  func toCutoff() throws -> Fit {
    try fit(study.through(Backtest.cutoff), "to_\(Backtest.cutoff)")
  }

  /// Refuses settings with which the fit of most factors, that of all economies, cannot be made.
  ///
  /// - Throws: as ``CalibrationProblem/init(_:model:context:)``.
  func check() throws {
    _ = try CalibrationProblem(
      study.through(Backtest.cutoff), model: model, context: context.quiet)
  }

  /// All years of all economies but one.
  func without(_ economy: String) throws -> Fit {
    try fit(study.without([economy]), "without_\(economy)")
  }

  /// All years of all economies outside a fold.
  func without(_ fold: CalibrationStudy.Fold) throws -> Fit {
    try fit(study.without(fold.economies), "without_\(fold.name)")
  }

  /// The seed of a fit follows from its name, so that it does not depend on which others are made.
  static func seed(_ seed: UInt64, _ name: String) -> UInt64 {
    FNV1a.value(of: "\(seed) \(name)")
  }

  private func fit(_ part: CalibrationStudy, _ name: String) throws -> Fit {
    var part = part
    part.seed = Self.seed(study.seed, name)
    var named = context
    named.announce = { [context] in context.announce?("fitting \(name)  \($0)") }
    let problem = try CalibrationProblem(part, model: model, context: named)
    let states = try (0..<part.runs).map { run in
      let fingerprint = problem.fingerprint(run: run)
      let kept = try keeper?.state(of: name, run: run, fingerprint: fingerprint)
      return try problem.sample(run: run, from: kept) {
        try keeper?.keep($0, of: name, run: run, fingerprint: fingerprint)
      }
    }
    let values = problem.posterior.values(of: CalibrationResult.pooled(states))
    let count = values.columns
    let result = part.runs > 1 ? try CalibrationResult(problem.posterior, states: states) : nil
    return Fit(
      name: name, seed: part.seed,
      rows: JointRows(
        name: name, modelVersion: model.version, columns: problem.posterior.names, rowCount: count,
        values: (0..<values.rows).flatMap { row in (0..<count).map { values[row, $0] } },
        effectiveSize: nil, hasConverged: false),
      convergence: result.map { result in
        (result.quantities.map(\.convergence.splitRHat).max()!, result.effectiveSize)
      })
  }
}

extension JointRows {
  /// The discrepancy of log income that every row was fitted with; nil when the rows say nothing of it.
  ///
  /// - Throws: ``BacktestError`` for a row whose discrepancy has a size but never returns to it.
  func incomeDiscrepancies() throws -> [Discrepancy]? {
    func column(_ name: String) -> Int? {
      columns.firstIndex(of: EnsembleColumn.discrepancy("income_\(name)").header)
    }
    guard let persistence = column("persistence") else { return nil }
    for measure in CalibrationStudy.DiscrepancyLaw.Measure.allCases {
      guard let scale = column(measure.rawValue) else { continue }
      return try (0..<rowCount).map { row in
        let (value, kept) = (
          values[scale * rowCount + row], values[persistence * rowCount + row]
        )
        guard measure == .innovation || kept < 1 else {
          throw BacktestError(
            "The ensemble \(name): row \(row + 1) has \(columns[persistence]) 1 beside \(columns[scale]); a random walk "
              + "has no size, state discrepancy.income_innovation.")
        }
        return Discrepancy(
          scale: measure == .size ? .size(value) : .innovation(value), persistence: kept)
      }
    }
    return nil
  }
}
