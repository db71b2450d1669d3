import ModelContract

/// Lists of what there is: economies, policies, scenarios, factors, levers, outcomes.
public enum ListReport {
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

  /// The entries as a table of at most 100 columns, ending with a newline.
  ///
  /// - Parameters:
  ///   - entries: the things, in the order of the list.
  ///   - facts: headings of the columns of facts; every entry has as many.
  public static func render(_ entries: [Entry], facts: [String] = []) -> String {
    let hasUnits = entries.contains { $0.unit != nil }
    var table = TextTable(columns: [.text("name")])
    if hasUnits { table.columns.append(.text("unit")) }
    table.columns += facts.map { .number($0) }
    table.columns.append(.text("meaning"))
    table.rows = entries.map { entry in
      precondition(
        entry.facts.count == facts.count,
        "\(entry.name) has \(entry.facts.count) facts for \(facts.count) columns")
      return [entry.name] + (hasUnits ? [entry.unit ?? ""] : []) + entry.facts + [entry.meaning]
    }
    return table.lines(width: TextReport.width).joined(separator: "\n") + "\n"
  }

  /// A model's factors with default and admissible range.
  public static func factors(_ factors: [Factor]) -> String {
    render(
      factors.map {
        Entry(
          name: $0.name, unit: $0.unit.rawValue,
          facts: [Figures.plain($0.defaultValue), range($0.admissible)], meaning: $0.meaning)
      }, facts: ["default", "range"])
  }

  /// A model's levers with admissible range and fiscal cost.
  public static func levers(_ levers: [Lever]) -> String {
    render(
      levers.map {
        Entry(
          name: $0.name, unit: $0.unit.rawValue,
          facts: [range($0.admissible), Figures.plain($0.cost)], meaning: $0.meaning)
      }, facts: ["range", "cost"])
  }

  /// A model's outcomes with their usual direction.
  public static func outcomes(_ outcomes: [Outcome]) -> String {
    render(
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
