import Analysis
import Ensembles
import ModelContract
import Reporting
import Scenarios

extension Study {
  /// The study's outcomes with what the model says of them and the study's own directions.
  func outcomes(of model: some BatchModel) -> [Outcome] {
    outcomes.compactMap { wanted in
      model.outcomes.first { $0.name == wanted.name }.map {
        Outcome(
          name: $0.name, meaning: $0.meaning, unit: $0.unit, direction: wanted.direction,
          isCensored: $0.isCensored)
      }
    }
  }
}

extension Study {
  /// All outcomes of the model, with the study's directions where it states them.
  func allOutcomes(of model: some BatchModel) -> [Outcome] {
    model.outcomes.map { outcome in
      Outcome(
        name: outcome.name, meaning: outcome.meaning, unit: outcome.unit,
        direction: outcomes.first { $0.name == outcome.name }?.direction ?? outcome.direction,
        isCensored: outcome.isCensored)
    }
  }
}

extension RunReport {
  /// The report of a study that was run.
  init(_ prepared: PreparedStudy, beliefs: [Beliefs], finished: [StudyRun.Finished]) {
    let study = prepared.study
    let specification = prepared.design.specification
    self.init(
      study: study.name,
      title: study.name.replacing("_", with: " ").replacing("-", with: " "),
      question: study.question, economy: study.economy.summary, horizon: study.start...study.end,
      step: study.step, discountRate: study.discountRate,
      outcomes: study.outcomes(of: prepared.model),
      thresholds: Dictionary(
        uniqueKeysWithValues: study.outcomes.compactMap { outcome in
          outcome.threshold.map { (outcome.name, $0) }
        }),
      comparisons: finished.map(\.comparison),
      scenarios: prepared.scenarios.map {
        ScenarioSummary(name: $0.name, summary: $0.summary)
      },
      budget: Self.budget(prepared),
      caveats: Self.caveats(prepared, beliefs: beliefs, finished: finished),
      provenance: [
        ProvenanceCount(
          subject: "initial conditions", judgement: study.provenance.judgementCount,
          total: study.provenance.count)
      ],
      seed: specification.seed,
      design: DesignText.text(
        kind: specification.kind.rawValue, futures: prepared.design.futures,
        groups: prepared.design.groupCount),
      model: "\(prepared.model.name) \(prepared.model.version)")
  }

  private static func budget(_ prepared: PreparedStudy) -> Budget? {
    guard let rule = prepared.study.budget else { return nil }
    let names = Set(prepared.selected.map(\.name))
    let baseline = prepared.study.baselinePolicy
    return Budget(
      outcome: rule.outcome, aboveBaseline: rule.aboveBaseline, tolerance: rule.tolerance,
      policies: prepared.budgeted
        .filter { names.contains($0.policy.name) && $0.policy.name != baseline.name }
        .map {
          ScaledPolicy(
            policy: $0.policy.name, share: $0.share, achieved: $0.difference,
            paths: $0.isWithinBudget
              ? []
              : PathText.differences(
                of: $0.policy, from: baseline, levers: prepared.model.levers,
                traits: prepared.model.traits))
        })
  }

  private static func caveats(
    _ prepared: PreparedStudy, beliefs: [Beliefs], finished: [StudyRun.Finished]
  ) -> [String] {
    var lines = prepared.study.notes
    for beliefs in beliefs {
      if case .ensemble(let ensemble) = beliefs { lines += ensemble.caveats }
    }
    for (beliefs, run) in zip(beliefs, finished) {
      guard case .ensemble(let ensemble) = beliefs, let test = ensemble.test else { continue }
      lines.append(test.sentence(ensemble: ensemble.rows.name))
      if let overturning = Overturning(run.comparison, test) { lines.append(overturning.sentence) }
    }
    lines += finished.compactMap(\.failureCaveat)
    let specification = prepared.design.specification
    if let rounding = DesignText.rounding(
      kind: specification.kind.rawValue, requested: specification.futures,
      futures: prepared.design.futures)
    {
      lines.append(rounding)
    }
    if !prepared.hasNoise {
      lines.append(
        "Sector luck, efficiency and shocks are switched off: every spread is too narrow.")
    }
    return lines
  }
}
