/// What it would be worth to know before choosing, in the unit of the outcome.
public struct InformationFinding: Sendable, Hashable {
  /// A value with its 95 % interval.
  public struct Value: Sendable, Hashable {
    /// The estimate, at least 0.
    public let value: Double
    /// Lower end of the interval, at least 0.
    public let low: Double
    /// Upper end of the interval, at least 0.
    public let high: Double
  }

  /// The value of knowing some factors.
  public struct Partial: Sendable, Hashable {
    /// Name of the factor or group.
    public let name: String
    /// Factors in it.
    public let factors: [String]
    /// The value of the choice that the fit makes in futures that it was not fitted on.
    public let value: Value
    /// The value as the fit itself has it, on all futures: biased upward, since a maximum takes noise for knowledge.
    public let plugIn: Double
    /// Whether the value is above 0 by its interval and above what factors without a meaning show.
    public let isClear: Bool
  }

  /// Futures that were used.
  public let futures: Int
  /// Futures left out because a run of one of the mixes failed.
  public let failed: Int
  /// The mixes, in the order of the run.
  public let policies: [String]
  /// Mean outcome of each.
  public let means: [Double]
  /// Position of the mix that is best without further knowledge.
  public let best: Int
  /// Position of the baseline.
  public let baseline: Int
  /// Share of futures in which each mix is the best one.
  public let sharesBest: [Double]
  /// The expected value of perfect information: of knowing the future, luck included.
  public let perfect: Value
  /// The expected value of knowing each factor.
  public let factors: [Partial]
  /// The same of groups.
  public let groups: [Partial]
  /// The largest value that permuted factors, which mean nothing, showed.
  public let noiseFloor: Double
  /// Permuted factors.
  public let dummies: Int
}
