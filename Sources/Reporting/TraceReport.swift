import ModelContract

/// One future through time as text, CSV or JSON.
///
/// Columns are the year, the outcomes in the model's order, and the trace's details
/// (`capability.semiconductors`). Numbers in CSV and JSON read back to the same bits.
public struct TraceReport: Sendable {
  /// What is traced, such as `study first_study, policy baseline, scenario reference, future 12`.
  public let subject: String
  /// The outcomes, in the order of the trace.
  public let outcomes: [Outcome]
  /// Names of the further columns.
  public let details: [String]
  /// The rows that are reported.
  public let rows: [Trace.Row]

  /// Years this close to a whole one are whole: far below any step, far above rounding of a sum of steps.
  private static let wholeYearTolerance = 1e-6

  /// Collects a report.
  ///
  /// - Parameters:
  ///   - trace: the future.
  ///   - outcomes: the model's outcomes.
  ///   - subject: what is traced, one line.
  ///   - everyYear: whether only whole years are reported, and not every time step.
  public init(_ trace: Trace, outcomes: [Outcome], subject: String, everyYear: Bool) {
    self.subject = subject
    self.outcomes = outcomes
    self.details = trace.details
    self.rows = trace.rows.filter {
      !everyYear || abs($0.year - $0.year.rounded()) < Self.wholeYearTolerance
    }
    for row in trace.rows {
      precondition(
        row.outcomes.count == outcomes.count && row.details.count == trace.details.count,
        "row \(row.year) has \(row.outcomes.count) outcomes and \(row.details.count) details")
    }
  }

  /// Names of the columns, the first `year`.
  public var header: [String] { ["year"] + outcomes.map(\.name) + details }

  /// The trace as a comma-separated table with a header; what lies beyond the horizon is `Inf`.
  public func csv() -> String {
    var table = CSVRows()
    table.appendRow(header)
    for row in rows {
      table.append(row.year)
      for value in row.outcomes + row.details { table.append(value) }
      table.endRow()
    }
    return String(decoding: table.bytes, as: UTF8.self)
  }

  /// The trace as a JSON object: `trace`, `columns` with names and units, and `rows` of numbers; what is
  /// not finite is `null`.
  public func json() -> String {
    let columns =
      [("year", Unit.calendarYear.rawValue)] + outcomes.map { ($0.name, $0.unit.rawValue) }
    return JSONValue.object([
      ("trace", .text(subject)),
      (
        "columns",
        .list(
          columns.map { .object([("name", .text($0.0)), ("unit", .text($0.1))]) }
            + details.map { .object([("name", .text($0)), ("unit", .null)]) })
      ),
      (
        "rows",
        .list(rows.map { .list(([$0.year] + $0.outcomes + $0.details).map { .real($0) }) })
      ),
    ]).rendered
  }

  /// The trace as tables of at most 100 columns with four significant digits; every table begins with the
  /// year.
  public func text() -> String {
    var table = TextTable(columns: [.text("year")])
    table.columns += (outcomes.map(\.name) + details).map {
      TextTable.Column(heading: TextReport.headingLines($0), isNumeric: true)
    }
    let end = rows.last.map { Figures.year($0.year) } ?? ""
    let decimals = (0..<(outcomes.count + details.count)).map { column in
      Figures.decimals(for: rows.map { ($0.outcomes + $0.details)[column] }, digits: 4)
    }
    table.rows = rows.map { row in
      let values = (row.outcomes + row.details).enumerated().map { column, value in
        guard column < outcomes.count, outcomes[column].unit == .calendarYear else {
          return Figures.fixed(value, decimals: decimals[column])
        }
        return value == .infinity ? "> \(end)" : Figures.year(value)
      }
      return [Figures.year(row.year, decimals: 2)] + values
    }
    let heading = Paragraph.lines(subject, width: TextReport.width)
    return (heading + [""] + table.lines(width: TextReport.width)).joined(separator: "\n") + "\n"
  }
}
