import ModelContract
import Sampling

/// A named world of a study: outside paths with dates, and factors that have another law in it.
///
/// What a scenario does not say is the study's: ``Study/world(in:)`` puts the two together.
public struct Scenario: Sendable, Hashable {
  /// The name in tables, in snake case.
  public var name: String
  /// What happens in it, in one line.
  public var summary: String
  /// Its probability; nil when it is deeply uncertain. All scenarios of a study have one, or none has. The most
  /// probable scenario is that of the verdict; no result is averaged over scenarios.
  public var probability: Double?
  /// Outside paths in calendar years, by name (`frontier_growth`, `world_demand.semiconductors`). A name
  /// that is absent has the model's own default.
  public var paths: [String: Path]
  /// Factors with another law in this world; they keep their own uniform, so that worlds are compared on
  /// the same luck.
  public var overrides: [FactorPrior]

  /// Describes a scenario; without paths and overrides the world goes on as the study has it.
  public init(
    name: String, summary: String = "", probability: Double? = nil, paths: [String: Path] = [:],
    overrides: [FactorPrior] = []
  ) {
    self.name = name
    self.summary = summary
    self.probability = probability
    self.paths = paths
    self.overrides = overrides
  }
}
