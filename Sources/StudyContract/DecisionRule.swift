/// A rule by which a study ranks its mixes in place of expectations: a robustness metric of one outcome.
///
/// The metric is one of those of comparisons by decision rules, over all beliefs and scenarios of the study.
public struct DecisionRule: Sendable, Hashable {
  /// Name of the metric: `minimax_regret`.
  public var metric: String
  /// What is enough, in the unit of the outcome that ranks; the baseline's mean when nil.
  public var threshold: Double?
  /// Hurwicz's pessimism from 0 to 1; the metric's own default when nil.
  public var pessimism: Double?
  /// Share of the worst states in value at risk and expected shortfall; the metric's own default when nil.
  public var level: Double?
  /// Relative risk aversion of certainty equivalents; the metric's own default when nil.
  public var riskAversion: Double?

  /// Names a metric.
  public init(
    metric: String, threshold: Double? = nil, pessimism: Double? = nil, level: Double? = nil,
    riskAversion: Double? = nil
  ) {
    self.metric = metric
    self.threshold = threshold
    self.pessimism = pessimism
    self.level = level
    self.riskAversion = riskAversion
  }
}
