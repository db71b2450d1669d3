import Analysis
import Ensembles
import Foundation
import GrowthModels
import ModelContract
import Sampling
import Scenarios
import StudyContract
import TestSupport

/// Whether the verdict of the first study depends on the seed, and how often each mix is best.
enum FirstStudyEvidence {
  /// The study's own seed and four that mean nothing.
  static let seeds: [UInt64] = [2025, 0, 1, 2, 3]

  static func document() throws -> EvidenceDocument {
    let study = try StudyLoader.load(
      repository.appendingPathComponent("Models/studies/first-study.yaml").path)
    var document = EvidenceDocument(
      name: "first-study", title: "The first study under five seeds",
      origin: """
        `Models/studies/first-study.yaml` as shipped: \(study.design.futures) Sobol' futures, all scenarios, mixes \
        scaled to the common budget once (the pilot has its own seed), ranked by \(study.rankedBy).
        """)
    let policies = try budgeted(study)
    var runs: [(seed: UInt64, comparison: Comparison)] = []
    for beliefs in ["prior", "ensemble"] {
      for seed in seeds {
        runs.append((seed, try compare(study, policies, beliefs: beliefs, seed: seed)))
      }
    }
    document.add(.heading("Verdicts"))
    document.add(
      .table(
        header: [
          "beliefs", "seed", "finding", "ahead", "above the baseline (95 %)", "not excluded",
          "scenarios with another leader", "with the terminal value",
        ], rows: runs.map { row($0.seed, $0.comparison) }))
    for beliefs in ["prior", "ensemble"] {
      let comparisons = runs.map(\.comparison).filter { $0.beliefs == beliefs }
      document.add(.heading("How often each mix is best, under the \(beliefs)"))
      document.add(
        .text(
          "Scenario \(study.scenarios[0].name), share of futures: mean over seeds, smallest to largest."
        ))
      document.add(
        .table(
          header: ["mix", "share of futures in which it is best", "expected regret"],
          rows: shares(comparisons)))
    }
    return document
  }

  private static func budgeted(_ study: Study) throws -> [Policy] {
    guard let budget = study.budget else { return study.policies }
    let pilot = try StudyExperiment.make(
      study, beliefs: "prior", futures: BudgetScaling.pilotDesign.futures, scenarioCount: 1,
      design: BudgetScaling.pilotDesign)
    return try BudgetScaling.scale(
      pilot, to: budget, baseline: study.baseline
    ).map(\.policy)
  }

  private static func compare(
    _ study: Study, _ policies: [Policy], beliefs: String, seed: UInt64
  ) throws -> Comparison {
    let experiment = try StudyExperiment.make(
      study, beliefs: beliefs, futures: study.design.futures, seed: seed, policies: policies)
    var ensemble: EnsembleSize?
    if case .ensemble(let known) = study.beliefs(named: beliefs) {
      ensemble = EnsembleSize(
        rowCount: known.rows.rowCount, effectiveSize: known.rows.effectiveSize)
    }
    let settings = try ComparisonSettings(
      modelOutcomes: GrowthOutcomes.all,
      outcomes: study.outcomes,
      policies: policies.map(\.name), baseline: study.baseline,
      scenarios: study.scenarios,
      rankedBy: study.rankedBy, indifferenceShare: study.indifferenceMargin,
      groupCount: experiment.design.groupCount, ensemble: ensemble, beliefs: beliefs)
    return try EnsembleRunner.run(experiment) { ComparisonAccumulator(settings: settings) }
      .summary.finish()
  }

  private static func row(_ seed: UInt64, _ comparison: Comparison) -> [String] {
    let verdict = comparison.verdict
    let finding =
      switch verdict.finding {
      case .clear: "clear"
      case .tooCloseToCall: "too close to call"
      case .equalForPracticalPurposes: "equal for practical purposes"
      }
    let difference = comparison.scenarios.first { $0.scenario == verdict.leadingScenario }?
      .differences.first { $0.policy == verdict.leader && $0.outcome == comparison.rankedBy }?
      .difference
    let lead = difference.map {
      "\(EvidenceDocument.fixed($0.value)) (\(EvidenceDocument.fixed($0.low)) to "
        + "\(EvidenceDocument.fixed($0.high)))"
    }
    let changes = verdict.leaderChanges.map {
      "\($0.scenario): \($0.leader)" + ($0.isCertain ? "" : " (not for certain)")
    }
    return [
      comparison.beliefs, "\(seed)", finding, verdict.leader, lead ?? "",
      verdict.contenders.joined(separator: ", "), changes.joined(separator: ", "),
      verdict.leaderWithTerminalValue ?? "",
    ]
  }

  private static func shares(_ comparisons: [Comparison]) -> [[String]] {
    let names = comparisons[0].scenarios[0].ranking.map(\.policy)
    return names.map { name in
      let rows = comparisons.map { $0.scenarios[0].ranking.first { $0.policy == name }! }
      func spread(_ values: [Double], _ decimals: Int, _ factor: Double) -> String {
        let mean = values.reduce(0, +) / Double(values.count) * factor
        return "\(EvidenceDocument.fixed(mean, decimals)) ("
          + "\(EvidenceDocument.fixed(values.min()! * factor, decimals)) to "
          + "\(EvidenceDocument.fixed(values.max()! * factor, decimals)))"
      }
      return [
        name, spread(rows.map(\.shareBest), 1, 100) + " %",
        spread(rows.map(\.expectedRegret), 3, 1),
      ]
    }
  }
}
