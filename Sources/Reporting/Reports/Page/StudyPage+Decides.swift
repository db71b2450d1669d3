import Analysis
import ModelContract
import Studies

/// What decides between the leader and its rival, and which way.
extension StudyPage {
  /// What decides between the leader and its rival.
  var decides: [Document.Block] {
    let pair = findings.rival.map { " between \(leader) and \(Figures.mix($0))" } ?? ""
    let heading = Document.Block.heading("What decides\(pair)")
    switch findings.sensitivity {
    case .failure(let reason): return [heading] + silence(reason)
    case .success(let result):
      let sections = SensitivitySections(result)
      return [
        heading, .text(asked(of: result.runs)), .list(sections.findings + directions(result)),
        .figure(sensitivityCharts),
      ] + directionTable(result) + result.warnings.map { .note($0.sentence) }
    }
  }

  /// Factors that are shown at most.
  private static let shownFactors = 12

  /// Indices of the factors that matter most.
  var sensitivityCharts: [Chart] {
    guard case .success(let result) = findings.sensitivity else { return [] }
    let measure = result.measures[0]
    let rows = result.ordered.filter { !$0.isInert && $0.estimates[0].value.isFinite }
      .prefix(Self.shownFactors)
    let target =
      findings.rival.map {
        "\(Figures.capitalized(page.outcome)) of \(leader) less that of \(Figures.mix($0)) in \(scenario)"
      } ?? Figures.capitalized("\(result.target)")
    var chart = Chart(
      .bars, title: "What the difference depends on", places: "factor", unit: measure.name,
      series: [
        Chart.Series(
          name: measure.key,
          points: rows.enumerated().map { place, row in
            let estimate = row.estimates[0]
            return Chart.Point(
              place: Double(place), name: row.factor, value: max(estimate.value, 0),
              low: estimate.low.isFinite ? max(estimate.low, 0) : nil,
              high: estimate.high.isFinite ? estimate.high : nil)
          })
      ])
    chart.decimals = 2
    chart.ends = Chart.Ends(low: "95 % from", high: "to")
    chart.source =
      "\(Figures.capitalized(measure.name)): \(measure.meaning) Lines: 95 % intervals. \(target); "
      + "\(result.title), on \(Figures.count(result.runs, "future")). \(origin)"
    return [chart]
  }

  /// Of how many futures of the run a question was asked.
  func asked(of count: Int) -> String {
    let all = report.comparisons[0].futures
    return count < all
      ? "Asked of the first \(Figures.grouped(count)) of the \(Figures.grouped(all)) futures of the run."
      : "Asked of all \(Figures.count(all, "future")) of the run."
  }

  private var leader: String { Figures.mix(findings.leader) }
  private var scenario: String { report.comparisons[0].leadingScenario.scenario }

  /// Factors of which it is said in a sentence which way they work.
  private static let toldFactors = 3

  /// Factors that matter, the one that matters most first, with their direction.
  private func leading(_ result: SensitivityResult) -> [FactorDirection] {
    result.ordered.filter { result.isDistinguishable($0, 0) }.prefix(Self.shownFactors)
      .compactMap { row in findings.directions.first { $0.factor == row.factor } }
  }

  /// For each leading factor whether high values favour the leader or its rival.
  private func directions(_ result: SensitivityResult) -> [String] {
    guard let rival = findings.rival.map(Figures.mix) else { return [] }
    return leading(result).prefix(Self.toldFactors).map { direction in
      let numbers = [direction.high, direction.low].map { lead($0) + unit }
      let means =
        "the lead of \(leader) over \(rival) is \(numbers[0]) in the third of futures where it is highest "
        + "and \(numbers[1]) where it is lowest"
      guard let favoured = favoured(direction) else {
        return
          "\(direction.factor) favours neither side by being high or low: \(means)\(middle(direction))."
      }
      return "High values of \(direction.factor) favour \(favoured): \(means)."
    }
  }

  /// What lies between, where ends are alike.
  private func middle(_ direction: FactorDirection) -> String {
    direction.middle.map { ", and \(lead($0) + unit) between" } ?? ""
  }

  /// The mix that high values favour; nil where the futures do not tell.
  private func favoured(_ direction: FactorDirection) -> String? {
    guard let rival = findings.rival, direction.difference.isDistinguishableFromZero else {
      return nil
    }
    return Figures.mix(direction.difference.value > 0 ? findings.leader : rival)
  }

  /// What stands behind a lead; nothing behind a pure number.
  private var unit: String {
    page.unit.isEmpty || page.unit == Unit.dimensionless.rawValue ? "" : " \(page.unit)"
  }

  /// A lead as gains are shown.
  private func lead(_ difference: Double) -> String {
    Figures.fixed(scaledLead(difference), decimals: page.decimals, showsPlus: true)
  }

  /// A lead of the leader over its rival in the unit of gains.
  private func scaledLead(_ difference: Double) -> Double {
    let places = findings.gains[0].map(\.place)
    let own = places.first { $0.scenario == scenario } ?? places[0]
    return scaled(difference / abs(own.divisor))
  }

  /// The directions of all factors that matter.
  private func directionTable(_ result: SensitivityResult) -> [Document.Block] {
    let directions = leading(result)
    guard !directions.isEmpty, let rival = findings.rival else { return [] }
    func cell(_ value: Double?) -> Table.Cell {
      value.map { .number(scaledLead($0), lead($0)) } ?? "-"
    }
    return [
      .heading("Which way", level: 3),
      .table(
        Table(
          [
            .text("factor"), .text("high values favour"), .number("lead in the", "lowest third"),
            .number("middle", "third"), .number("highest", "third"),
          ],
          rows: directions.map {
            [
              .text($0.factor), .text(favoured($0) ?? "neither, or not visible"), cell($0.low),
              cell($0.middle), cell($0.high),
            ]
          })),
      .note(
        "Lead: mean by which \(leader) lies above \(Figures.mix(rival)), in \(gainUnit), in the thirds of futures with the lowest, "
          + "the middle and the highest values of the factor. Neither: the 95 % interval of the difference between highest "
          + "and lowest holds 0."),
    ]
  }
}
