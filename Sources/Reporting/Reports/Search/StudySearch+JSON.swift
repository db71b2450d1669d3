import Studies

extension StudySearch: JSONConvertible {
  /// `study`, `beliefs`, `scenarios`, `objectives`, `levers[]` with `lever`, `unit`, `low` and `high`, `budget`, the futures
  /// of the search and of the second look with their seeds; `searches[]`; `best` with `mix`, `against` and the difference
  /// with its interval; `members[]` and `own[]` with figures on both kinds of futures and levels of levers; `optimism[]`.
  public var json: JSONValue {
    let budget = session.study.budget
    let named: (String) -> JSONValue = { .text($0) }
    return [
      "study": session.study.name, "beliefs": beliefs.map(\.name).json(named),
      "scenarios": session.scenarios.map(\.name).json(named),
      "ranked_by": session.study.rankedBy, "relative": isRelative,
      "objectives": objectives.indices.json {
        ["name": objectives[$0].name, "epsilon": epsilons[$0]]
      },
      "levers": space.ranges.json {
        [
          "lever": $0.lever.name, "unit": $0.lever.unit.rawValue, "low": $0.low, "high": $0.high,
        ]
      },
      "first_year": space.rampEnd, "second_year": space.middle,
      "budget": budget?.aboveBaseline, "budget_tolerance": budget?.tolerance,
      "baseline_output": baselineOutput,
      "search_futures": searchFutures.count, "search_futures_seed": searchFutures.seed.json,
      "fresh_futures": freshFutures.count, "fresh_futures_seed": freshFutures.seed.json,
      "seed": request.seed.json, "runs": modelRuns,
      "searches": runs.json {
        [
          "evaluated": $0.evaluated, "failed": $0.failed, "restarts": $0.restarts,
          "members": $0.members, "coverage": $0.coverage, "contributed": $0.contributed,
        ]
      },
      "best": best, "members": members.json { json($0) }, "own": own.json { json($0) },
      "optimism": objectives.indices.json {
        [
          "objective": objectives[$0].name, "mean": optimism[$0].mean,
          "largest": optimism[$0].largest,
        ]
      },
    ]
  }

  private var best: JSONValue {
    guard let contest else { return .null }
    return [
      "mix": members[contest.found].mix.name, "against": own[contest.own].mix.name,
      "difference": contest.difference.value, "difference_low": contest.difference.low,
      "difference_high": contest.difference.high,
      "levers": contest.levers.json { ["lever": $0.lever.name, "shift": $0.shift] },
    ]
  }

  private func json(_ member: Member) -> JSONValue {
    [
      "mix": member.mix.name, "institutions": member.institutions, "kept": member.isKept,
      "feasible": member.isFeasible,
      "search": figures(member.search, member.searchObjectives),
      "fresh": figures(member.fresh, member.freshObjectives),
      "levers": space.ranges.json { range in
        let path = member.mix.levers[range.lever.name]
        return [
          "lever": range.lever.name, "first": path?.value(at: space.rampEnd),
          "second": path?.value(at: space.middle),
        ]
      },
    ]
  }

  private func figures(_ figures: MixFigures, _ values: [Double]) -> JSONValue {
    [
      "robust_gain": figures.robustGain, "worst_tenth": figures.worstTenth, "cost": figures.cost,
      "objectives": values.json { .real($0) },
      "gains": figures.gains.json { $0.json { .real($0) } },
      "failed": figures.failed, "runs": figures.runs,
    ]
  }
}

extension StudySearch: CSVConvertible {
  /// One row a mix, those of the study last: its name, whether it is kept, institutions, figures on the futures of the
  /// search and on fresh ones, and both levels of every lever.
  public var csv: CSVRows {
    var rows = CSVRows()
    var header = ["mix", "kept", "institutions", "cost"]
    for kind in ["search", "fresh"] {
      header += ["robust_gain_\(kind)", "worst_tenth_\(kind)"]
      header += further.map { "\(objectives[$0].name)_\(kind)" }
    }
    header.append("failed")
    for range in space.ranges {
      header += ["\(range.lever.name)_first", "\(range.lever.name)_second"]
    }
    rows.appendRow(header)
    for member in members + own {
      rows.append(member.mix.name)
      rows.append(member.isKept ? "yes" : "no")
      rows.append(member.institutions ?? "")
      rows.append(member.fresh.cost ?? .nan)
      for (figures, values) in [
        (member.search, member.searchObjectives), (member.fresh, member.freshObjectives),
      ] {
        rows.append(figures.robustGain)
        rows.append(figures.worstTenth)
        for place in further { rows.append(values[place]) }
      }
      rows.append(member.fresh.failed)
      for range in space.ranges {
        for year in [space.rampEnd, space.middle] {
          rows.append(member.mix.levers[range.lever.name]?.value(at: year) ?? .nan)
        }
      }
      rows.endRow()
    }
    return rows
  }

  /// Objectives that are none of the three that every search knows, by position.
  private var further: [Int] {
    objectives.indices.filter {
      if case .outcome = objectives[$0] { true } else { false }
    }
  }
}
