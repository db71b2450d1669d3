import Analysis
import Ensembles
import ModelContract
import NumericCore
import StudyContract

extension StudySession {
  /// What the study's decision rule says over all beliefs; nil where it has none, and of a single mix.
  ///
  /// Cost: the runs once more, with every outcome in memory.
  func ruled(under beliefs: [Beliefs]) throws -> RobustnessComparison? {
    guard let rule = study.decisionRule, selected.count > 1 else { return nil }
    var request = RobustnessComparison.Request()
    var settings = RobustnessSettings()
    settings.metrics = [rule.metric]
    settings.threshold = rule.threshold
    settings.pessimism = rule.pessimism ?? settings.pessimism
    settings.level = rule.level ?? settings.level
    settings.riskAversion = rule.riskAversion ?? settings.riskAversion
    request.settings = settings
    return try robustness(under: beliefs, request)
  }

  /// Runs the selected mixes and scenarios and applies decision rules to what they yield.
  ///
  /// Memory: 8 bytes an outcome of a run. Cost: that of the runs and some seconds.
  ///
  /// - Parameter beliefs: by default those the study is run under.
  /// - Throws: `EnsembleError` when it was cancelled, `RobustnessError` for what cannot be compared, `UsageError` for an
  ///   outcome without a direction, and what the model throws.
  public func robustness(
    under beliefs: [Beliefs]? = nil, _ request: RobustnessComparison.Request
  ) throws -> RobustnessComparison {
    let beliefs = try beliefs ?? self.beliefs(nil)
    let outcomes = study.allOutcomes(of: model)
    let tables = try beliefs.map { beliefs in
      try EnsembleRunner.run(
        try experiment(beliefs), stage: beliefs.name, context: context,
        accumulator: { OutcomeTable(model: model) }
      ).summary
    }
    // A run fails with any of its outcomes.
    let failed = tables.map { table in
      table.columns.map { policies in
        policies.map { columns in
          (0..<table.futures).map { future in
            columns.indices.contains { !outcomes[$0].isPossible(columns[$0][future]) }
          }
        }
      }
    }
    let names = selected.map(\.name)
    let probabilities = scenarios.compactMap(\.probability)
    let values = RunValues(
      source: study.name, outcomes: outcomes, policies: names,
      baseline: names.contains(study.baseline) ? study.baseline : nil,
      scenarios: scenarios.map(\.name),
      probabilities: probabilities.count == scenarios.count ? probabilities : nil,
      beliefs: beliefs.map(\.name), futures: design.futures,
      factors: tables.map { $0.factors[0] }
    ) { name, belief, scenario, policy in
      let outcome = outcomes.firstIndex { $0.name == name } ?? 0
      let column = tables[belief].columns[scenario][policy][outcome]
      return zip(column, failed[belief][scenario][policy]).map { $1 ? .nan : $0 }[...]
    }
    var comparison = try RobustnessComparison(
      values, outcome: request.outcome ?? study.rankedBy, request: request)
    if comparison.outcome == "discounted_consumption", selected.count > 1 {
      comparison.years = try beliefs.compactMap { beliefs in
        try yearlyPaths(under: beliefs).map { (beliefs.name, $0) }
      }
    }
    return comparison
  }
}
