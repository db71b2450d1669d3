import Calibration
import StudyContract

/// What a backtest found, for its reports.
public struct BacktestReport: Sendable {
  /// A second economy near the frontier.
  public struct Frontier: Sendable, Hashable {
    /// Its name, as it is printed.
    public let name: String
    /// Income relative to the USA in the first year.
    public let first: Double
    /// The same in the last year.
    public let last: Double
    /// First and last year.
    public let span: String
    /// Root mean square change of log income in five years.
    public let change: Double

    /// Describes it.
    public init(name: String, first: Double, last: Double, span: String, change: Double) {
      self.name = name
      self.first = first
      self.last = last
      self.span = span
      self.change = change
    }
  }

  /// Fits to fewer data, and what the protocols are without them.
  public struct Refit: Sendable, Hashable {
    /// One fit.
    public struct Fit: Sendable, Hashable {
      /// `to_1995` or `without_korea`.
      public let name: String
      /// Its seed.
      public let seed: UInt64
      /// The largest rank-normalised split R-hat of its quantities; nil with one run.
      public let splitRHat: Double?
      /// Their smallest effective number of draws; nil with one run.
      public let effectiveSize: Double?

      /// Names a fit.
      public init(
        name: String, seed: UInt64, splitRHat: Double? = nil, effectiveSize: Double? = nil
      ) {
        self.name = name
        self.seed = seed
        self.splitRHat = splitRHat
        self.effectiveSize = effectiveSize
      }
    }

    /// The calibration.
    public let calibration: String
    /// Independent runs of each fit.
    public let runs: Int
    /// Particles of a run.
    public let particles: Int
    /// The fits.
    public let fits: [Fit]
    /// Economies left out, each in a fit of its own unless they are in ``folds``.
    public let leftOut: [String]
    /// Economies that were left out together.
    public let folds: [CalibrationStudy.Fold]
    /// The held-out protocols by importance weights alone.
    public let weighted: [ProtocolResult]

    /// Collects fits.
    public init(
      calibration: String, runs: Int, particles: Int, fits: [Fit], leftOut: [String],
      folds: [CalibrationStudy.Fold] = [], weighted: [ProtocolResult]
    ) {
      self.calibration = calibration
      self.runs = runs
      self.particles = particles
      self.fits = fits
      self.leftOut = leftOut
      self.folds = folds
      self.weighted = weighted
    }
  }

  /// Name of the ensemble.
  public let ensemble: String
  /// Its rows.
  public let rows: Int
  /// Whether it converged.
  public let hasConverged: Bool
  /// Economies it was fitted to.
  public let fitted: [String]
  /// Results by protocol.
  public let protocols: [ProtocolResult]
  /// Levers dealt out anew; nil with few economies.
  public let placebo: Placebo?
  /// The seed.
  public let seed: UInt64
  /// Name and version of the model.
  public let model: String
  /// A second economy near the frontier; nil without its table.
  public let frontier: Frontier?
  /// What the levers of history did, by economy.
  public var frozenLevers: [FrozenLevers] = []
  /// Orders of sectors beside observed ones; nil without a table.
  public var sectors: SectorScores?
  /// Whether nobody named economies, and those the ensemble was fitted to are shown alone.
  public var isOfFittedAlone = false
  /// Whether the levers of all economies were coded by the rule of countries.
  public var isCodedByRule = false
  /// Fits to fewer data; nil when nothing was fitted again.
  public var refit: Refit?

  /// Collects a report.
  public init(
    ensemble: String, rows: Int, hasConverged: Bool, fitted: [String],
    protocols: [ProtocolResult], placebo: Placebo?, seed: UInt64, model: String,
    frontier: Frontier?
  ) {
    self.ensemble = ensemble
    self.rows = rows
    self.hasConverged = hasConverged
    self.fitted = fitted
    self.protocols = protocols
    self.placebo = placebo
    self.seed = seed
    self.model = model
    self.frontier = frontier
  }
}
