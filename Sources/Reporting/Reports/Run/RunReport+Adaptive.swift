import Analysis
import ModelContract
import Studies

/// Mixes with a second plan.
extension RunReport {
  /// What came of every second plan, one section for each set of beliefs; none without such a mix.
  var adaptiveSections: [[Document.Block]] {
    var sections = zip(comparisons, adaptive).compactMap { comparison, mixes in
      mixes.isEmpty ? nil : section(mixes, comparison)
    }
    if sections.isEmpty { return [] }
    sections[sections.count - 1].append(
      .note(
        "switches: share of futures in which the second plan is set off; in: the years in which that happens, 10 %, half "
          + "and 90 % of them by then. Gains are those of expected \(comparisons[0].rankedBy), more being better. gain: over "
          + "the first plan, in the futures with a switch. false alarms: share of these in which staying would have been "
          + "better. missed: share of the others in which a switch in the last year of looking would have been. at once: "
          + "gain of the second plan from the start over the mix, which is what waiting costs. first plan: gain of the "
          + "first plan throughout over the mix. In brackets 95 % intervals."))
    sections[sections.count - 1] += adaptive[0].map {
      .definition($0.policy.name, PathText.secondPlan($0.contingency, of: $0.policy))
    }
    return sections
  }

  private func section(_ mixes: [AdaptiveMix], _ comparison: Comparison) -> [Document.Block] {
    var table = Table([
      .text("adaptive mix"), .number("switches", "[95 %]"), .text("in"),
      .number("gain", "[95 %]"), .number("false alarms", "[95 %]"), .number("missed", "[95 %]"),
      .number("at once", "[95 %]"), .number("first plan", "[95 %]"), .number("failed", "runs"),
    ])
    let gains = mixes.compactMap(\.switching).flatMap { switching -> [Estimate] in
      [switching.gain, switching.atOnce, switching.firstPlan].compactMap { $0 }
    }
    let decimals = min(gains.map { Figures.decimals(for: $0) }.max() ?? 0, 4)
    func gain(_ estimate: Estimate?) -> Table.Cell {
      estimate.map { .number($0.value, Figures.interval($0, decimals: decimals)) } ?? "-"
    }
    for mix in mixes {
      guard let switching = mix.switching else {
        table.rows.append(
          [.text(mix.policy.name)] + [Table.Cell](repeating: "-", count: 8))
        continue
      }
      table.rows.append([
        .text(mix.policy.name), .share(switching.switches),
        .text(
          switching.years.isEmpty
            ? "-" : switching.years.map { Figures.year($0) }.joined(separator: ", ")),
        gain(switching.gain), switching.falseAlarms.map { .share($0) } ?? "-",
        switching.missed.map { .share($0) } ?? "-", gain(switching.atOnce),
        gain(switching.firstPlan), .whole(switching.failed),
      ])
    }
    let futures = mixes.compactMap(\.switching).map { $0.futures + $0.failed }.max() ?? 0
    return [
      heading(
        "ADAPTIVE MIXES, scenario \(mixes[0].scenario), \(Figures.count(futures, "future"))",
        comparison),
      .table(table),
    ]
  }

  /// `adaptive[]`: `policy`, what sets its second plan off, `futures`, `failed`, `switches`, `years` (10 %, 50 %, 90 %),
  /// `gain`, `falseAlarms`, `missed`, `atOnce` and `firstPlan`, each with `Low` and `High`.
  static func json(_ mix: AdaptiveMix) -> JSONValue {
    let contingency = mix.contingency
    let switching = mix.switching
    var object: JSONValue = [
      "policy": mix.policy.name, "scenario": mix.scenario, "looksAt": contingency.outcome,
      "side": contingency.side.rawValue, "threshold": contingency.threshold,
      "lookYears": contingency.looks.map(\.year), "outcome": mix.outcome.name,
      "futures": switching?.futures, "failed": switching?.failed, "years": switching?.years ?? [],
    ]
    let estimates = [
      ("switches", switching?.switches), ("gain", switching?.gain),
      ("falseAlarms", switching?.falseAlarms), ("missed", switching?.missed),
      ("atOnce", switching?.atOnce), ("firstPlan", switching?.firstPlan),
    ]
    for (name, estimate) in estimates {
      object = object.adding(
        .object([
          (name, estimate.map { .real($0.value) } ?? .null),
          (name + "Low", estimate.map { .real($0.low) } ?? .null),
          (name + "High", estimate.map { .real($0.high) } ?? .null),
        ]))
    }
    return object
  }
}

extension FirstPage {
  /// What came of the adaptive mix with the largest expectation, in two lines; nil without one.
  var adaptive: String? {
    guard let mixes = report.adaptive.first, !mixes.isEmpty else { return nil }
    let ranking = report.comparisons[0].leadingScenario.ranking.map(\.policy)
    let best = mixes.min {
      (ranking.firstIndex(of: $0.policy.name) ?? .max)
        < (ranking.firstIndex(of: $1.policy.name) ?? .max)
    }
    guard let mix = best, let switching = mix.switching else { return nil }
    let others = mixes.count > 1 ? "; \(mixes.count - 1) more: --full" : ""
    guard let gain = switching.gain, let alarms = switching.falseAlarms,
      switching.years.count == 3
    else { return "\(Figures.mix(mix.policy.name)) never switches to its second plan\(others)." }
    let years =
      mix.contingency.looks.count == 1
      ? "in \(Figures.year(switching.years[1]))" : "half by \(Figures.year(switching.years[1]))"
    return
      "\(Figures.mix(mix.policy.name)) switches in \(Figures.percent(switching.switches.value)) of futures (\(years)), "
      + "where it gains \(amount(gain)) (\(Figures.percent(alarms.value)) false alarms); second plan at once "
      + "\(amount(switching.atOnce))\(others)."
  }

  /// A gain as the table has it: in per cent of the baseline's expectation where that is what it shows.
  private func amount(_ estimate: Estimate) -> String {
    guard summary.isRelative else {
      return Figures.fixed(estimate.value, decimals: decimals, showsPlus: true)
    }
    let baseline = report.comparisons[0].leadingScenario.ranking.first {
      $0.policy == summary.baseline
    }
    return "\(number(estimate.value / (baseline?.mean ?? .nan), showsPlus: true)) %"
  }
}
