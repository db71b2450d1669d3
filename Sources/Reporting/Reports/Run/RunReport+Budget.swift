import StudyContract

extension RunReport {
  /// How the mixes were scaled to a common budget, what they cost under every set of beliefs, and the paths that were
  /// really run.
  var scaledMixes: [Document.Block] {
    guard let budget else { return [] }
    let others = otherBeliefs(budget)
    let title =
      [budget.rule.outcome, "above baseline"] + (others.isEmpty ? [] : ["under the prior"])
    let costs = others.map {
      Table.Column([budget.rule.outcome, "above baseline", "under the \($0)"], .number)
    }
    var table = Table(
      [
        .text("policy mix"), .number("share of the way", "from the baseline"),
        Table.Column(title, .number),
      ] + costs + [.text("note")])
    for scaled in budget.policies {
      let misses = abs(scaled.achieved - budget.rule.aboveBaseline) > budget.rule.tolerance
      let note =
        scaled.share == 1
        ? (misses && scaled.achieved < budget.rule.aboveBaseline
          ? "costs less, stays as it is" : "stays as it is")
        : scaled.share > 1
          ? (misses ? "scaled up to its bounds" : "scaled up")
          : (misses ? "misses the target" : "scaled")
      let amounts = [scaled.achieved] + others.map { scaled.cost(under: $0) }
      table.rows.append(
        [.text(scaled.policy), .fixed(scaled.share, decimals: 3)]
          + amounts.map { Table.Cell.fixed($0, decimals: 3, showsPlus: true) } + [.text(note)])
    }
    let rule =
      "BUDGET: every mix is moved towards the baseline\(budget.rule.scalesUp ? ", or away from it," : "") until its expected \(budget.rule.outcome) is "
      + "\(Figures.plain(budget.rule.aboveBaseline, digits: 2)) above the baseline's (within "
      + "\(Figures.plain(budget.rule.tolerance, digits: 1)))"
    return [.text(rule), .table(table)] + others.map { held(budget, $0) }
      + budget.policies.filter { !$0.paths.isEmpty }.map {
        .definition($0.policy, $0.paths.joined(separator: "; "))
      }
  }

  /// Beliefs that were run beside or in place of the prior.
  private func otherBeliefs(_ budget: BudgetResult) -> [String] {
    budget.policies.first?.costs.map(\.beliefs).filter { $0 != Beliefs.prior.name } ?? []
  }

  /// Under which beliefs the budget holds, and what the mixes cost under others.
  private func held(_ budget: BudgetResult, _ beliefs: String) -> Document.Block {
    let scaled = budget.policies.filter { $0.share != 1 }
    let costs = (scaled.isEmpty ? budget.policies : scaled).compactMap { $0.cost(under: beliefs) }
    func plus(_ cost: Double?) -> String {
      cost.map { Figures.fixed($0, decimals: 3, showsPlus: true) } ?? "-"
    }
    return .note(
      "The budget holds under the prior, in the first scenario. A mix is one set of lever values, whatever is believed, "
        + "so it is not scaled anew under the \(beliefs), where the same levers cost \(plus(costs.min())) to "
        + "\(plus(costs.max())) above the baseline: mixes whose costs differ there are not compared at the same cost."
    )
  }
}

extension ScaledPolicy {
  /// What the mix costs above the baseline under some beliefs; nil when it was not run under them.
  fileprivate func cost(under beliefs: String) -> Double? {
    costs.first { $0.beliefs == beliefs }?.amount
  }
}
