import Analysis
import Ensembles
import Studies
import StudyContract

extension RunReport {
  /// The report of a study that was run.
  public init(_ result: StudyComparison) {
    let (session, study) = (result.session, result.session.study)
    self.init(
      study: study.name,
      title: study.name.replacing("_", with: " ").replacing("-", with: " "),
      question: study.question, economy: study.economy.summary, horizon: study.start...study.end,
      step: study.step, discountRate: study.discountRate,
      outcomes: study.outcomes(of: session.model),
      thresholds: Dictionary(
        uniqueKeysWithValues: study.outcomes.compactMap { outcome in
          outcome.threshold.map { (outcome.name, $0) }
        }),
      comparisons: result.runs.map(\.comparison),
      scenarios: session.scenarios,
      budget: Self.budget(result), caveats: Self.caveats(result),
      provenance: [
        ProvenanceCount(
          subject: "initial conditions", judgement: study.provenance.judgementCount,
          total: study.provenance.count)
      ],
      seed: session.design.specification.seed, design: DesignText.text(session.design),
      model: "\(session.model.name) \(session.model.version)", stopping: result.stopping)
    years = result.runs.map(\.years)
    rule = result.rule
    adaptive = result.runs.map(\.adaptive)
    command = study.source?.path ?? command
    for run in result.runs {
      guard case .ensemble(let ensemble) = run.beliefs else { continue }
      test = ensemble.test
      if let count = ensemble.economies?.count, count > 0 {
        beliefPhrases[run.beliefs.name] =
          "fitted to \(Figures.count(count, "country", "countries"))"
      }
    }
  }

  private static func budget(_ result: StudyComparison) -> BudgetResult? {
    let session = result.session
    guard let rule = session.study.budget else { return nil }
    let names = Set(session.selected.map(\.name))
    let baseline = session.study.baselinePolicy
    return BudgetResult(
      rule: rule,
      policies: session.budgeted
        .filter { names.contains($0.policy.name) && $0.policy.name != baseline.name }
        .map { policy in
          ScaledPolicy(
            policy: policy.policy.name, share: policy.share, achieved: policy.difference,
            costs: result.runs.compactMap { run in
              run.budgetCosts[policy.policy.name].map {
                ScaledPolicy.Cost(beliefs: run.beliefs.name, amount: $0)
              }
            },
            paths: policy.isWithinBudget
              ? []
              : PathText.differences(
                of: policy.policy, from: baseline, levers: session.model.levers,
                traits: session.model.traits)
                + (policy.policy.contingency.map {
                  [PathText.secondPlan($0, of: policy.policy)]
                } ?? []))
        })
  }

  private static func caveats(_ result: StudyComparison) -> [Caveat] {
    let session = result.session
    var caveats = (session.study.warnings + session.study.notes).map { Caveat.note($0) }
    if let residuals = result.runs.compactMap(\.residuals).first(where: \.differ) {
      caveats.append(.residuals(residuals))
    }
    for run in result.runs {
      if case .ensemble(let ensemble) = run.beliefs {
        caveats += ensemble.caveats.map { .note($0) }
      }
    }
    for run in result.runs {
      guard case .ensemble(let ensemble) = run.beliefs, let test = ensemble.test else { continue }
      caveats.append(.tested(test, ensemble: ensemble.rows.name))
      let observed = (test.row("heldOutInSpace") ?? test.row("inSample"))?.differenceError
      if let observed, let overturning = Overturning(run.comparison) {
        caveats.append(.overturning(overturning, observed: observed))
      }
    }
    caveats += result.runs.compactMap { run in
      run.failures.first.map {
        .failure(
          $0.failure, reason: $0.reason, policy: session.selected[$0.failure.policy].name,
          scenario: session.scenarios[$0.failure.scenario].name)
      }
    }
    if let rounding = DesignText.rounding(session.design) { caveats.append(.rounding(rounding)) }
    if let error = DesignText.error(session.design) { caveats.append(.designError(error)) }
    if !session.hasNoise && !session.model.luck.isEmpty { caveats.append(.withoutNoise) }
    return caveats
  }
}
