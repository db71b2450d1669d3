import Analysis
import ModelContract

extension TextReport {
  /// The best mix on each outcome that has a direction, for every set of beliefs.
  static func outcomeWinners(_ report: RunReport) -> [String] {
    let leading = report.comparisons[0]
    let names = leading.leadingScenario.winners.map(\.outcome)
    if names.isEmpty { return [] }
    var table = TextTable(columns: [.text("outcome"), .text("wanted")])
    table.columns += report.comparisons.map {
      .text(report.comparisons.count > 1 ? "best under the \($0.beliefs)" : "best")
    }
    table.columns.append(.number("failed", "runs"))
    for name in names {
      let direction = report.outcomes.first { $0.name == name }?.direction
      let failed = report.comparisons.reduce(0) { sum, comparison in
        comparison.leadingScenario.policies.reduce(sum) {
          $0 + ($1.statistics(of: name)?.failed ?? 0)
        }
      }
      table.rows.append(
        [name, direction == .minimize ? "less" : "more"]
          + report.comparisons.map { comparison in
            comparison.leadingScenario.winners.first { $0.outcome == name }
              .map { $0.policy + ($0.isCertain ? "" : " ?") } ?? "-"
          } + [Figures.grouped(failed)])
    }
    return ["BEST MIX FOR EACH OUTCOME, scenario \(leading.leadingScenario.scenario)"]
      + table.lines(width: width) + ["  ? the runner-up cannot be excluded at 95 %."]
  }

  /// What an economist asks for first, mix by mix, under the leading beliefs.
  static func keyOutcomes(_ report: RunReport) -> [String] {
    let comparison = report.comparisons[0]
    let scenario = comparison.leadingScenario
    let outcomes = report.keyOutcomes.compactMap { name in
      report.outcomes.first { $0.name == name }
    }.filter { outcome in
      scenario.policies.contains { $0.statistics(of: outcome.name) != nil }
    }
    if outcomes.isEmpty { return [] }
    let columns = outcomes.flatMap { keyColumns($0, scenario, report) }
    var table = TextTable(
      columns: [.text("policy mix")] + columns.map(\.column) + [.number("failed", "runs")])
    table.rows = scenario.policies.map { policy in
      [policy.policy] + columns.map { $0.cell(policy) } + [Figures.grouped(policy.failedRuns)]
    }
    let heading = title("KEY OUTCOMES, scenario \(scenario.scenario)", comparison, report)
    return heading + table.lines(width: width)
      + outcomes.flatMap {
        Paragraph.lines(
          "\($0.name): \($0.meaning) (\($0.unit.rawValue))", width: width, first: "  ", next: "    "
        )
      }
  }

  /// A column of the key outcomes and how its cells are written.
  private struct KeyColumn {
    var column: TextTable.Column
    var cell: (PolicyStatistics) -> String
  }

  private static func keyColumns(
    _ outcome: Outcome, _ scenario: ScenarioComparison, _ report: RunReport
  ) -> [KeyColumn] {
    let end = Figures.year(report.horizon.upperBound)
    let heading = headingLines(outcome.name)
    func column(_ last: String, _ cell: @escaping (OutcomeStatistics) -> String) -> KeyColumn {
      KeyColumn(column: TextTable.Column(heading: heading + [last], isNumeric: true)) {
        $0.statistics(of: outcome.name).map(cell) ?? "-"
      }
    }
    var columns: [KeyColumn] = []
    if outcome.isCensored {
      columns.append(
        column("by \(end)") { $0.probabilityReached.map { Figures.percent($0.value) } ?? "-" })
      columns.append(column("median") { median($0, end: end) })
    } else {
      let values = scenario.policies.compactMap { $0.statistics(of: outcome.name)?.mean?.value }
      let decimals = Figures.decimals(for: values)
      columns.append(
        column("mean") { statistics in
          guard let mean = statistics.mean?.value else { return "-" }
          return outcome.unit == .fraction
            ? Figures.percent(mean) : Figures.fixed(mean, decimals: decimals)
        })
    }
    if let threshold = report.thresholds[outcome.name] {
      let sign = outcome.direction == .minimize ? "<=" : ">="
      let level =
        outcome.unit == .calendarYear ? Figures.year(threshold) : Figures.plain(threshold)
      columns.append(
        column("\(sign) \(level)") {
          $0.probabilityThresholdMet.map { Figures.percent($0.value) } ?? "-"
        })
    }
    return columns
  }

  private static func median(_ statistics: OutcomeStatistics, end: String) -> String {
    guard statistics.quantiles.count == 5, !statistics.quantiles[2].isNaN else { return "-" }
    let median = statistics.quantiles[2]
    return median == .infinity ? "> \(end)" : Figures.year(median)
  }

  /// A name as lines of a heading: broken after underscores where it is long.
  static func headingLines(_ name: String) -> [String] {
    var lines: [String] = []
    for part in name.split(separator: "_") {
      if let last = lines.last, last.count + 1 + part.count <= 12 {
        lines[lines.count - 1] = last + "_" + part
      } else {
        if !lines.isEmpty { lines[lines.count - 1] += "_" }
        lines.append(String(part))
      }
    }
    return lines
  }

  /// How probable each deeply uncertain scenario must be before another mix is the better choice.
  static func breakEvens(_ report: RunReport) -> [String] {
    let sections = report.comparisons.filter { !$0.breakEvens.isEmpty }.map { comparison in
      title("BREAK-EVEN PROBABILITY of scenarios without one", comparison, report)
        + sentences(comparison.breakEvens).flatMap {
          Paragraph.lines($0, width: width, first: "- ")
        }
    }
    return Array(sections.joined(separator: [""]))
  }

  private static func sentences(_ breakEvens: [BreakEven]) -> [String] {
    var sentences: [String] = breakEvens.compactMap { breakEven in
      guard let challenger = breakEven.challenger, let probability = breakEven.probability else {
        return nil
      }
      return
        "\(breakEven.scenario): \(breakEven.holder) stays the best choice up to a probability of "
        + "\(Figures.percent(probability)), beyond it \(challenger) is"
        + (breakEven.isCertain ? "." : " (not for certain).")
    }
    let steady = breakEvens.filter { $0.challenger == nil }
    if let holder = steady.first?.holder {
      sentences.append(
        "\(Paragraph.list(steady.map(\.scenario), limit: 20)): \(holder) stays the best choice "
          + "however probable \(steady.count == 1 ? "it is" : "they are").")
    }
    return sentences
  }
}
