import ModelContract

/// One future through time as text, CSV or JSON.
///
/// Columns are the year, the outcomes in the model's order, and the trace's details
/// (`capability.semiconductors`). Numbers in CSV and JSON read back to the same bits.
public struct TraceReport: Report, JSONConvertible, CSVConvertible, Sendable {
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
  public var csv: CSVRows {
    var table = CSVRows()
    table.appendRow(header)
    for row in rows {
      table.append(row.year)
      for value in row.outcomes + row.details { table.append(value) }
      table.endRow()
    }
    return table
  }

  /// The trace as a JSON object: `trace`, `columns` with names and units, and `rows` of numbers; what is
  /// not finite is `null`.
  public var json: JSONValue {
    let units =
      [Unit.calendarYear.rawValue] + outcomes.map(\.unit.rawValue) + details.map { _ in nil }
    return [
      "trace": subject,
      "columns": zip(header, units).json { ["name": $0, "unit": $1] },
      "rows": rows.map { [$0.year] + $0.outcomes + $0.details },
    ]
  }

  /// The trace as one table with four significant digits, which begins with the year.
  public var document: Document {
    let columns = (0..<header.count - 1).map { column in
      rows.map {
        $0.outcomes.count > column ? $0.outcomes[column] : $0.details[column - $0.outcomes.count]
      }
    }
    let decimals = columns.map { Figures.decimals(for: $0, digits: 4) }
    let end = rows.last.map { Figures.year($0.year) } ?? ""
    var table = Table([.text("year")])
    for (index, name) in header.dropFirst().enumerated() {
      let unit = index < outcomes.count ? outcomes[index].unit.rawValue : nil
      table.columns.append(Table.Column(Figures.broken(name), .number, unit: unit))
    }
    table.rows = rows.enumerated().map { index, row in
      [.number(row.year, Figures.year(row.year, decimals: 2))]
        + columns.indices.map { column in
          let value = columns[column][index]
          guard column < outcomes.count, outcomes[column].unit == .calendarYear else {
            return .fixed(value, decimals: decimals[column])
          }
          return value == .infinity ? .number(value, "> \(end)") : .year(value)
        }
    }
    let charts = zip(header.dropFirst(), columns).enumerated().map { index, column in
      var chart = Chart(
        .curves, title: column.0, places: header[0],
        unit: index < outcomes.count ? outcomes[index].unit.rawValue : "",
        series: [
          Chart.Series(
            name: subject,
            points: zip(rows, column.1).map { Chart.Point(place: $0.year, value: $1) })
        ])
      chart.source = "Source: \(subject)."
      return Document.Block.chart(chart)
    }
    return Document([[.text(subject)], [.table(table)] + charts])
  }
}
