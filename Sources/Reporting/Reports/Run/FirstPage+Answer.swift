import Analysis

/// The answer: at most four plain sentences.
extension FirstPage {
  /// Which mixes lead and by how much, which is safest over beliefs, what they cost, where the safest loses.
  var answer: String {
    if summary.mixes.count < 2 { return sentence(alone) }
    let sentences = rule.map { [$0.sentence(name), "by expectation, \(lead)", cost, loss] }
    return (sentences ?? [lead, safest, cost, loss]).compactMap { $0 }.map(sentence)
      .joined(separator: " ")
  }

  /// Of a run of one mix there is nothing to compare.
  private var alone: String {
    let leading = report.comparisons[0]
    let means = leading.leadingScenario.statistics(of: summary.baseline)?
      .statistics(of: leading.rankedBy)?.mean
    let level =
      means.map { ": its expected \(outcome) is \(Figures.plain($0.value, digits: 4))" } ?? ""
    return "only \(name(summary.baseline)) was run, so that nothing is compared\(level)"
  }

  /// Groups that are equal for practical purposes, before any leader.
  private var lead: String {
    let groups = summary.leadingGroups
    guard summary.mixes.contains(where: { !$0.worstRegret.isNaN }) else {
      return
        "no future was computed under every mix without a failure, so that nothing can be compared"
    }
    let place =
      summary.hasProbabilities
      ? " (scenarios weighed by their probabilities)"
      : report.comparisons[0].scenarios.count > 1
        ? " (scenario \(report.comparisons[0].leadingScenario.scenario))" : ""
    let isSame = groups.allSatisfy { Set($0) == Set(groups[0]) }
    let hasLeader = !groups.contains { $0.contains(summary.baseline) }
    if isSame, hasLeader, summary.beliefs.count > 1 {
      let isEqual = summary.areWithinMargin.allSatisfy { $0 }
      let whose = groups[0].count > 1 ? "their" : "its"
      return
        "\(standing(groups[0], isEqual: isEqual)): \(whose) expected \(outcome) lies \(gains(groups))\(place)"
    }
    let clauses = summary.beliefs.indices.map { belief in
      let isEqual = summary.areWithinMargin[belief]
      let text = "\(standing(groups[belief], isEqual: isEqual)), \(above(groups[belief], belief))"
      return summary.beliefs.count > 1 ? "\(phrase(belief)) \(text)" : text
    }
    return clauses.joined(separator: "; ") + place
  }

  /// By how much groups that have the same mixes lie above the baseline.
  private func gains(_ groups: [[String]]) -> String {
    let ranges = summary.beliefs.indices.map { "\(range(groups[$0], $0)) \(unit)" }
    if Set(ranges).count == 1 { return "\(ranges[0]) above the baseline's under both beliefs" }
    let first = clause("\(ranges[0]) above the baseline's", 0)
    return Figures.list([first] + ranges.enumerated().dropFirst().map { clause($1, $0) })
  }

  /// A group and what it is: one mix leads, several are equal.
  private func standing(_ group: [String], isEqual: Bool) -> String {
    if group == [summary.baseline] { return "no mix beats \(name(summary.baseline))" }
    if group.count == 1 { return "\(Figures.mix(group[0])) leads" }
    return "\(Figures.list(group.map(name), limit: 5)) "
      + (isEqual ? "are equal for practical purposes" : "cannot be told apart")
  }

  /// How far a group lies above the baseline.
  private func above(_ group: [String], _ belief: Int) -> String {
    if group == [summary.baseline] {
      guard let next = runnersUp(belief).first, let gain = summary.mix(next)?.gains[belief].value
      else { return "the only one" }
      return "the next, \(Figures.mix(next)), lies \(size(-gain)) below in expected \(outcome)"
    }
    if group.contains(summary.baseline) {
      let gaps = group.compactMap { summary.mix($0)?.gains[belief].value.magnitude }
      return "at most \(size(gaps.max() ?? 0)) from the baseline in expected \(outcome)"
    }
    return "\(range(group, belief)) \(unit) above the baseline in expected \(outcome)"
  }

  /// Gains of a group from the lowest to the highest.
  private func range(_ group: [String], _ belief: Int) -> String {
    let gains = group.filter { $0 != summary.baseline }
      .compactMap { summary.mix($0)?.gains[belief].value }.filter(\.isFinite)
    guard let low = gains.min(), let high = gains.max() else { return "0" }
    return Self.range(number(low), number(high))
  }

  private func runnersUp(_ belief: Int) -> [String] {
    let others = summary.mixes.filter {
      $0.policy != summary.baseline && $0.gains[belief].value.isFinite
    }
    return others.max { $0.gains[belief].value < $1.gains[belief].value }.map { [$0.policy] } ?? []
  }

  /// The verdict over beliefs and scenarios.
  private var safest: String? {
    let places = report.comparisons[0].scenarios.count * summary.beliefs.count
    guard places > 1, let best = summary.mixes.first, !best.worstRegret.isNaN else { return nil }
    let all =
      empty.isEmpty ? "all scenarios" : "all scenarios but \(Figures.list(empty, limit: 2))"
    let over =
      summary.beliefs.count > 1
      ? (report.comparisons[0].scenarios.count > 1
        ? "over both beliefs and \(all)" : "over both beliefs")
      : "over \(all)"
    if let dominant = summary.dominant {
      return "\(subject(dominant)) is the best \(over)"
    }
    let group = summary.safest
    let behind = Self.range(number(best.worstRegret), number(group.last!.worstRegret))
    let verb =
      group.count > 1
      ? "\(Figures.list(group.map { name($0.policy) })) are safest"
      : "\(subject(best.policy)) is safest"
    return "\(verb) \(over), nowhere more than \(behind) \(unit) behind the best mix"
  }

  /// Scenarios of which nothing is known: no future was computed there under every mix without a failure.
  private var empty: [String] {
    let comparisons = report.comparisons
    return comparisons[0].scenarios.map(\.scenario).filter { name in
      comparisons.contains { comparison in
        comparison.scenarios.contains {
          $0.scenario == name && $0.incompleteFutures >= comparison.futures
        }
      }
    }
  }

  /// A mix as the subject of a later sentence: "it" where only that mix was named before.
  private func subject(_ policy: String) -> String {
    summary.leadingGroups.allSatisfy { $0 == [policy] } ? "it" : name(policy)
  }

  /// Whether mixes cost the same.
  private var cost: String? {
    let costs = summary.mixes.filter { $0.policy != summary.baseline }
      .compactMap { mix in mix.costs[0].map { (mix.policy, $0) } }
    let output = report.years.first.flatMap { $0 }.flatMap { paths in
      paths.policies.firstIndex(of: summary.baseline).map { paths.output[$0] }
    }
    if let budget = report.budget, let output {
      let unused = budget.policies.filter {
        $0.achieved < budget.rule.aboveBaseline - budget.rule.tolerance
      }.map(\.policy)
      let allowed = "\(Self.perCent(budget.rule.aboveBaseline / output)) % of GDP"
      let excess = overspent(budget, output: output)
      if unused.isEmpty {
        return "every mix spends the budget, \(allowed) above the baseline\(near(budget))\(excess)"
      }
      let own = costs.filter { unused.contains($0.0) }.map { Self.perCent($0.1) }
      let spent = own.isEmpty ? "" : " (\(Self.range(own.min()!, own.max()!)) %)"
      return
        "the budget of \(allowed) is not used up by \(Figures.mixes(unused))\(spent), "
        + "which are not compared at equal cost\(excess)"
    }
    guard let low = costs.map(\.1).min(), let high = costs.map(\.1).max() else { return nil }
    return "the mixes cost \(Self.range(Self.perCent(low), Self.perCent(high))) % of GDP more than "
      + "the baseline and are not compared at equal cost"
  }

  /// How far costs may lie from the budget, where mixes do use that.
  private func near(_ budget: BudgetResult) -> String {
    let rule = budget.rule
    let off = budget.policies.map { abs($0.achieved - rule.aboveBaseline) }.max() ?? 0
    let share = off / abs(rule.aboveBaseline)
    return share < 0.03 ? "" : ", to within \(Figures.fixed(100 * share, decimals: 0)) % of it"
  }

  /// Leading mixes whose levers cost visibly more than the budget under other beliefs than those that scaled them.
  private func overspent(_ budget: BudgetResult, output: Double) -> String {
    let allowed = (budget.rule.aboveBaseline + budget.rule.tolerance) / output
    let leaders = Set(summary.leadingGroups.joined()).union(summary.safest.map(\.policy))
    let parts = summary.mixes.filter { leaders.contains($0.policy) }.compactMap { mix -> String? in
      let belief = mix.costs.indices.filter { (mix.costs[$0] ?? 0) > allowed }
        .max { mix.costs[$0]! < mix.costs[$1]! }
      return belief.map {
        "\(Figures.mix(mix.policy)) costs \(clause("\(Self.perCent(mix.costs[$0]!)) %", $0))"
      }
    }
    return parts.isEmpty ? "" : ", and \(Figures.list(parts, limit: 2))"
  }

  /// Where the safest mix loses.
  private var loss: String? {
    let candidates = summary.safest.filter { $0.policy != summary.baseline }
    guard let mix = candidates.first else { return nil }
    let tenths = summary.beliefs.indices.compactMap { belief in
      mix.worstTenths[belief].map { (belief, $0) }
    }
    guard let worst = tenths.min(by: { $0.1 < $1.1 }) else { return nil }
    if worst.1 >= 0 {
      return
        "even in the worst tenth of futures \(subject(mix.policy)) stays \(size(worst.1)) above the baseline "
        + "on average"
    }
    if number(worst.1) == number(0) || number(worst.1) == "-" + number(0) {
      return
        "in the worst tenth of futures \(subject(mix.policy)) does as the baseline does on average"
    }
    return "in the worst tenth of futures \(subject(mix.policy)) loses "
      + "\(clause(size(-worst.1), worst.0)) against the baseline on average"
  }
}
