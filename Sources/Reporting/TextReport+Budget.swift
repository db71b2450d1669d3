extension TextReport {
  /// How the mixes were scaled to a common budget, with the paths that were really run.
  static func budget(_ report: RunReport) -> [String] {
    guard let budget = report.budget else { return [] }
    let target = Figures.plain(budget.rule.aboveBaseline, digits: 2)
    let tolerance = Figures.plain(budget.rule.tolerance, digits: 1)
    var table = TextTable(columns: [
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
        scaled.policy, Figures.fixed(scaled.share, decimals: 3),
        Figures.fixed(scaled.achieved, decimals: 3, showsPlus: true), note,
      ])
    }
    var lines = Paragraph.lines(
      "BUDGET: every mix is moved towards the baseline until its expected \(budget.rule.outcome) is "
        + "\(target) above the baseline's (within \(tolerance))",
      width: width)
    lines += table.lines(width: width)
    for scaled in budget.policies where !scaled.paths.isEmpty {
      lines += Paragraph.lines(
        "\(scaled.policy): \(scaled.paths.joined(separator: "; "))", width: width, first: "  ",
        next: "    ")
    }
    return lines
  }
}
