import Analysis
import Studies

extension RobustnessComparison: JSONConvertible {
  /// Everything over all states at the top, and the same by belief under `beliefs`.
  public var json: JSONValue {
    let sentences = RobustnessSentences(comparison: self)
    let head: JSONValue = [
      "source": source, "outcome": outcome, "negated": isNegated, "reference": reference,
      "confidence": settings.confidence, "seed": settings.seed, "resamples": settings.resamples,
      "answer": sentences.answer(all),
    ]
    return head.adding(Self.table(all)).adding([
      "beliefs": (tables.count > 1 ? tables.dropLast() : []).json { table in
        (["name": table.name, "answer": sentences.answer(table)] as JSONValue)
          .adding(Self.table(table))
      },
      "outcomes": others.json { other in
        [
          "outcome": other.outcome, "negated": other.isNegated,
          "means": JSONValue.list(
            other.means.values.enumerated().map { policy, value in
              [
                "policy": all.policies[policy], "value": JSONValue.optional(value.value),
                "low": JSONValue.optional(value.low), "high": JSONValue.optional(value.high),
              ]
            }),
        ]
      },
      "times": years.flatMap { beliefs, paths in
        [("discount_rate", paths.leadersByRate), ("last_year", paths.leadersByEnd)].map {
          (beliefs, $0.0, $0.1)
        }
      }.json { beliefs, parameter, leads in
        [
          "beliefs": beliefs, "parameter": parameter,
          "leaders": leads.json { ["policy": $0.leader, "from": $0.low, "to": $0.high] },
        ]
      },
      "conventions": sentences.conventions.json { ["name": $0.name, "text": $0.text] },
    ])
  }

  private static func table(_ table: RobustnessFindings) -> JSONValue {
    [
      "policies": table.policies, "futures": table.futures, "states": table.states,
      "failed": table.failed, "threshold": table.threshold,
      "metrics": JSONValue.list(table.findings.flatMap { metrics($0, table) }),
      "winners": table.findings.json { winners($0, table) },
      "agreement": agreement(table),
      "switches": table.switches.json { sweep in
        [
          "parameter": sweep.parameter,
          "leaders": sweep.segments.json {
            ["policy": table.policies[$0.policy], "from": $0.low, "to": $0.high]
          },
        ]
      },
      "dominance": table.dominance.json { pair in
        [
          "first": table.policies[pair.first], "second": table.policies[pair.second],
          "firstOrder": pair.firstOrder, "firstViolation": JSONValue.optional(pair.firstViolation),
          "secondOrder": pair.secondOrder,
          "secondViolation": JSONValue.optional(pair.secondViolation), "states": pair.states,
        ]
      },
      "pareto": pareto(table), "mixture": mixture(table),
      "omitted": table.omitted.json { ["name": $0.name, "reason": $0.reason] },
    ]
  }

  private static func metrics(
    _ finding: RobustnessFindings.Finding, _ table: RobustnessFindings
  ) -> [JSONValue] {
    finding.values.enumerated().map { policy, value in
      [
        "name": finding.metric.name, "policy": table.policies[policy],
        "value": JSONValue.optional(value.value), "low": JSONValue.optional(value.low),
        "high": JSONValue.optional(value.high),
      ]
    }
  }

  private static func winners(
    _ finding: RobustnessFindings.Finding, _ table: RobustnessFindings
  ) -> JSONValue {
    let metric = finding.metric
    return [
      "metric": metric.name, "transform": metric.transform, "subset": metric.subset,
      "aggregate": metric.aggregate, "reference": metric.reference,
      "largerIsBetter": metric.largerIsBetter, "unitSafe": metric.isUnitSafe,
      "policies": finding.winners.map { table.policies[$0] },
      "shares": finding.winningShares,
    ]
  }

  private static func agreement(_ table: RobustnessFindings) -> JSONValue {
    var pairs: [JSONValue] = []
    for first in table.findings.indices {
      for second in table.findings.indices where second > first {
        pairs.append([
          "first": table.findings[first].metric.name,
          "second": table.findings[second].metric.name,
          "tau": JSONValue.optional(table.agreement[first][second]),
        ])
      }
    }
    return .list(pairs)
  }

  private static func pareto(_ table: RobustnessFindings) -> JSONValue {
    [
      "criteria": table.pareto.criteria,
      "mixes": JSONValue.list(
        table.policies.enumerated().map { policy, name in
          [
            "policy": name, "front": table.pareto.fronts[policy],
            "probability": JSONValue.optional(table.pareto.probabilities.map { $0[policy] }),
          ]
        }),
    ]
  }

  private static func mixture(_ table: RobustnessFindings) -> JSONValue {
    guard let plan = table.mixedPlan else { return .null }
    return [
      "shares": JSONValue.list(
        zip(table.policies, plan.shares).map { ["policy": $0, "share": $1] }),
      "maximalRegret": plan.maximalRegret, "bestSingle": plan.bestSingle,
    ]
  }
}

extension RobustnessComparison: CSVConvertible {
  /// A row a belief, metric and mix; the belief `all` stands for all states.
  public var csv: CSVRows {
    var rows = CSVRows()
    rows.appendRow(["belief", "name", "policy", "value", "low", "high"])
    for (position, table) in tables.enumerated() {
      for finding in table.findings {
        for (policy, value) in finding.values.enumerated() {
          rows.append(position == tables.count - 1 ? "all" : table.name)
          rows.append(finding.metric.name)
          rows.append(table.policies[policy])
          for number in [value.value, value.low, value.high] {
            if let number { rows.append(number) } else { rows.append("") }
          }
          rows.endRow()
        }
      }
    }
    return rows
  }
}
