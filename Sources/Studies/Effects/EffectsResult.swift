import StudyContract

/// What stated changes and whole mixes do, future by future, beside what was published of them.
public struct EffectsResult: Sendable {
  /// The effect on an outcome after some years, under one set of beliefs.
  public struct Size: Sendable, Hashable {
    /// Median over futures.
    public let median: Double
    /// Where nine futures in ten lie: the quantiles of 5 and 95 %.
    public let interval: ClosedRange<Double>
    /// Futures in which the run of one of both sides failed; they are left out.
    public let failed: Int
  }

  /// The effect on an outcome after some years.
  public struct Row: Sendable, Hashable {
    /// The outcome.
    public let outcome: String
    /// How it is counted.
    public let measure: EffectMeasure
    /// Whole years after the start.
    public let years: Int
    /// By set of beliefs; nil where every future failed.
    public let sizes: [Size?]
    /// What was published of it; nil where nothing is known.
    public let published: ClosedRange<Double>?

    /// By set of beliefs whether the median lies outside what was published; nil where there is nothing to compare.
    public var isOutside: [Bool?] {
      sizes.map { size in
        guard let size, let published else { return nil }
        return !published.contains(size.median)
      }
    }
  }

  /// A change with its effects.
  public struct Effect: Sendable, Hashable {
    /// The change.
    public let change: StatedChange
    /// Its effects; empty where it cannot be made.
    public let rows: [Row]
    /// Why the change cannot be made on the study's baseline, in a clause; nil where it can.
    public let obstacle: String?
  }

  /// The session that was run.
  public let session: StudySession
  /// The card.
  public let card: EffectCard
  /// The scenario, the study's first.
  public let scenario: Scenario
  /// The beliefs.
  public let beliefs: [Beliefs]
  /// Changes of single levers, in the order of the card.
  public let effects: [Effect]
  /// The study's mixes against its baseline; empty where levers were asked for.
  public let programmes: [Effect]

  /// Medians that have a published range, and those of them that lie outside, by set of beliefs.
  public var tally: [(compared: Int, outside: Int)] {
    beliefs.indices.map { index in
      let marks = (effects + programmes).flatMap(\.rows).compactMap { $0.isOutside[index] }
      return (marks.count, marks.count { $0 })
    }
  }
}
