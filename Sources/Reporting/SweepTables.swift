import Analysis

/// The report of a sweep as one JSON object.
public enum SweepJSON {
  /// Renders the report, ending with a newline.
  public static func render(_ report: SweepReport) -> String {
    let sweep = report.sweep
    return JSONValue.object([
      ("study", .text(report.study)),
      ("policy", .text(report.policy)),
      ("output", .text(sweep.outcome)),
      ("unit", .text(report.outcomeUnit)),
      ("direction", .text(sweep.direction.rawValue)),
      ("beliefs", .text(report.beliefs)),
      ("design", .text(report.design)),
      ("seed", .unsigned(report.seed)),
      ("futures", .whole(sweep.futures)),
      ("failed", .whole(sweep.failedRuns)),
      (
        "axes",
        .list(
          zip(sweep.grid.axes, report.present).map { axis, present in
            .object([
              ("name", .text(axis.name)), ("kind", .text(axis.kind.rawValue)),
              ("unit", .text(axis.unit)), ("levels", .list(axis.levels.map { .real($0) })),
              ("present", .optional(present)),
            ])
          })
      ),
      ("scenarios", .list(sweep.scenarios.map { scenario($0, report) })),
      ("leverPaths", .list(report.leverSentences.map { .text($0) })),
      ("caveats", .list(report.caveats.map { .text($0) })),
    ]).rendered
  }

  private static func scenario(_ scenario: SweepScenario, _ report: SweepReport) -> JSONValue {
    .object([
      ("name", .text(scenario.scenario)),
      ("probability", .optional(scenario.probability)),
      ("incompleteFutures", .whole(scenario.incompleteFutures)),
      ("best", scenario.best.map { .whole($0) } ?? .null),
      (
        "points",
        .list(
          scenario.points.map { point in
            .object([
              ("levels", .list(point.levels.map { .real($0) })),
              ("mean", .optional(point.mean?.value)),
              ("meanLow", .optional(point.mean?.low)),
              ("meanHigh", .optional(point.mean?.high)),
              ("quantiles", .list(point.band.map { .real($0) })),
              ("confidenceBest", scenario.best == nil ? .null : .real(point.confidenceBest)),
              ("shareBest", scenario.best == nil ? .null : .real(point.shareBest)),
              ("contender", scenario.best == nil ? .null : .boolean(point.isContender)),
              ("failed", .whole(point.failed)),
            ])
          })
      ),
      (
        "marginalReturns",
        .list(
          scenario.returns.map { step in
            .object([
              ("axis", .text(report.sweep.grid.axes[step.axis].name)),
              ("from", .whole(step.from)), ("to", .whole(step.to)),
              ("change", .real(step.change.value)), ("changeLow", .real(step.change.low)),
              ("changeHigh", .real(step.change.high)), ("perUnit", .real(step.perUnit.value)),
              ("perUnitLow", .real(step.perUnit.low)), ("perUnitHigh", .real(step.perUnit.high)),
            ])
          })
      ),
      ("findings", .list(report.findings(scenario).map { .text($0) })),
    ])
  }
}

/// The points of a sweep as a comma-separated table, one row a scenario and point.
public enum SweepCSV {
  /// Renders the table with its header.
  public static func render(_ report: SweepReport) -> String {
    let axes = report.sweep.grid.axes
    var rows = CSVRows()
    rows.appendRow(
      ["scenario"] + axes.map(\.name)
        + ["mean", "mean_low", "mean_high", "q05", "q50", "q95", "confidence_best", "share_best"]
        + axes.flatMap { ["\($0.name)_return", "\($0.name)_return_low", "\($0.name)_return_high"] }
        + ["failed"])
    for scenario in report.sweep.scenarios {
      for (index, point) in scenario.points.enumerated() {
        rows.append(scenario.scenario)
        for level in point.levels { rows.append(level) }
        rows.append(point.mean?.value ?? .nan)
        rows.append(point.mean?.low ?? .nan)
        rows.append(point.mean?.high ?? .nan)
        for position in 0..<3 { rows.append(point.band.isEmpty ? .nan : point.band[position]) }
        rows.append(scenario.best == nil ? .nan : point.confidenceBest)
        rows.append(scenario.best == nil ? .nan : point.shareBest)
        for axis in axes.indices {
          let step = scenario.returns.first { $0.axis == axis && $0.from == index }?.perUnit
          rows.append(step?.value ?? .nan)
          rows.append(step?.low ?? .nan)
          rows.append(step?.high ?? .nan)
        }
        rows.append(point.failed)
        rows.endRow()
      }
    }
    return String(decoding: rows.bytes, as: UTF8.self)
  }
}
