import Analysis
import ModelContract
import StudyContract

/// Why one mix does better or worse than another: the difference of the outcome that ranks, over levers and over time.
public struct StudyAttribution: Sendable {
  /// What a part is and does.
  public struct Part: Sendable {
    /// The part.
    public let part: MixPart
    /// Its share of the difference.
    public let share: Attribution.Share
    /// Its share of the difference in cost; nil for a model or study without a cost.
    public let cost: Attribution.Share?
    /// Whether it gains and costs nothing worth the name; see ``StudyAttribution/freeShare``.
    public let isFreeGain: Bool
  }

  /// The difference in a year.
  public struct Year: Sendable {
    /// The calendar year.
    public let year: Double
    /// The difference that has come about by then; of an outcome that accumulates the difference of what was gathered.
    public let gap: Estimate
    /// What the year adds: its gap less that of the year before; they sum to the gap of the last year.
    public let contribution: Estimate
  }

  /// The difference in another outcome.
  public struct Gap: Sendable {
    /// The outcome.
    public let outcome: Outcome
    /// Mean of the first mix.
    public let first: Estimate
    /// Mean of the second mix.
    public let second: Estimate
    /// Mean of the first less the second in the same future.
    public let difference: Estimate
  }

  /// A gain is free where its cost is below this share of it: less than a fiftieth is within what anybody knows of costs.
  public static let freeShare = 0.02

  /// The session.
  public let session: StudySession
  /// The beliefs.
  public let beliefs: Beliefs
  /// The scenario.
  public let scenario: Scenario
  /// The mix that is explained, as the study runs it.
  public let first: Policy
  /// The mix it is measured from.
  public let second: Policy
  /// The outcome that ranks.
  public let outcome: Outcome
  /// The outcome that costs are read from; nil without one.
  public let costOutcome: Outcome?
  /// The split of the outcome that ranks.
  public let attribution: Attribution
  /// The parts, the largest share first.
  public let parts: [Part]
  /// The years, the start first.
  public let years: [Year]
  /// The difference by the channels through which it comes about; nil for an outcome that is not accounted for.
  public let channels: (channels: [AccountChannel], split: ChannelSplit)?
  /// Other outcomes of the study.
  public let outcomes: [Gap]
  /// Mixes that were run.
  public let mixCount: Int
  /// Orders that were drawn; 0 where every mix between the two was run.
  public let orderCount: Int
  /// Futures in which all of them succeeded.
  public let futures: Int
  /// Futures that are left out because a run failed.
  public let failed: Int

  /// Whether the first mix does better.
  public var isBetter: Bool { gain(attribution.difference.value) > 0 }

  /// A difference with the sign by which more is better.
  public func gain(_ difference: Double) -> Double {
    outcome.direction == .minimize ? -difference : difference
  }
}
