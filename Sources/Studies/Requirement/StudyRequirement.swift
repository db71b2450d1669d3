import Analysis
import ModelContract
import StudyContract

/// What it takes to meet a target: how much of each policy mix, and at what cost.
public struct StudyRequirement: Sendable {
  /// A mix at the smallest share that was found to meet the target.
  public struct Solution: Sendable {
    /// Name of the mix.
    public let policy: String
    /// The share of the way from the baseline to the mix, above 1 where it takes more than the mix states; 0 where the
    /// baseline meets the target already.
    public let share: Double
    /// What the one lever of a mix that moves a single one is in the last year; nil for other mixes.
    public let level: Double?
    /// Whether it costs more than is allowed.
    public let isTooDear: Bool
    /// Probability of meeting the target at that share, over futures in which the run succeeds.
    public let probability: Estimate
    /// Expected outcome at that share; nil for one that may lie beyond the horizon.
    public let outcome: Estimate?
    /// Expected cost above the baseline; nil for a model without a cost.
    public let cost: Estimate?
    /// The mix at that share, which may be written as a file.
    public let mix: Policy
    /// Whether more of the mix may meet the target less often.
    public let isReversed: Bool
    /// Futures that are left out because a run failed.
    public let failed: Int
  }

  /// A mix that does not meet the target at any share that was tried.
  public struct Failure: Sendable {
    /// Name of the mix.
    public let policy: String
    /// The share at which it comes nearest.
    public let share: Double
    /// Probability of meeting the target there.
    public let probability: Estimate
    /// Expected outcome there; nil for one that may lie beyond the horizon.
    public let outcome: Estimate?
  }

  /// The session.
  public let session: StudySession
  /// The target.
  public let requirement: Requirement
  /// The probability with which it must be met.
  public let probability: Double
  /// The beliefs.
  public let beliefs: Beliefs
  /// The scenario.
  public let scenario: Scenario
  /// The outcome.
  public let outcome: Outcome
  /// The outcome that costs are read from; nil without one.
  public let costOutcome: Outcome?
  /// The most that may be spent above the baseline, in the unit of that outcome; nil without a limit.
  public let costLimit: Double?
  /// Mixes that meet the target, the cheapest first.
  public let solutions: [Solution]
  /// Mixes that do not, the nearest first.
  public let failures: [Failure]

  /// Mixes that meet the target within the limit of cost, the cheapest first.
  public var affordable: [Solution] { solutions.filter { !$0.isTooDear } }
}
