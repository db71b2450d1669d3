import Foundation
import NumericCore

/// A table of payoffs from anywhere: a row a future, a column a policy mix.
///
/// A first column that is called `future` names the futures; without one they are counted from 1. A cell that holds
/// `NaN`, `NA`, an infinity or nothing is a run that failed.
public struct PayoffFile: Sendable {
  /// The file, as it was named.
  public let path: String
  /// Names of the mixes.
  public let policies: [String]
  /// By policy and row, NaN where the run failed.
  public let values: [[Double]]
  /// Names of the futures.
  public let futures: [String]
  /// By row; nil without a column of weights.
  public let weights: [Double]?

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - weights: name of the column of weights; nil for none.
  /// - Throws: ``StudyErrors`` for a file that is missing or no table, fewer than two mixes or futures, a cell or weight
  ///   that is no number, a negative weight, and a future that is there twice.
  public static func read(_ path: String, weights: String? = nil) throws -> PayoffFile {
    let table = try DataTable.read(path)
    let hasNames = table.header[0].lowercased() == "future"
    if let weights { _ = try table.position(of: weights) }
    let policies = table.header.enumerated()
      .filter { !($0.offset == 0 && hasNames) && $0.element != weights }.map(\.element)
    func error(_ sentence: String) -> StudyErrors {
      StudyErrors([
        StudyIssue(
          kind: .badData, file: path, line: 1, column: nil, key: "", sentence: sentence)
      ])
    }
    guard policies.count > 1 else {
      throw error(
        "a comparison needs a column for each of at least two policy mixes, and there is "
          + (policies.first.map { "only '\($0.excerpt)'" } ?? "none"))
    }
    guard table.rowCount > 1 else {
      throw error("a comparison needs a row for each of at least two futures")
    }
    var issues: [StudyIssue] = []
    let values = try policies.map { policy -> [Double] in
      do {
        return try table.numbers(policy, mayFail: true).map { $0.isFinite ? $0 : .nan }
      } catch let errors as StudyErrors {
        issues += errors.issues
        return []
      }
    }
    if !issues.isEmpty { throw StudyErrors(issues) }
    let futures =
      hasNames ? try table.texts(table.header[0]) : (1...table.rowCount).map(String.init)
    if hasNames {
      var seen = Set<String>()
      for (row, future) in futures.enumerated() where !seen.insert(future).inserted {
        throw StudyErrors([
          table.issue(
            row: row, column: table.header[0],
            "the future '\(future.excerpt)' is there twice")
        ])
      }
    }
    return PayoffFile(
      path: path, policies: policies, values: values, futures: futures,
      weights: try weights.map { try Self.weights($0, of: table) })
  }

  private static func weights(_ column: String, of table: DataTable) throws -> [Double] {
    let weights = try table.numbers(column)
    if let row = weights.firstIndex(where: { $0 < 0 }) {
      throw StudyErrors([
        table.issue(
          row: row, column: column, "expected a weight from 0 up, found \(weights[row])")
      ])
    }
    return weights
  }
}
