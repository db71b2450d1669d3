import Analysis
import ModelContract

extension RunReport {
  /// How sure the verdict is, every kind of doubt on its own line.
  var certainty: [Document.Block] {
    let leading = comparisons[0]
    let leader = leading.verdict.leader
    var blocks = [heading("HOW SURE", leading)]
    if let row = leading.leadingScenario.ranking.first(where: { $0.policy == leader }) {
      let better = leading.leadersDifference.map {
        " and better than the baseline in \(share($0.betterEstimate, $0.probabilityBetter))"
      }
      blocks.append(
        .entry(
          "Risk",
          "\(Figures.mix(leader)) is the best of all mixes in \(share(row.shareBestEstimate, row.shareBest)) of the futures"
            + (better ?? "")
            + ". This is the risk of the choice; running more futures does not reduce it."))
      blocks.append(.entry("Sampling", sampling(leading, row)))
    }
    blocks.append(.entry("Scenarios", others(leading)))
    if comparisons.count > 1 { blocks.append(.entry("Beliefs", beliefs)) }
    if let later { blocks.append(.entry("Later years", later)) }
    if let residual { blocks.append(.entry("Residual", residual)) }
    return blocks
  }

  /// A share of futures with its interval where it has one.
  private func share(_ estimate: Estimate?, _ share: Double) -> String {
    estimate.map { Figures.share($0) } ?? Figures.percent(share)
  }

  /// How much of the observed income at the start the model leaves open, where a study lists that outcome and
  /// there is something left open.
  private var residual: String? {
    let parts: [String] = comparisons.compactMap { comparison in
      let policies = comparison.leadingScenario.policies
      let baseline = policies.first { $0.policy == comparison.baseline }
      guard let statistics = baseline?.statistics(of: "initial_residual"),
        let mean = statistics.mean?.value, mean != 0
      else { return nil }
      let low = Figures.fixed(statistics.quantiles[0], decimals: 2)
      let high = Figures.fixed(statistics.quantiles[4], decimals: 2)
      return "\(Figures.fixed(mean, decimals: 2)) [\(low), \(high)]\(under(comparison))"
    }
    if parts.isEmpty { return nil }
    return "the log of the income at the start that capability, capital, schooling, labour and "
      + "infrastructure leave open has mean and 5-95 % range \(parts.joined(separator: ", ")). It fades "
      + "in every mix; what it explains, no mechanism of the model does."
  }

  private func sampling(_ comparison: Comparison, _ row: RankingRow) -> String {
    let rivals = comparison.verdict.contenders.filter { $0 != row.policy }
    var text =
      "\(Figures.mix(row.policy)) has the \(comparison.direction == .minimize ? "lowest" : "highest") expected "
      + "\(comparison.rankedBy) of all with confidence \(Figures.percent(row.confidenceBest)). "
    text +=
      rivals.isEmpty
      ? "Every other mix is excluded at 95 %. "
      : "\(Figures.mixes(rivals, limit: 6)) cannot be excluded at 95 %. "
    if let runnerUp = comparison.verdict.runnerUp, let lead = comparison.verdict.lead {
      let decimals = Figures.decimals(for: lead)
      text +=
        "Its difference to the next, \(Figures.mix(runnerUp)), is \(Figures.interval(lead, decimals: decimals)). "
    }
    guard let ensemble = comparison.ensemble else {
      return text + "More futures shrink this doubt."
    }
    let effective = ensemble.effectiveSize.map { ", effective size \(Figures.plain($0))" } ?? ""
    return text
      + "More futures shrink only one part of this doubt; the other comes from the finite "
      + "ensemble (\(Figures.count(ensemble.rowCount, "row"))\(effective))."
  }

  private func others(_ comparison: Comparison) -> String {
    let leader = comparison.verdict.leader
    guard comparison.scenarios.count > 1 else {
      return "only \(comparison.scenarios[0].scenario) was run."
    }
    var sentences: [String] = []
    let changes = comparison.verdict.leaderChanges
    sentences.append(
      changes.isEmpty
        ? "\(Figures.mix(leader)) has the best expectation in every scenario\(closest(comparison))."
        : losses(comparison))
    if let regret = comparison.maximumRegret[leader], regret.isFinite, regret != 0 {
      sentences.append(
        "Choosing it costs at most \(Figures.plain(regret))\(interval(comparison, leader)) "
          + "\(comparison.rankedBy) against the best mix of a scenario.")
    }
    let inert = comparison.scenarios.filter(\.isInert).map(\.scenario)
    if !inert.isEmpty {
      sentences.append(
        "\(Figures.list(inert, limit: 8)) \(inert.count == 1 ? "changes" : "change") no difference "
          + "between mixes (inert).")
    }
    return sentences.joined(separator: " ")
  }

  /// The interval of the largest loss, where it is known.
  private func interval(_ comparison: Comparison, _ policy: String) -> String {
    guard let interval = comparison.maximumRegretIntervals[policy] else { return "" }
    return
      " [\(Figures.plain(interval.lowerBound)), \(Figures.plain(interval.upperBound))]"
  }

  /// Where the leader loses and to whom.
  private func losses(_ comparison: Comparison) -> String {
    let changes = comparison.verdict.leaderChanges.map {
      "\($0.scenario) to \(Figures.mix($0.leader))" + ($0.isCertain ? "" : " (not for certain)")
    }
    return "\(Figures.mix(comparison.verdict.leader)) loses in \(Figures.list(changes, limit: 8))."
  }

  /// The scenario in which a leader that never loses is ahead by least.
  private func closest(_ comparison: Comparison) -> String {
    let gaps = comparison.scenarios.filter { $0.ranking.count > 1 }.map { scenario in
      (scenario, abs(scenario.ranking[0].mean - scenario.ranking[1].mean))
    }
    guard let (scenario, gap) = gaps.min(by: { $0.1 < $1.1 }) else { return "" }
    return "; its lead is smallest in \(scenario.scenario), \(Figures.plain(gap, digits: 2)) over "
      + Figures.mix(scenario.ranking[1].policy)
  }

  private var beliefs: String {
    let names = comparisons.map { "the \($0.beliefs)" }
    let agreement = Agreement(comparisons)
    if agreement == .agree {
      let others = comparisons.dropFirst().filter { !$0.verdict.leaderChanges.isEmpty }
      return
        (["\(Figures.list(names)) agree on the verdict."]
        + others.map { "Under the \($0.beliefs) \(losses($0))" }).joined(separator: " ")
    }
    let leaders = comparisons.map { comparison in
      let name = comparison.verdict.leader
      let leader = Figures.mix(name)
      let row = comparison.leadingScenario.ranking.first { $0.policy == name }
      let best =
        row.map { ", best in \(share($0.shareBestEstimate, $0.shareBest)) of the futures" } ?? ""
      return "under the \(comparison.beliefs) \(leader) leads "
        + "(\(words(comparison.verdict.finding))\(best))"
    }
    let kind =
      switch agreement {
      case .differInCertainty: " on how sure it is"
      case .differWithinError: ", though neither excludes the other's leader"
      default: ""
      }
    return "\(Figures.list(names)) disagree\(kind): \(Figures.list(leaders))."
  }

  private func words(_ finding: Verdict.Finding) -> String {
    switch finding {
    case .clear: "clear"
    case .tooCloseToCall: "too close to call"
    case .equalForPracticalPurposes: "equal for practical purposes"
    }
  }

  /// What the years after the horizon do to the winner; nil when the study has no terminal value.
  private var later: String? {
    guard outcomes.contains(where: { $0.name == "terminal_value" }) else { return nil }
    let laters = comparisons.map { comparison in
      comparison.verdict.leaderWithTerminalValue.flatMap {
        $0 == comparison.verdict.leader ? nil : $0
      }
    }
    let isSame = laters.allSatisfy { $0 == nil }
    let sentences = zip(comparisons, laters).map { comparison, later in
      let beliefs =
        comparisons.count > 1 && !isSame ? "under the \(comparison.beliefs) " : ""
      return beliefs
        + (later.map { "\(Figures.mix($0)) takes the lead" } ?? "the winner stays the same")
    }
    return "counting consumption after \(end) as well (terminal value), "
      + Figures.list(isSame ? [sentences[0]] : sentences) + "."
  }
}
