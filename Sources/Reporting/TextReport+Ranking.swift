import Analysis
import ModelContract

extension TextReport {
  /// All mixes on the outcome that decides, in the leading scenario.
  static func ranking(_ report: RunReport) -> [String] {
    report.comparisons.map { ranking($0, report) }.reduce([]) { $0.isEmpty ? $1 : $0 + [""] + $1 }
      + rankingLegend
  }

  private static func ranking(_ comparison: Comparison, _ report: RunReport) -> [String] {
    let scenario = comparison.leadingScenario
    var table = TextTable(columns: [
      .text("policy mix"), .number("expected"),
      .number("against baseline", "[95 % interval]"),
      .number("share", "best"), .number("conf.", "best"), .number("mean", "rank"),
      .number("mean", "regret"), .number("max.", "regret"), .number("failed", "runs"),
    ])
    let estimates = scenario.ranking.compactMap {
      scenario.difference(of: $0.policy, on: comparison.rankedBy)?.difference
    }
    let means = Figures.decimals(for: scenario.ranking.map(\.mean))
    let differences = estimates.filter { $0.value != 0 }.map(Figures.decimals).max() ?? 0
    let places = min(max(differences, means), 4)
    for row in scenario.ranking {
      let difference = scenario.difference(of: row.policy, on: comparison.rankedBy)?.difference
      let failed = scenario.statistics(of: row.policy)?.failedRuns ?? 0
      table.rows.append([
        row.policy + (row.isContender ? " *" : ""),
        Figures.fixed(row.mean, decimals: places),
        row.policy == comparison.baseline
          ? "baseline" : difference.map { interval($0, decimals: places) } ?? "-",
        Figures.percent(row.shareBest),
        Figures.percent(row.confidenceBest),
        Figures.fixed(row.expectedRank, decimals: 1),
        Figures.fixed(row.expectedRegret, decimals: places),
        comparison.maximumRegret[row.policy].map { Figures.fixed($0, decimals: places) } ?? "-",
        Figures.grouped(failed),
      ])
    }
    let heading = title(
      "RANKING by \(comparison.rankedBy), scenario \(scenario.scenario)", comparison, report)
    return heading + table.lines(width: width)
  }

  private static var rankingLegend: [String] {
    Paragraph.lines(
      "* cannot be excluded as the best at 95 %. share best: share of futures in which the mix is best "
        + "(risk). conf. best: confidence that its expectation is best (sampling). mean regret: "
        + "expected distance to the best mix of the same future. max. regret: largest loss of "
        + "expectation against the best mix of a scenario.",
      width: width, first: "  ")
  }

  /// A difference with its interval: `+0.42 [+0.38, +0.46]`, exactly zero as `0 [0, 0]`.
  static func interval(_ estimate: Estimate, decimals: Int) -> String {
    let numbers = [estimate.value, estimate.low, estimate.high].map {
      Figures.fixed($0, decimals: decimals, showsPlus: true)
    }
    return "\(numbers[0]) [\(numbers[1]), \(numbers[2])]"
  }

  /// Who wins in each scenario, one table for each set of beliefs; none for a single scenario.
  static func scenarioWinners(_ report: RunReport) -> [[String]] {
    let comparisons = report.comparisons.filter { $0.scenarios.count > 1 }
    var sections = comparisons.map { comparison in
      title("WINNER IN EACH SCENARIO by \(comparison.rankedBy)", comparison, report)
        + scenarioTable(comparison).lines(width: width)
    }
    let described = report.scenarios.filter { summary in
      comparisons.contains { $0.scenarios.contains { $0.scenario == summary.name } }
    }
    if !sections.isEmpty {
      sections[sections.count - 1] += Paragraph.lines(
        "prob.: the scenario's probability, unknown when it is deeply uncertain. other: another mix "
          + "wins than in the scenario of the verdict. inert: changes no difference between mixes.",
        width: width, first: "  ")
      sections[sections.count - 1] += described.flatMap {
        Paragraph.lines("\($0.name): \($0.summary)", width: width, first: "  ", next: "    ")
      }
    }
    return sections
  }

  private static func scenarioTable(_ comparison: Comparison) -> TextTable {
    var table = TextTable(columns: [
      .text("scenario"), .number("prob."), .text("winner"),
      .number("against baseline", "[95 % interval]"), .number("share", "best"),
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
        scenario.scenario,
        scenario.probability.map(Figures.percent) ?? "unknown",
        winner?.policy ?? "-",
        winner?.policy == comparison.baseline
          ? "baseline" : difference.map { interval($0, decimals: places) } ?? "-",
        winner.map { Figures.percent($0.shareBest) } ?? "-",
        winner.map { Figures.percent($0.confidenceBest) } ?? "-",
        Figures.grouped(scenario.failedRuns),
        scenario.isInert ? "inert" : isChange ? "other" : "",
      ])
    }
    return table
  }
}
