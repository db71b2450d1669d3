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
    "calibration", "table_hash", "economies", "caveats",
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
    let economies = mapping["economies"].flatMap { $0.items() }?.compactMap { $0.text() }
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
      summary: summary, economies: economies, caveats: all, test: test(of: value))
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

  /// Reads a table with a header of factor names; values come out column by column.
  private static func readTable(
    _ path: String, rowCount: Int, hash: String?, place: Located
  ) -> (columns: [String], values: [Double])? {
    let reading = place.reading
    guard let data = reading.bytes(of: path) else {
      place.report("the table \(path) cannot be read", kind: .missingFile)
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
    do {
      return try values(of: DataTable(path: path, bytes: bytes), rowCount: rowCount, reading)
    } catch {
      for issue in (error as? StudyErrors)?.issues ?? [] { reading.report(issue) }
      return nil
    }
  }

  /// - Throws: ``StudyErrors`` with the first mistakes.
  private static func values(
    of table: DataTable, rowCount: Int, _ reading: Reading
  ) throws -> (columns: [String], values: [Double]) {
    func header(_ key: String, _ sentence: String) -> StudyIssue {
      StudyIssue(
        kind: .badData, file: table.path, line: 1, column: nil, key: key, sentence: sentence)
    }
    let (ranges, unknown) = ranges(of: table.header, reading.schema)
    if unknown.count == table.header.count {
      throw StudyErrors([
        header(
          "", "expected a table whose header has names of factors, found none in the first line")
      ])
    }
    if !unknown.isEmpty { throw StudyErrors(unknown.map { header($0.column, $0.sentence) }) }
    guard table.rowCount == rowCount else {
      throw StudyErrors([
        header("", "expected \(rowCount) rows under the header, found \(table.rowCount)")
      ])
    }
    var values = [Double](repeating: 0, count: rowCount * table.header.count)
    var mistakes: [StudyIssue] = []
    for row in 0..<rowCount where mistakes.count < mistakesOfATable {
      for (column, range) in ranges.enumerated() {
        if let number = table.number(row: row, column), range.contains(number) {
          values[column * rowCount + row] = number
        } else {
          let text = table.text(row: row, column)
          mistakes.append(
            table.issue(
              row: row, column: table.header[column],
              "expected a number from \(range.lowerBound.plain) to \(range.upperBound.plain), "
                + "found '\(text.excerpt)'" + table.marks.hint(text)))
        }
      }
    }
    if !mistakes.isEmpty { throw StudyErrors(mistakes) }
    return (table.header, values)
  }

  /// The admissible range of every column, and columns that name no factor.
  private static func ranges(
    of columns: [String], _ schema: ModelSchema
  ) -> (ranges: [ClosedRange<Double>], unknown: [(column: String, sentence: String)]) {
    var ranges: [ClosedRange<Double>] = []
    var unknown: [(column: String, sentence: String)] = []
    for column in columns {
      guard let factor = EnsembleColumn(column).factor else {
        ranges.append(
          column.hasSuffix("_persistence")
            ? Double.leastNormalMagnitude...1 : 0...Double.greatestFiniteMagnitude)
        continue
      }
      if let known = schema.factor(factor) {
        ranges.append(known.admissible)
      } else {
        unknown.append(
          (column, Located.unknown(factor, what: "factor", among: schema.factors.map(\.name))))
      }
    }
    return (ranges, unknown)
  }
}
