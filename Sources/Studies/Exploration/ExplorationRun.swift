import Analysis
import Ensembles
import ModelContract
import NumericCore
import StudyContract

/// One request on outcomes that are there.
struct ExplorationRun {
  let session: StudySession
  let request: ExplorationRequest
  let beliefs: Beliefs
  /// By mix of the session.
  let kept: [MixOutcomes]
  let mixes: StudyExplorer.Moved
  /// The mixes year by year over the pilot; nil where the model has no such outcomes.
  let paths: YearlyPaths?
  /// Baseline, changed baseline and mix year by year.
  let lines: [YearlyFan]
  let budgetCosts: [String: Double]

  private var names: [String] { session.selected.map(\.name) }

  func answer(isWhole: Bool) throws -> ExplorationAnswer {
    let experiment = try session.experiment(beliefs)
    let summary = try compare(session, in: experiment)
    let comparison = summary.finish()
    let run = StudyComparison.Run(
      beliefs: beliefs, comparison: comparison, gains: summary.gains, budgetCosts: budgetCosts,
      years: paths, residuals: nil, adaptive: [], failures: [])
    let whole = try StudyComparison(session: session, runs: [run])
    let isRelative = DecisionSummary(
      [comparison], isRelative: session.study.rankedBy.contains("consumption")
    ).isRelative
    let gains = gains(comparison, summary.gains, isRelative)
    let silence = StudyFindings.Silence(
      description: "The page of the study answers this; here only what moves with the levers does.")
    return ExplorationAnswer(
      request: request,
      findings: StudyFindings(
        comparison: whole, isRelative: isRelative, policies: names, gains: [[gains]], fans: [],
        leader: comparison.verdict.leader, rival: comparison.verdict.runnerUp,
        attribution: .failure(silence), sensitivity: .failure(silence), directions: [],
        discovery: .failure(silence), robustness: .failure(silence)),
      scenario: session.scenarios[0], mix: mixes.mix, changedBaseline: mixes.baseline,
      gainOverChanged: try overChanged(experiment, isRelative), lines: lines,
      futures: session.design.futures, isWhole: isWhole)
  }

  /// The comparison of a run, from the outcomes of its mixes.
  private func compare(
    _ session: StudySession, in experiment: Experiment
  ) throws -> ComparisonAccumulator {
    let settings = try session.comparisonSettings(experiment, beliefs: beliefs)
    return try EnsembleRunner.summary(of: kept, in: experiment, context: session.context) {
      ComparisonAccumulator(settings: settings)
    }
  }

  /// Gains in the scenario, with their spreads.
  private func gains(
    _ comparison: Comparison, _ gains: [[QuantileSketch]], _ isRelative: Bool
  ) -> StudyFindings.Gains {
    StudyFindings.Gains(
      place: PlaceGains.places(comparison, isRelative: isRelative)[0], gains: gains,
      scenarios: session.scenarios.map(\.name))
  }

  /// All mixes measured from the changed baseline.
  private func overChanged(
    _ experiment: Experiment, _ isRelative: Bool
  ) throws -> StudyFindings.Gains? {
    guard let changed = mixes.baseline else { return nil }
    var other = session
    other.study.baseline = changed.name
    let summary = try compare(other, in: experiment)
    return gains(summary.finish(), summary.gains, isRelative)
  }
}

extension StudySession {
  /// Outcomes by which mixes can be ranked: those of the study that have a direction and an expectation.
  public var rankingOutcomes: [Outcome] {
    study.outcomes.compactMap { objective in
      model.outcomes.first { $0.name == objective.name && !$0.isCensored }
        .flatMap { objective.direction == .describe ? nil : $0 }
    }
  }

  /// Initial conditions of the economy that a reader may set: those that have one value in every future, whatever is
  /// believed.
  public var settableConditions: [(factor: Factor, value: Double)] {
    let named = Set(model.schema.initialConditions.map(\.factor))
    let sources = study.availableBeliefs.map {
      study.columnSources(of: model.factors, beliefs: $0).columns
    }
    return model.factors.enumerated().compactMap { position, factor in
      let isFixed = sources.allSatisfy {
        if case .constant = $0[position] { true } else { false }
      }
      guard named.contains(factor.name), isFixed,
        let value = study.economy.initialConditions[factor.name]
      else { return nil }
      return (factor, value)
    }
  }
}
