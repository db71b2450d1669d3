import Analysis
import ModelContract

extension RunReport {
  /// The best mix on each outcome that has a direction, for every set of beliefs.
  var outcomeWinners: [Document.Block] {
    let leading = comparisons[0].leadingScenario
    if leading.winners.isEmpty { return [] }
    let best = comparisons.map { Table.Column.text("best\(under($0))") }
    var table = Table([.text("outcome"), .text("wanted")] + best + [.number("failed", "runs")])
    for name in leading.winners.map(\.outcome) {
      let direction = outcomes.first { $0.name == name }?.direction
      let failed = comparisons.reduce(0) { sum, comparison in
        comparison.leadingScenario.policies.reduce(sum) {
          $0 + ($1.statistics(of: name)?.failed ?? 0)
        }
      }
      table.rows.append(
        [.text(name), direction == .minimize ? "less" : "more"]
          + comparisons.map { comparison in
            comparison.leadingScenario.winners.first { $0.outcome == name }
              .map { .text($0.policy + ($0.isCertain ? "" : " ?")) } ?? "-"
          } + [.whole(failed)])
    }
    return [
      .heading("BEST MIX FOR EACH OUTCOME, scenario \(leading.scenario)"), .table(table),
      .note("? the runner-up cannot be excluded at 95 %."),
    ]
  }

  /// What an economist asks for first, mix by mix, under the leading beliefs.
  var keyOutcomeTable: [Document.Block] {
    let scenario = comparisons[0].leadingScenario
    let shown = keyOutcomes.compactMap { name in outcomes.first { $0.name == name } }
      .filter { outcome in
        scenario.policies.contains { $0.statistics(of: outcome.name) != nil }
      }
    if shown.isEmpty { return [] }
    let columns = shown.flatMap { keyColumns($0, scenario) }
    var table = Table(
      [.text("policy mix")] + columns.map(\.column) + [.number("failed", "runs")])
    table.rows = scenario.policies.map { policy in
      [.text(policy.policy)] + columns.map { $0.cell(policy) } + [.whole(policy.failedRuns)]
    }
    return [
      heading("KEY OUTCOMES, scenario \(scenario.scenario)", comparisons[0]), .table(table),
    ] + shown.map { .definition($0.name, "\($0.meaning) (\($0.unit.rawValue))") }
  }

  /// A column of the key outcomes and how its cells are written.
  private struct KeyColumn {
    var column: Table.Column
    var cell: (PolicyStatistics) -> Table.Cell
  }

  private func keyColumns(_ outcome: Outcome, _ scenario: ScenarioComparison) -> [KeyColumn] {
    func column(
      _ last: String, _ cell: @escaping (OutcomeStatistics) -> Table.Cell
    ) -> KeyColumn {
      KeyColumn(column: Table.Column(Figures.broken(outcome.name) + [last], .number)) {
        $0.statistics(of: outcome.name).map(cell) ?? "-"
      }
    }
    var columns: [KeyColumn] = []
    if outcome.isCensored {
      columns.append(column("by \(end)") { .percent($0.probabilityReached?.value) })
      columns.append(column("median") { median($0) })
    } else {
      let values = scenario.policies.compactMap { $0.statistics(of: outcome.name)?.mean?.value }
      let decimals = Figures.decimals(for: values)
      columns.append(
        column("mean") {
          outcome.unit == .fraction
            ? .percent($0.mean?.value) : .fixed($0.mean?.value, decimals: decimals)
        })
    }
    if let threshold = thresholds[outcome.name] {
      let sign = outcome.direction == .minimize ? "<=" : ">="
      let level =
        outcome.unit == .calendarYear ? Figures.year(threshold) : Figures.plain(threshold)
      columns.append(column("\(sign) \(level)") { .percent($0.probabilityThresholdMet?.value) })
    }
    return columns
  }

  private func median(_ statistics: OutcomeStatistics) -> Table.Cell {
    guard statistics.quantiles.count == 5, !statistics.quantiles[2].isNaN else { return "-" }
    let median = statistics.quantiles[2]
    return median == .infinity ? .number(median, "> \(end)") : .year(median)
  }

  /// How probable each deeply uncertain scenario must be before another mix is the better choice.
  var breakEvens: [[Document.Block]] {
    comparisons.filter { !$0.breakEvens.isEmpty }.map { comparison in
      [
        heading("BREAK-EVEN PROBABILITY of scenarios without one", comparison),
        .list(Self.sentences(comparison.breakEvens)),
      ]
    }
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
        "\(Figures.list(steady.map(\.scenario), limit: 20)): \(holder) stays the best choice "
          + "however probable \(steady.count == 1 ? "it is" : "they are").")
    }
    return sentences
  }
}
