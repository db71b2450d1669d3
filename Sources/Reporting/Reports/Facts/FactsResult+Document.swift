import Analysis
import Studies
import StudyContract

extension FactsResult: Report {
  /// A table for each group of facts, then what claims and marks mean.
  public var document: Document {
    var document = Document([[.title("Stylised facts")], tally.map { .text($0) }])
    for group in groups {
      document.add(
        [.heading(group.group.name), .text(group.group.summary)] + table(group) + notes(group))
    }
    document.add([
      .text(
        "found: median [5 %, 95 %] over futures and the share of futures in which the number is as wanted; for a spread "
          + "the first minus the second"),
      .text(
        "A fact is missed where an exact binomial test rejects, at 0.1 %, that it holds in the share claimed; spreads are "
          + "compared by the test of Pitman and Morgan."),
    ])
    return document
  }

  private var tally: [String] {
    let names = groups.flatMap { $0.beliefs.map(\.name) }.reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let silent = groups.reduce(0) { $0 + $1.findings.count(where: \.isEmpty) }
    return names.map { name in
      var (held, all) = (0, 0)
      for group in groups {
        guard let index = group.beliefs.firstIndex(where: { $0.name == name }) else { continue }
        for findings in group.findings where !findings.isEmpty {
          all += 1
          held += findings[index].holds ? 1 : 0
        }
      }
      return "\(name): \(held) of \(all) facts hold."
    } + (silent > 0 ? ["\(Figures.count(silent, "fact")) cannot be expressed in the model."] : [])
  }

  private func table(_ group: Group) -> [Document.Block] {
    var table = Table(
      [.text("fact"), .number("wanted"), .number("claimed")]
        + group.beliefs.flatMap { beliefs -> [Table.Column] in
          [.number(beliefs.name), .number("share"), .text("")]
        })
    for (fact, findings) in zip(group.group.facts, group.findings) where !findings.isEmpty {
      table.rows.append(
        [.text(fact.name), .text(Self.wanted(fact)), Self.claimed(fact)]
          + findings.flatMap { finding -> [Table.Cell] in
            [
              Self.found(finding),
              finding.quantiles == nil ? .empty : .percent(finding.found),
              finding.holds ? "holds" : "misses",
            ]
          })
    }
    return table.rows.isEmpty ? [] : [.table(table)]
  }

  private func notes(_ group: Group) -> [Document.Block] {
    [
      .note(
        "study \(group.group.study.name), \(Figures.count(group.futures, "future")); "
          + group.beliefs.map { beliefs in
            if case .ensemble(let ensemble) = beliefs { return "ensemble: \(ensemble.summary)" }
            return beliefs.name
          }.joined(separator: "; "))
    ]
      + group.group.facts.map { fact in
        var text = "\(fact.statement) (\(fact.source))"
        if case .notExpressible(let reason) = fact.claim { text += "; not expressible: \(reason)" }
        return .definition(fact.name, text)
      }
  }

  private static func found(_ finding: FactFinding) -> Table.Cell {
    guard let quantiles = finding.quantiles else {
      return .fixed(finding.found, decimals: 3, showsPlus: true)
    }
    let numbers = [quantiles.median, quantiles.low, quantiles.high]
    let decimals = Figures.decimals(for: numbers)
    let shown = numbers.map { Figures.fixed($0, decimals: decimals) }
    return .number(quantiles.median, "\(shown[0]) [\(shown[1]), \(shown[2])]")
  }

  /// What is wanted of the number.
  static func wanted(_ fact: StylisedFact) -> String {
    switch fact.claim {
    case .value(_, let range, _):
      let (low, high) = (range.lowerBound, range.upperBound)
      return low.isInfinite
        ? "< \(Figures.exact(high))"
        : high.isInfinite
          ? "> \(Figures.exact(low))" : "\(Figures.exact(low)) to \(Figures.exact(high))"
    case .spread: return "more spread"
    case .notExpressible: return ""
    }
  }

  private static func claimed(_ fact: StylisedFact) -> Table.Cell {
    if case .value(_, _, let share) = fact.claim { return .percent(share) }
    return .empty
  }
}

extension FactsResult: JSONConvertible {
  /// Everything, group by group.
  public var json: JSONValue {
    [
      "groups": groups.json { group in
        [
          "name": group.group.name, "summary": group.group.summary,
          "study": group.group.study.name, "futures": group.futures,
          "facts": zip(group.group.facts, group.findings).json { fact, findings in
            [
              "name": fact.name, "statement": fact.statement, "source": fact.source,
              "wanted": Self.wanted(fact),
              "findings": zip(group.beliefs, findings).json { beliefs, finding in
                [
                  "beliefs": beliefs.name, "holds": finding.holds, "found": finding.found,
                  "low": finding.quantiles?.low, "median": finding.quantiles?.median,
                  "high": finding.quantiles?.high, "pValue": finding.pValue,
                ]
              },
            ]
          },
        ]
      }
    ]
  }
}
