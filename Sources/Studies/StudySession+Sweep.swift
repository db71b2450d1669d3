import Analysis
import Ensembles
import ModelContract
import StudyContract

/// One policy of a study over a grid of levers and factors, every point under the same futures.
public struct StudySweep: Sendable {
  /// The session that was run.
  public let session: StudySession
  /// The policy that was varied, as the study has it.
  public let policy: Policy
  /// The outcome.
  public let outcome: Outcome
  /// The beliefs.
  public let beliefs: Beliefs
  /// The results.
  public let sweep: Sweep
}

extension StudySession {
  /// Varies one policy over a grid.
  ///
  /// - Parameters:
  ///   - axes: one or two axes as they are written, `public_research=0.002:0.03:8`.
  ///   - policy: the policy that is varied; the baseline when nil.
  ///   - outcome: the outcome; the one the study ranks by when nil.
  ///   - beliefs: name of the beliefs.
  /// - Throws: `UsageError` for a name that does not exist or a grid that cannot be run.
  public func sweep(
    _ axes: [String], policy: String? = nil, outcome: String? = nil, beliefs: String = "prior"
  ) throws -> StudySweep {
    let grid = try SweepPlan.grid(axes, model: model)
    let policyName = policy ?? study.baseline
    try NameSelection.check(policyName, among: policies.map(\.name), kind: "policy")
    let swept = policies.first { $0.name == policyName }!
    let outcomeName = outcome ?? study.rankedBy
    try NameSelection.check(outcomeName, among: model.outcomes.map(\.name), kind: "outcome")
    let chosen = try self.beliefs(beliefs)[0]
    var grown = self
    grown.scenarios = SweepPlan.scenarios(scenarios, grid: grid)
    grown.selected = SweepPlan.policies(swept, grid: grid, start: study.start)
    let modelOutcome = model.outcomes.first { $0.name == outcomeName }!
    let empty = try SweepAccumulator(
      grid: grid, model: model, outcome: outcomeName,
      direction: study.outcomes.first { $0.name == outcomeName }?.direction
        ?? modelOutcome.direction,
      scenarios: scenarios, groupCount: design.errorGroupCount,
      hasIndependentFutures: design.takesFuturesForIndependent, ensemble: chosen.ensembleSize)
    let result = try EnsembleRunner.run(
      try grown.experiment(chosen), stage: "sweep  ", context: context, accumulator: { empty })
    return StudySweep(
      session: self, policy: swept, outcome: modelOutcome, beliefs: chosen,
      sweep: result.summary.finish())
  }
}
