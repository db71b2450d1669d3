import Analysis

/// Indices of one target in many years as one table: which factor matters in which year.
public enum SensitivityYears {
  /// Years between columns; with the last year of forty there are nine, which fit a page.
  private static let interval = 5
  /// Factors of a table.
  private static let factors = 10

  /// A table of total indices by factor and year, for reports of one target in several years.
  ///
  /// Rows are the factors that are among the three largest in some year that is shown.
  ///
  /// - Parameter years: the report of every year, in the order of years.
  public static func render(
    _ name: String, _ years: [(year: Int, report: SensitivityResult)]
  ) -> String {
    guard let last = years.last, let first = years.first else { return "" }
    let total = last.report.measures.firstIndex { $0.role == .total } ?? 0
    let shown = years.filter { $0.year % interval == 0 || $0.year == last.year }
      .filter { $0.report.rows.contains { $0.estimates[total].value.isFinite } }
    var peaks: [String: Double] = [:]
    for year in shown {
      let leading = year.report.rows.filter { $0.estimates[total].value.isFinite }
        .sorted { $0.estimates[total].value > $1.estimates[total].value }.prefix(3)
      for row in leading where row.estimates[total].low > 0 {
        peaks[row.factor] = max(peaks[row.factor] ?? 0, row.estimates[total].value)
      }
    }
    let named = peaks.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(factors).map(\.key)
    var table = TextTable(columns: [.text("factor")])
    for year in shown { table.columns.append(.number("\(year.year)")) }
    for factor in named {
      table.rows.append(
        [factor]
          + shown.map { year in
            guard let row = year.report.rows.first(where: { $0.factor == factor }) else {
              return "-"
            }
            return row.isInert ? "0" : Figures.fixed(row.estimates[total].value, decimals: 2)
          })
    }
    var lines = Paragraph.lines(
      "SENSITIVITY of \(name) by year, \(first.year) to \(last.year): \(last.report.title), "
        + "\(Figures.grouped(last.report.runs)) runs in \(last.report.sourceName).",
      width: SensitivityText.width)
    lines += [""]
    lines += table.lines(width: SensitivityText.width)
    lines += Paragraph.lines(
      "Total indices of all factors that are among the three largest in one of these years; a year in which "
        + "nothing varies yet is left out. The other years, first-order indices and intervals: --format csv "
        + "or json. The last year in full:", width: SensitivityText.width)
    return lines.joined(separator: "\n") + "\n\n" + SensitivityText.render(last.report)
  }
}
