import ModelContract

/// Lists of what there is: economies, policies, scenarios, factors, levers, outcomes and others.
public struct ListReport: Report, Sendable {
  /// What is said of a thing beside its meaning, one for each column the list was given.
  public enum Fact: Sendable, Hashable {
    /// Nothing to say.
    case none
    /// Words: a direction, a formula.
    case words(String)
    /// A number.
    case number(Double)
    /// A calendar year.
    case year(Int)
    /// Least and largest value; one that is not finite means that there is no limit.
    case range(ClosedRange<Double>)
  }

  /// One thing with a name.
  public struct Entry: Sendable, Hashable {
    /// The name in files.
    public let name: String
    /// The unit, for things that are measured.
    public let unit: String?
    /// Further facts, one for each column the list was given: a default, a range.
    public let facts: [Fact]
    /// What it means, in one line.
    public let meaning: String

    /// Describes a thing.
    public init(name: String, unit: String? = nil, facts: [Fact] = [], meaning: String) {
      self.name = name
      self.unit = unit
      self.facts = facts
      self.meaning = meaning
    }
  }

  /// A column of facts.
  public struct Column: Sendable, Hashable {
    /// The heading, and the name of the member in JSON with underscores for blanks.
    public let title: String
    /// Whether its facts are words, which may go over several lines.
    public let hasWords: Bool

    /// A column of numbers, years or ranges.
    public static func numbers(_ title: String) -> Column { Column(title: title, hasWords: false) }
    /// A column of words.
    public static func words(_ title: String) -> Column { Column(title: title, hasWords: true) }

    /// The title as a name.
    var key: String { Self.keys[title] ?? title.replacing(" ", with: "_") }
    /// The title as lines of a heading.
    var lines: [String] {
      title.contains("%") ? [title] : title.split(separator: " ").map(String.init)
    }

    /// Titles that are no names.
    private static let keys = ["5 %": "quantile_05", "95 %": "quantile_95"]
  }

  /// What is listed, in the plural: `factors`.
  public let kind: String
  /// The things, in the order of the list.
  public let entries: [Entry]
  /// The columns of facts; every entry has as many.
  public let columns: [Column]
  /// What signs in the columns mean, for readers of the text.
  public var notes: [String] = []

  /// Makes a list.
  public init(_ kind: String, _ entries: [Entry], columns: [Column] = []) {
    for entry in entries {
      precondition(
        entry.facts.count == columns.count,
        "\(entry.name) has \(entry.facts.count) facts for \(columns.count) columns")
    }
    self.kind = kind
    self.entries = entries
    self.columns = columns
  }

  /// Whether things are measured.
  var hasUnits: Bool { entries.contains { $0.unit != nil } }

  /// One table, in which names stand on one line.
  public var document: Document {
    if entries.isEmpty { return Document([[.text("There are no \(kind).")]]) }
    return Document([
      [
        .table(
          Table(
            [.name("name")] + (hasUnits ? [.text("unit")] : [])
              + columns.map { Table.Column($0.lines, $0.hasWords ? .text : .number) }
              + [.text("meaning")],
            rows: entries.map { entry in
              [.text(entry.name)] + (hasUnits ? [.text(entry.unit ?? "")] : [])
                + entry.facts.map(\.cell) + [.text(entry.meaning)]
            }))
      ] + notes.map { .note($0) }
    ])
  }
}

extension ListReport.Fact {
  /// The fact as a cell of a table.
  fileprivate var cell: Table.Cell {
    switch self {
    case .none: .text("-")
    case .words(let words): .text(words)
    case .number(let number): .number(number, Figures.plain(number))
    case .year(let year): .number(Double(year), String(year))
    case .range(let range):
      .text("\(Self.bound(range.lowerBound)) to \(Self.bound(range.upperBound))")
    }
  }

  private static func bound(_ value: Double) -> String {
    guard isLimit(value) else { return "any" }
    return value == value.rounded() ? String(Int(value)) : Figures.plain(value, digits: 2)
  }

  /// Whether an end of a range limits anything; larger numbers than a million stand for no limit.
  fileprivate static func isLimit(_ value: Double) -> Bool {
    value.isFinite && value.magnitude < 1e6
  }
}

extension ListReport: JSONConvertible {
  /// `kind` and `entries[]` with `name`, `unit` where things have one, a member for each column (a range is an object of
  /// `low` and `high`, null where there is no limit) and `meaning`.
  public var json: JSONValue {
    [
      "kind": kind,
      "entries": entries.json { entry in
        var members: [(String, JSONValue)] = [("name", entry.name.json)]
        if hasUnits { members.append(("unit", entry.unit.json)) }
        members += zip(columns, entry.facts).map { ($0.key, $1.json) }
        return .object(members + [("meaning", entry.meaning.json)])
      },
    ]
  }
}

extension ListReport.Fact: JSONConvertible {
  /// The fact with its numbers.
  public var json: JSONValue {
    switch self {
    case .none: return .null
    case .words(let words): return words.json
    case .number(let number): return number.json
    case .year(let year): return year.json
    case .range(let range):
      func end(_ value: Double) -> JSONValue { Self.isLimit(value) ? value.json : .null }
      return ["low": end(range.lowerBound), "high": end(range.upperBound)]
    }
  }
}

extension ListReport: CSVConvertible {
  /// One row a thing; a range has two columns, empty where there is no limit.
  public var csv: CSVRows {
    var rows = CSVRows()
    let isRange = columns.indices.map { index in
      entries.contains { if case .range = $0.facts[index] { true } else { false } }
    }
    let titles = zip(columns, isRange).flatMap { column, isRange in
      isRange ? ["\(column.key)_low", "\(column.key)_high"] : [column.key]
    }
    rows.appendRow(["name"] + (hasUnits ? ["unit"] : []) + titles + ["meaning"])
    for entry in entries {
      rows.append(entry.name)
      if hasUnits { rows.append(entry.unit ?? "") }
      for (fact, isRange) in zip(entry.facts, isRange) {
        switch fact {
        case .none: for _ in 0...(isRange ? 1 : 0) { rows.append("") }
        case .words(let words): rows.append(words)
        case .number(let number): rows.append(number)
        case .year(let year): rows.append(year)
        case .range(let range):
          for end in [range.lowerBound, range.upperBound] {
            if Fact.isLimit(end) { rows.append(end) } else { rows.append("") }
          }
        }
      }
      rows.append(entry.meaning)
      rows.endRow()
    }
    return rows
  }
}
