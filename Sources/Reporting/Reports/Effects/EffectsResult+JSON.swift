import Studies
import StudyContract

extension EffectsResult: JSONConvertible {
  /// Everything, changes with their rows.
  public var json: JSONValue {
    [
      "study": session.study.name, "scenario": scenario.name, "card": card.name,
      "futures": session.design.futures, "seed": session.design.specification.seed,
      "beliefs": beliefs.map(\.name),
      "tally": zip(beliefs, tally).json {
        ["beliefs": $0.name, "compared": $1.compared, "outside": $1.outside]
      },
      "effects": effects.json { effectJSON($0) },
      "programmes": programmes.json { effectJSON($0) },
      "sources": card.sources.json { source in
        [
          "name": source.name, "authors": source.authors, "year": source.year, "doi": source.doi,
          "finding": source.finding,
        ]
      },
    ]
  }

  private func effectJSON(_ effect: Effect) -> JSONValue {
    [
      "name": effect.change.name, "change": effect.change.change, "obstacle": effect.obstacle,
      "published": effect.change.published.json { range in
        [
          "outcome": range.outcome, "isJudged": range.isJudged, "reading": range.reading,
          "sources": range.sources,
        ]
      },
      "rows": effect.rows.json { row in
        [
          "outcome": row.outcome, "measure": row.measure.rawValue, "years": row.years,
          "sizes": zip(beliefs, zip(row.sizes, row.isOutside)).json { beliefs, found in
            [
              "beliefs": beliefs.name, "median": found.0?.median,
              "low": found.0?.interval.lowerBound, "high": found.0?.interval.upperBound,
              "failed": found.0?.failed, "isOutside": found.1,
            ]
          },
          "published": row.published.map { [$0.lowerBound, $0.upperBound] },
        ]
      },
    ]
  }
}
