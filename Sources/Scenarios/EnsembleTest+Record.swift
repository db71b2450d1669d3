import Foundation
import StudyContract

extension EnsembleTest {
  /// Where the record of an ensemble lies: `first.backtest.csv` beside `first.yaml`.
  public static func path(besides ensemble: String) -> String {
    let plain = ensemble.hasSuffix(".yaml") ? String(ensemble.dropLast(5)) : ensemble
    return plain + ".backtest.csv"
  }

  /// Reads the record; nil when there is none.
  ///
  /// - Throws: ``StudyErrors`` when there is one that cannot be read.
  public static func read(besides ensemble: String) throws -> EnsembleTest? {
    let file = path(besides: ensemble)
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    let table = try DataTable.read(file, hasComments: true)
    func texts(_ column: String) throws -> [String] { try table.texts(column) }
    let (names, economies, years) = (
      try texts("protocol"), try texts("economies"), try texts("years")
    )
    let (heldOut, errors, rivals) = (
      try texts("held_out"), try table.numbers("rmse"), try texts("best_rival_rmse")
    )
    let (coverages, differences) = (try table.numbers("coverage90"), try texts("difference_error"))
    let issues = names.indices.flatMap { row in
      var found: [StudyIssue] = []
      if !(0...1).contains(coverages[row]) {
        found.append(
          table.issue(
            row: row, column: "coverage90", "expected a share from 0 to 1; record it again"))
      }
      if errors[row] < 0 {
        found.append(
          table.issue(row: row, column: "rmse", "expected an error of 0 or more; record it again"))
      }
      return found
    }
    if !issues.isEmpty { throw StudyErrors(issues) }
    return EnsembleTest(
      rows: names.indices.map { row in
        Row(
          name: names[row], economies: Int(economies[row]) ?? 0, years: Int(years[row]) ?? 0,
          isHeldOut: heldOut[row] == "true", error: errors[row], bestRival: Double(rivals[row]),
          coverage: coverages[row], differenceError: Double(differences[row]))
      })
  }
}
