import Foundation
import ModelContract
import NumericCore
import Sampling
import StudyContract

/// An ensemble of joint factor values: what its file says, and the rows of the table beside it.
enum EnsembleDraft {
  /// Keys of the file of an ensemble.
  static let keys = [
    "name", "summary", "model_version", "rows", "file", "effective_size", "converged", "seed",
    "calibration", "table_hash", "caveats",
  ]

  /// Mistakes after which a table is read no further: a program wrote it, and one slip fills every row.
  static let mistakesOfATable = 20

  /// Reads an ensemble with its table.
  static func read(_ value: Located, references: References) -> EnsembleBeliefs? {
    guard
      let mapping = value.mapping(
        allowed: keys,
        required: [
          "name", "summary", "model_version", "rows", "file", "effective_size", "converged",
        ], what: "key of an ensemble")
    else { return nil }
    let name = mapping["name"]?.name()
    let summary = mapping["summary"]?.text()
    let version = mapping["model_version"]?.text()
    let modelVersion = value.schema.version
    if let version, version != modelVersion {
      mapping["model_version"]?.report(
        "the ensemble was fitted with version '\(version)' of the model, and this program runs version "
          + "'\(modelVersion)'; calibrate again")
    }
    let rowCount = mapping["rows"]?.wholeNumber(in: 2...100_000_000)
    let hasConverged = mapping["converged"]?.flag()
    let caveats = mapping["caveats"].flatMap { $0.texts() } ?? []
    _ = mapping["seed"].flatMap { $0.wholeNumber(in: 0...Int.max) }
    _ = mapping["calibration"].flatMap { $0.text() }
    let tableHash = mapping["table_hash"].flatMap { $0.text() }
    var effectiveSize: Double?
    if let size = mapping["effective_size"], size.node.scalar?.string != "unknown" {
      effectiveSize = size.number(in: 1...Double(rowCount ?? 100_000_000))
    }
    guard let name, let summary, let version, let rowCount, let hasConverged,
      let place = mapping["file"], let file = place.text(),
      let path = references.tableFile(file, from: place),
      let table = readTable(path, rowCount: rowCount, hash: tableHash, place: place)
    else { return nil }
    var all = caveats
    if !hasConverged { all.append("the ensemble '\(name)' has not converged") }
    if effectiveSize == nil {
      all.append("the effective size of the ensemble '\(name)' is unknown")
    }
    return EnsembleBeliefs(
      rows: JointRows(
        name: name, modelVersion: version, columns: table.columns, rowCount: rowCount,
        values: table.values, effectiveSize: effectiveSize, hasConverged: hasConverged),
      summary: summary, caveats: all, test: test(of: value))
  }

  /// The record of a backtest beside the file, if there is one; a mistake in it is reported.
  private static func test(of value: Located) -> EnsembleTest? {
    do {
      return try EnsembleTest.read(besides: value.file)
    } catch {
      for issue in (error as? StudyErrors)?.issues ?? [] { value.reading.report(issue) }
      return nil
    }
  }

  /// Reads a table of comma-separated numbers with a header of factor names; values come out column by
  /// column.
  private static func readTable(
    _ path: String, rowCount: Int, hash: String?, place: Located
  ) -> (columns: [String], values: [Double])? {
    let reading = place.reading
    guard let data = reading.bytes(of: path), String(data: data, encoding: .utf8) != nil else {
      place.report("the table \(path) cannot be read as UTF-8 text", kind: .missingFile)
      return nil
    }
    let bytes = [UInt8](data)
    if let hash {
      var found = FNV1a()
      found.add(bytes)
      if found.text != hash {
        place.report(
          "the table \(path) has the hash \(found.text), not the \(hash) it was written with; "
            + "calibrate again, or take out table_hash if it was changed on purpose")
        return nil
      }
    }
    func report(_ line: Int, _ column: Int, _ key: String, _ sentence: String) {
      reading.report(
        StudyIssue(
          kind: .badData, file: path, line: line, column: column, key: key, sentence: sentence))
    }
    // Bytes, not characters: a table of a million numbers is read in a tenth of a second.
    let (comma, lineFeed, carriageReturn) = (
      UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r")
    )
    let lines = bytes.split { $0 == lineFeed || $0 == carriageReturn }
    let columns = (lines.first ?? []).split(separator: comma, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    if columns.allSatisfy({ !isKnown($0, reading.schema) }) {
      report(
        1, 1, "", "expected a table whose header has names of factors, found none in the first line"
      )
      return nil
    }
    let factors = checkHeader(columns, reading.schema) { report(1, $0, $1, $2) }
    guard let factors else { return nil }
    guard lines.count - 1 == rowCount else {
      report(1, 1, "", "expected \(rowCount) rows under the header, found \(lines.count - 1)")
      return nil
    }
    var values = [Double](repeating: 0, count: rowCount * columns.count)
    var mistakes = 0
    for (row, line) in lines.dropFirst().enumerated() where mistakes < mistakesOfATable {
      let cells = line.split(separator: comma, omittingEmptySubsequences: false)
      guard cells.count == columns.count else {
        report(row + 2, 1, "", "expected \(columns.count) cells, found \(cells.count)")
        mistakes += 1
        continue
      }
      var position = 1
      for (column, cell) in cells.enumerated() {
        if let number = Located.number(cell), factors[column].contains(number) {
          values[column * rowCount + row] = number
        } else {
          let range = factors[column]
          report(
            row + 2, position, columns[column],
            "expected a number from \(range.lowerBound.plain) to \(range.upperBound.plain), "
              + "found '\(String(decoding: cell, as: UTF8.self).excerpt)'")
          mistakes += 1
        }
        position += cell.count + 1
      }
    }
    return mistakes == 0 ? (columns, values) : nil
  }

  private static func isKnown(_ column: String, _ schema: ModelSchema) -> Bool {
    EnsembleColumn(column).factor.map { schema.factor($0) != nil } ?? true
  }

  /// The admissible range of every column; nil when a column names no factor.
  private static func checkHeader(
    _ columns: [String], _ schema: ModelSchema, report: (Int, String, String) -> Void
  ) -> [ClosedRange<Double>]? {
    var ranges: [ClosedRange<Double>] = []
    var position = 1
    for (index, column) in columns.enumerated() {
      let factor = EnsembleColumn(column).factor
      guard let factor else {
        ranges.append(0...Double.greatestFiniteMagnitude)
        position += column.count + 1
        continue
      }
      if let known = schema.factor(factor) {
        ranges.append(known.admissible)
      } else {
        report(
          position, column,
          Located.unknown(factor, what: "factor", among: schema.factors.map(\.name)))
      }
      if columns[..<index].contains(column) {
        report(position, column, "the column stands twice in the header")
      }
      position += column.count + 1
    }
    return ranges.count == columns.count && Set(columns).count == columns.count ? ranges : nil
  }
}
