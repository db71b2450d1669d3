import ModelContract

/// Lists of what there is: economies, policies, scenarios, factors, levers, outcomes.
public struct ListReport: Report, Sendable {
  /// One thing with a name.
  public struct Entry: Sendable, Hashable {
    /// The name in files.
    public let name: String
    /// The unit, for things that are measured.
    public let unit: String?
    /// Further facts, one for each column the list was given: a default, a range.
    public let facts: [String]
    /// What it means, in one line.
    public let meaning: String

    /// Describes a thing.
    public init(name: String, unit: String? = nil, facts: [String] = [], meaning: String) {
      self.name = name
      self.unit = unit
      self.facts = facts
      self.meaning = meaning
    }
  }

  /// The things, in the order of the list.
  public let entries: [Entry]
  /// Headings of the columns of facts; every entry has as many.
  public let facts: [String]

  /// Makes a list.
  public init(_ entries: [Entry], facts: [String] = []) {
    for entry in entries {
      precondition(
        entry.facts.count == facts.count,
        "\(entry.name) has \(entry.facts.count) facts for \(facts.count) columns")
    }
    self.entries = entries
    self.facts = facts
  }

  /// One table.
  public var document: Document {
    let hasUnits = entries.contains { $0.unit != nil }
    return Document([
      [
        .table(
          Table(
            [.text("name")] + (hasUnits ? [.text("unit")] : []) + facts.map { .number($0) }
              + [.text("meaning")],
            rows: entries.map { entry in
              let unit = hasUnits ? [entry.unit ?? ""] : []
              return ([entry.name] + unit + entry.facts + [entry.meaning]).map { .text($0) }
            }))
      ]
    ])
  }

  /// A model's factors with default and admissible range.
  public static func factors(_ factors: [Factor]) -> ListReport {
    ListReport(
      factors.map {
        Entry(
          name: $0.name, unit: $0.unit.rawValue,
          facts: [Figures.plain($0.defaultValue), range($0.admissible)], meaning: $0.meaning)
      }, facts: ["default", "range"])
  }

  /// A model's levers with admissible range and fiscal cost.
  public static func levers(_ levers: [Lever]) -> ListReport {
    ListReport(
      levers.map {
        Entry(
          name: $0.name, unit: $0.unit.rawValue,
          facts: [range($0.admissible), Figures.plain($0.cost)], meaning: $0.meaning)
      }, facts: ["range", "cost"])
  }

  /// A model's outcomes with their usual direction.
  public static func outcomes(_ outcomes: [Outcome]) -> ListReport {
    ListReport(
      outcomes.map {
        Entry(
          name: $0.name, unit: $0.unit.rawValue, facts: [$0.direction.rawValue],
          meaning: $0.meaning)
      }, facts: ["direction"])
  }

  private static func range(_ range: ClosedRange<Double>) -> String {
    "\(bound(range.lowerBound)) to \(bound(range.upperBound))"
  }

  private static func bound(_ value: Double) -> String {
    if value.isFinite && value.magnitude < 1e6 {
      return value == value.rounded() ? String(Int(value)) : Figures.plain(value, digits: 2)
    }
    return "any"
  }
}
