import Analysis
import Studies

/// What mixes gain, how far that lies apart, and what it costs.
extension StudyPage {
  /// Gain by mix under each belief, in each scenario.
  var gains: [Document.Block] {
    [
      .heading("What each mix gains"), .figure(gainCharts),
      .figure(distributionCharts),
    ]
  }

  /// A place in words.
  private func place(_ place: PlaceGains) -> String {
    place.scenario ?? "all, weighed by their probabilities"
  }

  /// Dots with whiskers: one chart for each scenario, the one of the verdict first.
  var gainCharts: [Chart] {
    (findings.gains.first ?? []).indices.map { index in
      let series = findings.gains.enumerated().map { belief, places in
        let own = places[index]
        return Chart.Series(
          name: findings.gains.count > 1 ? phrase(belief) : "expected gain",
          points: order.filter { $0 != page.summary.baseline }.enumerated().map { row, policy in
            let position = position(policy)
            let spread = own.spreads[position]
            return Chart.Point(
              place: Double(row), name: policy,
              value: scaled(own.place.gains[position].value),
              low: spread.low.map(scaled), high: spread.high.map(scaled))
          })
      }
      var chart = Chart(
        .dots, title: "Gain over the baseline", places: "policy mix", unit: gainUnit,
        series: series)
      chart.zones = findings.gains.enumerated().compactMap { belief, places in
        let own = places[index].place
        let best = own.gains.map(\.value).filter(\.isFinite).max()
        return best.map {
          Chart.Zone(
            "equal for practical purposes with the best", scaled($0 - own.margin)...scaled($0),
            series: belief)
        }
      }
      chart.ends = Chart.Ends(low: "10 %", high: "90 %")
      chart.decimals = page.decimals
      chart.showsPlus = true
      let own = findings.gains[0][index].place
      chart.choices = [Chart.Choice("scenario", place(own))]
      chart.source =
        "Dots: expected gain. Whiskers: from the gain that a tenth of futures does not reach to the one that a tenth "
        + "exceeds. Shaded: equal for practical purposes with the best. Scenario: \(place(own)). "
        + (findings.gains.count > 1 ? "" : "\(phrase(0)). ") + origin
      return chart
    }
  }

  /// Shares of futures by gain: one chart for each belief and scenario.
  var distributionCharts: [Chart] {
    findings.gains.enumerated().flatMap { belief, places in
      places.map { own in
        var chart = Chart(
          .curves, title: "Gain that a share of futures does not reach", places: "% of futures",
          unit: gainUnit,
          series: order.filter { $0 != page.summary.baseline }.map { policy in
            Chart.Series(
              name: policy,
              points: zip(own.spreads[position(policy)].quantiles, GainSpread.shares).map {
                Chart.Point(place: (100 * $1).rounded(), value: scaled($0))
              }, isMain: main.contains(policy))
          })
        chart.decimals = page.decimals
        chart.choices = [
          Chart.Choice("scenario", place(own.place)), Chart.Choice("beliefs", phrase(belief)),
        ]
        chart.source =
          "Every twentieth of futures from 5 to 95 %. A line further up gains more; a steep one is less certain. "
          + "Scenario: \(place(own.place)); \(phrase(belief).lowercased()). \(origin)"
        return chart
      }
    }
  }

  /// Mixes that lines are drawn for in colour: the leader, its rival and the safest.
  var main: [String] {
    var names: [String] = []
    let wanted =
      [findings.leader, findings.rival].compactMap { $0 }
      + page.summary.safest.map(\.policy) + order
    for name in wanted where name != page.summary.baseline && !names.contains(name) {
      names.append(name)
    }
    return Array(names.prefix(3))
  }

  /// Gain against cost.
  var frontier: [Document.Block] {
    let charts = frontierCharts
    if charts.isEmpty { return [] }
    return [.heading("What gains cost"), .figure(charts)]
  }

  /// Gain against cost: one chart for each belief under which costs are known.
  var frontierCharts: [Chart] {
    page.summary.beliefs.indices.compactMap { belief in
      guard let frontier = page.summary.frontiers[belief] else { return nil }
      let mixes = page.summary.mixes
      var chart = Chart(
        .scatter, title: "Gain against cost", places: "cost above the baseline, % of GDP",
        unit: gainUnit,
        series: [
          Chart.Series(
            name: phrase(belief),
            points: mixes.map { mix in
              Chart.Point(
                place: (mix.costs[belief] ?? .nan) * 100, name: mix.policy,
                value: scaled(mix.gains[belief].value))
            })
        ])
      chart.path = frontier.steps.map { mixes[$0.mix].policy }
      let isNet = report.comparisons[0].rankedBy == "discounted_consumption"
      chart.zeroName = isNet ? "break-even" : "no gain"
      chart.decimals = page.decimals
      chart.showsPlus = true
      chart.choices = [Chart.Choice("beliefs", phrase(belief))]
      let meaning =
        isNet
        ? "Gains are net of costs: above the line of break-even a mix is worth what it costs. " : ""
      chart.source =
        "\(meaning)Dashed: mixes than which none gains more for less. \(phrase(belief)). \(origin)"
      return chart
    }
  }
}
