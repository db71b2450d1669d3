import Calibration

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

      /// Names a fit.
      public init(name: String, seed: UInt64) {
        self.name = name
        self.seed = seed
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
    /// Economies left out, each in a fit of its own.
    public let leftOut: [String]
    /// The held-out protocols by importance weights alone.
    public let weighted: [ProtocolResult]

    /// Collects fits.
    public init(
      calibration: String, runs: Int, particles: Int, fits: [Fit], leftOut: [String],
      weighted: [ProtocolResult]
    ) {
      self.calibration = calibration
      self.runs = runs
      self.particles = particles
      self.fits = fits
      self.leftOut = leftOut
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

extension ProtocolResult.Kind {
  /// A few words.
  var phrase: String {
    switch self {
    case .inSample: "in sample"
    case .heldOutInTimeConditional: "held out in time (outside paths known)"
    case .heldOutInTimeUnconditional: "held out in time (nothing known)"
    case .heldOutInSpace: "held out in space"
    }
  }

  /// The heading of a narrow column.
  var column: String {
    switch self {
    case .inSample: "in sample"
    case .heldOutInTimeConditional: "time, known"
    case .heldOutInTimeUnconditional: "time, blind"
    case .heldOutInSpace: "space"
    }
  }

  /// The heading of its table.
  var title: String {
    switch self {
    case .inSample: "IN SAMPLE"
    case .heldOutInTimeConditional: "HELD OUT IN TIME, outside paths known"
    case .heldOutInTimeUnconditional: "HELD OUT IN TIME, nothing known after \(Backtest.cutoff)"
    case .heldOutInSpace: "HELD OUT IN SPACE"
    }
  }

  /// What it means, in a sentence or two.
  var meaning: String {
    switch self {
    case .inSample:
      "The model's path from the start, under parameters that were fitted to these years. Rivals are fitted to "
        + "the same years, the own trend to each economy alone."
    case .heldOutInTimeConditional:
      "Forecasts from \(Backtest.cutoff): the model's path times the discrepancy that was left in that year. "
        + "Levers, investment, labour and schooling are those that came; rivals get them too."
    case .heldOutInTimeUnconditional:
      "As before, but levers, investment and labour stay as they were in \(Backtest.cutoff), and rivals know no "
        + "more; schooling in the regression goes on as in the ten years before. A lever path that was coded with "
        + "a corner after \(Backtest.cutoff) still leans towards it."
    case .heldOutInSpace:
      "Each economy from its initial conditions and coded levers alone: conditions are drawn from their laws, "
        + "levers within their intervals, and parameters are freed from the economy's own path. Rivals learn from "
        + "the other economies; the own trend is that before the start."
    }
  }
}

extension Rivals.Kind {
  /// The heading of its column.
  var heading: [String] {
    switch self {
    case .lastValue: ["last", "value"]
    case .trend: ["own", "trend"]
    case .convergence: ["conver-", "gence"]
    case .growthDistribution: ["mean", "growth"]
    case .regression: ["regres-", "sion"]
    }
  }

  /// Its name in a sentence.
  var phrase: String {
    switch self {
    case .lastValue: "\"nothing changes\""
    case .trend: "the economies' own trends"
    case .convergence: "one convergence line for all"
    case .growthDistribution: "the mean growth of all"
    case .regression: "the regression on investment, labour and schooling"
    }
  }
}
