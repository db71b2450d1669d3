import Analysis
import Reporting
import Sampling
import Scenarios

/// Analyses the rows of a Morris design, after a check that they are one.
///
/// A walk has one row more than there are factors and moves each factor once; which one a step moves, and
/// in which direction, is read from the rows. The length of a step is that of four levels, 2/3 of the range
/// of the factor, so that effects are per range of the factor and comparable whatever its unit.
enum SensitivityMorrisAnalysis {
  /// The length of a step of four levels.
  private static let step = 2.0 / 3

  /// Screening measures of a file.
  ///
  /// - Throws: `StudyErrors` naming the first row that does not fit the design.
  static func report(_ rows: SensitivityRows) throws -> SensitivityReport {
    let count = rows.names.count
    let length = count + 1
    guard !rows.outcome.isEmpty, rows.outcome.count % length == 0 else {
      throw SensitivityError(
        "\(rows.source) is not a morris design of \(count) factors: it has \(rows.outcome.count) rows, "
          + "which is not a multiple of \(length)")
    }
    let starts = Array(stride(from: 0, to: rows.outcome.count, by: length))
    var (points, order): ([[[Double]]], [[Int]]) = ([], [])
    for start in starts {
      let moves = try moves(rows, from: start)
      var point = [Double](repeating: 0, count: count)
      var walk = [point]
      for move in moves {
        point[move.factor] += move.isUp ? step : -step
        walk.append(point)
      }
      points.append(walk)
      order.append(moves.map(\.factor))
    }
    let outcomes = starts.map { Array(rows.outcome[$0..<$0 + length]) }
    guard let first = rows.outcome.first(where: \.isFinite),
      rows.outcome.contains(where: { $0.isFinite && $0 != first })
    else {
      throw SensitivityError(
        "\(rows.source): \(rows.output): the outcome is the same in every row, or in none a number")
    }
    let indices = MorrisIndices.indices(
      points: points, order: order, names: rows.names, outcomes: outcomes)
    let failed = rows.outcome.count { !$0.isFinite }
    let findings =
      ["Walks: \(starts.count), each moving every factor once."] + self.findings(indices)
    return SensitivityReport(
      method: SensitivityMethod.morris.rawValue, title: SensitivityMethod.morris.title,
      output: rows.output, source: rows.source, runs: rows.outcome.count, failed: failed,
      measures: SensitivityMethod.morris.measures,
      rows: self.rows(indices),
      findings: findings, warnings: SensitivityFailures.warnings(rows, failed: failed))
  }

  /// Rows of a report.
  static func rows(_ indices: [MorrisIndex]) -> [SensitivityReport.Row] {
    indices.map { index in
      SensitivityReport.Row(
        factor: index.name,
        estimates: [
          index.absolute, index.mean,
          IndexEstimate(value: index.deviation, standardError: .infinity, degreesOfFreedom: 0),
        ], isInert: index.isInert)
    }
  }

  /// What the spread of effects says.
  static func findings(_ indices: [MorrisIndex]) -> [String] {
    let bent = indices.filter {
      $0.deviation > $0.absolute.value && $0.absolute.isDistinguishableFromZero && !$0.isInert
    }.map(\.name)
    if bent.isEmpty { return [] }
    return [
      "Effects differ more than they are large (sigma above mu*), so that the factor acts nonlinearly or "
        + "together with others: " + bent.prefix(12).joined(separator: ", ")
        + (bent.count > 12 ? " and \(bent.count - 12) others" : "") + "."
    ]
  }

  /// The steps of one walk. A factor that is the same before and after its step (a law with few values)
  /// leaves no trace; such steps belong to the factors that are left over, in any order.
  private static func moves(
    _ rows: SensitivityRows, from start: Int
  ) throws -> [(factor: Int, isUp: Bool)] {
    var left = Set(rows.names.indices)
    var moves: [(factor: Int, isUp: Bool)?] = []
    for row in start + 1...start + rows.names.count {
      let changed = rows.names.indices.filter {
        rows.factors[$0][row] != rows.factors[$0][row - 1]
      }
      guard changed.count <= 1, changed.allSatisfy(left.contains) else {
        throw StudyErrors([
          rows.table.issue(
            row: row, column: rows.names[changed[changed.count > 1 ? 1 : 0]],
            "the file is not a morris design of \(rows.names.count) factors: the row moves "
              + (changed.count > 1
                ? changed.prefix(3).map { rows.names[$0] }.joined(separator: " and ") + " at once"
                : "a factor for the second time in its walk")
              + "; were rows sorted or lost, or factors left out of --inputs?")
        ])
      }
      moves.append(
        changed.first.map { ($0, rows.factors[$0][row] > rows.factors[$0][row - 1]) })
      left.subtract(changed)
    }
    var rest = left.sorted()[...]
    return moves.map { $0 ?? (rest.popFirst()!, true) }
  }
}
