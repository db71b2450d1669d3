import Foundation
import ModelContract
import StudyContract

/// Reads cards of published effects: `Models/effects/`.
///
/// A lever's change is `{by: 0.01}` or `{to: 0.85}`; a published range is a pair of numbers by whole years after the
/// change. Names of levers, factors and outcomes are those of the model that the reader is given.
public enum EffectCardFile {
  /// Keys of a card.
  static let keys = ["name", "summary", "sources", "changes"]
  /// Keys of a source.
  static let sourceKeys = ["authors", "year", "doi", "finding"]
  /// Keys of a change.
  static let changeKeys = [
    "name", "change", "levers", "setting", "conditions", "outcomes", "published",
  ]
  /// Keys of a published range.
  static let rangeKeys = ["years", "reading", "why", "sources"]
  /// How a range follows from its sources.
  static let readings = ["direct", "judged"]

  /// The card that the program ships.
  public static let shippedName = "published-effects"

  /// Reads a card by its name in the library or by its path.
  ///
  /// - Parameters:
  ///   - reference: `published-effects`, or the path of a file.
  ///   - model: the model whose levers and outcomes the card names.
  /// - Throws: ``StudyErrors`` with every mistake of the file.
  public static func load(_ reference: String, for model: any BatchModel) throws -> EffectCard {
    let path = try ModelLibrary().path(reference, .effects)
    let reading = Reading(schema: model.schema)
    let card = reading.document(path).flatMap { read($0, model: model) }
    try reading.throwIssues()
    guard let card else { preconditionFailure("a card without mistakes was not read") }
    return card
  }

  static func read(_ whole: Located, model: any BatchModel) -> EffectCard? {
    guard
      let mapping = whole.mapping(
        allowed: keys, required: keys, what: "key of a card of effects"),
      let name = mapping["name"]?.name(), let summary = mapping["summary"]?.text(),
      let sources = mapping["sources"].flatMap({ readSources($0) }),
      let items = mapping["changes"]?.items()
    else { return nil }
    if items.isEmpty { mapping["changes"]?.report("expected at least one change") }
    var changes: [StatedChange] = []
    for item in items {
      guard let change = readChange(item, model: model, sources: sources.map(\.name)) else {
        continue
      }
      if changes.contains(where: { $0.name == change.name }) {
        item.report("two changes are named \(change.name)")
      }
      changes.append(change)
    }
    return EffectCard(name: name, summary: summary, changes: changes, sources: sources)
  }

  private static func readSources(_ value: Located) -> [PublishedSource]? {
    value.mapping(allowed: nil)?.entries.compactMap { entry in
      guard
        let mapping = entry.value.mapping(
          allowed: sourceKeys, required: ["authors", "year", "finding"], what: "key of a source"),
        let authors = mapping["authors"]?.text(),
        let year = mapping["year"]?.wholeNumber(in: 1800...2100),
        let finding = mapping["finding"]?.text()
      else { return nil }
      return PublishedSource(
        name: entry.name, authors: authors, year: year, doi: mapping["doi"].flatMap { $0.text() },
        finding: finding)
    }
  }

  private static func readChange(
    _ value: Located, model: any BatchModel, sources: [String]
  ) -> StatedChange? {
    guard
      let mapping = value.mapping(
        allowed: changeKeys, required: ["name", "change", "levers"], what: "key of a change"),
      let name = mapping["name"]?.name(), let words = mapping["change"]?.text(),
      let levers = mapping["levers"].flatMap({ readSteps($0) })
    else { return nil }
    let published = mapping["published"].map { readPublished($0, model, sources) } ?? []
    let outcomes =
      mapping["outcomes"].flatMap { $0.items() }?.compactMap {
        $0.choice(outcomeNames(model), what: "outcome")
      } ?? ["income"]
    for range in published where !outcomes.contains(range.outcome) {
      mapping["published"]?.report(
        "has a range of \(range.outcome), which is not among the outcomes of the change")
    }
    return StatedChange(
      name: name, change: words, levers: levers,
      setting: mapping["setting"].map { readLevels($0) } ?? [:],
      conditions: mapping["conditions"].map { readConditions($0) } ?? [:], outcomes: outcomes,
      published: published)
  }

  private static func outcomeNames(_ model: any BatchModel) -> [String] {
    model.outcomes.filter { !$0.isCensored }.map(\.name)
  }

  private static func readSteps(_ value: Located) -> [String: StatedChange.Step]? {
    guard
      let mapping = value.mapping(allowed: value.schema.levers.map(\.name), what: "lever")
    else { return nil }
    if mapping.entries.isEmpty { value.report("expected at least one lever") }
    var steps: [String: StatedChange.Step] = [:]
    for entry in mapping.entries {
      guard let lever = value.schema.lever(entry.name),
        let step = entry.value.mapping(allowed: ["by", "to"], what: "key of a lever's change")
      else { continue }
      switch (step["by"], step["to"]) {
      case (let by?, nil):
        let width = lever.admissible.upperBound - lever.admissible.lowerBound
        steps[entry.name] = by.number(in: -width...width, unit: lever.unit.rawValue).map {
          .by($0)
        }
      case (nil, let to?):
        steps[entry.name] = to.number(in: lever.admissible, unit: lever.unit.rawValue).map {
          .to($0)
        }
      default: entry.value.report("expected either {by: a number} or {to: a number}")
      }
    }
    return steps
  }

  private static func readLevels(_ value: Located) -> [String: Double] {
    guard
      let mapping = value.mapping(allowed: value.schema.levers.map(\.name), what: "lever")
    else { return [:] }
    var levels: [String: Double] = [:]
    for entry in mapping.entries {
      guard let lever = value.schema.lever(entry.name) else { continue }
      levels[entry.name] = entry.value.number(in: lever.admissible, unit: lever.unit.rawValue)
    }
    return levels
  }

  private static func readConditions(_ value: Located) -> [String: Double] {
    guard
      let mapping = value.mapping(allowed: value.schema.factors.map(\.name), what: "factor")
    else { return [:] }
    var conditions: [String: Double] = [:]
    for entry in mapping.entries {
      guard let factor = value.schema.factor(entry.name) else { continue }
      conditions[entry.name] = entry.value.number(
        in: factor.admissible, unit: factor.unit.rawValue)
    }
    return conditions
  }

  private static func readPublished(
    _ value: Located, _ model: any BatchModel, _ sources: [String]
  ) -> [PublishedRange] {
    guard let mapping = value.mapping(allowed: outcomeNames(model), what: "outcome") else {
      return []
    }
    return mapping.entries.compactMap { entry in
      guard
        let range = entry.value.mapping(
          allowed: rangeKeys, required: rangeKeys, what: "key of a published range"),
        let years = range["years"].flatMap({ readYears($0) }),
        let reading = range["reading"]?.choice(readings, what: "reading"),
        let why = range["why"]?.text(), let items = range["sources"]?.items()
      else { return nil }
      if items.isEmpty { range["sources"]?.report("expected at least one source") }
      return PublishedRange(
        outcome: entry.name, years: years, isJudged: reading == "judged", reading: why,
        sources: items.compactMap { $0.choice(sources, what: "source") })
    }
  }

  private static func readYears(_ value: Located) -> [Int: ClosedRange<Double>]? {
    guard let entries = value.mapping(allowed: nil)?.entries else { return nil }
    if entries.isEmpty { value.report("expected at least one year with a range") }
    var years: [Int: ClosedRange<Double>] = [:]
    for entry in entries {
      guard let year = Int(entry.name), (1...500).contains(year) else {
        value.report(
          "expected whole years after the change, from 1 to 500, found \(entry.name)",
          at: entry.mark, key: entry.value.key)
        continue
      }
      guard let items = entry.value.items() else { continue }
      let ends = items.compactMap { $0.number() }
      guard ends.count == 2, items.count == 2, ends[0] <= ends[1] else {
        entry.value.report("expected a range [low, high] with low not above high")
        continue
      }
      years[year] = ends[0]...ends[1]
    }
    return years
  }
}
