/// Where one policy stands among all, on the ranked outcome, in one scenario.
///
/// Everything here is over the futures in which every policy succeeded.
public struct RankingRow: Sendable, Hashable {
  /// Name of the policy.
  public let policy: String
  /// Expected outcome.
  public let mean: Double
  /// Share of futures in which the policy is the best of all: risk, which more runs do not remove. Ties
  /// share.
  public let shareBest: Double
  /// Probability that its expected outcome is the best: sampling error, which more runs remove.
  public let confidenceBest: Double
  /// Expected rank, 1 the best; ties have the average of their ranks.
  public let expectedRank: Double
  /// Expected distance to the best policy of the same future, at least 0 in either direction.
  public let expectedRegret: Double
  /// Simultaneous 95 % interval of its expected outcome minus the best of the others (Hsu), in the unit
  /// of the outcome. Positive is good when more is better, negative when less is. The interval is
  /// constrained: it contains 0 or ends there.
  public let distanceToBest: ClosedRange<Double>
  /// Whether it cannot be excluded as the best at 95 %.
  public let isContender: Bool
  /// Its expected outcome minus the leader's, paired, with a 95 % interval that stands alone (not
  /// simultaneous); nil for the leader.
  public let differenceToLeader: Estimate?
  /// Two-sided p value of the paired t test against the leader, adjusted for all comparisons by Holm's
  /// method; nil for the leader.
  public let pValue: Double?
  /// ``shareBest`` with its 95 % interval; nil without a complete future.
  public let shareBestEstimate: Estimate?
  /// ``expectedRank`` with its 95 % interval; nil without a complete future.
  public let rankEstimate: Estimate?
  /// ``expectedRegret`` with its 95 % interval; nil without a complete future.
  public let regretEstimate: Estimate?

  /// Collects a row.
  public init(
    policy: String, mean: Double, shareBest: Double, confidenceBest: Double, expectedRank: Double,
    expectedRegret: Double, distanceToBest: ClosedRange<Double>, isContender: Bool,
    differenceToLeader: Estimate? = nil, pValue: Double? = nil,
    shareBestEstimate: Estimate? = nil, rankEstimate: Estimate? = nil,
    regretEstimate: Estimate? = nil
  ) {
    self.policy = policy
    self.mean = mean
    self.shareBest = shareBest
    self.confidenceBest = confidenceBest
    self.expectedRank = expectedRank
    self.expectedRegret = expectedRegret
    self.distanceToBest = distanceToBest
    self.isContender = isContender
    self.differenceToLeader = differenceToLeader
    self.pValue = pValue
    self.shareBestEstimate = shareBestEstimate
    self.rankEstimate = rankEstimate
    self.regretEstimate = regretEstimate
  }
}

/// The policy with the best expectation on one outcome.
///
/// A censored outcome has no expectation; its winner is the policy with the best probability that it is
/// reached before the horizon (the highest when less is better, such as the year of catching up).
public struct OutcomeWinner: Sendable, Hashable {
  /// Name of the outcome.
  public let outcome: String
  /// Name of the policy; the first in the study's order when several have exactly the same expectation.
  public let policy: String
  /// Whether every other policy can be excluded at 95 % (Hsu), so the runner-up among them.
  public let isCertain: Bool
  /// The policy with the second best expectation; nil when there is one policy only.
  public let runnerUp: String?

  /// Collects a winner.
  public init(outcome: String, policy: String, isCertain: Bool, runnerUp: String? = nil) {
    self.outcome = outcome
    self.policy = policy
    self.isCertain = isCertain
    self.runnerUp = runnerUp
  }
}
