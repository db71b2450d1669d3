import NumericCore
import Scenarios

/// The columns of a table that are taken for factors when nobody names any: all but the outcome.
///
/// That is right for a design with the outcome as one more column, and silently wrong for a table that holds more. It is
/// refused, with the columns in question, where one of them is visibly no factor: by a name that numbers, names or weighs
/// runs or that is an outcome's, by values that count the rows, or by its place to the right of an outcome that was
/// named and has other columns to its left.
struct AssumedFactors {
  /// Names of columns that number, name or weigh the rows of a table.
  static let namesOfRows: Set<String> = [
    "future", "run", "row", "index", "id", "case", "sample", "seed", "replicate", "iteration",
    "observation", "obs", "scenario", "policy", "beliefs", "weight", "weights",
  ]
  /// Words with which names of outcomes begin.
  static let namesOfOutcomes = ["output", "outcome", "result", "response", "objective"]
  /// Columns that a message names, so that it stays a sentence.
  static let namedColumns = 20

  let path: String
  /// Columns of the table, the outcomes among them.
  let columns: [String]
  let outputs: [String]
  /// The option that names factors.
  var option = "--inputs"

  init(_ table: DataTable, outputs: [String]) {
    path = table.path
    columns = table.header
    self.outputs = outputs
  }

  /// Refuses columns whose names or places say that they are no factors.
  ///
  /// - Throws: `UsageError`.
  func checkNames(outcomes: [String], isOutputNamed: Bool) throws {
    let place = columns.firstIndex { outputs.contains($0) } ?? columns.count
    var doubts: [(name: String, reason: String)] = []
    for (position, name) in columns.enumerated() where !outputs.contains(name) {
      let plain = name.lowercased()
      if Self.namesOfRows.contains(plain) {
        doubts.append((name, "numbers, names or weighs the runs"))
      } else if outcomes.contains(name) {
        doubts.append((name, "is an outcome of a model"))
      } else if Self.namesOfOutcomes.contains(where: { plain.hasPrefix($0) }) || Self.isY(plain) {
        doubts.append((name, "is named as an outcome"))
      } else if isOutputNamed, place > 0, position > place {
        doubts.append((name, "stands to the right of the outcome, where others may follow"))
      }
    }
    try refuse(doubts)
  }

  /// Refuses columns that count the rows.
  ///
  /// - Throws: `UsageError`.
  func checkValues(_ factors: some Sequence<(String, [Double])>) throws {
    try refuse(
      factors.filter { Self.isCounter($0.1) }.map { ($0.0, "counts the rows") })
  }

  /// `y`, `y1`, `y_2`.
  private static func isY(_ name: String) -> Bool {
    name.first == "y" && name.dropFirst().allSatisfy { $0.isNumber || $0 == "_" }
  }

  /// Whether values rise by 1 from row to row from 0 or 1 on; below four rows a factor may do so by chance.
  private static func isCounter(_ values: [Double]) -> Bool {
    guard values.count > 3, values[0] == 0 || values[0] == 1 else { return false }
    return values.indices.allSatisfy { values[$0] == values[0] + Double($0) }
  }

  private func refuse(_ doubts: [(name: String, reason: String)]) throws {
    guard let first = doubts.first else { return }
    let names = Set(doubts.map(\.name))
    let rest = columns.filter { !outputs.contains($0) && !names.contains($0) }
    let more = doubts.count == 1 ? "" : " (as \(doubts.count - 1) more may be none)"
    let example =
      rest.isEmpty || rest.count > Self.namedColumns
      ? "\(option) NAME,NAME" : "\(option) \(rest.joined(separator: ","))"
    throw UsageError(
      "\(path): Without \(option) every column but \(outputs.count == 1 ? outputs[0] : "the outcomes") is a factor, and \(first.name) \(first.reason)\(more); "
        + "name the factors, such as \(example).")
  }
}
