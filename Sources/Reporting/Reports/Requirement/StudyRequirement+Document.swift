import Analysis
import Studies

extension StudyRequirement: Report {
  /// The answer, the mixes that meet the target by cost, and those that do not.
  public var document: Document {
    var document = Document([
      [
        .title("What it takes: \(requirement)"),
        .entry("Study", DesignText.line(session, scenario: scenario, beliefs: beliefs)),
        .entry("Target", target),
      ],
      [.entry("ANSWER", answer)],
    ])
    if !solutions.isEmpty {
      document.add([.heading("MIXES THAT MEET IT, by cost"), .table(met), .note(Self.meanings)])
    }
    if !failures.isEmpty { document.add([.heading("MIXES THAT DO NOT"), .table(missed)]) }
    return document
  }

  private var target: String {
    let year = Figures.year(requirement.year ?? session.study.end)
    return
      "\(outcome.name) \(requirement.comparison.rawValue) \(Figures.exact(requirement.limit)) "
      + "(\(outcome.unit.rawValue)) in \(year), in at least \(Figures.percent(probability)) of futures"
  }

  private var answer: String {
    guard let best = solutions.first else {
      return
        "No mix meets the target at any share; the nearest is \(failures[0].policy), with "
        + "\(Figures.share(failures[0].probability)) of futures at \(Self.way(failures[0].share)) of it."
    }
    let limit = costLimit.map {
      "\(Figures.plain($0)) (\(costOutcome?.unit.rawValue ?? "")) above the baseline"
    }
    guard let best = affordable.first else {
      return
        "No mix meets the target for \(limit ?? "nothing"); the cheapest that does, \(best.policy), costs "
        + "\(Figures.plain(best.cost?.value ?? .nan))."
    }
    if best.share == 0 {
      return
        "The baseline \(session.study.baseline) meets the target as it is, in \(Figures.share(best.probability)) of "
        + "futures."
    }
    let price =
      best.cost.map {
        ", for \(Figures.interval($0, decimals: Figures.decimals(for: $0))) (\(costOutcome?.unit.rawValue ?? ""))"
      } ?? ""
    let dear = solutions.count - affordable.count
    let others =
      "\(Figures.count(solutions.count, "mix meets", "mixes meet")) the target\(dear > 0 ? ", \(dear) for more than is allowed" : ""), \(failures.count) "
      + "\(failures.count == 1 ? "does" : "do") not"
    let amount =
      best.level.map {
        "up to \(Figures.plain($0)) from \(Figures.year(session.study.start)) on, in five years"
      }
      ?? "at \(Self.way(best.share)) of the way from the baseline"
    return "Cheapest is \(best.policy) \(amount)\(price). \(others)."
  }

  /// A share of a way, which may be more than the whole.
  private static func way(_ share: Double) -> String {
    "\(Figures.fixed(share * 100, decimals: 0)) %"
  }

  private static let meanings =
    "share: of the way from the baseline to the mix, to 1/256; cost: expected cost above the baseline, [95 % interval]; "
    + "~ more of the mix meets the target less often; ! costs more than is allowed; level: of the one lever in the last year"

  private var met: Table {
    var table = Table([
      .text("mix"), .number("share"), .number("level"), .number("probability"),
      .number(outcome.name),
      .number("cost"), .number("[95 %]"), .number("failed"),
    ])
    let decimals = Figures.decimals(for: solutions.compactMap { $0.cost?.value })
    for solution in solutions {
      let cost = solution.cost
      let ends = cost.map { cost in
        [cost.low, cost.high].map { Figures.fixed($0, decimals: decimals, showsPlus: true) }
      }
      table.rows.append([
        .text(
          solution.policy + (solution.isReversed ? " ~" : "") + (solution.isTooDear ? " !" : "")),
        .fixed(solution.share, decimals: 3), .plain(solution.level), .share(solution.probability),
        .plain(solution.outcome?.value),
        .fixed(cost?.value, decimals: decimals, showsPlus: true),
        .text(ends.map { "[\($0[0]), \($0[1])]" } ?? "-"), .whole(solution.failed),
      ])
    }
    return table
  }

  private var missed: Table {
    var table = Table([
      .text("mix"), .number("nearest at"), .number("probability"), .number(outcome.name),
    ])
    for failure in failures {
      table.rows.append([
        .text(failure.policy), .fixed(failure.share, decimals: 3), .share(failure.probability),
        .plain(failure.outcome?.value),
      ])
    }
    return table
  }
}

extension StudyRequirement: JSONConvertible {
  /// `target`, `outcome`, `comparison`, `limit`, `year`, `probability`; `cost_limit`; `solutions[]` with `policy`, `share`, `level`, `too_dear`, `probability`,
  /// `probability_low`, `probability_high`, `outcome`, `cost`, `cost_low`, `cost_high`, `reversed` and `failed`, the cheapest
  /// first; `failures[]` with `policy`, `share`, `probability` and `outcome`, the nearest first.
  public var json: JSONValue {
    [
      "study": session.study.name, "scenario": scenario.name, "beliefs": beliefs.name,
      "target": requirement.description, "outcome": outcome.name,
      "comparison": requirement.comparison.rawValue, "limit": requirement.limit,
      "year": requirement.year ?? session.study.end, "probability": probability,
      "futures": session.design.futures, "cost_limit": costLimit,
      "solutions": solutions.json {
        [
          "policy": $0.policy, "share": $0.share, "level": $0.level, "too_dear": $0.isTooDear,
          "probability": $0.probability.value, "probability_low": $0.probability.low,
          "probability_high": $0.probability.high,
          "outcome": $0.outcome?.value, "cost": $0.cost?.value, "cost_low": $0.cost?.low,
          "cost_high": $0.cost?.high, "reversed": $0.isReversed, "failed": $0.failed,
        ]
      },
      "failures": failures.json {
        [
          "policy": $0.policy, "share": $0.share, "probability": $0.probability.value,
          "outcome": $0.outcome?.value,
        ]
      },
    ]
  }
}
