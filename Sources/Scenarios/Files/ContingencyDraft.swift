import ModelContract
import StudyContract

/// A second plan as the file of a mix states it: `when: {outcome: ..., below: ..., by: ..., then: ...}`.
final class ContingencyDraft {
  let outcome: String
  let side: Contingency.Side
  let threshold: Double
  /// The first and the last year in which the mix looks, before the first year of the study is known.
  let from: Located?
  let by: Located
  /// What changes from the year of the switch on, with years that count from it.
  let then: PolicyDraft

  /// Keys of a second plan.
  static let keys = ["outcome", "below", "above", "from", "by", "then"]

  init(
    outcome: String, side: Contingency.Side, threshold: Double, from: Located?, by: Located,
    then: PolicyDraft
  ) {
    self.outcome = outcome
    self.side = side
    self.threshold = threshold
    self.from = from
    self.by = by
    self.then = then
  }

  /// Reads a second plan of the mix of a name.
  static func read(_ value: Located, of mix: String, references: References) -> ContingencyDraft? {
    guard
      let mapping = value.mapping(
        allowed: keys, required: ["outcome", "by", "then"], what: "key of 'when'")
    else { return nil }
    let outcome = mapping["outcome"].flatMap { readOutcome($0) }
    mapping.exclude("above", ["below"], because: "a mix switches on one side of one threshold")
    if mapping.lacks("below"), mapping.lacks("above") {
      value.report("the threshold is missing: give 'below' or 'above'")
    }
    let threshold = (mapping["below"] ?? mapping["above"]).flatMap { $0.number() }
    let from = mapping["from"]
    let years = [from, mapping["by"]].compactMap { $0 }.map {
      $0.number(in: PathDraft.admissibleYears)
    }
    let then = mapping["then"].flatMap {
      PolicyDraft.readSecondPlan($0, of: mix, references: references)
    }
    guard let outcome, let threshold, let by = mapping["by"], let then,
      years.allSatisfy({ $0 != nil }), !(mapping.has("below") && mapping.has("above"))
    else { return nil }
    return ContingencyDraft(
      outcome: outcome, side: mapping.has("below") ? .below : .above, threshold: threshold,
      from: from, by: by, then: then)
  }

  private static func readOutcome(_ value: Located) -> String? {
    let schema = value.schema
    guard let name = value.choice(schema.outcomes.map(\.name), what: "outcome") else { return nil }
    guard schema.outcomes.first(where: { $0.name == name })?.isKnownOnTheWay == true else {
      value.report(
        "\(name) is known at the end alone; a mix can react to a state or a running total, such as "
          + schema.outcomes.filter(\.isKnownOnTheWay).prefix(3).map(\.name).joined(separator: ", "))
      return nil
    }
    return name
  }

  /// Calendar years of the looks; reports years that no look can have.
  ///
  /// - Parameter end: last year of the study; nil where it is not known and not checked.
  func years(start: Double, end: Double?) -> [Double]? {
    func year(_ value: Located) -> Double? {
      guard let number = value.plainNumber else { return nil }
      let year = PathDraft.calendar(number, start: start)
      if year < start || end.map({ year >= $0 }) == true {
        value.report(
          "expected a year from the start in \(start.plain)"
            + (end.map { " to the one before the end in \($0.plain)" } ?? " on")
            + ", found \(year.plain)")
        return nil
      }
      guard year - start == (year - start).rounded() else {
        value.report("expected a whole number of years after the start, found \(number.plain)")
        return nil
      }
      return year
    }
    guard let last = year(by), let first = from.map(year) ?? last else { return nil }
    guard first <= last else {
      by.report("is \(last.plain), before 'from' in \(first.plain)")
      return nil
    }
    return stride(from: first, through: last, by: 1).map { $0 }
  }
}
