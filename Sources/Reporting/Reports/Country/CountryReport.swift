import Countries
import Scenarios

/// What the coding rule made of a country: every condition, how it was found, and what the data lack.
public struct CountryReport: Report, Sendable {
  private let files: CountryFiles
  private let end: Int
  private let paths: [String]
  private let nextCommand: String

  /// Reports a country.
  ///
  /// - Parameters:
  ///   - files: its files.
  ///   - end: last year of its study.
  ///   - paths: where they were written.
  ///   - nextCommand: what to type next.
  public init(_ files: CountryFiles, end: Int, paths: [String], nextCommand: String) {
    self.files = files
    self.end = end
    self.paths = paths
    self.nextCommand = nextCommand
  }

  /// A summary, the conditions, the levers at the start, what is missing, and the next command.
  public var document: Document {
    let coded = files.coded
    var document = Document([
      [
        .title("\(coded.country.name) (\(coded.country.code)) from \(coded.start)"),
        .text(
          "Coded by rule from published figures to \(coded.lastFigures); the study runs to \(end)."),
      ],
      [.heading("Conditions at the start"), .table(conditions)],
      [.heading("Levers of its own mix"), .table(levers)],
    ])
    let lacks = CountryWords.lacks(coded)
    document.add(
      lacks.isEmpty
        ? [.text("The data lack nothing that the rule uses.")]
        : [.heading("What the data lack"), .list(lacks)])
    document.add([
      .entry("Written", Figures.list(paths)), .entry("Next", "`\(nextCommand)`"),
    ])
    return document
  }

  private var conditions: Table {
    var rows: [[Table.Cell]] = files.coded.conditions.map { condition in
      let interval =
        condition.interval.map {
          "\(Figures.plain($0.lowerBound, digits: 2)) to \(Figures.plain($0.upperBound, digits: 2))"
        } ?? (condition.uncertainThrough == nil ? "" : "its multiplier")
      let words =
        [CountryWords.basis(condition.basis)] + condition.gaps.compactMap { CountryWords.gap($0) }
      return [
        .text(condition.name), .plain(condition.value), .text(interval),
        .text(words.joined(separator: "; ")),
      ]
    }
    let sectors = files.coded.strengths.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let strongest = sectors.prefix(3).map { "\($0.key) \(Figures.plain($0.value, digits: 3))" }
    rows.append([
      "strengths", .text(sectors.isEmpty ? "1" : "\(sectors.count) above 1"), "",
      .text(
        ([CountryWords.basis(files.coded.strengthsBasis)] + strongest).joined(separator: ", ")),
    ])
    return Table(
      [.text("condition"), .number("value"), .text("interval"), .text("how it was found")],
      rows: rows)
  }

  private var levers: Table {
    Table(
      [.text("lever"), .number("at the start"), .number("at the end"), .text("how it was found")],
      rows: files.coded.levers.map { lever in
        [
          .text(lever.name), .plain(lever.path[0].value),
          .plain(lever.path[lever.path.count - 1].value), .text(CountryWords.basis(lever.basis)),
        ]
      })
  }
}

extension ListReport {
  /// The countries of the panel: code, the years in which they can be described, name and what their data lack.
  public static func countries(_ lookup: CountryLookup) -> ListReport {
    ListReport(
      "countries",
      lookup.panel.countries.values.sorted { $0.code < $1.code }.map { country in
        let lacks =
          country.missing.isEmpty
          ? PanelColumn.helpful.filter { country[$0] == nil } : country.missing
        let names = lacks.map { CountryWords.name($0) }
        let words =
          lacks.isEmpty
          ? ""
          : (country.missing.isEmpty ? "; lacks " : "; cannot be described without ")
            + names.joined(separator: ", ")
        return Entry(
          name: country.code,
          facts: [
            country.span.map { .year($0.lowerBound) } ?? .none,
            country.span.map { .year($0.upperBound) } ?? .none,
          ], meaning: country.name + words)
      }, columns: [.numbers("first year"), .numbers("last year")])
  }
}
