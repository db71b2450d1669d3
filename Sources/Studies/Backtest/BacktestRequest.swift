import Scenarios

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
    /// Independent runs of every fit.
    public var runs: Int
    /// Particles of a run.
    public var particles: Int
    /// Whether the folds of the calibration are left out in place of single economies.
    public var usesFolds: Bool
    /// Where fits are kept after every stage, and found again; nil keeps nothing.
    public var keeper: (any StateKeeper)?

    /// States how to fit.
    public init(
      runs: Int, particles: Int, usesFolds: Bool = false, keeper: (any StateKeeper)? = nil
    ) {
      self.runs = runs
      self.particles = particles
      self.usesFolds = usesFolds
      self.keeper = keeper
    }
  }

  /// Economies by name or file that are shown; when empty those the ensemble says it was fitted to, or all that have a
  /// history where it names none.
  public var economies: [String] = []
  /// The ensemble whose rows are tested: a name or its file.
  public var ensemble = "panel"
  /// The calibration the ensemble is of: a name or its file; nil for the one that has the ensemble's name.
  public var calibration: String?
  /// A table of comparative advantages with which orders of sectors are compared; nil for that of the calibration.
  public var sectors: String?
  /// The series of income.
  public var series = BacktestSeries.expenditure
  /// The last year the ensemble was fitted to, where that was not the last of all.
  public var fittedTo: Int?
  /// Seed of discrepancies, fresh conditions, lever intervals and the placebo.
  public var seed: UInt64 = 1995
  /// Fits for every economy and cut-off that is held out; nil uses importance weights.
  public var refit: Refit?

  /// Asks for the shipped ensemble against the economies it was fitted to.
  public init() {}
}
