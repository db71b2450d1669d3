import Studies

/// What happens year by year.
extension StudyPage {
  /// Differences to the baseline first, levels second.
  var paths: [Document.Block] {
    let (differences, levels) = (differenceCharts, fanCharts)
    if differences.isEmpty { return [] }
    return [
      .heading("Through time"), .figure(differences), .figure(yearCharts), .figure(levels),
    ]
  }

  /// Paired differences to the baseline: one chart for each outcome and belief.
  var differenceCharts: [Chart] {
    charts("less that of the baseline in the same future", isDifference: true)
  }

  /// Years between those that can be chosen.
  private static let yearStep = 5

  /// Differences to the baseline in one year: one chart for each outcome and every fifth year, the last one first.
  var yearCharts: [Chart] {
    guard let fans = findings.fans.first else { return [] }
    return fans.indices.flatMap { outcome in
      let count = fans[outcome].years.count
      return stride(from: count - 1, to: 0, by: -Self.yearStep).map { yearChart(outcome, at: $0) }
    }
  }

  private func yearChart(_ outcome: Int, at position: Int) -> Chart {
    let fan = findings.fans[0][outcome]
    let (name, year) = (fan.outcome.name.replacing("_", with: " "), "\(Int(fan.years[position]))")
    var chart = Chart(
      .dots, title: "\(Figures.capitalized(name)), less that of the baseline, in one year",
      places: "policy mix", unit: fan.outcome.unit.rawValue,
      series: findings.fans.enumerated().compactMap { belief, fans in
        guard fans.indices.contains(outcome) else { return nil }
        return Chart.Series(
          name: findings.fans.count > 1 ? phrase(belief) : "mean difference",
          points: order.filter { $0 != page.summary.baseline }.enumerated().map { row, policy in
            let spread = fans[outcome].differences[self.position(policy)][position]
            return Chart.Point(
              place: Double(row), name: policy, value: spread.mean, low: spread.low,
              high: spread.high)
          })
      })
    chart.ends = Chart.Ends(low: "10 %", high: "90 %")
    chart.showsPlus = true
    chart.choices = [Chart.Choice("outcome", name), Chart.Choice("year", year)]
    chart.source =
      "\(Figures.capitalized(fan.outcome.meaning.replacing(" in the last year", with: ""))), in \(year). Dots: means of the difference in the same future. "
      + "Whiskers: from what a tenth of futures does not reach to what a tenth exceeds. Scenario: \(fan.scenario); the first "
      + "\(Figures.grouped(fan.futures)) futures. \(origin)"
    return chart
  }

  /// Levels: one chart for each outcome and belief.
  var fanCharts: [Chart] { charts("", isDifference: false) }

  private func charts(_ what: String, isDifference: Bool) -> [Chart] {
    let outcomes = findings.fans.first?.map(\.outcome.name) ?? []
    return outcomes.flatMap { outcome in
      findings.fans.enumerated().compactMap { belief, fans in
        fans.first { $0.outcome.name == outcome }.map {
          chart($0, belief: belief, what: what, isDifference: isDifference)
        }
      }
    }
  }

  /// Where observed incomes are from: the table `Models/history/targets.csv`.
  private static let incomeSource =
    "Penn World Table 10.01, expenditure side, doi:10.1257/aer.20130954"

  private func chart(
    _ fan: YearlyFan, belief: Int, what: String, isDifference: Bool
  ) -> Chart {
    let name = fan.outcome.name.replacing("_", with: " ")
    let spreads = isDifference ? fan.differences : fan.levels
    let base = page.summary.baseline
    let coloured = isDifference ? main : Array(main.prefix(2)) + [base]
    let shown = coloured + order.filter { !coloured.contains($0) && (!isDifference || $0 != base) }
    var chart = Chart(
      .curves,
      title: isDifference
        ? "\(Figures.capitalized(name)), \(what)" : "\(Figures.capitalized(name)) itself",
      places: "year", unit: fan.outcome.unit.rawValue,
      series: shown.map { policy in
        let own = spreads[position(policy)]
        let isMain = coloured.contains(policy)
        // More than two bands over each other hide each other.
        let hasBand = policy == findings.leader || policy == (isDifference ? findings.rival : base)
        return Chart.Series(
          name: policy,
          points: zip(fan.years, own).map {
            Chart.Point(
              place: $0, value: $1.mean, low: hasBand ? $1.low : nil,
              high: hasBand ? $1.high : nil)
          }, isMain: isMain)
      })
    var before = ""
    if !isDifference, fan.outcome.name == "income", !observedIncome.isEmpty {
      chart.series.insert(
        Chart.Series(
          name: "observed",
          points: observedIncome.map { Chart.Point(place: $0.year, value: $0.value) }),
        at: coloured.count)
      before =
        " Before the start: observed income per head relative to the USA, \(Self.incomeSource); it is measured "
        + "otherwise than the model's start, which it need not meet."
    }
    chart.ends = Chart.Ends(low: "10 %", high: "90 %")
    chart.showsPlus = isDifference
    chart.zeroName = isDifference ? "as the baseline" : ""
    chart.choices = [
      Chart.Choice("outcome", name), Chart.Choice("beliefs", phrase(belief)),
    ]
    chart.source =
      "\(Figures.capitalized(fan.outcome.meaning.replacing(" in the last year", with: ""))).\(before) Lines: means; bands: from what a tenth of futures does not reach to what "
      + "a tenth exceeds. Scenario: \(fan.scenario); \(phrase(belief).lowercased()); the first "
      + "\(Figures.grouped(fan.futures)) futures. \(origin)"
    return chart
  }
}
