import Analysis
import Studies

/// A sweep as one JSON object.
extension StudySweep: JSONConvertible {
  /// The object.
  public var json: JSONValue {
    [
      "study": session.study.name, "policy": policy.name, "output": sweep.outcome,
      "unit": outcome.unit.rawValue, "direction": sweep.direction.rawValue,
      "beliefs": beliefs.name, "design": DesignText.text(session.design),
      "seed": session.design.specification.seed,
      "futures": sweep.futures, "failed": sweep.failedRuns,
      "axes": zip(sweep.grid.axes, present).json { axis, present in
        [
          "name": axis.name, "kind": axis.kind.rawValue, "unit": axis.unit, "levels": axis.levels,
          "present": present,
        ]
      },
      "scenarios": sweep.scenarios.map(json), "leverPaths": leverSentences,
      "caveats": session.study.caveats(for: beliefs)
        + [DesignText.error(session.design)].compactMap { $0 },
    ]
  }

  private func json(_ scenario: SweepScenario) -> JSONValue {
    let hasBest = scenario.best != nil
    return [
      "name": scenario.scenario, "probability": scenario.probability,
      "incompleteFutures": scenario.incompleteFutures, "best": scenario.best,
      "points": scenario.points.json { point in
        [
          "levels": point.levels, "mean": point.mean?.value, "meanLow": point.mean?.low,
          "meanHigh": point.mean?.high, "quantiles": point.band,
          "quantilesLow": point.bandIntervals.map(\.lowerBound),
          "quantilesHigh": point.bandIntervals.map(\.upperBound),
          "carriers": point.carriers?.count, "heavyTailed": point.carriers?.areFew ?? false,
          "confidenceBest": hasBest ? point.confidenceBest : nil,
          "shareBest": hasBest ? point.shareBest : nil,
          "shareBestLow": hasBest ? point.shareBestEstimate?.low : nil,
          "shareBestHigh": hasBest ? point.shareBestEstimate?.high : nil,
          "contender": hasBest ? point.isContender : nil, "failed": point.failed,
        ]
      },
      "marginalReturns": scenario.returns.json { step in
        [
          "axis": sweep.grid.axes[step.axis].name, "from": step.from, "to": step.to,
          "change": step.change.value, "changeLow": step.change.low,
          "changeHigh": step.change.high, "perUnit": step.perUnit.value,
          "perUnitLow": step.perUnit.low, "perUnitHigh": step.perUnit.high,
        ]
      },
      "findings": findings(scenario),
    ]
  }
}

/// The points of a sweep as a comma-separated table.
extension StudySweep: CSVConvertible {
  /// The table, one row a scenario and point.
  public var csv: CSVRows {
    let axes = sweep.grid.axes
    var rows = CSVRows()
    rows.appendRow(
      ["scenario"] + axes.map(\.name)
        + ["mean", "mean_low", "mean_high"]
        + ["q05", "q50", "q95"].flatMap { [$0, "\($0)_low", "\($0)_high"] }
        + ["confidence_best", "share_best", "share_best_low", "share_best_high"]
        + axes.flatMap { ["\($0.name)_return", "\($0.name)_return_low", "\($0.name)_return_high"] }
        + ["failed"])
    for scenario in sweep.scenarios {
      for (index, point) in scenario.points.enumerated() {
        rows.append(scenario.scenario)
        for level in point.levels { rows.append(level) }
        rows.append(point.mean)
        for position in 0..<3 {
          rows.append(point.band.isEmpty ? .nan : point.band[position])
          rows.append(point.band.isEmpty ? .nan : point.bandIntervals[position].lowerBound)
          rows.append(point.band.isEmpty ? .nan : point.bandIntervals[position].upperBound)
        }
        rows.append(scenario.best == nil ? .nan : point.confidenceBest)
        rows.append(scenario.best == nil ? nil : point.shareBestEstimate)
        for axis in axes.indices {
          rows.append(scenario.returns.first { $0.axis == axis && $0.from == index }?.perUnit)
        }
        rows.append(point.failed)
        rows.endRow()
      }
    }
    return rows
  }
}

extension CSVRows {
  /// Adds an estimate and the ends of its interval; `NaN` for one that is missing.
  fileprivate mutating func append(_ estimate: Estimate?) {
    append(estimate?.value ?? .nan)
    append(estimate?.low ?? .nan)
    append(estimate?.high ?? .nan)
  }
}
