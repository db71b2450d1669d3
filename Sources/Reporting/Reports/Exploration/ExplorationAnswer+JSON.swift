import Analysis
import Studies

extension ExplorationAnswer {
  /// The answer as a page takes it: numbers, and the parts of the page that show them.
  ///
  /// `futures`, `whole`, `failed`, `basis`; `mix` and `changedBaseline`, the names of the mixes that were moved;
  /// `relative`, whether gains are shares; `mixes[]` of `policy`, `gain`, `gainLow`, `gainHigh`, `spreadLow`, `spreadHigh`,
  /// `shareBest`, `cost` and `gainOverChanged`, all as in the JSON of a run; `parts` with the HTML of `brief`, `answer`, `ranking`,
  /// `frontier` and `paths`. A number that is not finite is null.
  public var page: String {
    let view = ExplorationView(self)
    let gains = findings.gains[0][0]
    let (gainCharts, frontier) = (
      view.study.gainCharts.filter(\.hasMarks), view.study.frontierCharts.filter(\.hasMarks)
    )
    let rows = findings.comparison.runs[0].comparison.leadingScenario.ranking
    let value: JSONValue = [
      "futures": futures, "whole": isWhole, "failed": failedRuns, "basis": view.basis,
      "mix": mix.name, "changedBaseline": changedBaseline?.name,
      "relative": findings.isRelative, "scenario": scenario.name, "beliefs": request.beliefs,
      "mixes": findings.policies.enumerated().json { position, policy in
        let gain = gains.place.gains[position]
        return [
          "policy": policy, "gain": gain.value, "gainLow": gain.low, "gainHigh": gain.high,
          "spreadLow": gains.spreads[position].low, "spreadHigh": gains.spreads[position].high,
          "shareBest": rows.first { $0.policy == policy }?.shareBest,
          "cost": view.study.page.summary.mix(policy)?.costs[0],
          "gainOverChanged": gainOverChanged?.place.gains[position].value,
        ]
      },
      "parts": [
        "brief": HTMLText.inline(view.brief),
        "answer": view.sentences.map { "<p>\(HTMLText.inline($0))</p>" }.joined(),
        "ranking": Self.figures(gainCharts, from: 1)
          + HTMLTable.render(view.table, name: "mixes", label: "All mixes"),
        "frontier": Self.figures(frontier, from: 1 + gainCharts.count),
        "paths": Self.figures(
          view.paths.filter(\.hasMarks), from: 1 + gainCharts.count + frontier.count),
      ] as JSONValue,
    ]
    return value.rendered
  }

  private static func figures(_ charts: [Chart], from number: Int) -> String {
    charts.enumerated().map {
      HTMLFigure(charts: [$1], number: number + $0).text
    }.joined(separator: "\n")
  }
}

extension ExplorationPage {
  /// A sentence for the page.
  public static func message(_ text: String) -> String {
    (["message": text] as JSONValue).rendered
  }

  /// How far something is, from 0 to 1.
  public static func progress(_ stage: String, _ share: Double) -> String {
    (["stage": stage.trimmed, "share": share] as JSONValue).rendered
  }

  /// The page of the study, to be saved.
  public static func report(_ html: String) -> String { (["html": html] as JSONValue).rendered }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
