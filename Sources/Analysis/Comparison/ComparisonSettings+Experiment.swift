import Ensembles
import StudyContract

extension ComparisonSettings {
  /// The settings that belong to an experiment: its model's outcomes, its policies and scenarios in their
  /// order, and the error groups of its design.
  ///
  /// - Parameters:
  ///   - outcomes: the outcomes to compare; nil for all of the model.
  ///   - ensemble: the joint ensemble the draws come from; nil when no factor is drawn jointly.
  /// - Throws: ``ComparisonError`` as the other initializer does.
  public init(
    experiment: Experiment, outcomes: [Objective]? = nil, baseline: String, rankedBy: String,
    indifferenceShare: Double = ComparisonSettings.defaultIndifferenceShare,
    ensemble: EnsembleSize? = nil, beliefs: String = "prior"
  ) throws {
    try self.init(
      modelOutcomes: experiment.model.outcomes, outcomes: outcomes,
      policies: experiment.policies.map(\.name), baseline: baseline,
      scenarios: experiment.scenarios.map {
        Scenario(name: $0.world.name, probability: $0.probability)
      },
      rankedBy: rankedBy, indifferenceShare: indifferenceShare,
      groupCount: experiment.design.errorGroupCount,
      hasIndependentFutures: experiment.design.takesFuturesForIndependent, ensemble: ensemble,
      beliefs: beliefs)
  }
}
