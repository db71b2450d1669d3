import Analysis
import Reporting
import Sampling
import Scenarios

/// What the analyses of designs written by `latecomer design` share.
extension SensitivityRows {
  /// Refuses an outcome that is the same in every row, or a number in none.
  func requireVariation() throws {
    let finite = outcome.filter(\.isFinite)
    guard finite.count >= 2, finite.contains(where: { $0 != finite[0] }) else {
      throw SensitivityError(
        "\(source): \(output): "
          + (finite.count < 2
            ? "fewer than 2 rows have an outcome"
            : "the outcome is \(finite[0]) in every row, so that nothing can matter"))
    }
  }

  /// How base points are dealt out to replicates.
  ///
  /// - Parameters:
  ///   - rowCount: rows of a base point.
  ///   - design: the name of the design.
  ///   - replicates: as asked for; found from the number of rows when nil.
  func replicates(
    rowCount: Int, design: SensitivityMethod.RowDesign, asked replicates: Int?
  ) throws -> Int {
    guard !outcome.isEmpty, outcome.count % rowCount == 0 else {
      throw SensitivityError(
        "\(source) is not a \(design.rawValue) design of \(names.count) factors: it has \(outcome.count) "
          + "rows, which is not a multiple of \(rowCount)")
    }
    let points = outcome.count / rowCount
    let found: Int
    if let replicates {
      guard points % replicates == 0 else {
        throw SensitivityError(
          "\(source): \(points) base points cannot be \(replicates) replicates of equal size")
      }
      found = replicates
    } else if let parts = PickFreezeTable.replicates(basePoints: points) {
      found = parts.replicates
    } else {
      throw SensitivityError(
        "\(source): a design of \(points) base points was not written by latecomer design; say with "
          + "--replicates how many independent replicates take turns in it")
    }
    guard found >= 2 else {
      throw SensitivityError("\(source): at least 2 base points are needed for an error: \(points)")
    }
    return found
  }

  /// What must be known of rows that are visibly those of a design: given-data methods take rows for
  /// independent, and neighbours that share all factors but one say too much.
  var repetition: [String] {
    guard names.count > 2, outcome.count > 1 else { return [] }
    let varying = factors.filter { column in column.contains { $0 != column[0] } }
    let steps = (1..<outcome.count).count { row in
      varying.count { $0[row] != $0[row - 1] } == 1
    }
    // Independent rows differ in every factor with more than a few values.
    guard varying.count > 2, steps > outcome.count / 4 else { return [] }
    return [
      "Rows of this file change one factor at a time, as those of a design do, but this method takes rows for "
        + "independent: its indices and intervals are wrong by an unknown amount. If latecomer design wrote "
        + "the rows, say so with --design."
    ]
  }

  /// A row that does not belong to the design.
  func mismatch(
    row: Int, factor: Int, design: SensitivityMethod.RowDesign, _ sentence: String
  ) -> StudyErrors {
    StudyErrors([
      table.issue(
        row: row, column: names[factor],
        "the file is not a \(design.rawValue) design of \(names.count) factors: \(sentence); were rows "
          + "sorted or lost, or factors left out of --inputs?")
    ])
  }

  /// A report of these rows.
  func report(
    _ method: SensitivityMethod, title: String? = nil, measures: [SensitivityReport.Measure]? = nil,
    rows: [SensitivityReport.Row], findings: [String], lost: String? = nil
  ) -> SensitivityReport {
    let failed = outcome.count { !$0.isFinite }
    return SensitivityReport(
      method: method.rawValue, title: title ?? method.title, output: output, source: source,
      runs: outcome.count, failed: failed, measures: measures ?? method.measures, rows: rows,
      findings: findings,
      warnings: (failed == 0 ? [] : [lost].compactMap { $0 })
        + SensitivityFailures.warnings(self, failed: failed))
  }
}
