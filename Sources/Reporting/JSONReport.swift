import Analysis
import ModelContract

/// The report of a run as one JSON object.
///
/// Members come in a fixed order and nothing depends on the clock, so the same results give the same
/// bytes. The members `policies` to `verdict` speak of the leading beliefs; `beliefs` repeats them for
/// every set. Quantiles are those at 5, 25, 50, 75 and 95 %. A number that is not finite is `null`; a
/// censored outcome has `censoredAbove`, the year beyond which a `null` quantile lies, and `reached`, the
/// probability that it happens before, and no mean.
public enum JSONReport {
  /// Renders the report, ending with a newline.
  public static func render(_ report: RunReport) -> String {
    let leading = report.comparisons[0]
    var members: [(String, JSONValue)] = [
      ("study", .text(report.study)),
      ("title", .text(report.title)),
      ("question", .text(report.question)),
      ("seed", .unsigned(report.seed)),
      ("design", .text(report.design)),
      ("model", .text(report.model)),
      ("futures", .whole(leading.futures)),
      ("failed", .whole(report.comparisons.reduce(0) { $0 + $1.failedRuns })),
    ]
    members += results(leading, report)
    members.append(("verdict", .text(VerdictSentence.text(report))))
    members.append(
      (
        "beliefs",
        .list(
          report.comparisons.map { comparison in
            var alone = report
            alone.comparisons = [comparison]
            return .object(
              [
                ("name", .text(comparison.beliefs)), ("futures", .whole(comparison.futures)),
                ("failed", .whole(comparison.failedRuns)),
              ] + results(comparison, report)
                + [("verdict", .text(VerdictSentence.text(alone)))])
          })
      ))
    members.append(("scaledPolicies", scaledPolicies(report)))
    members.append(("caveats", .list(report.caveats.map { .text($0) })))
    members.append(
      (
        "provenance",
        .list(
          report.provenance.map {
            .object([
              ("subject", .text($0.subject)), ("judgement", .whole($0.judgement)),
              ("total", .whole($0.total)),
            ])
          })
      ))
    return JSONValue.object(members).rendered
  }

  private static func results(
    _ comparison: Comparison, _ report: RunReport
  ) -> [(String, JSONValue)] {
    [
      ("baseline", .text(comparison.baseline)),
      ("policies", policies(comparison.scenarios[0], report)),
      (
        "scenarios",
        .list(
          comparison.scenarios.map { scenario in
            .object([
              ("name", .text(scenario.scenario)),
              ("probability", .optional(scenario.probability)),
              ("inert", .boolean(scenario.isInert)),
              ("incompleteFutures", .whole(scenario.incompleteFutures)),
              ("policies", policies(scenario, report)),
            ])
          })
      ),
      (
        "comparisons",
        .list(
          comparison.scenarios.flatMap { scenario in
            scenario.differences.map { difference($0, scenario) }
          })
      ),
      (
        "ranking",
        .list(
          comparison.scenarios.flatMap { scenario in
            scenario.ranking.map { ranking($0, scenario, comparison) }
          })
      ),
      ("contenders", .list(comparison.verdict.contenders.map { .text($0) })),
      ("breakEven", .list(comparison.breakEvens.map(breakEven))),
    ]
  }

  private static func policies(_ scenario: ScenarioComparison, _ report: RunReport) -> JSONValue {
    .list(
      scenario.policies.map { policy in
        .object([
          ("name", .text(policy.policy)),
          ("outcomes", .object(policy.outcomes.map { ($0.outcome, outcome($0, report)) })),
        ])
      })
  }

  private static func outcome(_ statistics: OutcomeStatistics, _ report: RunReport) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("mean", .optional(statistics.mean?.value)),
      ("standardError", .optional(statistics.mean?.standardError)),
      ("standardDeviation", .optional(statistics.standardDeviation)),
      ("quantiles", .list(statistics.quantiles.map { .real($0) })),
      ("failed", .whole(statistics.failed)),
    ]
    if let reached = statistics.probabilityReached {
      members.append(("censoredAbove", .real(report.horizon.upperBound)))
      members.append(("reached", .real(reached.value)))
      members.append(("reachedStandardError", .real(reached.standardError)))
    }
    if let met = statistics.probabilityThresholdMet {
      members.append(("threshold", .optional(report.thresholds[statistics.outcome])))
      members.append(("thresholdMet", .real(met.value)))
    }
    return .object(members)
  }

  private static func difference(
    _ difference: PairedDifference, _ scenario: ScenarioComparison
  ) -> JSONValue {
    .object([
      ("scenario", .text(scenario.scenario)),
      ("policy", .text(difference.policy)),
      ("baseline", .text(difference.baseline)),
      ("outcome", .text(difference.outcome)),
      ("difference", .optional(difference.difference?.value)),
      ("low", .optional(difference.difference?.low)),
      ("high", .optional(difference.difference?.high)),
      ("probabilityBetter", .real(difference.probabilityBetter)),
    ])
  }

  private static func ranking(
    _ row: RankingRow, _ scenario: ScenarioComparison, _ comparison: Comparison
  ) -> JSONValue {
    .object([
      ("outcome", .text(comparison.rankedBy)),
      ("scenario", .text(scenario.scenario)),
      ("policy", .text(row.policy)),
      ("shareBest", .real(row.shareBest)),
      ("confidenceBest", .real(row.confidenceBest)),
      ("expectedRank", .real(row.expectedRank)),
      ("expectedRegret", .real(row.expectedRegret)),
      ("maximumRegret", .optional(comparison.maximumRegret[row.policy])),
    ])
  }

  private static func breakEven(_ breakEven: BreakEven) -> JSONValue {
    .object([
      ("scenario", .text(breakEven.scenario)),
      ("holder", .text(breakEven.holder)),
      ("challenger", breakEven.challenger.map { .text($0) } ?? .null),
      ("probability", .optional(breakEven.probability)),
    ])
  }

  private static func scaledPolicies(_ report: RunReport) -> JSONValue {
    .list(
      (report.budget?.policies ?? []).map { scaled in
        .object([
          ("policy", .text(scaled.policy)),
          ("share", .real(scaled.share)),
          ("achieved", .real(scaled.achieved)),
          ("paths", .list(scaled.paths.map { .text($0) })),
        ])
      })
  }
}
