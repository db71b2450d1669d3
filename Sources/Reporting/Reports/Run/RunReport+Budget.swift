extension RunReport {
  /// How the mixes were scaled to a common budget, with the paths that were really run.
  var scaledMixes: [Document.Block] {
    guard let budget else { return [] }
    var table = Table([
      .text("policy mix"), .number("share of the way", "from the baseline"),
      .number("\(budget.rule.outcome)", "above baseline"), .text("note"),
    ])
    for scaled in budget.policies {
      let misses = abs(scaled.achieved - budget.rule.aboveBaseline) > budget.rule.tolerance
      let note =
        scaled.share == 1
        ? (misses && scaled.achieved < budget.rule.aboveBaseline
          ? "costs less, stays as it is" : "stays as it is")
        : (misses ? "misses the target" : "scaled")
      table.rows.append([
        .text(scaled.policy), .fixed(scaled.share, decimals: 3),
        .fixed(scaled.achieved, decimals: 3, showsPlus: true), .text(note),
      ])
    }
    let rule =
      "BUDGET: every mix is moved towards the baseline until its expected \(budget.rule.outcome) is "
      + "\(Figures.plain(budget.rule.aboveBaseline, digits: 2)) above the baseline's (within "
      + "\(Figures.plain(budget.rule.tolerance, digits: 1)))"
    return [.text(rule), .table(table)]
      + budget.policies.filter { !$0.paths.isEmpty }.map {
        .definition($0.policy, $0.paths.joined(separator: "; "))
      }
  }
}
