/// What decision rules say of the policy mixes of one table.
public struct RobustnessFindings: Sendable {
  /// A number with its interval.
  public struct Value: Sendable, Hashable {
    /// The number; nil where the metric has none.
    public let value: Double?
    /// The lower end; nil where there is none.
    public let low: Double?
    /// The upper end; nil where there is none.
    public let high: Double?
  }

  /// One metric of all mixes.
  public struct Finding: Sendable {
    /// The metric.
    public let metric: RobustnessMetric
    /// By policy.
    public let values: [Value]
    /// The best mixes: one, or those that are equal but for rounding.
    public let winners: [Int]
    /// By policy, the share of the resamples in which the mix is best; nil without resamples, and for extremes, of
    /// which they say nothing.
    public let winningShares: [Double]?

    /// The best mix after the winners; nil where all win.
    public var next: Int? {
      values.indices.filter { !winners.contains($0) && values[$0].value != nil }
        .max { isBetter($1, than: $0) }
    }

    /// Whether a mix does better than another.
    func isBetter(_ first: Int, than second: Int) -> Bool {
      guard let first = values[first].value, let second = values[second].value else { return false }
      return metric.largerIsBetter ? first > second : first < second
    }
  }

  /// Where the best mix changes as a number of a decision rule moves.
  public struct Switch: Sendable, Hashable {
    /// What moves: `pessimism`, `threshold`, `relative_risk_aversion`, `absolute_risk_aversion`.
    public let parameter: String
    /// From where on a mix leads, to where, and which.
    public let segments: [Segment]

    /// A range in which one mix leads.
    public struct Segment: Sendable, Hashable {
      /// The lower end.
      public let low: Double
      /// The upper end.
      public let high: Double
      /// The mix.
      public let policy: Int
    }
  }

  /// Stochastic dominance of one mix over another.
  public struct Dominance: Sendable, Hashable {
    /// The mix that may dominate.
    public let first: Int
    /// The mix that may be dominated.
    public let second: Int
    /// Whether it does to the first order: no outcome is more often missed.
    public let firstOrder: Bool
    /// The share of the area between the distributions in which it does not; nil where they agree.
    public let firstViolation: Double?
    /// Whether it does to the second order: everyone who is averse to risk prefers it.
    public let secondOrder: Bool
    /// The share of the area in which it does not; nil where they agree.
    public let secondViolation: Double?
    /// States in which both ran.
    public let states: Int
  }

  /// The mixes sorted by several metrics at once.
  public struct Pareto: Sendable, Hashable {
    /// Names of the criteria.
    public let criteria: [String]
    /// By policy, the front it is on: 1 is dominated by none; nil where a criterion has no value.
    public let fronts: [Int?]
    /// By policy, the share of the resamples in which it is on the first front; nil without resamples.
    public let probabilities: [Double]?
  }

  /// The mixture of mixes whose worst regret is least.
  public struct MixedPlan: Sendable, Hashable {
    /// By policy, its share.
    public let shares: [Double]
    /// The worst regret of the mixture.
    public let maximalRegret: Double
    /// The worst regret of the best single mix.
    public let bestSingle: Double
  }

  /// The extreme state of a mix.
  public struct Extreme: Sendable, Hashable {
    /// The state in words.
    public let state: String
    /// The value there.
    public let value: Double
  }

  /// Name of the table: a belief, or `all`.
  public let name: String
  /// Names of the mixes.
  public let policies: [String]
  /// Number of futures.
  public let futures: Int
  /// Number of states.
  public let states: Int
  /// By policy, states in which it failed.
  public let failed: [Int]
  /// The metrics that have a value for at least one mix.
  public let findings: [Finding]
  /// Metrics that were left out, with the reason.
  public let omitted: [(name: String, reason: String)]
  /// By metric and metric, Kendall's rank correlation tau-b of the orders they give; nil where one gives none.
  public let agreement: [[Double?]]
  /// Where the best mix changes.
  public let switches: [Switch]
  /// All ordered pairs of mixes.
  public let dominance: [Dominance]
  /// The Pareto sort.
  public let pareto: Pareto
  /// The least worst regret of a mixture; nil where no state has all mixes.
  public let mixedPlan: MixedPlan?
  /// By policy, its worst state.
  public let worst: [Extreme]
  /// By policy, the state of its largest regret.
  public let mostRegret: [Extreme]
  /// The threshold that was used.
  public let threshold: Double
  /// Whether it was given, and not the reference mix's mean.
  public let isThresholdGiven: Bool
  /// Whether states are independent draws of equal weight.
  public let isSimple: Bool
  /// Whether futures were resampled.
  public let isResampled: Bool

  /// How many metrics each mix is best under; ties count for each.
  public var wins: [Int] {
    policies.indices.map { policy in findings.count { $0.winners.contains(policy) } }
  }

  /// The mix that most metrics prefer; of several the one with the best mean, or the first.
  public var favourite: Int {
    let most = wins.max() ?? 0
    let leaders = wins.indices.filter { wins[$0] == most }
    let mean = findings.first { $0.metric.name == "mean" }
    return leaders.first { mean?.winners.contains($0) == true } ?? leaders[0]
  }
}
