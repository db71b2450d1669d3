import Foundation
import NumericCore

/// An ensemble as files: a table of rows, and a file that says what it is.
public struct EnsembleFile: Sendable {
  /// The name in snake case.
  public var name: String
  /// What was fitted to what.
  public var summary: String
  /// Version of the model.
  public var modelVersion: String
  /// The hash of the calibration and all files it names.
  public var calibration: String
  /// The seed.
  public var seed: UInt64
  /// Effective number of rows.
  public var effectiveSize: Double
  /// Whether runs agreed.
  public var hasConverged: Bool
  /// Economies whose histories it was fitted to.
  public var economies: [String]
  /// What every result that uses it must say.
  public var caveats: [String]
  /// Names of the columns.
  public var columns: [String]
  /// One row of the ensemble a column of the matrix.
  public var values: Matrix

  /// Collects an ensemble.
  public init(
    name: String, summary: String, modelVersion: String, calibration: String, seed: UInt64,
    effectiveSize: Double, hasConverged: Bool, economies: [String], caveats: [String],
    columns: [String],
    values: Matrix
  ) {
    self.name = name
    self.summary = summary
    self.modelVersion = modelVersion
    self.calibration = calibration
    self.seed = seed
    self.effectiveSize = effectiveSize
    self.hasConverged = hasConverged
    self.economies = economies
    self.caveats = caveats
    self.columns = columns
    self.values = values
  }

  /// Six significant digits: far below the spread of any factor, and half the bytes of exact numbers.
  static let digits = 6

  /// The table, with its header.
  public var table: CSVRows {
    var rows = CSVRows()
    rows.appendRow(columns)
    let locale = Locale(identifier: "en_US_POSIX")
    for row in 0..<values.columns {
      for column in columns.indices {
        let text = String(format: "%.\(Self.digits)g", locale: locale, values[column, row])
        rows.append(Double(text)!)
      }
      rows.endRow()
    }
    return rows
  }

  /// The file that describes the table.
  ///
  /// - Parameters:
  ///   - table: name of the table beside it.
  ///   - hash: hash of the table's bytes.
  ///   - command: the command that makes both again.
  public func description(table: String, hash: String, command: String) -> String {
    func folded(_ text: String) -> [String] { Paragraph.lines(text, width: 96, first: "      ") }
    var lines = [
      "# yaml-language-server: $schema=../schema/ensemble.schema.json",
      "# Written by `\(command)`.",
      "name: \(name)", "summary: >-",
    ]
    lines += Paragraph.lines(summary, width: 96, first: "  ")
    lines += [
      "model_version: \(modelVersion)", "rows: \(values.columns)", "file: \(table)",
      "effective_size: \(min(Int(effectiveSize), values.columns))", "converged: \(hasConverged)",
      "seed: \(seed)", "calibration: \"\(calibration)\"",
      "table_hash: \"\(hash)\"", "economies:",
    ]
    lines += economies.map { "  - \($0)" }
    if !caveats.isEmpty {
      lines.append("caveats:")
      for caveat in caveats { lines += ["  - >-"] + folded(caveat) }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
