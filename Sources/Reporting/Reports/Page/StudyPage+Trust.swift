import Analysis
import Studies
import StudyContract

/// What decision rules say, how far the model was tested, and how everything was computed.
extension StudyPage {
  /// Under how many decision rules each mix is best.
  var agreement: [Document.Block] {
    let heading = Document.Block.heading("Whether decision rules agree")
    switch findings.robustness {
    case .failure(let reason): return [heading] + silence(reason)
    case .success(let result):
      let sentences = RobustnessSentences(comparison: result)
      return [heading, .text(sentences.answer(result.all)), .figure(agreementCharts)]
        + [.aside("The best mix by rule", Array(nested(result.winners).dropFirst()))]
    }
  }

  /// Metrics won by mix.
  var agreementCharts: [Chart] {
    guard case .success(let result) = findings.robustness else { return [] }
    let all = result.all
    let wins = all.wins
    let sorted = all.policies.indices.sorted { (wins[$1], $0) < (wins[$0], $1) }
    var chart = Chart(
      .bars, title: "Decision rules under which each mix is best", places: "policy mix",
      unit: "rules of \(all.findings.count)",
      series: [
        Chart.Series(
          name: "rules won",
          points: sorted.enumerated().map {
            Chart.Point(place: Double($0), name: all.policies[$1], value: Double(wins[$1]))
          })
      ])
    chart.decimals = 0
    chart.source =
      "Where several mixes are best under a rule, each counts. \(Figures.capitalized(RobustnessSentences(comparison: result).scope)). \(origin)"
    return [chart]
  }

  /// How the model did against history and simple rivals.
  var record: [Document.Block] {
    [.heading("Track record"), .text(page.trackRecord), .figure(recordCharts)]
  }

  /// Errors of the model and of the best rival by protocol; empty without a backtest.
  var recordCharts: [Chart] {
    guard let test = report.test else { return [] }
    let words = [
      "inSample": "in sample", "heldOutInTimeConditional": "after 1995, levers known",
      "heldOutInTimeUnconditional": "after 1995, nothing known",
      "heldOutInSpace": "unseen countries",
    ]
    func points(_ value: (EnsembleTest.Row) -> Double?) -> [Chart.Point] {
      test.rows.enumerated().compactMap { place, row in
        value(row).map {
          Chart.Point(place: Double(place), name: words[row.name] ?? row.name, value: $0)
        }
      }
    }
    var chart = Chart(
      .dots, title: "Error of log income against history", places: "what was forecast",
      unit: "root mean square error of log income; 0.10 is about 10 %",
      series: [
        Chart.Series(name: "model", points: points { $0.error }),
        Chart.Series(name: "best simple rival", points: points { $0.bestRival }),
      ])
    chart.decimals = 2
    chart.source =
      "Smaller is better. Backtest of the ensemble, \(Figures.list(test.rows.map { "\($0.economies) economies \(words[$0.name] ?? $0.name)" }, limit: 6)). Rivals know no policy: the last value, growth as before, Solow's path and their like."
    return [chart]
  }

  /// How everything was computed.
  var method: [Document.Block] {
    let session = findings.comparison.session
    let study = session.study
    let sampled = session.model.factors.filter { factor in
      study.priors.contains { $0.factor == factor.name }
    }
    var blocks: [Document.Block] = [.heading("How this was computed")]
    blocks += report.settings.dropFirst()
    blocks += findings.comparison.runs.map {
      .entry("Beliefs", "\($0.beliefs.name): \(report.phrase(of: $0.beliefs.name))")
    }
    blocks += session.scenarios.map { .entry("Scenario", "\($0.name): \($0.summary)") }
    blocks += [
      .entry(
        "Program",
        "latecomer \(version), model \(report.model), vector path \(session.model.vectorPath)"),
      .entry("Study", "\(study.source?.path ?? study.name), hash \(study.source?.hash ?? "none")"),
    ]
    if let repeatedRun {
      blocks.append(
        .entry(
          "Run",
          "the comparison is that of the run kept in \(repeatedRun); what it did not keep was run with its seed and options"
        ))
    }
    if !command.isEmpty { blocks.append(.entry("Command", "`\(command.joined(separator: " "))`")) }
    blocks.append(
      .entry("Factors", "\(Figures.count(sampled.count, "factor")) sampled under the prior"))
    blocks.append(
      .aside(
        "Their laws",
        [
          .table(
            Table(
              [.text("factor"), .text("meaning"), .text("law under the prior")],
              rows: sampled.map { factor in
                let law = study.priors.first { $0.factor == factor.name }?.distribution
                return [
                  .text(factor.name), .text(factor.meaning), .text(law.map(LawText.text) ?? "-"),
                ]
              }))
        ]))
    return blocks
  }
}
