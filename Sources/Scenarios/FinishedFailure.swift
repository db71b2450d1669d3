import ModelContract

/// A failed run as the table of its finished study has it.
public struct FinishedFailure: Sendable, Hashable {
  /// Name of the scenario.
  public let scenario: String
  /// Name of the policy mix.
  public let policy: String
  /// Index of the future.
  public let future: Int
  /// Names of the outcomes with a value that they cannot have.
  public let outcomes: [String]
  /// Calendar year in which the run left the model's domain; nil where a replay found nothing.
  public let year: Double?
  /// The state or outcome that left it first.
  public let quantity: String?
  /// Its value; nil in a table without values.
  public let value: Double?
  /// Value of every factor of the future in the scenario, in the order of the table.
  public let factors: [Double]
}

extension RunArchive {
  /// The failed runs that were kept under some beliefs, the first thousand, in the order of the table; none where none failed.
  ///
  /// - Throws: ``StudyErrors`` for a table that is not the one that the run wrote, or cannot be read.
  public func failures(
    belief: Int
  ) throws -> (factors: [String], failures: [FinishedFailure]) {
    let name = fileName("failures", belief: belief)
    guard manifest.files.contains(where: { $0.name == name }) else { return ([], []) }
    let file = try manifest.open(name, in: folder)
    let table = try DataTable(path: file.path, bytes: [UInt8](file.data))
    let keys = [
      "scenario", "policy", "future", "outcomes", "first_year", "first_quantity", "first_value",
    ]
    let texts = try ["scenario", "policy", "outcomes", "first_quantity"].map { try table.texts($0) }
    let futures = try table.numbers("future")
    let years = try table.numbers("first_year", mayFail: true)
    let values =
      table.header.contains("first_value")
      ? try table.numbers("first_value", mayFail: true) : nil
    let factors = table.header.filter { !keys.contains($0) }
    let columns = try factors.map { try table.numbers($0, mayFail: true) }
    let failures = try (0..<table.rowCount).map { row in
      guard let future = Int(exactly: futures[row]), (0..<self.futures).contains(future) else {
        throw StudyErrors([
          table.issue(
            row: row, column: "future", "expected a future from 0 to \(self.futures - 1)")
        ])
      }
      let isExplained = !texts[3][row].isEmpty
      return FinishedFailure(
        scenario: texts[0][row], policy: texts[1][row], future: future,
        outcomes: texts[2][row].split(separator: " ").map(String.init),
        year: isExplained ? years[row] : nil, quantity: isExplained ? texts[3][row] : nil,
        value: isExplained ? values?[row] : nil, factors: columns.map { $0[row] })
    }
    return (factors, failures)
  }
}
