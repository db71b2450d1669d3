import Analysis
import Studies

/// An answer in words, tables and charts: those of the page of the study, for one place and with the mixes that were moved.
struct ExplorationView {
  let answer: ExplorationAnswer
  /// The page of the study, which says and draws what does not depend on who moved the mixes.
  let study: StudyPage

  init(_ answer: ExplorationAnswer) {
    self.answer = answer
    study = StudyPage(answer.findings, version: "")
  }

  private var page: FirstPage { study.page }
  private var gains: StudyFindings.Gains { answer.findings.gains[0][0] }
  private var baseline: String { page.summary.baseline }
  private var decimals: Int { page.decimals }

  private func shown(_ gain: Double) -> String { page.number(gain, showsPlus: true) }

  private func ranking(_ policy: String) -> RankingRow? {
    answer.findings.comparison.runs[0].comparison.leadingScenario.ranking
      .first { $0.policy == policy }
  }

  /// The current mix in two or three sentences, then what the study says with it.
  var sentences: [String] {
    [RunReport.sentence(current)] + (changed.map { [$0] } ?? []) + [page.answer]
  }

  private var current: String {
    let position = study.position(answer.mix.name)
    let name = Figures.mix(answer.mix.name)
    let gain = gains.place.gains[position]
    guard gain.value.isFinite else {
      return
        "no future was computed under every mix without a failure, so that \(name) cannot be compared"
    }
    if gain.value == 0 && gain.low == 0 && gain.high == 0 {
      return
        "**\(name)** does what \(page.name(baseline)) does: move a lever, or begin with another mix"
    }
    var text =
      "**\(name)** \(gain.value < 0 ? "loses" : "gains") **\(page.size(abs(gain.value)))** in expected \(page.outcome) "
      + "against the baseline (95 % interval \(shown(gain.low)) to \(shown(gain.high)))"
    if let low = gains.spreads[position].low, let high = gains.spreads[position].high {
      text += "; in four of five futures between \(shown(low)) and \(shown(high)) \(page.unit)"
    }
    if let row = ranking(answer.mix.name) {
      text +=
        ". It is the best of \(page.summary.mixes.count) mixes in \(Figures.percent(row.shareBest)) of futures"
    }
    if let cost = page.summary.mix(answer.mix.name)?.costs.first.flatMap({ $0 }) {
      text += " and costs \(FirstPage.perCent(cost)) % of GDP more than the baseline"
    }
    return text
  }

  private var changed: String? {
    guard let over = answer.gainOverChanged else { return nil }
    let gain = over.place.gains[study.position(answer.mix.name)]
    guard gain.value.isFinite else { return nil }
    return
      "Against the changed baseline it \(gain.value < 0 ? "loses" : "gains") **\(page.size(abs(gain.value)))** "
      + "(\(shown(gain.low)) to \(shown(gain.high)))."
  }

  /// All mixes, the best first.
  var table: Table {
    let unit = page.unit
    let hasCosts = page.summary.mixes.contains { $0.costs[0] != nil }
    var columns: [Table.Column] = [
      .text("policy mix"), .number("gain over", "the baseline,", unit),
      .number("95 %", "interval"), .number("10 to 90 %", "of futures"),
    ]
    if answer.gainOverChanged != nil {
      columns.append(.number("gain over the", "changed baseline,", unit))
    }
    columns.append(.number("best in", "% of futures"))
    if hasCosts { columns.append(.number("cost,", "% of GDP")) }
    var table = Table(columns)
    let order = answer.findings.policies.indices.sorted {
      let (first, second) = (gains.place.gains[$0].value, gains.place.gains[$1].value)
      return first != second ? first > second || second.isNaN : $0 < $1
    }
    table.rows = order.map { row($0, hasCosts: hasCosts) }
    return table
  }

  private func row(_ position: Int, hasCosts: Bool) -> [Table.Cell] {
    let policy = answer.findings.policies[position]
    let gain = gains.place.gains[position]
    let spread = gains.spreads[position]
    let isBase = policy == baseline
    func range(_ low: Double?, _ high: Double?) -> Table.Cell {
      guard let low, let high, !isBase else { return "-" }
      return .text("\(shown(low)) to \(shown(high))")
    }
    var row: [Table.Cell] = [
      .text(policy), .number(gain.value, shown(gain.value)), range(gain.low, gain.high),
      range(spread.low, spread.high),
    ]
    if let over = answer.gainOverChanged {
      let value = over.place.gains[position].value
      row.append(.number(value, shown(value)))
    }
    row.append(
      ranking(policy).map {
        .number($0.shareBest, String(Figures.percent($0.shareBest).dropLast(2)))
      } ?? "-")
    if hasCosts {
      let cost = page.summary.mix(policy)?.costs[0]
      row.append(cost.map { .number($0, FirstPage.perCent($0)) } ?? "-")
    }
    return row
  }

  /// What the numbers stand on, in a line.
  var basis: String {
    let futures = Figures.count(answer.futures, "future")
    let failed =
      answer.failedRuns == 0
      ? "no run failed" : "\(Figures.count(answer.failedRuns, "run")) failed and are left out"
    return "\(futures)\(answer.isWhole ? "" : ", a first look"); \(failed)"
  }

  /// The current mix in a few words, for where there is no room.
  var brief: String {
    let position = study.position(answer.mix.name)
    let gain = gains.place.gains[position]
    let cost = page.summary.mix(answer.mix.name)?.costs.first.flatMap { $0 }
    return
      "**\(answer.mix.name) \(shown(gain.value)) \(page.unit)** (\(shown(gain.low)) to \(shown(gain.high)))"
      + (cost.map { "; cost \(FirstPage.perCent($0)) % of GDP" } ?? "")
  }

  /// Income and capability of the two or three mixes: as levels, and less those of the baseline.
  var paths: [Chart] {
    answer.lines.flatMap { fan in
      [chart(fan, isDifference: false), chart(fan, isDifference: true)]
    }
  }

  private func chart(_ fan: YearlyFan, isDifference: Bool) -> Chart {
    let name = Figures.capitalized(fan.outcome.name.replacing("_", with: " "))
    let base = answer.findings.comparison.session.study.baseline
    // The baseline is 0 where differences to it are drawn.
    let order =
      [answer.mix.name] + (answer.changedBaseline.map { [$0.name] } ?? [])
      + (isDifference ? [] : [base])
    var chart = Chart(
      .curves, title: isDifference ? "\(name) less that of the baseline" : "\(name) through time",
      places: "year", unit: fan.outcome.unit.rawValue,
      series: order.map { policy in
        let position = fan.policies.firstIndex(of: policy)!
        let own = isDifference ? fan.differences[position] : fan.levels[position]
        // More than two bands over each other hide each other.
        let hasBand = isDifference || policy != answer.changedBaseline?.name
        return Chart.Series(
          name: policy,
          points: zip(fan.years, own).map {
            Chart.Point(
              place: $0, value: $1.mean, low: hasBand ? $1.low : nil, high: hasBand ? $1.high : nil)
          })
      })
    chart.ends = Chart.Ends(low: "10 %", high: "90 %")
    chart.showsPlus = isDifference
    chart.zeroName = isDifference ? "as the baseline" : ""
    chart.source =
      (isDifference
        ? "In the same future. "
        : "\(Figures.capitalized(fan.outcome.meaning.replacing(" in the last year", with: ""))). ")
      + "Lines: means; bands: from what a tenth of futures does not reach to what a tenth exceeds; the first "
      + "\(Figures.grouped(fan.futures)) futures."
    return chart
  }
}
