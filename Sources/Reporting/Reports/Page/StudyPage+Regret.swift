import Analysis
import Studies

/// Where a mix falls behind the best one, scenario by scenario.
extension StudyPage {
  /// Loss against the best mix by scenario and belief.
  var regret: [Document.Block] {
    let charts = regretCharts
    guard !charts.isEmpty else { return [] }
    return [.heading("What is lost where another mix is best"), .figure(charts)]
  }

  /// Cells by mix and scenario: one chart for each belief.
  var regretCharts: [Chart] {
    findings.gains.enumerated().map { belief, places in
      // All scenarios in the study's order; weighed ones are no scenario of their own.
      let scenarios = findings.comparison.session.scenarios.map(\.name)
      let own = scenarios.compactMap { name in places.first { $0.place.scenario == name } }
      var chart = Chart(
        .heat, title: "Loss against the best mix of a scenario", places: "scenario", unit: gainUnit,
        series: own.map { gains in
          Chart.Series(
            name: gains.place.scenario ?? "",
            points: order.enumerated().map { row, policy in
              Chart.Point(
                place: Double(row), name: policy,
                value: scaled(gains.place.regrets[position(policy)]))
            })
        })
      chart.decimals = page.decimals
      chart.choices = [Chart.Choice("beliefs", phrase(belief))]
      chart.source =
        "How far the expected gain of a mix lies below that of the best one of the same scenario, in \(gainUnit); 0 is the "
        + "best. \(phrase(belief)). \(origin)"
      return chart
    }
  }
}
