import Analysis
import ModelContract

extension RunReport {
  /// The figures of the first page as the JSON member `firstPage`.
  ///
  /// Lists by beliefs are in the order of `beliefs`. `gains`, `worstTenth` and `worstRegret` are shares of the
  /// baseline's expectation where `relative` is true, else in the unit of the outcome; `costs` are shares of the
  /// baseline's output, `groups` numbers of groups equal for practical purposes, 0 the leading one. `rule` has the decision
  /// rule by which the study ranks, with `metric`, `largerIsBetter`, `best[]` and `policies[]` of `policy`, `value`, `low`,
  /// `high` and `shareBest`; null where expectations rank.
  var firstPageJSON: JSONValue {
    let page = FirstPage(self)
    let summary = page.summary
    return [
      "answer": page.answer, "outcome": comparisons[0].rankedBy, "relative": summary.isRelative,
      "beliefs": summary.beliefs, "beliefPhrases": summary.beliefs.map { phrase(of: $0) },
      "weightedByProbabilities": summary.hasProbabilities,
      "mixes": summary.mixes.json { mix in
        [
          "policy": mix.policy, "gains": mix.gains.map(\.value),
          "gainsLow": mix.gains.map(\.low), "gainsHigh": mix.gains.map(\.high),
          "groups": mix.groups, "costs": mix.costs,
          "chances": mix.chances,
          "worstTenth": mix.worstTenths,
          "worstRegret": mix.worstRegret,
          "worstRegretBeliefs": summary.beliefs[mix.worstPlace.beliefs],
          "worstRegretScenario": mix.worstPlace.scenario,
        ]
      },
      "leadingGroups": summary.leadingGroups,
      "safest": summary.safest.map(\.policy), "dominant": summary.dominant,
      "beliefWeights": zip(summary.weights, summary.weightLeaders).json {
        ["low": $0.0.low, "high": $0.0.high, "leader": $0.1]
      },
      "horizons": comparisons.indices.json { belief in
        let paths = page.years[belief]
        return [
          "beliefs": comparisons[belief].beliefs, "futures": paths?.futures,
          "horizonChange": Self.change(paths?.horizonChange),
          "lowerRateChange": Self.change(paths?.lowerRateChange),
          "higherRateChange": Self.change(paths?.higherRateChange),
        ]
      },
      "frontiers": summary.frontiers.json { frontier in
        [
          "mixes": (frontier?.steps ?? []).map { summary.mixes[$0.mix].policy },
          "dominated": (frontier?.dominatedBy ?? []).indices.filter {
            frontier?.dominatedBy[$0] != nil
          }.map { summary.mixes[$0].policy },
        ]
      },
      "modelConfidence": ModelConfidence(test).rawValue, "rule": page.rule?.json ?? .null,
    ]
  }

  private static func change(_ change: YearlyPaths.Change?) -> JSONValue {
    guard let change else { return .null }
    return ["value": change.value, "leader": change.leader]
  }
}
