import ModelContract

/// An estimated expectation with its error.
public struct Estimate: Sendable, Hashable {
  /// The estimate.
  public let value: Double
  /// Standard error, design and ensemble together.
  public let standardError: Double
  /// The part of the standard error that more futures would remove.
  public let designError: Double
  /// The part that comes from the finite ensemble and that more futures would not remove; 0 without one.
  public let ensembleError: Double
  /// Lower end of the 95 % interval.
  public let low: Double
  /// Upper end of the 95 % interval.
  public let high: Double

  /// Collects an estimate.
  public init(
    value: Double, standardError: Double, designError: Double, ensembleError: Double, low: Double,
    high: Double
  ) {
    self.value = value
    self.standardError = standardError
    self.designError = designError
    self.ensembleError = ensembleError
    self.low = low
    self.high = high
  }
}

/// One outcome of one policy in one scenario.
public struct OutcomeStatistics: Sendable, Hashable {
  /// Name of the outcome.
  public let outcome: String
  /// Expectation; nil for a censored outcome, which has none, and when no future succeeded.
  public let mean: Estimate?
  /// Probability that a censored outcome is reached before the horizon; nil for other outcomes.
  public let probabilityReached: Estimate?
  /// Probability that the study's threshold on the outcome is met; nil without a threshold.
  public let probabilityThresholdMet: Estimate?
  /// Standard deviation over futures; nil for a censored outcome.
  public let standardDeviation: Double?
  /// Quantiles at 5, 25, 50, 75 and 95 %; +infinity where a censored outcome lies beyond the horizon.
  public let quantiles: [Double]
  /// Largest error of the quantiles' ranks, as a share; 0 when they are exact.
  public let quantileRankError: Double
  /// Runs that succeeded.
  public let succeeded: Int
  /// Runs that failed.
  public let failed: Int
}

/// One policy in one scenario.
public struct PolicyStatistics: Sendable, Hashable {
  /// Name of the policy.
  public let policy: String
  /// Its outcomes, in the study's order.
  public let outcomes: [OutcomeStatistics]
}

/// A policy minus the baseline, future by future, in one scenario.
public struct PairedDifference: Sendable, Hashable {
  /// Name of the policy.
  public let policy: String
  /// Name of the baseline.
  public let baseline: String
  /// Name of the outcome.
  public let outcome: String
  /// Expected difference, policy minus baseline; nil for a censored outcome.
  public let difference: Estimate?
  /// Share of futures in which the policy is better; ties count one half.
  public let probabilityBetter: Double
}

/// Where one policy stands among all, on the ranked outcome, in one scenario.
public struct RankingRow: Sendable, Hashable {
  /// Name of the policy.
  public let policy: String
  /// Expected outcome.
  public let mean: Double
  /// Share of futures in which the policy is the best of all: risk, which more runs do not remove. Ties
  /// share.
  public let shareBest: Double
  /// Probability that its expected outcome is the highest: sampling error, which more runs remove.
  public let confidenceBest: Double
  /// Expected rank, 1 the best.
  public let expectedRank: Double
  /// Expected distance to the best policy of the same future.
  public let expectedRegret: Double
  /// Interval of its expected outcome minus the best of the others (Hsu), never excluding 0 on the wrong
  /// side.
  public let distanceToBest: ClosedRange<Double>
  /// Whether it cannot be excluded as the best at 95 %.
  public let isContender: Bool
}

/// Everything that is said of one scenario.
public struct ScenarioComparison: Sendable, Hashable {
  /// Name of the scenario.
  public let scenario: String
  /// Its probability; nil when deeply uncertain.
  public let probability: Double?
  /// Policies in the study's order.
  public let policies: [PolicyStatistics]
  /// Differences to the baseline, policy by outcome.
  public let differences: [PairedDifference]
  /// Policies from best to worst on the ranked outcome.
  public let ranking: [RankingRow]
  /// Futures left out of differences and ranking because some policy failed in them.
  public let incompleteFutures: Int
  /// Whether every difference to the baseline is the same as in the first scenario, future by future.
  public let isInert: Bool
  /// For each outcome with a direction, the policy with the best expectation.
  public let winners: [OutcomeWinner]
}

/// The policy with the best expectation on one outcome.
public struct OutcomeWinner: Sendable, Hashable {
  /// Name of the outcome.
  public let outcome: String
  /// Name of the policy.
  public let policy: String
  /// Whether the runner-up can be excluded at 95 %.
  public let isCertain: Bool
}

/// How probable a deeply uncertain scenario must be before another policy is the best choice.
public struct BreakEven: Sendable, Hashable {
  /// Name of the scenario.
  public let scenario: String
  /// The policy that is best without it.
  public let holder: String
  /// The policy that becomes best; nil when none does at any probability.
  public let challenger: String?
  /// The probability at which it does; nil when none.
  public let probability: Double?
}

/// What the numbers say, before anybody writes a sentence about it.
public struct Verdict: Sendable, Hashable {
  /// The three things a comparison can say.
  public enum Finding: Sendable, Hashable {
    /// One policy is best, and every other can be excluded.
    case clear
    /// Several policies cannot be told apart by this run, and the gap may matter.
    case tooCloseToCall
    /// The leaders differ by less than the indifference margin, for certain.
    case equalForPracticalPurposes
  }

  /// What was found in the scenario that leads (the first, or the most probable).
  public let finding: Finding
  /// The policy with the best expected outcome.
  public let leader: String
  /// The policies that cannot be excluded, the leader among them.
  public let contenders: [String]
  /// Scenarios in which another policy leads, with that policy.
  public let scenariosThatChangeIt: [String: String]
  /// The policy that leads when the terminal value is added to discounted consumption, where that differs;
  /// nil when it does not.
  public let leaderWithTerminalValue: String?
  /// Whether the leader is the best in every future of the leading scenario.
  public let isSameInEveryFuture: Bool
}

/// The result of comparing policies under one set of beliefs.
public struct Comparison: Sendable, Hashable {
  /// Name of the beliefs: `prior` or `ensemble`.
  public let beliefs: String
  /// Name of the baseline policy.
  public let baseline: String
  /// The outcome that decides.
  public let rankedBy: String
  /// Its direction.
  public let direction: Outcome.Direction
  /// Differences smaller than this are equal for practical purposes, in the unit of the outcome.
  public let indifferenceMargin: Double
  /// Futures run in every scenario.
  public let futures: Int
  /// Runs that failed, over all policies and scenarios.
  public let failedRuns: Int
  /// Scenarios in the study's order.
  public let scenarios: [ScenarioComparison]
  /// For each policy the largest loss of expectation against the best policy over scenarios:
  /// `max over s of (max over k of E_s f_k - E_s f_i)`.
  public let maximumRegret: [String: Double]
  /// Break-even probabilities of the deeply uncertain scenarios.
  public let breakEvens: [BreakEven]
  /// The finding.
  public let verdict: Verdict
}
