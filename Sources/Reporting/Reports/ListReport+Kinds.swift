import Analysis
import ModelContract
import Studies
import StudyContract

/// The lists of a model, of a study and of decision rules.
extension ListReport {
  /// A model's factors with default and admissible range.
  public static func factors(_ factors: [Factor]) -> ListReport {
    ListReport(
      "factors",
      factors.map {
        Entry(
          name: $0.name, unit: $0.unit.rawValue,
          facts: [.number($0.defaultValue), .range($0.admissible)], meaning: $0.meaning)
      }, columns: [.numbers("default"), .numbers("range")])
  }

  /// The factors that a study samples, with their laws: the prior, where the ensemble has values of its own, and the
  /// scenarios that change the law.
  public static func factors(_ factors: [Factor], of study: Study) -> ListReport {
    let laws = Dictionary(
      study.priors.map { ($0.factor, $0.distribution) }, uniquingKeysWith: { $1 })
    let fitted = study.ensembleFactors
    let entries = factors.compactMap { factor -> Entry? in
      let overrides = study.scenarios.flatMap { scenario in
        scenario.overrides.filter { $0.factor == factor.name }.map {
          "in \(scenario.name): \(LawText.text($0.distribution))"
        }
      }
      let law = laws[factor.name]
      if law == nil && overrides.isEmpty && !fitted.contains(factor.name) { return nil }
      let value = study.economy.initialConditions[factor.name] ?? factor.defaultValue
      let words = law.map { LawText.text($0) } ?? "\(Figures.plain(value)), not sampled"
      return Entry(
        name: factor.name, unit: factor.unit.rawValue,
        facts: [
          .words(([words] + overrides).joined(separator: "; ")),
          law.map { .number($0.quantile(0.05)) } ?? .none,
          law.map { .number($0.quantile(0.5)) } ?? .none,
          law.map { .number($0.quantile(0.95)) } ?? .none,
          .words(fitted.contains(factor.name) ? "yes" : "no"),
        ], meaning: factor.meaning)
    }
    var list = ListReport(
      "factors", entries,
      columns: [
        .words("law"), .numbers("5 %"), .numbers("median"), .numbers("95 %"), .words("fitted"),
      ])
    if let ensemble = study.ensemble {
      list.notes = [
        "Law and quantiles are those of the prior. Fitted: under the beliefs called ensemble, values come from the "
          + "\(Figures.count(ensemble.rows.rowCount, "row")) of \(ensemble.rows.name)."
      ]
    }
    return list
  }

  /// A model's levers with admissible range and fiscal cost.
  public static func levers(_ levers: [Lever]) -> ListReport {
    ListReport(
      "levers",
      levers.map {
        Entry(
          name: $0.name, unit: $0.unit.rawValue,
          facts: [.range($0.admissible), .number($0.cost)], meaning: $0.meaning)
      }, columns: [.numbers("range"), .numbers("cost")])
  }

  /// A model's traits of a mix, with the key that states them in a policy file.
  ///
  /// - Parameter groups: traits that are stated together.
  public static func traits(_ traits: [Trait], groups: [ModelSchema.TraitGroup]) -> ListReport {
    ListReport(
      "traits",
      traits.map { trait in
        let written = groups.lazy.compactMap { group in
          group.members.first { $0.trait == trait.name }.map { "\(group.key).\($0.key)" }
        }.first
        return Entry(
          name: trait.name, facts: [.words(written ?? trait.name), .range(trait.admissible)],
          meaning: trait.meaning)
      }, columns: [.words("key"), .numbers("range")])
  }

  /// A model's outcomes with their usual direction.
  public static func outcomes(_ outcomes: [Outcome]) -> ListReport {
    ListReport(
      "outcomes",
      outcomes.map {
        Entry(
          name: $0.name, unit: $0.unit.rawValue, facts: [.words($0.direction.rawValue)],
          meaning: $0.meaning)
      }, columns: [.words("direction")])
  }

  /// Sectors with their scores and suppliers; others than sectors are left out.
  public static func sectors(_ subjects: [Explanation.Subject]) -> ListReport {
    ListReport(
      "sectors",
      subjects.compactMap { subject in
        guard case .sector(let name, let scores, let suppliers) = subject else { return nil }
        let facts: [Fact] = SectorColumns.titles.map { score in
          scores.first { $0.name == score.name }.map {
            score.isYear ? .year(Int($0.value)) : .number($0.value)
          } ?? .none
        }
        return Entry(
          name: name, facts: facts + [.words(suppliers.joined(separator: ", "))],
          meaning: SectorWords.meaning(name))
      }, columns: SectorColumns.titles.map { .numbers($0.title) } + [.words("suppliers")])
  }

  /// Robustness metrics in plain words, with formula and source.
  public static func metrics(_ metrics: [RobustnessMetric]) -> ListReport {
    var list = ListReport(
      "metrics",
      metrics.map { metric in
        Entry(
          name: metric.name,
          facts: [
            .words(metric.largerIsBetter ? "larger" : "smaller"),
            .words(MetricWords.formula(metric.name)), .words(metric.reference),
          ], meaning: MetricWords.meaning(metric.name))
      }, columns: [.words("better"), .words("formula"), .words("source")])
    list.notes = [MetricWords.signs]
    return list
  }
}

/// Scores of sectors by what an explanation calls them, with the heading of their column.
private enum SectorColumns {
  static let titles: [(name: String, title: String, isYear: Bool)] = [
    ("complexity of its products", "complexity", false),
    ("turnover of its technology", "turnover", false),
    ("concentration of its incumbents", "concentration", false),
    ("need of precision engineering", "precision", false),
    ("modularity of its products", "modularity", false),
    ("economies of scale", "scale economies", false),
    ("growth of the world frontier, a year", "frontier growth", false),
    ("value potential a worker, 1 on average", "value potential", false),
    ("year in which it is born", "born", true),
    ("weight in world demand, 1960", "demand 1960", false),
    ("weight in world demand, 2020", "demand 2020", false),
  ]
}
