import Analysis
import Studies

/// The decision rule by which a study ranks, read off its comparison.
struct RuleReading {
  /// The rule.
  let metric: RobustnessMetric
  private let outcome: String
  private let isNegated: Bool
  private let policies: [String]
  private let finding: RobustnessFindings.Finding
  private let scope: String

  /// Reads the one metric; nil where there is none.
  init?(_ comparison: RobustnessComparison) {
    guard let finding = comparison.all.findings.first else { return nil }
    self.finding = finding
    metric = finding.metric
    outcome = comparison.outcome ?? ""
    isNegated = comparison.isNegated
    policies = comparison.all.policies
    let parts =
      (comparison.tables.count > 1 ? ["all beliefs"] : [])
      + (comparison.scenarios.count > 1 ? ["all scenarios"] : [])
    scope = parts.isEmpty ? "" : " over \(Figures.list(parts))"
  }

  /// Which end is wanted, as a clause.
  var direction: String {
    (metric.largerIsBetter ? "more is better" : "less is better")
      + (isNegated ? " (of the outcome with its sign turned, as less of it is wanted)" : "")
  }

  /// The rule's verdict.
  ///
  /// - Parameter name: what a mix is called in a sentence.
  func sentence(_ name: (String) -> String) -> String {
    let by = "by \(metric.name) of \(outcome)\(scope), which the study ranks by"
    guard let first = finding.winners.first else { return "\(by), no mix has a value" }
    let best = Figures.list(finding.winners.map { name(policies[$0]) }, limit: 4)
    var text = "\(by), \(best) \(finding.winners.count == 1 ? "is" : "are") best (\(value(first))"
    if let share = finding.winningShares?[first], finding.winners.count == 1 {
      text += ", in \(Figures.percent(share)) of resamples"
    }
    if let next = finding.next { text += "; next \(name(policies[next])), \(value(next))" }
    return text + ")"
  }

  private func value(_ policy: Int) -> String {
    finding.values[policy].value.map { Figures.plain($0, digits: 4) } ?? "-"
  }

  /// Its value of a mix as a cell.
  func cell(_ policy: String) -> Table.Cell {
    guard let place = policies.firstIndex(of: policy), let value = finding.values[place].value
    else { return "-" }
    return .number(value, Figures.plain(value, digits: 4))
  }

  /// Places of the mixes by the rule, the best first.
  var order: [String: Int] {
    let sign: Double = metric.largerIsBetter ? -1 : 1
    let sorted = policies.indices.sorted {
      sign * (finding.values[$0].value ?? sign * .infinity)
        < sign * (finding.values[$1].value ?? sign * .infinity)
    }
    return Dictionary(uniqueKeysWithValues: sorted.enumerated().map { (policies[$1], $0) })
  }

  /// Everything as data.
  var json: JSONValue {
    [
      "metric": metric.name, "largerIsBetter": metric.largerIsBetter,
      "best": finding.winners.map { policies[$0] },
      "policies": policies.indices.json { place in
        let value = finding.values[place]
        return [
          "policy": policies[place], "value": value.value, "low": value.low, "high": value.high,
          "shareBest": finding.winningShares?[place],
        ]
      },
    ]
  }
}
