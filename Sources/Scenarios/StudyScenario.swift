import ModelContract
import Sampling

/// A named world of a study: outside paths with dates, and factors that have another law in it.
public struct StudyScenario: Sendable, Hashable {
  /// The name in tables, in snake case.
  public let name: String
  /// What happens in it, in one line.
  public let summary: String
  /// Its probability; nil when it is deeply uncertain. Results are never averaged over scenarios without
  /// one.
  public let probability: Double?
  /// The world as the model takes it.
  public let world: World
  /// Factors with another law in this world; they keep their own uniform, so that worlds are compared on
  /// the same luck.
  public let overrides: [FactorPrior]

  /// Describes a scenario.
  public init(
    name: String, summary: String, probability: Double?, world: World, overrides: [FactorPrior]
  ) {
    self.name = name
    self.summary = summary
    self.probability = probability
    self.world = world
    self.overrides = overrides
  }
}

/// The law of one uncertain factor.
public struct FactorPrior: Sendable, Hashable {
  /// Name of the factor.
  public let factor: String
  /// Its law, in the factor's unit.
  public let distribution: Distribution

  /// States the law of a factor.
  public init(factor: String, distribution: Distribution) {
    self.factor = factor
    self.distribution = distribution
  }
}

/// A rank correlation (Spearman) between two factors.
public struct RankCorrelation: Sendable, Hashable {
  /// Name of one factor.
  public let first: String
  /// Name of the other.
  public let second: String
  /// The correlation, between -1 and 1.
  public let value: Double

  /// States a correlation.
  public init(first: String, second: String, value: Double) {
    self.first = first
    self.second = second
    self.value = value
  }
}
