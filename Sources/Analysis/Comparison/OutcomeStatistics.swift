/// One outcome of one policy in one scenario, over the futures in which the policy's run succeeded.
public struct OutcomeStatistics: Sendable, Hashable {
  /// The shares at which quantiles are taken.
  public static let quantileShares = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// Name of the outcome.
  public let outcome: String
  /// Expectation; nil for a censored outcome, which has none, and when no future succeeded.
  public let mean: Estimate?
  /// Probability that a censored outcome is reached before the horizon; nil for other outcomes.
  public let probabilityReached: Estimate?
  /// Probability that the study's threshold on the outcome is met; nil without a threshold.
  public let probabilityThresholdMet: Estimate?
  /// Standard deviation over futures (divisor n - 1); nil for a censored outcome and below two futures.
  public let standardDeviation: Double?
  /// Quantiles at 5, 25, 50, 75 and 95 %; +infinity where a censored outcome lies beyond the horizon.
  /// They are values that occurred (nearest rank); empty when no future succeeded.
  public let quantiles: [Double]
  /// For each quantile its 95 % interval: ordered values that occurred (binomial ranks). An end that no value
  /// reaches is infinite. Sobol' and Latin points, more even than the independent futures it is meant for, make it
  /// wider than need be; an ensemble of M rows counts for no more than M futures.
  public let quantileIntervals: [ClosedRange<Double>]
  /// Among how many futures the variance is spread; nil for an indicator, a censored outcome or a constant.
  public let carriers: Carriers?
  /// Largest error of the quantiles' ranks, as a share; 0 when they are exact.
  public let quantileRankError: Double
  /// Runs that succeeded.
  public let succeeded: Int
  /// Runs that failed.
  public let failed: Int

  /// Collects statistics.
  public init(
    outcome: String, mean: Estimate?, probabilityReached: Estimate? = nil,
    probabilityThresholdMet: Estimate? = nil, standardDeviation: Double?, quantiles: [Double],
    quantileIntervals: [ClosedRange<Double>] = [], carriers: Carriers? = nil,
    quantileRankError: Double, succeeded: Int, failed: Int
  ) {
    self.outcome = outcome
    self.mean = mean
    self.probabilityReached = probabilityReached
    self.probabilityThresholdMet = probabilityThresholdMet
    self.standardDeviation = standardDeviation
    self.quantiles = quantiles
    self.quantileIntervals = quantileIntervals
    self.carriers = carriers
    self.quantileRankError = quantileRankError
    self.succeeded = succeeded
    self.failed = failed
  }
}

/// One policy in one scenario.
public struct PolicyStatistics: Sendable, Hashable {
  /// Name of the policy.
  public let policy: String
  /// Its outcomes, in the study's order.
  public let outcomes: [OutcomeStatistics]

  /// Collects the outcomes of a policy.
  public init(policy: String, outcomes: [OutcomeStatistics]) {
    self.policy = policy
    self.outcomes = outcomes
  }
}

/// A policy minus the baseline, future by future, in one scenario.
///
/// Only futures in which every policy succeeded count, so that all policies are compared on the same
/// futures; ``ScenarioComparison/incompleteFutures`` says how many were left out.
public struct PairedDifference: Sendable, Hashable {
  /// Name of the policy.
  public let policy: String
  /// Name of the baseline.
  public let baseline: String
  /// Name of the outcome.
  public let outcome: String
  /// Expected difference, policy minus baseline; nil for a censored outcome and without a complete future.
  public let difference: Estimate?
  /// Difference of the probabilities that a censored outcome is reached before the horizon; nil for other
  /// outcomes.
  public let differenceReached: Estimate?
  /// Share of futures in which the policy is better; ties count one half. For an outcome without a
  /// direction, the share in which it is larger. NaN without a complete future.
  public let probabilityBetter: Double
  /// The same with its 95 % interval; nil without a complete future.
  public let betterEstimate: Estimate?
  /// Among how many futures the variance of the difference is spread; nil for indicators, a censored outcome or a
  /// constant difference.
  public let carriers: Carriers?
  /// Standard deviation of the difference over futures; nil for a censored outcome and below two futures.
  public let standardDeviation: Double?
  /// Mean difference in the tenth of futures in which the policy does worst against the baseline, in the unit of the
  /// outcome; nil unless policies are ranked by it, and without a complete future.
  public let worstTenth: Double?

  /// Collects a difference.
  public init(
    policy: String, baseline: String, outcome: String, difference: Estimate?,
    differenceReached: Estimate? = nil, probabilityBetter: Double,
    betterEstimate: Estimate? = nil, carriers: Carriers? = nil, standardDeviation: Double? = nil,
    worstTenth: Double? = nil
  ) {
    self.policy = policy
    self.baseline = baseline
    self.outcome = outcome
    self.difference = difference
    self.differenceReached = differenceReached
    self.probabilityBetter = probabilityBetter
    self.betterEstimate = betterEstimate
    self.carriers = carriers
    self.standardDeviation = standardDeviation
    self.worstTenth = worstTenth
  }
}
