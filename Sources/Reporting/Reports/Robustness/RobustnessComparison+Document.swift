import Analysis
import Studies

extension RobustnessComparison: Report {
  /// The answer, the best mix by metric, what the mixes have, where the best one changes, dominance, and conventions.
  public var document: Document {
    let sentences = RobustnessSentences(comparison: self)
    var document = Document([
      [.title("Robustness of \(all.policies.count) policy mixes, \(source)")],
      [
        .entry("Outcome", outcome ?? "the columns of the table")
      ] + [.entry("States", sentences.scope)],
      answers(sentences),
    ])
    document.add(winners)
    document.add(byBelief)
    document.add(scores)
    document.add(switches(sentences))
    document.add(dominance)
    document.add(plan)
    document.add(
      [.heading("CONVENTIONS")]
        + sentences.conventions.map { .labelled($0.name, columns: 16, $0.text) })
    return document
  }

  private func answers(_ sentences: RobustnessSentences) -> [Document.Block] {
    tables.count == 1
      ? [.entry("ANSWER", sentences.answer(all))]
      : [.entry("ANSWER", sentences.answer(all))]
        + tables.dropLast().map { .entry($0.name, sentences.answer($0)) }
  }

  /// The best mix by metric, with its interval, how sure that is, the next one, and agreement with the mean.
  var winners: [Document.Block] {
    let mean = all.findings.firstIndex { $0.metric.name == "mean" }
    var table = Table([
      .text("metric"), .text("best mix"), .number("value"),
      .number("[\(Figures.percent(settings.confidence)) interval]"), .number("sure"),
      .text("next"), .number("value"), .number("agrees", "with mean"),
    ])
    for (position, finding) in all.findings.enumerated() {
      let winner = finding.winners.first
      let next = finding.next
      let mark = finding.metric.isUnitSafe ? "" : " !"
      let sure = winner.flatMap { winner in finding.winningShares.map { $0[winner] } }
      table.rows.append([
        .text(finding.metric.name + mark + (finding.metric.largerIsBetter ? "" : " -")),
        .text(
          Figures.list(finding.winners.map { all.policies[$0] }, limit: 2)),
        winner.map { .plain(finding.values[$0].value) } ?? "-",
        winner.map { Self.interval(finding.values[$0]) } ?? "-",
        sure.map { .percent($0) } ?? "-",
        next.map { .text(all.policies[$0]) } ?? "-",
        next.map { .plain(finding.values[$0].value) } ?? "-",
        mean.map { .fixed(all.agreement[$0][position], decimals: 2) } ?? "-",
      ])
    }
    return [
      .heading("BEST MIX BY METRIC" + (tables.count > 1 ? ", over all beliefs" : "")),
      .table(table),
      .note(
        "-  less is better. !  not unit-safe. sure: share of the resamples in which the mix is best. agrees: Kendall's "
          + "tau between the metric's order of the mixes and that of their means, 1 the same, -1 the reverse."
      ),
    ]
  }

  private static func interval(_ value: RobustnessFindings.Value) -> Table.Cell {
    let digits = Figures.decimals(
      for: [value.value, value.low, value.high].compactMap { $0 }, digits: 3)
    switch (value.low, value.high) {
    case (let low?, let high?):
      return .text(
        "[\(Figures.fixed(low, decimals: digits)), \(Figures.fixed(high, decimals: digits))]")
    case (nil, let high?): return .text("at most \(Figures.fixed(high, decimals: digits))")
    case (let low?, nil): return .text("at least \(Figures.fixed(low, decimals: digits))")
    case (nil, nil): return "none"
    }
  }

  /// The best mixes by belief; empty where there is one belief.
  private var byBelief: [Document.Block] {
    if tables.count == 1 { return [] }
    var table = Table([.text("metric")] + tables.map { .text($0.name) })
    for finding in all.findings {
      table.rows.append(
        [.text(finding.metric.name)]
          + tables.map { belief in
            let own = belief.findings.first { $0.metric.name == finding.metric.name }
            return .text(
              own.map { Figures.list($0.winners.map { belief.policies[$0] }, limit: 2) } ?? "-")
          })
    }
    return [.heading("BEST MIX BY BELIEF"), .table(table)]
  }

  /// What each mix has.
  private var scores: [Document.Block] {
    let names = all.pareto.criteria.prefix(4)
    let findings = names.compactMap { name in all.findings.first { $0.metric.name == name } }
    var table = Table(
      [.text("policy mix"), .number("metrics", "won")]
        + findings.map { .number($0.metric.name) }
        + others.map { .number($0.outcome, $0.isNegated ? "(negated)" : "") }
        + [.number("Pareto", "front"), .number("chance", "of front 1"), .number("failed")])
    for policy in all.policies.indices {
      table.rows.append(
        [.text(all.policies[policy]), .whole(all.wins[policy])]
          + findings.map { .plain($0.values[policy].value) }
          + others.map { .plain($0.means.values[policy].value) }
          + [
            all.pareto.fronts[policy].map { .whole($0) } ?? "-",
            all.pareto.probabilities.map { .percent($0[policy]) } ?? "-",
            .whole(all.failed[policy]),
          ])
    }
    return [
      .heading("MIXES"), .table(table),
      .note("Pareto fronts are of \(Figures.list(all.pareto.criteria, limit: 12))."),
    ]
  }

  private func switches(_ sentences: RobustnessSentences) -> [Document.Block] {
    [.heading("WHERE THE BEST MIX CHANGES")]
      + all.switches.map {
        .labelled(
          $0.parameter.replacingOccurrences(of: "_", with: " "), columns: 24,
          sentences.sweep($0, all))
      }
      + sentences.times.map { .labelled($0.label, columns: 24, $0.text) }
  }

  /// Mixes that dominate others, and those that nearly do.
  private var dominance: [Document.Block] {
    let almost = 0.05
    func line(_ pair: RobustnessFindings.Dominance) -> String? {
      let names = "\(all.policies[pair.first]) over \(all.policies[pair.second])"
      guard let first = pair.firstViolation, let second = pair.secondViolation else {
        return pair.first < pair.second
          ? "\(all.policies[pair.first]) and \(all.policies[pair.second]): the same distribution"
          : nil
      }
      if pair.firstOrder { return "\(names): first order" }
      if pair.secondOrder {
        return "\(names): second order; first order but for \(Figures.percent(first)) of the area"
      }
      if first < almost {
        return "\(names): first order but for \(Figures.percent(first)) of the area"
      }
      if second < almost {
        return "\(names): second order but for \(Figures.percent(second)) of the area"
      }
      return nil
    }
    let lines = all.dominance.compactMap(line)
    let shown = 12
    return [
      .heading("STOCHASTIC DOMINANCE"),
      lines.isEmpty
        ? .text("No mix dominates another, not even but for 5 % of the area between them.")
        : .list(
          Array(lines.prefix(shown))
            + (lines.count > shown ? ["and \(lines.count - shown) more pairs"] : [])),
    ]
  }

  /// The mixture with the least worst regret.
  private var plan: [Document.Block] {
    guard let plan = all.mixedPlan, plan.maximalRegret < plan.bestSingle else { return [] }
    let parts = plan.shares.indices.filter { plan.shares[$0] > 0.0005 }
      .sorted { plan.shares[$0] > plan.shares[$1] }
      .map { "\(Figures.digits(100 * plan.shares[$0], decimals: 1)) % \(all.policies[$0])" }
    return [
      .heading("LEAST WORST REGRET OF A MIXTURE"),
      .text(
        "\(Figures.list(parts, limit: 8)): worst regret \(Figures.plain(plan.maximalRegret)), against "
          + "\(Figures.plain(plan.bestSingle)) of the best single mix, where outcomes of a mixture are the mixture of "
          + "the outcomes."),
    ]
  }
}
