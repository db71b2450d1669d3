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
    return lines
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
    if changes.isEmpty {
      sentences.append("\(leader) has the best expectation in every scenario.")
    } else {
      sentences.append(
        "\(leader) loses in "
          + Paragraph.list(
            changes.map {
              "\($0.scenario) to \($0.leader)" + ($0.isCertain ? "" : " (not for certain)")
            }, limit: 8) + ".")
    }
    if let regret = comparison.maximumRegret[leader], regret.isFinite {
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

  private static func beliefs(_ report: RunReport) -> String {
    let names = report.comparisons.map { "the \($0.beliefs)" }
    let agreement = Agreement(report.comparisons)
    if agreement == .agree { return "\(Paragraph.list(names)) agree on the verdict." }
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
    let sentences = report.comparisons.map { comparison in
      let beliefs = report.comparisons.count > 1 ? "under the \(comparison.beliefs) " : ""
      guard let later = comparison.verdict.leaderWithTerminalValue,
        later != comparison.verdict.leader
      else { return beliefs + "the winner stays the same" }
      return "\(beliefs)\(later) takes the lead"
    }
    return "counting consumption after \(end) as well (terminal value), "
      + Paragraph.list(sentences) + "."
  }
}
