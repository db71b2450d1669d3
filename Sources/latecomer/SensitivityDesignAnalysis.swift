import Analysis
import NumericCore
import Reporting
import Sampling
import Scenarios

/// Analyses the rows of a pick-freeze design, after a check that they are one.
enum SensitivityDesignAnalysis {
  /// Variance-based indices of a file.
  ///
  /// - Throws: `StudyErrors` naming the first row that does not fit the design.
  static func report(_ rows: SensitivityRows, replicates: Int?) throws -> SensitivityReport {
    let layout = try layout(rows)
    let count = rows.names.count
    let rowCount = PickFreezeTable.rowCount(factors: count, layout: layout)
    let points = rows.outcome.count / rowCount
    let parts: (replicates: Int, points: Int)
    if let replicates {
      guard points % replicates == 0 else {
        throw SensitivityError(
          "\(rows.source): \(points) base points cannot be \(replicates) replicates of equal size")
      }
      parts = (replicates, points / replicates)
    } else if let found = PickFreezeTable.replicates(basePoints: points) {
      parts = found
    } else {
      throw SensitivityError(
        "\(rows.source): a design of \(points) base points was not written by latecomer design; say with "
          + "--replicates how many independent replicates take turns in it")
    }
    guard parts.replicates >= 2 else {
      throw SensitivityError(
        "\(rows.source): at least 2 base points are needed for an error: \(points)")
    }
    let finite = rows.outcome.filter(\.isFinite)
    guard finite.count >= 2, finite.contains(where: { $0 != finite[0] }) else {
      throw SensitivityError(
        "\(rows.source): \(rows.output): "
          + (finite.count < 2
            ? "fewer than 2 rows have an outcome"
            : "the outcome is \(finite[0]) in every row, so that nothing can matter"))
    }
    let design = try PickFreezeDesign(
      base: Design(
        .init(
          kind: .random, futures: points, seed: 0, replicates: parts.replicates)),
      groups: rows.names.enumerated().map { PickFreezeGroup(name: $1, columns: [$0]) },
      columnCount: count, layout: layout)
    let outcomes = (0..<rowCount).map { row in
      (0..<points).map { rows.outcome[$0 * rowCount + row] }
    }
    // Pairs only where the layout has them; 30 factors have 435, beyond which nobody reads them.
    let withPairs = layout == .symmetric && count <= 30
    let indices = VarianceIndices(design: design, outcomes: outcomes, withPairs: withPairs)
    guard indices.basePoints >= 2 else {
      throw SensitivityError(
        "\(rows.source): \(indices.basePoints) base points are left without a failed run, 2 are needed"
      )
    }
    let failed = rows.outcome.count { !$0.isFinite }
    return SensitivityReport(
      method: SensitivityMethod.sobol.rawValue, title: SensitivityMethod.sobol.title,
      output: rows.output, source: rows.source, runs: rows.outcome.count, failed: failed,
      measures: SensitivityMethod.sobol.measures,
      rows: indices.groups.map { group in
        SensitivityReport.Row(
          factor: group.name, estimates: [group.first, group.total], noiseFloor: group.noiseFloor,
          isInert: group.isInert)
      },
      findings: interactions(indices, names: rows.names, replicates: parts.replicates) + [
        "Base points: \(indices.basePoints), in \(parts.replicates) independent replicates from which "
          + "the intervals come."
      ],
      warnings: (failed == 0
        ? []
        : [
          "\(indices.failedBasePoints) base points with a failed run are left out with all their "
            + "\(rowCount) runs."
        ]) + SensitivityFailures.warnings(rows, failed: failed))
  }

  /// Pairs whose interaction can be told from 0 among all pairs at once (Bonferroni, 5 % together).
  private static func interactions(
    _ indices: VarianceIndices, names: [String], replicates: Int
  ) -> [String] {
    guard !indices.pairs.isEmpty else { return [] }
    let quantile = StudentT.quantile(
      1 - 0.025 / Double(indices.pairs.count), degreesOfFreedom: Double(replicates - 1))
    let found = indices.pairs.filter {
      $0.second.value > quantile * $0.second.standardError && $0.second.value > 0
    }.sorted { $0.second.value > $1.second.value }
    return found.prefix(3).map {
      "\(names[$0.i]) and \(names[$0.j]) interact: their second-order index is "
        + "\(SensitivityFailures.plain(($0.second.value * 10_000).rounded() / 10_000))."
    }
  }

  /// The layout whose rows the file has.
  private static func layout(_ rows: SensitivityRows) throws -> PickFreezeDesign.Layout {
    let count = rows.names.count
    let candidates = [PickFreezeDesign.Layout.symmetric, .economical].filter {
      rows.outcome.count % PickFreezeTable.rowCount(factors: count, layout: $0) == 0
        && !rows.outcome.isEmpty
    }
    guard !candidates.isEmpty else {
      throw SensitivityError(
        "\(rows.source) is not a sobol design of \(Self.factors(count)): it has \(rows.outcome.count) "
          + "rows, which is not a multiple of \(2 * count + 2), nor of \(count + 2)")
    }
    var mismatch: PickFreezeTable.Mismatch?
    for layout in candidates {
      guard let found = PickFreezeTable.mismatch(rows.factors, layout: layout) else {
        return layout
      }
      if mismatch == nil || found.row > mismatch!.row { mismatch = found }
    }
    let place = mismatch!
    throw StudyErrors([
      rows.table.issue(
        row: place.row, column: rows.names[place.factor],
        "the file is not a sobol design of \(Self.factors(count)): expected "
          + "\(rows.factors[place.factor][place.source]) again, as on line "
          + "\(rows.table.line(ofRow: place.source)), found "
          + "\(rows.factors[place.factor][place.row]); were rows sorted or lost, or factors left out of "
          + "--inputs?")
    ])
  }

  private static func factors(_ count: Int) -> String {
    count == 1 ? "1 factor" : "\(count) factors"
  }
}
