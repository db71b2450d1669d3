/// What is asked of the runs of one future: an outcome of a policy mix, or a statement about a choice.
///
/// A plain value of names and numbers, the same for runs of a study, for the folder of a finished run and for a
/// table. ``QueryEvaluator`` computes it.
public struct Query: Sendable, Hashable {
  /// What is computed.
  public enum Measure: Sendable, Hashable {
    /// The outcome of a mix.
    case outcome(of: String)
    /// The outcome of a mix minus that of another.
    case difference(String, minus: String)
    /// Whether a mix does better than another: 1, 0, or a half when they are equal.
    case beats(String, over: String)
    /// Whether a mix is the best of all: 1, 0, or its share in a tie.
    case isBest(String)
    /// The rank of a mix among all, 1 the best; ties have the average of their ranks.
    case rank(of: String)
    /// How far a mix falls behind the best of all, at least 0.
    case regret(of: String)
  }

  /// What is computed.
  public var measure: Measure
  /// Name of the outcome.
  public var outcome: String
  /// Calendar year; the horizon when nil.
  public var year: Double?

  /// Asks something of an outcome.
  public init(_ measure: Measure, outcome: String, year: Double? = nil) {
    self.measure = measure
    self.outcome = outcome
    self.year = year
  }

  /// The mixes it names, the one it is about first.
  public var policies: [String] {
    switch measure {
    case .outcome(let policy), .isBest(let policy), .rank(let policy), .regret(let policy): [policy]
    case .difference(let first, let second), .beats(let first, let second): [first, second]
    }
  }

  /// Whether every mix has to be run, because one is compared with all.
  public var needsAllPolicies: Bool {
    switch measure {
    case .outcome, .difference, .beats: false
    case .isBest, .rank, .regret: true
    }
  }

  /// Whether it matters which end of the outcome is wanted.
  public var needsDirection: Bool {
    if case .beats = measure { return true }
    return needsAllPolicies
  }
}
