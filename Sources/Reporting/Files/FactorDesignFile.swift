import Studies

/// Rows of factors as a file, and what to do with it.
public enum FactorDesignFile {
  /// Rows written at a time, so that memory does not grow with the design.
  private static let portion = 4096

  /// Writes the rows of a design under a header of factor names.
  ///
  /// - Throws: ``CreationError`` when the file cannot be made, `OutputError` when it does not take everything.
  public static func write(_ design: FactorDesign, to path: String) throws {
    let file = try CreationError.creating { try OutputFile(path: path) }
    var (rows, count) = (CSVRows(), 0)
    rows.appendRow(design.factors)
    try design.visit { row in
      for value in row { rows.append(value) }
      rows.endRow()
      count += 1
      if count % portion == 0 {
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
        + "\(path) --output NAME"
        + (design.isCorrelated
          ? " --method shapley (correlated factors share what they do together)" : "")
    case .method(let method, let unit, let namesInputs):
      let inputs = namesInputs ? "--inputs \(design.factors.joined(separator: ",")) " : ""
      return
        "\(path): \(unit.count) \(unit.name.rawValue)s \(factors) That is \(unit.count * unit.runs) runs, "
        + "\(unit.runs) a \(unit.name.rawValue). Add the outcome as column y, then: latecomer sensitivity "
        + "\(path) --design \(method.name) \(inputs)--output y"
    }
  }
}
