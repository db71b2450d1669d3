import Ensembles
import ModelContract

/// The result of comparing policies under one set of beliefs.
///
/// Every policy saw the same futures in every scenario. Scenarios without a probability are never averaged.
public struct Comparison: Sendable, Hashable {
  /// Name of the beliefs: `prior` or `ensemble`.
  public let beliefs: String
  /// Name of the baseline policy.
  public let baseline: String
  /// The outcome that decides.
  public let rankedBy: String
  /// Its direction.
  public let direction: Outcome.Direction
  /// Differences smaller than this are equal for practical purposes, in the unit of the outcome: the
  /// study's share of the absolute value of the baseline's expectation in the leading scenario.
  public let indifferenceMargin: Double
  /// Futures run in every scenario.
  public let futures: Int
  /// Runs that failed, over all policies and scenarios.
  public let failedRuns: Int
  /// The first runs that failed, at most ``ComparisonSettings/recordedFailures``, in the order of futures'
  /// blocks.
  public let failures: [FailedRun]
  /// Independent groups the design error is estimated from; its degrees of freedom are one less.
  public let errorGroups: Int
  /// Whether futures are taken for independent of each other, so that intervals of probabilities are
  /// binomial.
  public let hasIndependentFutures: Bool
  /// The joint ensemble the futures were drawn from, nil without one.
  public let ensemble: EnsembleSize?
  /// Scenarios in the study's order.
  public let scenarios: [ScenarioComparison]
  /// For each policy the largest loss of expectation against the best policy over scenarios:
  /// `max over s of (max over k of E_s f_k - E_s f_i)`.
  public let maximumRegret: [String: Double]
  /// For each policy the 95 % interval of that loss, which holds over all scenarios at once (Bonferroni).
  public let maximumRegretIntervals: [String: ClosedRange<Double>]
  /// Break-even probabilities of the deeply uncertain scenarios.
  public let breakEvens: [BreakEven]
  /// The finding.
  public let verdict: Verdict

  /// Collects a comparison.
  public init(
    beliefs: String, baseline: String, rankedBy: String, direction: Outcome.Direction,
    indifferenceMargin: Double, futures: Int, failedRuns: Int, failures: [FailedRun] = [],
    errorGroups: Int = 0, hasIndependentFutures: Bool = false, ensemble: EnsembleSize? = nil,
    scenarios: [ScenarioComparison], maximumRegret: [String: Double],
    maximumRegretIntervals: [String: ClosedRange<Double>] = [:], breakEvens: [BreakEven] = [],
    verdict: Verdict
  ) {
    self.beliefs = beliefs
    self.baseline = baseline
    self.rankedBy = rankedBy
    self.direction = direction
    self.indifferenceMargin = indifferenceMargin
    self.futures = futures
    self.failedRuns = failedRuns
    self.failures = failures
    self.errorGroups = errorGroups
    self.hasIndependentFutures = hasIndependentFutures
    self.ensemble = ensemble
    self.scenarios = scenarios
    self.maximumRegret = maximumRegret
    self.maximumRegretIntervals = maximumRegretIntervals
    self.breakEvens = breakEvens
    self.verdict = verdict
  }
}

/// Everything that is said of one scenario.
public struct ScenarioComparison: Sendable, Hashable {
  /// Name of the scenario.
  public let scenario: String
  /// Its probability; nil when deeply uncertain.
  public let probability: Double?
  /// Policies in the study's order.
  public let policies: [PolicyStatistics]
  /// Differences to the baseline: for each policy but the baseline its outcomes, in the study's order.
  public let differences: [PairedDifference]
  /// Policies from best to worst on the ranked outcome.
  public let ranking: [RankingRow]
  /// Futures left out of differences and ranking because some policy failed in them.
  public let incompleteFutures: Int
  /// Whether every difference to the baseline is the same as in the first scenario, future by future. False
  /// for the first scenario itself and when there is one policy only.
  public let isInert: Bool
  /// For each outcome with a direction, the policy with the best expectation.
  public let winners: [OutcomeWinner]

  /// Collects a scenario.
  public init(
    scenario: String, probability: Double?, policies: [PolicyStatistics],
    differences: [PairedDifference], ranking: [RankingRow], incompleteFutures: Int, isInert: Bool,
    winners: [OutcomeWinner]
  ) {
    self.scenario = scenario
    self.probability = probability
    self.policies = policies
    self.differences = differences
    self.ranking = ranking
    self.incompleteFutures = incompleteFutures
    self.isInert = isInert
    self.winners = winners
  }
}

/// A run that left the model's domain.
public struct FailedRun: Sendable, Hashable, Archivable {
  /// Name of the scenario.
  public var scenario: String
  /// Name of the policy.
  public var policy: String
  /// Index of the future.
  public var future: Int
  /// The first of the model's outcomes that is not a finite number.
  public var outcome: String

  /// Locates a failed run.
  public init(scenario: String, policy: String, future: Int, outcome: String) {
    self.scenario = scenario
    self.policy = policy
    self.future = future
    self.outcome = outcome
  }

  /// Everything.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.code(&scenario)
    try archive.code(&policy)
    try archive.code(&future)
    try archive.code(&outcome)
  }
}

extension Comparison {
  /// The scenario the verdict is given for.
  public var leadingScenario: ScenarioComparison {
    scenarios.first { $0.scenario == verdict.leadingScenario } ?? scenarios[0]
  }
}

extension ScenarioComparison {
  /// A policy's difference to the baseline in an outcome; nil for the baseline and an outcome that is not compared.
  public func difference(of policy: String, on outcome: String) -> PairedDifference? {
    differences.first { $0.policy == policy && $0.outcome == outcome }
  }
}
