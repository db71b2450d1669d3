import Foundation
import NumericCore

/// A table read from a comma-separated file: of a run of this program, or of any other tool.
///
/// The format is RFC 4180 with a header: fields separated by commas, quoted where they hold a comma, a
/// quotation mark or a line break; lines end with a line feed, alone or after a carriage return. Every row
/// must have as many fields as the header. Only columns that are asked for are read as numbers, so that
/// others may hold text. Mistakes are reported with file, line and column of the field.
///
/// Memory: the file and 16 bytes a field. Cost: about 10 ns a byte, and 0.1 microseconds a number.
public struct DataTable: Sendable {
  /// The file, as the user named it.
  public let path: String
  /// Names of the columns.
  public let header: [String]
  /// Rows below the header; empty lines do not count.
  public let rowCount: Int

  private let bytes: [UInt8]
  /// By row and column, where the field begins, quotation mark included, and where it ends.
  private let starts: [Int]
  private let ends: [Int]
  /// By row, the line of the file on which it begins and the byte at which that line begins.
  private let lines: [Int]
  private let lineStarts: [Int]

  /// Reads a file.
  ///
  /// - Throws: ``StudyErrors`` when the file is missing, is empty, has a header with an empty or repeated
  ///   name, a row of another length than the header, or a quotation that does not end.
  public static func read(_ path: String) throws -> DataTable {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
      let data = FileManager.default.contents(atPath: path)
    else {
      throw StudyErrors([
        StudyIssue(
          kind: .missingFile, file: path, line: nil, column: nil, key: "",
          sentence: isFolder.boolValue
            ? "expected a table, found a folder" : "there is no such file")
      ])
    }
    return try DataTable(path: path, bytes: [UInt8](data))
  }

  /// Reads a table from its text.
  init(path: String, bytes: [UInt8]) throws {
    var scanner = DataTableScanner(bytes)
    func issue(_ line: Int, _ column: Int, _ sentence: String) -> StudyErrors {
      StudyErrors([
        StudyIssue(
          kind: .badData, file: path, line: line, column: column, key: "", sentence: sentence)
      ])
    }
    var records: [DataTableScanner.Record] = []
    var (starts, ends): ([Int], [Int]) = ([], [])
    var names: [String] = []
    while let record = scanner.next() {
      if let place = scanner.openQuotation {
        throw issue(place.line, place.column, "the quotation that begins here does not end")
      }
      if names.isEmpty {
        names = record.fields.map { DataTableScanner.text(bytes, $0) }
        for (index, name) in names.enumerated() {
          let column = record.fields[index].lowerBound - record.start + 1
          if name.isEmpty {
            throw issue(record.line, column, "column \(index + 1) of the header has no name")
          }
          if names.firstIndex(of: name) != index {
            throw issue(record.line, column, "two columns are named '\(name.excerpt)'")
          }
        }
        continue
      }
      guard record.fields.count == names.count else {
        let last = record.fields[min(record.fields.count, names.count + 1) - 1]
        throw issue(
          record.line, last.lowerBound - record.start + 1,
          "the row has \(record.fields.count) fields, but the header has \(names.count)")
      }
      for field in record.fields {
        starts.append(field.lowerBound)
        ends.append(field.upperBound)
      }
      records.append(
        DataTableScanner.Record(line: record.line, start: record.start, fields: []))
    }
    if names.isEmpty { throw issue(1, 1, "expected a header with the names of the columns") }
    self.path = path
    self.bytes = bytes
    self.starts = starts
    self.ends = ends
    header = names
    rowCount = records.count
    lines = records.map(\.line)
    lineStarts = records.map(\.start)
  }

  /// The line of the file on which a row begins, counted from 1.
  public func line(ofRow row: Int) -> Int { lines[row] }

  /// The position of a column.
  ///
  /// - Throws: ``StudyErrors`` with the nearest valid name.
  public func position(of column: String, what: String = "column") throws -> Int {
    if let position = header.firstIndex(of: column) { return position }
    var sentence = "there is no \(what) '\(column.excerpt)'"
    if let near = NearestName.find(column, among: header) {
      sentence += "; did you mean '\(near)'?"
    } else {
      sentence += "; the columns are " + header.prefix(12).map(\.excerpt).joined(separator: ", ")
      if header.count > 12 { sentence += " and \(header.count - 12) others" }
    }
    throw StudyErrors([
      StudyIssue(
        kind: .badData, file: path, line: 1, column: nil, key: "", sentence: sentence)
    ])
  }

  /// A column as text.
  public func texts(_ column: String) throws -> [String] {
    let position = try position(of: column)
    return (0..<rowCount).map { text(row: $0, position) }
  }

  /// A column as numbers.
  ///
  /// `NaN`, `Inf` and `-Inf`, in any case, are numbers that are not finite: an outcome of a run that
  /// failed, never a factor.
  ///
  /// - Parameters:
  ///   - mayFail: whether numbers that are not finite are accepted.
  ///   - rows: the rows wanted; all when nil.
  /// - Throws: ``StudyErrors`` with every field that is empty or holds text.
  public func numbers(_ column: String, mayFail: Bool = false, rows: [Int]? = nil) throws
    -> [Double]
  {
    let position = try position(of: column)
    var issues: [StudyIssue] = []
    let values = (rows ?? Array(0..<rowCount)).map { row -> Double in
      if let value = number(row, position), mayFail || value.isFinite { return value }
      issues.append(issue(row, position, mayFail: mayFail))
      return .nan
    }
    if !issues.isEmpty { throw StudyErrors(issues) }
    return values
  }

  /// A mistake in a field of a row.
  public func issue(row: Int, column: String, _ sentence: String) -> StudyIssue {
    let position = header.firstIndex(of: column) ?? 0
    return StudyIssue(
      kind: .badData, file: path, line: lines[row],
      column: starts[row * header.count + position] - lineStarts[row] + 1, key: column,
      sentence: sentence)
  }

  private func issue(_ row: Int, _ position: Int, mayFail: Bool) -> StudyIssue {
    let text = text(row: row, position).trimmingCharacters(in: .whitespaces)
    let sentence: String
    if text.isEmpty || text.uppercased() == "NA" {
      sentence =
        "the value is missing"
        + (mayFail ? "; write NaN for a run that failed" : "; every run needs its factors")
    } else if Double(text)?.isFinite == false {
      sentence = "expected a finite number, found \(text.excerpt)"
    } else {
      sentence = "expected a number, found '\(text.excerpt)'"
    }
    return issue(row: row, column: header[position], sentence)
  }

  private func text(row: Int, _ position: Int) -> String {
    let field = row * header.count + position
    return DataTableScanner.text(bytes, starts[field]..<ends[field])
  }

  private func number(_ row: Int, _ position: Int) -> Double? {
    let field = row * header.count + position
    var (low, high) = (starts[field], ends[field])
    if low < high && bytes[low] == 0x22 {
      return Double(text(row: row, position).trimmingCharacters(in: .whitespaces))
    }
    while low < high && bytes[low] == 0x20 { low += 1 }
    while low < high && bytes[high - 1] == 0x20 { high -= 1 }
    guard low < high else { return nil }
    return bytes.withUnsafeBufferPointer { buffer in
      Double(Substring(decoding: UnsafeBufferPointer(rebasing: buffer[low..<high]), as: UTF8.self))
    }
  }
}
