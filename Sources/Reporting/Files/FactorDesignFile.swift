import Ensembles
import Studies

/// Rows of factors as a file, and what to do with it.
public enum FactorDesignFile {
  /// Rows written at a time, so that memory does not grow with the design.
  private static let portion = 4096

  /// Writes the rows of a design under a header of factor names.
  ///
  /// - Parameter context: who may stop the writing.
  /// - Throws: ``CreationError`` when the file cannot be made or its disk has no room for it, `OutputError` when it
  ///   does not take everything, `EnsembleError` when somebody stopped it; no file is left then.
  public static func write(
    _ design: FactorDesign, to path: String, context: RunContext = RunContext()
  ) throws {
    let file = try CreationError.creating { try OutputFile(path: path) }
    var (rows, count) = (CSVRows(), 0)
    rows.appendRow(design.factors)
    try design.visit { row in
      for value in row { rows.append(value) }
      rows.endRow()
      count += 1
      if count % portion == 0 {
        if context.isCancelled() {
          throw EnsembleError.cancelled(
            blocksDone: count / portion, blockCount: (design.runCount + portion - 1) / portion)
        }
        if count == portion {
          // Only now is it known how long rows are: some factors have few digits.
          let bytes = Double(rows.bytes.count) / Double(portion) * Double(design.runCount)
          try DiskSpace.require(bytes, at: path)
        }
        try file.write(rows)
        rows = CSVRows()
      }
    }
    try file.write(rows)
    try file.close()
  }

  /// What was written, and the command that analyses it.
  public static func note(_ design: FactorDesign, path: String) -> String {
    let factors = "of \(design.factors.count) factors."
    switch design.purpose {
    case .points(let count):
      return
        "\(path): \(count) runs \(factors) Add the outcome as a column, then: latecomer sensitivity "
        + "\(path) --outcome NAME"
        + (design.isCorrelated
          ? " --method shapley (correlated factors share what they do together)" : "")
    case .method(let method, let unit, let namesInputs):
      let inputs = namesInputs ? "--inputs \(design.factors.joined(separator: ",")) " : ""
      return
        "\(path): \(unit.count) \(unit.name.rawValue)s \(factors) That is \(unit.count * unit.runs) runs, "
        + "\(unit.runs) a \(unit.name.rawValue). Add the outcome as column y, then: latecomer sensitivity "
        + "\(path) --design \(method.name) \(inputs)--outcome y"
    }
  }
}
