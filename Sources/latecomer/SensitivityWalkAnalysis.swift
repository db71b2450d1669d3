import Analysis
import Reporting
import Sampling

/// Analyses the rows of a shapley design: walks of k + 1 rows, each of which exchanges one more factor for
/// its value in an independent draw. The order of a walk is read from its rows.
enum SensitivityWalkAnalysis {
  /// Shapley effects of a file.
  ///
  /// - Throws: `StudyErrors` naming the first row that does not fit the design.
  static func report(_ rows: SensitivityRows, replicates: Int?) throws -> SensitivityReport {
    let length = rows.names.count + 1
    let replicates = try rows.replicates(rowCount: length, design: .shapley, asked: replicates)
    try rows.requireVariation()
    let walks = rows.outcome.count / length
    let orders = try (0..<walks).map { try order(rows, from: $0 * length) }
    let effects = ShapleyWalks(
      names: rows.names, replicates: (0..<walks).map { $0 % replicates },
      orders: { orders[$1][$0] },
      outcomes: (0..<length).map { row in (0..<walks).map { rows.outcome[$0 * length + row] } })
    guard effects.walks >= 2, !effects.isConstant else {
      throw SensitivityError(
        "\(rows.source): \(effects.walks) walks are left without a failed run, 2 of different outcomes are "
          + "needed")
    }
    return rows.report(
      .shapley,
      rows: effects.effects.enumerated().map { position, effect in
        SensitivityReport.Row(
          factor: effect.name, estimates: [effect.index], isInert: effects.inert[position])
      },
      findings: [
        "Walks: \(effects.walks), in \(replicates) independent replicates from which the intervals come; "
          + "the effects add up to 1."
      ],
      lost:
        "\(effects.failedWalks) walks with a failed run are left out with all their \(length) runs."
    )
  }

  /// The factor of each step. One that is the same before and after its step leaves no trace; such steps
  /// belong to the factors that are left over, in any order.
  private static func order(_ rows: SensitivityRows, from start: Int) throws -> [Int] {
    var left = Set(rows.names.indices)
    var order: [Int?] = []
    for row in start + 1...start + rows.names.count {
      let changed = rows.names.indices.filter {
        rows.factors[$0][row] != rows.factors[$0][row - 1]
      }
      guard changed.count <= 1, changed.allSatisfy(left.contains) else {
        throw rows.mismatch(
          row: row, factor: changed[changed.count > 1 ? 1 : 0], design: .shapley,
          "the row changes "
            + (changed.count > 1
              ? changed.prefix(3).map { rows.names[$0] }.joined(separator: " and ") + " at once"
              : "a factor for the second time in its walk"))
      }
      order.append(changed.first)
      left.subtract(changed)
    }
    var rest = left.sorted()[...]
    return order.map { $0 ?? rest.popFirst()! }
  }
}
