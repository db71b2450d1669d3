import Analysis
import ModelContract
import Studies

extension Explanation: Report {
  /// One section for each thing that has the name.
  public var document: Document {
    Document(
      subjects.map { subject in
        let entry = ExplanationEntry(subject, self)
        return [.heading("\(name): \(entry.kind)"), .entry("meaning", entry.meaning)]
          + entry.facts.map { .entry($0.label, $0.text) }
      })
  }
}

extension Explanation: JSONConvertible {
  /// `name` and `entries[]` with `kind`, `meaning`, and `facts[]` of `label` and `text`.
  public var json: JSONValue {
    [
      "name": name,
      "entries": subjects.json { subject in
        let entry = ExplanationEntry(subject, self)
        return [
          "kind": entry.kind, "meaning": entry.meaning,
          "facts": entry.facts.json { ["label": $0.label, "text": $0.text] },
        ]
      },
    ]
  }
}

/// One thing with a name, in words.
private struct ExplanationEntry {
  let kind: String
  let meaning: String
  private(set) var facts: [(label: String, text: String)] = []

  init(_ subject: Explanation.Subject, _ explanation: Explanation) {
    let movers = explanation.movers.map {
      "\($0.name) (\(Figures.fixed($0.correlation, decimals: 2, showsPlus: true)))"
    }.joined(separator: ", ")
    switch subject {
    case .factor(let factor, let theme):
      (kind, meaning) = ("factor", factor.meaning)
      add("unit", factor.unit.rawValue)
      add("default", Figures.plain(factor.defaultValue))
      add("range", Self.range(factor.admissible))
      add("theme", theme)
      add(explanation.law)
      if !movers.isEmpty { add("moves most", "\(movers); \(Self.ofMovers)") }
      add("source", factor.source)
      finish(factor.name)
    case .lever(let lever):
      (kind, meaning) = ("lever", lever.meaning)
      add("unit", lever.unit.rawValue)
      add("range", Self.range(lever.admissible))
      add(
        "cost",
        lever.cost == 0
          ? "none by itself: a gain from it counts as free"
          : "\(Figures.plain(lever.cost)) of GDP a unit")
      finish(lever.name)
    case .trait(let trait, let group):
      (kind, meaning) = ("trait", trait.meaning)
      add("range", Self.range(trait.admissible))
      add("stated under", group)
      add("cost", "none by itself: a gain from it counts as free")
      finish(trait.name)
    case .group(let members):
      (kind, meaning) = ("group of traits", "weights that sum to 1: \(Figures.list(members))")
      finish("")
    case .channel(let channel):
      (kind, meaning) = ("channel", channel.meaning)
      add("where", "\"latecomer explain STUDY --mixes A,B\" splits a difference over channels")
      finish(channel.name)
    case .outcome(let outcome):
      (kind, meaning) = ("outcome", outcome.meaning)
      add("unit", outcome.unit.rawValue)
      add(
        "direction",
        outcome.direction == .describe ? "neither: it describes" : outcome.direction.rawValue)
      if outcome.isCensored {
        add("beyond", "may lie beyond the horizon, so that it has quantiles and no mean")
      }
      if !movers.isEmpty { add("moved by", "\(movers); \(Self.ofMovers)") }
      finish(outcome.name)
    case .sector(let name, let scores, let suppliers):
      (kind, meaning) = ("sector", name.replacing("_", with: " "))
      for score in scores { add("", "\(Figures.exact(score.value))  \(score.name)") }
      if !suppliers.isEmpty { add("suppliers", Figures.list(suppliers, limit: 8)) }
      if !scores.isEmpty { add("source", "scores are judgement, ordered after the literature") }
      finish(name)
    case .metric(let metric):
      kind = "metric"
      meaning =
        "transform: \(metric.transform); subset: \(metric.subset); aggregate: \(metric.aggregate)"
      add("wanted", metric.largerIsBetter ? "larger is better" : "smaller is better")
      add(
        "units",
        metric.isUnitSafe
          ? "the ranking is the same in any unit of the outcome"
          : "the ranking may change with the unit of the outcome")
      add("source", metric.reference)
      finish(metric.name)
    case .outsidePath(let path):
      (kind, meaning) = ("outside path", path.meaning)
      add("unit", path.unit.rawValue)
      add("default", Figures.plain(path.defaultValue))
      add("range", Self.range(path.admissible))
      if path.isBySector { add("written", "\(path.name).SECTOR") }
      finish(path.name)
    case .setting(let setting):
      (kind, meaning) = ("setting", setting.meaning)
      add("default", Figures.plain(setting.defaultValue))
      add("range", Self.range(setting.admissible))
      finish(setting.name)
    case .scenario(let name, let summary, let scenario):
      (kind, meaning) = ("scenario", summary)
      if let scenario {
        add("probability", scenario.probability.map(Figures.percent) ?? "none is stated")
        let paths = scenario.paths.sorted { $0.key < $1.key }.map {
          PathText.text($0.key, $0.value)
        }
        if !paths.isEmpty { add("paths", paths.joined(separator: "; ")) }
        for override in scenario.overrides {
          add("law", "\(override.factor): \(LawText.text(override.distribution))")
        }
      }
      finish(name)
    case .policy(let name, let summary, let policy):
      (kind, meaning) = ("policy mix", summary)
      if let policy {
        let paths =
          (policy.levers.sorted { $0.key < $1.key }
          + policy.traits.sorted { $0.key < $1.key }).map { PathText.text($0.key, $0.value) }
        add("levers", paths.joined(separator: "; "))
        if !policy.targets.isEmpty { add("targets", policy.targets.joined(separator: ", ")) }
        add("when", policy.contingency.map { PathText.secondPlan($0, of: policy) })
      }
      finish(name)
    case .economy(let name, let summary):
      (kind, meaning) = ("economy", summary)
      finish(name)
    }
  }

  private static let ofMovers =
    "rank correlations under the baseline, \"latecomer sensitivity\" says more"

  private mutating func add(_ label: String, _ text: String?) {
    if let text, !text.isEmpty { facts.append((label, text)) }
  }

  /// What is taken for known of a factor.
  private mutating func add(_ law: Explanation.Law?) {
    guard let law else {
      add("law", "a study says; name one with --study FILE")
      return
    }
    if let prior = law.prior {
      add(
        "law",
        "in \(law.study): \(LawText.text(prior))" + (LawText.spread(prior).map { "; \($0)" } ?? ""))
    } else {
      add("law", "not sampled in \(law.study): \(Figures.plain(law.value))")
    }
    if law.isInEnsemble { add("ensemble", "fitted to history as well, jointly with others") }
    for override in law.overrides {
      add("law", "in the scenario \(override.scenario): \(LawText.text(override.law))")
    }
  }

  /// What is the same for all: names elsewhere.
  private mutating func finish(_ name: String) {
    add(
      "elsewhere",
      [
        OtherNames.names[name],
        OtherNames.kinds[kind].map { "\(Self.article(kind)) \(kind) is called \($0)" },
      ]
      .compactMap { $0 }.joined(separator: ". "))
  }

  private static func article(_ kind: String) -> String {
    kind.first.map { "aeio".contains($0) } ?? false ? "an" : "a"
  }

  private static func range(_ range: ClosedRange<Double>) -> String {
    func end(_ value: Double) -> String {
      value.isFinite && value.magnitude < 1e6 ? Figures.exact(value) : "any"
    }
    return "\(end(range.lowerBound)) to \(end(range.upperBound))"
  }
}
