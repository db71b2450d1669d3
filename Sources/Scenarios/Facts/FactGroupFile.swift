import Foundation
import GrowthModels
import ModelContract
import StudyContract

/// Reads groups of stylised facts: `Models/facts/`.
///
/// A group has a study, by name or inline, and facts about its runs. A fact is an expression (see ``FactExpression``)
/// with the range in which sources want it and the share of futures in which that is claimed; or two expressions of which
/// the first spreads more over futures; or the reason why the model has nothing to say.
public enum FactGroupFile {
  /// Keys of a group.
  static let keys = ["name", "summary", "study", "facts"]
  /// Keys of a fact.
  static let factKeys = [
    "name", "statement", "source", "value", "above", "below", "claimed", "spread", "less_spread",
    "not_expressible",
  ]

  /// The groups that the program ships or the named one, in the order of their files.
  ///
  /// - Parameter reference: the name of a group or the path of its file; all groups of the library when nil.
  /// - Throws: ``StudyErrors`` with every mistake of the first file that has any.
  public static func load(_ reference: String? = nil) throws -> [FactGroup] {
    let library = ModelLibrary()
    guard let reference else { return try library.names(.facts).map { try load(group: $0) } }
    return [try load(group: reference)]
  }

  private static func load(group reference: String) throws -> FactGroup {
    let path = try ModelLibrary().path(reference, .facts)
    let reading = Reading()
    let references = References(library: ModelLibrary(near: path), reading: reading, file: path)
    let group = reading.document(path).flatMap { read($0, references: references, path: path) }
    try reading.throwIssues()
    guard let group else { preconditionFailure("a group without mistakes was not read") }
    return group
  }

  static func read(_ whole: Located, references: References, path: String) -> FactGroup? {
    guard
      let mapping = whole.mapping(
        allowed: keys, required: keys, what: "key of a group of facts"),
      let name = mapping["name"]?.name(), let summary = mapping["summary"]?.text(),
      let definition = mapping["study"].flatMap({ references.definition($0, .studies) }),
      let study = StudyLoader.study(definition, references: references, path: definition.file),
      let model = study.modelName.flatMap({ ModelCatalogue.model(named: $0) }),
      let items = mapping["facts"]?.items()
    else { return nil }
    if items.isEmpty { mapping["facts"]?.report("expected at least one fact") }
    var facts: [StylisedFact] = []
    for item in items {
      guard let fact = readFact(item, study: study, model: model) else { continue }
      if facts.contains(where: { $0.name == fact.name }) {
        item.report("two facts are named \(fact.name)")
      }
      facts.append(fact)
    }
    return FactGroup(name: name, summary: summary, study: study, facts: facts)
  }

  private static func readFact(
    _ value: Located, study: Study, model: any BatchModel
  ) -> StylisedFact? {
    guard
      let mapping = value.mapping(
        allowed: factKeys, required: ["name", "statement", "source"], what: "key of a fact"),
      let name = mapping["name"]?.text(), let statement = mapping["statement"]?.text(),
      let source = mapping["source"]?.text(),
      let claim = readClaim(mapping, study: study, model: model)
    else { return nil }
    return StylisedFact(name: name, statement: statement, source: source, claim: claim)
  }

  private static func readClaim(
    _ mapping: MappingReader, study: Study, model: any BatchModel
  ) -> StylisedFact.Claim? {
    let forms = ["value", "spread", "not_expressible"].filter { mapping.has($0) }
    guard forms.count == 1 else {
      mapping.whole.report("expected one of value, spread and not_expressible")
      return nil
    }
    if let reason = mapping["not_expressible"] { return reason.text().map { .notExpressible($0) } }
    if let spread = mapping["spread"] {
      guard let less = mapping["less_spread"] else {
        spread.report("a spread is compared with another one: give 'less_spread' as well")
        return nil
      }
      guard let first = expression(spread, study, model),
        let second = expression(less, study, model)
      else { return nil }
      return .spread(more: first, less: second)
    }
    guard let place = mapping["value"] else { return nil }
    let infinity = Double.infinity
    let above = mapping["above"].map { $0.number() ?? .nan } ?? -infinity
    let below = mapping["below"].map { $0.number() ?? .nan } ?? infinity
    guard above < below, above.isFinite || below.isFinite else {
      if !above.isNaN, !below.isNaN {
        place.report("expected 'above', 'below' or both, the first less than the second")
      }
      return nil
    }
    guard let claimed = mapping["claimed"] else {
      place.report("expected 'claimed', the share of futures in which the fact is to hold")
      return nil
    }
    guard let share = claimed.number(in: 0.01...0.99), let value = expression(place, study, model)
    else { return nil }
    return .value(value, in: above...below, share: share)
  }

  private static func expression(
    _ place: Located, _ study: Study, _ model: any BatchModel
  ) -> FactExpression? {
    guard let text = place.text() else { return nil }
    do {
      return try FactExpressionParser.parse(text, study: study, model: model)
    } catch {
      place.report(error.sentence)
      return nil
    }
  }
}
