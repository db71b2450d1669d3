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
      .note(
        "Behind a mean half its 95 % interval, behind a share or a median the interval itself. "
          + Self.basis(comparisons[0])),
    ] + heavyMeans(shown, scenario)
      + shown.map { .definition($0.name, "\($0.meaning) (\($0.unit.rawValue))") }
  }

  /// What intervals of shares and quantiles rest on.
  static func basis(_ comparison: Comparison) -> String {
    let shares =
      comparison.hasIndependentFutures
      ? "Intervals of shares are those of binomial counts"
      : "Intervals of shares come from the spread of the design's independent parts, for events in few or all "
        + "futures from binomial counts"
    let quantiles =
      comparison.hasIndependentFutures
      ? "those of quantiles from binomial ranks"
      : "those of quantiles from the ranks of independent futures, which are wider than need be"
    return "\(shares), \(quantiles)."
  }

  /// Which means few futures decide, with the medians that can be trusted instead.
  private func heavyMeans(
    _ shown: [Outcome], _ scenario: ScenarioComparison
  ) -> [Document.Block] {
    let parts: [String] = shown.compactMap { outcome in
      let heavy = scenario.policies.compactMap { policy in
        policy.statistics(of: outcome.name).flatMap { statistics in
          statistics.carriers?.areFew == true
            ? "\(policy.policy) (median \(medianText(statistics)))" : nil
        }
      }
      return heavy.isEmpty ? nil : "\(outcome.name) of \(Figures.list(heavy, limit: 8))"
    }
    if parts.isEmpty { return [] }
    return [
      .note(
        "HEAVY TAILS: a few futures carry the variance of \(parts.joined(separator: "; ")): the interval of "
          + "the mean may cover less than 95 %.")
    ]
  }

  private func medianText(_ statistics: OutcomeStatistics) -> String {
    let interval = statistics.quantileIntervals[2]
    let numbers = [statistics.quantiles[2], interval.lowerBound, interval.upperBound].map {
      Figures.plain($0)
    }
    return "\(numbers[0]) [\(numbers[1]), \(numbers[2])]"
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
      columns.append(column("by \(end)") { .share($0.probabilityReached) })
      columns.append(column("median") { median($0) })
    } else {
      let values = scenario.policies.compactMap { $0.statistics(of: outcome.name)?.mean?.value }
      let decimals = Figures.decimals(for: values)
      columns.append(
        column("mean") {
          outcome.unit == .fraction
            ? .share($0.mean) : .plusMinus($0.mean, decimals: decimals)
        })
    }
    if let threshold = thresholds[outcome.name] {
      let sign = outcome.direction == .minimize ? "<=" : ">="
      let level =
        outcome.unit == .calendarYear ? Figures.year(threshold) : Figures.plain(threshold)
      columns.append(column("\(sign) \(level)") { .share($0.probabilityThresholdMet) })
    }
    return columns
  }

  private func median(_ statistics: OutcomeStatistics) -> Table.Cell {
    guard statistics.quantiles.count == 5, !statistics.quantiles[2].isNaN else { return "-" }
    let median = statistics.quantiles[2]
    guard statistics.quantileIntervals.count == 5 else {
      return .number(median, year(median))
    }
    let interval = statistics.quantileIntervals[2]
    let text = [median, interval.lowerBound, interval.upperBound].map(year)
    // Everything beyond the horizon is said once.
    return .number(
      median, text[0] == text[1] ? text[0] : "\(text[0]) [\(text[1]), \(text[2])]")
  }

  /// A year that may lie beyond the horizon.
  private func year(_ year: Double) -> String {
    year == .infinity ? "> \(end)" : Figures.year(year)
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
