import Analysis
import Studies

/// Why the leader leads, and when it fails.
extension StudyPage {
  /// Why the leader leads.
  var reasons: [Document.Block] {
    let heading = Document.Block.heading(
      findings.leader == page.summary.baseline
        ? "Why no mix beats \(page.name(findings.leader))"
        : "Why \(Figures.mix(findings.leader)) leads")
    switch findings.attribution {
    case .failure(let reason): return [heading] + silence(reason)
    case .success(let split):
      let words = AttributionSentences(result: split)
      return [heading]
        + words.answers.map { .entry(Figures.capitalized($0.label.lowercased()), $0.text) }
        + [.figure(attributionCharts)]
    }
  }

  /// Shares of the difference as steps.
  var attributionCharts: [Chart] {
    guard case .success(let split) = findings.attribution else { return [] }
    let whole = split.attribution.difference
    // Shares of the second mix's mean, as gains are, where that has a meaning.
    func shown(_ value: Double) -> Double {
      findings.isRelative ? split.percent(value) ?? .nan : value
    }
    var points = split.parts.enumerated().map { place, part in
      Chart.Point(
        place: Double(place), name: part.part.name + (part.isFreeGain ? " *" : ""),
        value: shown(part.share.value.value), low: shown(part.share.value.low),
        high: shown(part.share.value.high))
    }
    points.append(
      Chart.Point(
        place: Double(points.count), name: "all together", value: shown(whole.value),
        low: shown(whole.low), high: shown(whole.high)))
    var chart = Chart(
      .waterfall,
      title:
        "What the gain of \(Figures.mix(split.first.name)) over \(Figures.mix(split.second.name)) is made of",
      places: "part of the mix", unit: findings.isRelative ? gainUnit : split.outcome.unit.rawValue,
      series: [Chart.Series(name: "share", points: points)])
    chart.ends = Chart.Ends(low: "95 % from", high: "to")
    chart.decimals = max(page.decimals, 1)
    chart.showsPlus = true
    chart.source =
      "Shapley values: mean gain of exchanging a part over all orders of exchange; * costs nothing in the model. "
      + "\(DesignText.line(split.session, scenario: split.scenario, beliefs: split.beliefs))."
    return [chart]
  }

  /// When the rival does better.
  var fails: [Document.Block] {
    let heading = Document.Block.heading(
      findings.rival.map { "When \(Figures.mix($0)) beats \(Figures.mix(findings.leader))" }
        ?? "When it fails")
    switch findings.discovery {
    case .failure(let reason): return [heading] + silence(reason)
    case .success(let result):
      // The way of the search is of use to whoever searches.
      let sections = result.document.sections
      let shown = sections.prefix(result.finding.boxes.isEmpty ? 2 : 4)
      return [heading, .text(asked(of: result.finding.rows + result.finding.failed))]
        + nested(Array(shown.joined()))
    }
  }
}
