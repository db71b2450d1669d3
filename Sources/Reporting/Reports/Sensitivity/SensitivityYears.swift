import Analysis

/// Indices of one query in many years as one table: which factor matters in which year.
enum SensitivityYears {
  /// Years between columns; with the last year of forty there are nine, which fit a page.
  private static let interval = 5
  /// Factors of a table.
  private static let factors = 10

  /// A table of total indices by factor and year, and the last year in full.
  ///
  /// Rows are the factors that are among the three largest in some year that is shown.
  ///
  /// - Parameter years: the result of every year, in the order of years.
  static func sections(
    _ name: String, _ years: [(year: Int, result: SensitivityResult)]
  ) -> [[Document.Block]] {
    guard let last = years.last, let first = years.first else { return [] }
    let total = last.result.measures.firstIndex { $0.role == .total } ?? 0
    let measure = last.result.measures[total]
    let isAlone = last.result.measures.count == 1
    let rest = measure.role == .total ? "first-order indices" : isAlone ? nil : "other indices"
    let shown = years.filter { $0.year % interval == 0 || $0.year == last.year }
      .filter { $0.result.rows.contains { $0.estimates[total].value.isFinite } }
    let what = measure.role == .total ? "Total indices" : "The \(measure.name)"
    var peaks: [String: Double] = [:]
    for year in shown {
      let leading = year.result.rows.filter { $0.estimates[total].value.isFinite }
        .sorted { $0.estimates[total].value > $1.estimates[total].value }.prefix(3)
      for row in leading where year.result.isDistinguishable(row, total) {
        peaks[row.factor] = max(peaks[row.factor] ?? 0, row.estimates[total].value)
      }
    }
    let named = peaks.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(factors).map(\.key)
    let table = Table(
      [.text("factor")] + shown.map { .number("\($0.year)") },
      rows: named.map { factor in
        [.text(factor)]
          + shown.map { year in
            guard let row = year.result.rows.first(where: { $0.factor == factor }) else {
              return "-"
            }
            return row.isInert ? "0" : .fixed(row.estimates[total].value, decimals: 2)
          }
      })
    return [
      [
        .text(
          "SENSITIVITY of \(name) by year, \(first.year) to \(last.year): \(last.result.title), "
            + "\(Figures.grouped(last.result.runs)) runs in \(last.result.sourceName).")
      ],
      [
        .table(table),
        .text(
          "\(what) of all factors that are among the "
            + "three largest in one of these years; a year in which nothing varies yet is left out. The other years"
            + "\(rest.map { ", \($0)" } ?? "") and intervals: --format csv or json. The last year in full:"
        ),
      ],
    ] + SensitivitySections(last.result).all
  }
}
