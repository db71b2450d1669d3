/// Boxes of factors in which a condition is met, and how good they are.
public struct DiscoveryFinding: Sendable, Hashable {
  /// Coverage, density and mass of a box.
  public struct Measures: Sendable, Hashable {
    /// Share of all cases that lie in the box.
    public let coverage: Double
    /// Share of the rows in the box that are cases.
    public let density: Double
    /// Share of all rows that lie in the box.
    public let mass: Double
    /// 95 % interval of the density, exact for independent rows (Clopper and Pearson).
    public let densityInterval: ClosedRange<Double>
    /// Rows in the box.
    public let rows: Int
    /// Cases in the box.
    public let cases: Int
  }

  /// The limits that a box puts on one factor.
  public struct Limit: Sendable, Hashable {
    /// The factor.
    public let factor: String
    /// The factor is at least this; nil without a limit below.
    public let low: Double?
    /// The factor is below this; nil without a limit above.
    public let high: Double?
    /// Names of the categories inside; nil for a numeric factor.
    public let categories: [String]?
    /// The probability of at least as many cases inside if this factor had no limit and the limit meant nothing, on the
    /// rows on which the box was found. Quasi, because the same rows chose the limit.
    public let quasiP: Double
    /// The same on held-out rows, where it is an honest probability.
    public let heldOutP: Double
    /// Share of resamples whose box limits this factor on the same sides.
    public let reproducibility: Double
  }

  /// One box.
  public struct Box: Sendable, Hashable {
    /// Its limits, the most reproducible first.
    public let limits: [Limit]
    /// On held-out rows: what to expect of other futures of the same kind.
    public let heldOut: Measures
    /// On the rows on which it was found, which flatters.
    public let inSample: Measures
    /// Probability of at least as many cases among held-out rows if the box meant nothing.
    public let pValue: Double
  }

  /// A moment of the peeling of the first box.
  public struct Step: Sendable, Hashable {
    /// Factors with a limit.
    public let limits: Int
    /// The factor of the last slice; nil at the start.
    public let factor: String?
    /// On the rows that were peeled.
    public let inSample: Measures
    /// On held-out rows.
    public let heldOut: Measures
  }

  /// Rows that were used.
  public let rows: Int
  /// Rows among them that meet the condition.
  public let cases: Int
  /// Rows that were left out because a run failed.
  public let failed: Int
  /// Rows on which boxes were found; the others were held out.
  public let trainingRows: Int
  /// Boxes that hold on held-out rows, in the order in which they were found; empty where nothing does.
  public let boxes: [Box]
  /// The best box that does not hold, with its probability; nil where there was none or all hold.
  public let rejected: Box?
  /// The trade-off of coverage and density on the way of the peeling; empty for other methods.
  public let path: [Step]
}
