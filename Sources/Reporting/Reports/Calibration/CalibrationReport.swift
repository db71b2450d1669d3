import Calibration

/// What `latecomer calibrate` says.
public struct CalibrationReport: Sendable {
  /// The name of the calibration.
  public var name: String
  /// What is fitted to what.
  public var summary: String
  /// Version of the model.
  public var modelVersion: String
  /// Particles of a run.
  public var particles: Int
  /// Seed of all random numbers.
  public var seed: UInt64
  /// The result.
  public var result: CalibrationResult
  /// The table of the ensemble; nil when it was refused.
  public var file: String?
  /// Rows of the ensemble.
  public var rows: Int
  /// What must be said.
  public var caveats: [String]

  /// Collects a report.
  public init(
    name: String, summary: String, modelVersion: String, particles: Int, seed: UInt64,
    result: CalibrationResult, file: String?, rows: Int, caveats: [String]
  ) {
    self.name = name
    self.summary = summary
    self.modelVersion = modelVersion
    self.particles = particles
    self.seed = seed
    self.result = result
    self.file = file
    self.rows = rows
    self.caveats = caveats
  }

  /// Contraction from which history counts as having said something about a factor: at 4,000 independent draws
  /// sampling alone gives 0.04 at two standard errors.
  static let informedShare = 0.05

  /// Factors by what history says of them, most first.
  var byContraction: [CalibrationResult.Quantity] {
    result.quantities.filter { $0.contraction != nil }
      .sorted { $0.contraction!.share > $1.contraction!.share }
  }

  /// Factors of which history says nothing to speak of.
  var uninformed: Int {
    byContraction.count {
      $0.contraction!.share < Self.informedShare && abs($0.contraction!.shift) < 0.2
    }
  }

  /// The verdict on convergence in one sentence.
  var verdict: String {
    let rule = result.rule
    let worst = result.quantities.max { $0.convergence.splitRHat < $1.convergence.splitRHat }!
    let failing = result.quantities.filter { !$0.convergence.satisfies(rule) }
    if result.states.count < rule.runs {
      return "NOT CONVERGED: \(result.states.count) runs, of at least \(rule.runs) needed"
    }
    if failing.isEmpty {
      return
        "converged: split R-hat at most \(Figures.fixed(worst.convergence.splitRHat, decimals: 4)), "
        + "effective size at least \(Figures.grouped(Int(result.effectiveSize)))"
    }
    return
      "NOT CONVERGED: \(failing.count) of \(result.quantities.count) quantities miss split R-hat below "
      + "\(rule.splitRHat) or effective size \(Int(rule.effectiveSize)); worst \(worst.name) with "
      + "R-hat \(Figures.fixed(worst.convergence.splitRHat, decimals: 3)), least effective size "
      + "\(Int(result.effectiveSize))"
  }
}
