import Scenarios
import Studies

extension RunFailures: JSONConvertible {
  /// Everything; `failures[]` has `value`, null where it is no number, which `fault` says, all `factors`, and
  /// their `ranks` among the run's futures, from 0 to 1.
  public var json: JSONValue {
    [
      "run": folder, "futures": futures, "runs": runs, "failed": failed,
      "kept": entries.count,
      "counts": counts.json {
        [
          "beliefs": $0.beliefs, "scenario": $0.scenario, "policy": $0.policy,
          "failed": $0.failed, "futures": futures,
        ]
      },
      "regions": regions.json {
        [
          "beliefs": $0.beliefs, "scenarios": $0.scenarios, "failed_futures": $0.failed,
          "futures": futures,
          "common": $0.common.json {
            [
              "factor": $0.factor, "meanRank": $0.meanRank, "score": $0.score,
              "low": $0.range.lowerBound, "high": $0.range.upperBound,
            ]
          }, "discovery": $0.discovery.map(\.json),
        ]
      },
      "failures": entries.json(\.json),
    ]
  }
}

extension RunFailures.Entry: JSONConvertible {
  /// One failed run.
  public var json: JSONValue {
    [
      "beliefs": beliefs, "scenario": failure.scenario, "policy": failure.policy,
      "future": failure.future, "outcomes": failure.outcomes, "year": failure.year,
      "quantity": failure.quantity, "value": failure.value,
      "fault": failure.value.map(FailureWords.kind),
      "factors": JSONValue.object(inputs.map { ($0.factor, .real($0.value)) }),
      "ranks": JSONValue.object(inputs.map { ($0.factor, .real($0.rank)) }),
    ]
  }
}

extension RunFailures: CSVConvertible {
  /// A row for each failed run that was kept: where it failed, and every factor.
  public var csv: CSVRows {
    var rows = CSVRows()
    rows.appendRow(
      ["beliefs", "scenario", "policy", "future", "outcomes", "year", "quantity", "value"]
        + factors)
    for entry in entries {
      let failure = entry.failure
      rows.append(entry.beliefs)
      rows.append(failure.scenario)
      rows.append(failure.policy)
      rows.append(failure.future)
      rows.append(failure.outcomes.joined(separator: " "))
      if let year = failure.year { rows.append(year) } else { rows.append("") }
      rows.append(failure.quantity ?? "")
      if let value = failure.value { rows.append(value) } else { rows.append("") }
      let values = Dictionary(uniqueKeysWithValues: entry.inputs.map { ($0.factor, $0.value) })
      for factor in factors { rows.append(values[factor] ?? .nan) }
      rows.endRow()
    }
    return rows
  }
}
