import Analysis
import Reporting
import Sampling

/// Analyses the rows of a dgsm design: a base point, and after it a row for each factor, which is a small step
/// of its normal score ahead. The length of the step is that of `DerivativeRows`, so that laws need not be
/// known here.
enum SensitivityStepAnalysis {
  /// Derivative-based measures of a file.
  ///
  /// - Throws: `StudyErrors` naming the first row that does not fit the design.
  static func report(_ rows: SensitivityRows, replicates: Int?) throws -> SensitivityReport {
    let length = rows.names.count + 1
    let replicates = try rows.replicates(rowCount: length, design: .dgsm, asked: replicates)
    try rows.requireVariation()
    let points = rows.outcome.count / length
    for point in 0..<points {
      for row in 1..<length {
        let (place, start) = (point * length + row, point * length)
        for factor in rows.names.indices {
          let (value, base) = (rows.factors[factor][place], rows.factors[factor][start])
          if factor == row - 1 ? value < base : value != base {
            throw rows.mismatch(
              row: place, factor: factor, design: .dgsm,
              factor == row - 1
                ? "expected at least \(base), a step ahead of line \(rows.table.line(ofRow: start)), found "
                  + "\(value)"
                : "expected \(base) again, as on line \(rows.table.line(ofRow: start)), found \(value)"
            )
          }
        }
      }
    }
    let base = try Design(
      .init(kind: .random, futures: points, seed: 0, replicates: replicates))
    let outcomes = (0..<length).map { row in
      (0..<points).map { rows.outcome[$0 * length + row] }
    }
    let measures = DerivativeIndices.normalScores(
      base: base, names: rows.names, outcomes: outcomes)
    return rows.report(
      .dgsm, rows: self.rows(measures), findings: findings(measures, replicates: replicates),
      lost: "A step with a failed run at either end is left out.")
  }

  /// Rows of a report.
  static func rows(_ measures: [DerivativeIndex]) -> [SensitivityReport.Row] {
    measures.map { measure in
      SensitivityReport.Row(
        factor: measure.name, estimates: [measure.totalBound, measure.measure],
        isInert: measure.points > 0 && measure.measure == .zero)
    }
  }

  /// Which factors cannot matter.
  static func findings(_ measures: [DerivativeIndex], replicates: Int) -> [String] {
    // A hundredth of the variance: what nobody would miss.
    let silent = measures.filter { $0.measure != .zero && $0.totalBound.high < 0.01 }.map(\.name)
    var sentences = [
      "Base points: \(measures.map(\.points).max() ?? 0), in \(replicates) independent replicates from "
        + "which the intervals come."
    ]
    if !silent.isEmpty {
      sentences.append(
        "The total index of \(silent.prefix(8).joined(separator: ", "))"
          + (silent.count > 8 ? " and \(silent.count - 8) others" : "")
          + " is certainly below 0.01, interactions included.")
    }
    return sentences
  }
}
