import Analysis
import ModelContract

extension RunReport {
  /// All mixes on the outcome that decides, in the leading scenario, for every set of beliefs.
  var rankings: [[Document.Block]] {
    var sections = comparisons.map(ranking)
    sections[sections.count - 1].append(
      .note(
        "* cannot be excluded as the best at 95 %. share best: share of futures in which the mix is best "
          + "(risk). conf. best: confidence that its expectation is best (sampling). mean regret: "
          + "expected distance to the best mix of the same future. max. regret: largest loss of "
          + "expectation against the best mix of a scenario. Behind a number its 95 % interval in brackets, "
          + "or half of it."))
    return sections
  }

  private func ranking(_ comparison: Comparison) -> [Document.Block] {
    let scenario = comparison.leadingScenario
    var table = Table([
      .text("policy mix"), .number("expected"),
      .number("against baseline", "[95 % interval]"),
      .number("share best", "[95 %]"), .number("conf.", "best"), .number("mean", "rank"),
      .number("mean", "regret"), .number("max. regret", "[95 %]"), .number("failed", "runs"),
    ])
    func difference(_ row: RankingRow) -> Estimate? {
      scenario.difference(of: row.policy, on: comparison.rankedBy)?.difference
    }
    let estimates = scenario.ranking.compactMap(difference).filter { $0.value != 0 }
    let means = Figures.decimals(for: scenario.ranking.map(\.mean))
    let places = min(max(estimates.map(Figures.decimals).max() ?? 0, means), 4)
    table.rows = scenario.ranking.map { row in
      [
        .text(row.policy + (row.isContender ? " *" : "")), .fixed(row.mean, decimals: places),
        againstBaseline(row, difference(row), comparison, decimals: places),
        row.shareBestEstimate.map { .share($0) } ?? .percent(row.shareBest),
        .percent(row.confidenceBest), .fixed(row.expectedRank, decimals: 1),
        row.regretEstimate.map { .plusMinus($0, decimals: places) }
          ?? .fixed(row.expectedRegret, decimals: places),
        Self.maximumRegret(row.policy, comparison, decimals: places),
        .whole(scenario.statistics(of: row.policy)?.failedRuns ?? 0),
      ]
    }
    let chart = Chart(
      .bars, title: "\(comparison.rankedBy) against the baseline", places: "policy mix",
      unit: outcomes.first { $0.name == comparison.rankedBy }?.unit.rawValue ?? "",
      series: [
        Chart.Series(
          name: comparison.beliefs,
          points: scenario.ranking.enumerated().compactMap { index, row in
            difference(row).map {
              Chart.Point(
                place: Double(index), name: row.policy, value: $0.value, low: $0.low, high: $0.high)
            }
          })
      ])
    return [
      heading("RANKING by \(comparison.rankedBy), scenario \(scenario.scenario)", comparison),
      .table(table), .chart(chart),
    ] + heavyTails(comparison)
  }

  private static func maximumRegret(
    _ policy: String, _ comparison: Comparison, decimals: Int
  ) -> Table.Cell {
    guard let regret = comparison.maximumRegret[policy] else { return "-" }
    guard let interval = comparison.maximumRegretIntervals[policy] else {
      return .fixed(regret, decimals: decimals)
    }
    let numbers = [regret, interval.lowerBound, interval.upperBound].map {
      Figures.fixed($0, decimals: decimals)
    }
    return .number(regret, "\(numbers[0]) [\(numbers[1]), \(numbers[2])]")
  }

  /// Which differences to the baseline few futures decide, and what can be trusted instead.
  private func heavyTails(_ comparison: Comparison) -> [Document.Block] {
    let scenario = comparison.leadingScenario
    let heavy = scenario.differences.filter {
      $0.outcome == comparison.rankedBy && $0.carriers?.areFew == true
    }
    guard !heavy.isEmpty else { return [] }
    let names = heavy.map { difference in
      let better = difference.betterEstimate.map { ", better in \(Figures.share($0))" } ?? ""
      let count = Figures.plain(difference.carriers!.count, digits: 1)
      return "\(difference.policy) (\(count)\(better))"
    }
    return [
      .note(
        "HEAVY TAILS: so few of \(Figures.grouped(heavy[0].carriers!.futures)) futures carry the variance of the "
          + "difference to the baseline that its interval may cover less than 95 %: "
          + "\(Figures.list(names, limit: 8)). Compare by the share of futures in which a mix is better, "
          + "which no tail moves, or by the quantiles in --format json.")
    ]
  }

  private func againstBaseline(
    _ row: RankingRow?, _ difference: Estimate?, _ comparison: Comparison, decimals: Int
  ) -> Table.Cell {
    if row?.policy == comparison.baseline { return "baseline" }
    return difference.map { .number($0.value, Figures.interval($0, decimals: decimals)) } ?? "-"
  }

  /// Who wins in each scenario, one table for each set of beliefs; none for a single scenario.
  var scenarioWinners: [[Document.Block]] {
    let several = comparisons.filter { $0.scenarios.count > 1 }
    var sections = several.map { comparison in
      [
        heading("WINNER IN EACH SCENARIO by \(comparison.rankedBy)", comparison),
        .table(scenarioTable(comparison)),
      ]
    }
    if sections.isEmpty { return [] }
    sections[sections.count - 1].append(
      .note(
        "prob.: the scenario's probability, unknown when it is deeply uncertain. other: another mix "
          + "wins than in the scenario of the verdict. inert: changes no difference between mixes."
          + probabilitiesUsed)
    )
    sections[sections.count - 1] += scenarios.filter { summary in
      several.contains { $0.scenarios.contains { $0.scenario == summary.name } }
    }.map { .definition($0.name, $0.summary) }
    return sections
  }

  /// What the probabilities of the scenarios do; empty where none is stated.
  private var probabilitiesUsed: String {
    let leading = comparisons[0].leadingScenario
    guard leading.probability != nil else { return "" }
    return
      " The probabilities choose the scenario of the verdict, \(leading.scenario), and nothing else: no result "
      + "is averaged over scenarios."
  }

  private func scenarioTable(_ comparison: Comparison) -> Table {
    var table = Table([
      .text("scenario"), .number("prob."), .text("winner"),
      .number("against baseline", "[95 % interval]"), .number("share best", "[95 %]"),
      .number("conf.", "best"), .number("failed", "runs"), .text("note"),
    ])
    let winners = comparison.scenarios.map { scenario in
      scenario.ranking.first.flatMap {
        scenario.difference(of: $0.policy, on: comparison.rankedBy)?.difference
      }
    }
    let places = min(winners.compactMap { $0.map(Figures.decimals) }.max() ?? 0, 4)
    for (scenario, difference) in zip(comparison.scenarios, winners) {
      let winner = scenario.ranking.first
      let isChange = comparison.verdict.scenariosThatChangeIt[scenario.scenario] != nil
      table.rows.append([
        .text(scenario.scenario), scenario.probability.map(Table.Cell.percent) ?? "unknown",
        .text(winner?.policy ?? "-"),
        againstBaseline(winner, difference, comparison, decimals: places),
        winner?.shareBestEstimate.map { .share($0) } ?? .percent(winner?.shareBest),
        .percent(winner?.confidenceBest),
        .whole(scenario.failedRuns), scenario.isInert ? "inert" : isChange ? "other" : "",
      ])
    }
    return table
  }
}
