import Analysis
import ModelContract

/// The report of a run as one JSON object.
///
/// Members come in a fixed order and nothing depends on the clock, so the same results give the same
/// bytes. The members `policies` to `verdict` speak of the leading beliefs; `beliefs` repeats them for
/// every set. Quantiles are those at 5, 25, 50, 75 and 95 %. A number that is not finite is `null`; a
/// censored outcome has `censoredAbove`, the year beyond which a `null` quantile lies, and `reached`, the
/// probability that it happens before, and no mean. A key with `Low` and `High` is the 95 % interval of what it is
/// named after, `quantilesLow` and `quantilesHigh` those of every quantile (`null` where no value is far enough out);
/// `carriers` is the number of futures that carry a variance, and `heavyTailed` says that they are too few for the
/// interval of the mean. Where some mix has a second plan, `adaptive` says what came of it. `firstPage` holds the figures of the first page; see its own documentation.
extension RunReport: JSONConvertible {
  /// The object.
  public var json: JSONValue {
    let head: JSONValue = [
      "study": study, "title": title, "question": question, "seed": seed, "design": design,
      "model": model, "futures": comparisons[0].futures,
      "failed": comparisons.reduce(0) { $0 + $1.failedRuns },
    ]
    let tail: JSONValue = [
      "stopping": stopping.map { Self.json($0) } ?? .null,
      "verdict": VerdictSentence.text(self),
      "beliefs": comparisons.indices.json { belief in
        let comparison = comparisons[belief]
        var alone = self
        alone.comparisons = [comparison]
        let head: JSONValue = [
          "name": comparison.beliefs, "futures": comparison.futures,
          "failed": comparison.failedRuns,
        ]
        return head.adding(results(comparison)).adding(adaptiveJSON(belief))
          .adding(["verdict": VerdictSentence.text(alone)])
      },
      "scaledPolicies": (budget?.policies ?? []).json {
        [
          "policy": $0.policy, "share": $0.share, "achieved": $0.achieved,
          "costs": JSONValue.object($0.costs.map { ($0.beliefs, .real($0.amount)) }),
          "paths": $0.paths,
        ]
      },
      "caveats": caveats.map(\.sentence),
      "provenance": provenance.json {
        ["subject": $0.subject, "judgement": $0.judgement, "total": $0.total]
      },
    ]
    return head.adding(results(comparisons[0])).adding(adaptiveJSON(0)).adding(tail)
      .adding(["firstPage": firstPageJSON])
  }

  /// The member `adaptive` under some beliefs; nothing without a mix that has a second plan.
  private func adaptiveJSON(_ belief: Int) -> JSONValue {
    guard adaptive.indices.contains(belief), !adaptive[belief].isEmpty else { return .object([]) }
    return ["adaptive": adaptive[belief].json { Self.json($0) }]
  }

  private func results(_ comparison: Comparison) -> JSONValue {
    [
      "baseline": comparison.baseline, "intervals": Self.basis(comparison),
      "policies": policies(comparison.scenarios[0]),
      "scenarios": comparison.scenarios.json {
        [
          "name": $0.scenario, "probability": $0.probability, "inert": $0.isInert,
          "incompleteFutures": $0.incompleteFutures, "policies": policies($0),
        ]
      },
      "comparisons": comparison.scenarios.flatMap { scenario in
        scenario.differences.map { Self.difference($0, scenario) }
      },
      "ranking": comparison.scenarios.flatMap { scenario in
        scenario.ranking.map { Self.ranking($0, scenario, comparison) }
      },
      "contenders": comparison.verdict.contenders,
      "breakEven": comparison.breakEvens.json {
        [
          "scenario": $0.scenario, "holder": $0.holder, "challenger": $0.challenger,
          "probability": $0.probability,
        ]
      },
    ]
  }

  private func policies(_ scenario: ScenarioComparison) -> JSONValue {
    scenario.policies.json { policy in
      [
        "name": policy.policy,
        "outcomes": JSONValue.object(policy.outcomes.map { ($0.outcome, outcome($0)) }),
      ]
    }
  }

  private func outcome(_ statistics: OutcomeStatistics) -> JSONValue {
    var members: JSONValue = [
      "mean": statistics.mean?.value, "standardError": statistics.mean?.standardError,
      "meanLow": statistics.mean?.low, "meanHigh": statistics.mean?.high,
      "standardDeviation": statistics.standardDeviation, "carriers": statistics.carriers?.count,
      "heavyTailed": statistics.carriers?.areFew ?? false, "quantiles": statistics.quantiles,
      "quantilesLow": statistics.quantileIntervals.map(\.lowerBound),
      "quantilesHigh": statistics.quantileIntervals.map(\.upperBound),
      "failed": statistics.failed,
    ]
    if let reached = statistics.probabilityReached {
      members = members.adding([
        "censoredAbove": horizon.upperBound, "reached": reached.value,
        "reachedStandardError": reached.standardError, "reachedLow": reached.low,
        "reachedHigh": reached.high,
      ])
    }
    if let met = statistics.probabilityThresholdMet {
      members = members.adding([
        "threshold": thresholds[statistics.outcome], "thresholdMet": met.value,
        "thresholdMetStandardError": met.standardError, "thresholdMetLow": met.low,
        "thresholdMetHigh": met.high,
      ])
    }
    return members
  }

  private static func difference(
    _ difference: PairedDifference, _ scenario: ScenarioComparison
  ) -> JSONValue {
    let members: JSONValue = [
      "scenario": scenario.scenario, "policy": difference.policy, "baseline": difference.baseline,
      "outcome": difference.outcome, "difference": difference.difference?.value,
      "low": difference.difference?.low, "high": difference.difference?.high,
      "carriers": difference.carriers?.count,
      "heavyTailed": difference.carriers?.areFew ?? false,
      "probabilityBetter": difference.probabilityBetter,
      "probabilityBetterStandardError": difference.betterEstimate?.standardError,
      "probabilityBetterLow": difference.betterEstimate?.low,
      "probabilityBetterHigh": difference.betterEstimate?.high,
    ]
    guard let reached = difference.differenceReached else { return members }
    return members.adding([
      "differenceReached": reached.value, "differenceReachedLow": reached.low,
      "differenceReachedHigh": reached.high,
    ])
  }

  private static func ranking(
    _ row: RankingRow, _ scenario: ScenarioComparison, _ comparison: Comparison
  ) -> JSONValue {
    [
      "outcome": comparison.rankedBy, "scenario": scenario.scenario, "policy": row.policy,
      "shareBest": row.shareBest,
      "shareBestStandardError": row.shareBestEstimate?.standardError,
      "shareBestLow": row.shareBestEstimate?.low, "shareBestHigh": row.shareBestEstimate?.high,
      "confidenceBest": row.confidenceBest, "expectedRank": row.expectedRank,
      "expectedRankLow": row.rankEstimate?.low, "expectedRankHigh": row.rankEstimate?.high,
      "expectedRegret": row.expectedRegret,
      "expectedRegretStandardError": row.regretEstimate?.standardError,
      "expectedRegretLow": row.regretEstimate?.low,
      "expectedRegretHigh": row.regretEstimate?.high,
      "maximumRegret": comparison.maximumRegret[row.policy],
      "maximumRegretLow": comparison.maximumRegretIntervals[row.policy]?.lowerBound,
      "maximumRegretHigh": comparison.maximumRegretIntervals[row.policy]?.upperBound,
    ]
  }
}
