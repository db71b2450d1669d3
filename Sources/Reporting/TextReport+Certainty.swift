import Analysis
import ModelContract

extension TextReport {
  /// How sure the verdict is, every kind of doubt on its own line.
  static func certainty(_ report: RunReport) -> [String] {
    let leading = report.comparisons[0]
    let scenario = leading.leadingScenario
    let leader = leading.verdict.leader
    var lines = title("HOW SURE", leading, report)
    if let row = scenario.ranking.first(where: { $0.policy == leader }) {
      lines += entry(
        "Risk",
        "\(leader) is the best of all mixes in \(Figures.percent(row.shareBest)) of the futures"
          + betterThanBaseline(leading)
          + ". This is the risk of the choice; running more futures does not reduce it.")
      lines += entry("Sampling", sampling(leading, row))
    }
    lines += entry("Scenarios", scenarios(leading))
    if report.comparisons.count > 1 { lines += entry("Beliefs", beliefs(report)) }
    if let later = later(report) { lines += entry("Later years", later) }
    if let residual = residual(report) { lines += entry("Residual", residual) }
    return lines
  }

  /// How much of the observed income at the start the model leaves open, where a study lists that outcome and
  /// there is something left open.
  private static func residual(_ report: RunReport) -> String? {
    let parts: [String] = report.comparisons.compactMap { comparison in
      let policies = comparison.leadingScenario.policies
      let baseline = policies.first { $0.policy == comparison.baseline }
      guard let statistics = baseline?.statistics(of: "initial_residual"),
        let mean = statistics.mean?.value, mean != 0
      else { return nil }
      let low = Figures.fixed(statistics.quantiles[0], decimals: 2)
      let high = Figures.fixed(statistics.quantiles[4], decimals: 2)
      let beliefs = report.comparisons.count > 1 ? " under the \(comparison.beliefs)" : ""
      return "\(Figures.fixed(mean, decimals: 2)) [\(low), \(high)]\(beliefs)"
    }
    if parts.isEmpty { return nil }
    return "the log of the income at the start that capability, capital, schooling, labour and "
      + "infrastructure leave open has mean and 5-95 % range \(parts.joined(separator: ", ")). It fades "
      + "in every mix; what it explains, no mechanism of the model does."
  }

  private static func betterThanBaseline(_ comparison: Comparison) -> String {
    guard let difference = comparison.leadersDifference else { return "" }
    return " and better than the baseline in \(Figures.percent(difference.probabilityBetter))"
  }

  private static func sampling(_ comparison: Comparison, _ row: RankingRow) -> String {
    let rivals = comparison.verdict.contenders.filter { $0 != row.policy }
    var text =
      "\(row.policy) has the \(comparison.direction == .minimize ? "lowest" : "highest") expected "
      + "\(comparison.rankedBy) of all with confidence \(Figures.percent(row.confidenceBest)). "
    text +=
      rivals.isEmpty
      ? "Every other mix is excluded at 95 %. "
      : "\(Paragraph.list(rivals, limit: 6)) cannot be excluded at 95 %. "
    if let runnerUp = comparison.verdict.runnerUp, let lead = comparison.verdict.lead {
      let decimals = Figures.decimals(for: lead)
      text += "Its difference to the next, \(runnerUp), is \(interval(lead, decimals: decimals)). "
    }
    guard let ensemble = comparison.ensemble else {
      return text + "More futures shrink this doubt."
    }
    let effective = ensemble.effectiveSize.map { ", effective size \(Figures.plain($0))" } ?? ""
    return text
      + "More futures shrink only one part of this doubt; the other comes from the finite "
      + "ensemble (\(count(ensemble.rowCount, "row"))\(effective))."
  }

  private static func scenarios(_ comparison: Comparison) -> String {
    let leader = comparison.verdict.leader
    guard comparison.scenarios.count > 1 else {
      return "only \(comparison.scenarios[0].scenario) was run."
    }
    var sentences: [String] = []
    let changes = comparison.verdict.leaderChanges
    sentences.append(
      changes.isEmpty
        ? "\(leader) has the best expectation in every scenario\(closest(comparison))."
        : losses(comparison))
    if let regret = comparison.maximumRegret[leader], regret.isFinite, regret != 0 {
      sentences.append(
        "Choosing it costs at most \(Figures.plain(regret)) \(comparison.rankedBy) against the best "
          + "mix of a scenario.")
    }
    let inert = comparison.scenarios.filter(\.isInert).map(\.scenario)
    if !inert.isEmpty {
      sentences.append(
        "\(Paragraph.list(inert, limit: 8)) \(inert.count == 1 ? "changes" : "change") no difference "
          + "between mixes (inert).")
    }
    return sentences.joined(separator: " ")
  }

  /// Where the leader loses and to whom.
  private static func losses(_ comparison: Comparison) -> String {
    let changes = comparison.verdict.leaderChanges.map {
      "\($0.scenario) to \($0.leader)" + ($0.isCertain ? "" : " (not for certain)")
    }
    return "\(comparison.verdict.leader) loses in \(Paragraph.list(changes, limit: 8))."
  }

  /// The scenario in which a leader that never loses is ahead by least.
  private static func closest(_ comparison: Comparison) -> String {
    let gaps = comparison.scenarios.filter { $0.ranking.count > 1 }.map { scenario in
      (scenario, abs(scenario.ranking[0].mean - scenario.ranking[1].mean))
    }
    guard let (scenario, gap) = gaps.min(by: { $0.1 < $1.1 }) else { return "" }
    return "; its lead is smallest in \(scenario.scenario), \(Figures.plain(gap, digits: 2)) over "
      + scenario.ranking[1].policy
  }

  private static func beliefs(_ report: RunReport) -> String {
    let names = report.comparisons.map { "the \($0.beliefs)" }
    let agreement = Agreement(report.comparisons)
    if agreement == .agree {
      let others = report.comparisons.dropFirst().filter { !$0.verdict.leaderChanges.isEmpty }
      return
        (["\(Paragraph.list(names)) agree on the verdict."]
        + others.map { "Under the \($0.beliefs) \(losses($0))" }).joined(separator: " ")
    }
    let leaders = report.comparisons.map { comparison in
      let leader = comparison.verdict.leader
      let row = comparison.leadingScenario.ranking.first { $0.policy == leader }
      let share = row.map { ", best in \(Figures.percent($0.shareBest)) of the futures" } ?? ""
      return "under the \(comparison.beliefs) \(leader) leads "
        + "(\(words(comparison.verdict.finding))\(share))"
    }
    let kind =
      switch agreement {
      case .differInCertainty: " on how sure it is"
      case .differWithinError: ", though neither excludes the other's leader"
      default: ""
      }
    return "\(Paragraph.list(names)) disagree\(kind): \(Paragraph.list(leaders))."
  }

  private static func words(_ finding: Verdict.Finding) -> String {
    switch finding {
    case .clear: "clear"
    case .tooCloseToCall: "too close to call"
    case .equalForPracticalPurposes: "equal for practical purposes"
    }
  }

  /// What the years after the horizon do to the winner; nil when the study has no terminal value.
  private static func later(_ report: RunReport) -> String? {
    guard report.outcomes.contains(where: { $0.name == "terminal_value" }) else { return nil }
    let end = Figures.year(report.horizon.upperBound)
    let laters = report.comparisons.map { comparison in
      comparison.verdict.leaderWithTerminalValue.flatMap {
        $0 == comparison.verdict.leader ? nil : $0
      }
    }
    let isSame = laters.allSatisfy { $0 == nil }
    let sentences = zip(report.comparisons, laters).map { comparison, later in
      let beliefs =
        report.comparisons.count > 1 && !isSame ? "under the \(comparison.beliefs) " : ""
      return beliefs + (later.map { "\($0) takes the lead" } ?? "the winner stays the same")
    }
    return "counting consumption after \(end) as well (terminal value), "
      + Paragraph.list(isSame ? [sentences[0]] : sentences) + "."
  }
}
