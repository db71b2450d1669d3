import Foundation
import NumericCore

/// A table read from a text file: of a run of this program, or of any other tool.
///
/// The format is RFC 4180 with a header: fields separated by commas, semicolons or tabs, quoted where they hold a
/// separator, a quotation mark or a line break. Blanks around names and values do not count. Every row must have as many
/// fields as the header. Only columns that are asked for are read as numbers, so that others may hold text; where
/// semicolons or tabs separate the fields, a comma is a decimal mark. Mistakes are reported with file, line and column
/// of the field.
///
/// Memory: the file and 16 bytes a field. Cost: about 10 ns a byte, and 0.1 microseconds a number.
public struct DataTable: Sendable {
  /// The file, as the user named it.
  public let path: String
  /// Names of the columns.
  public let header: [String]
  /// Rows below the header; empty lines do not count.
  public let rowCount: Int

  /// How numbers are written.
  let marks: DecimalMarks
  private let bytes: [UInt8]
  /// By row and column, where the field begins, quotation mark included, and where it ends.
  private let starts: [Int]
  private let ends: [Int]
  /// By row, the line of the file on which it begins and the byte at which that line begins.
  private let lines: [Int]
  private let lineStarts: [Int]

  /// Reads a file.
  ///
  /// - Parameter hasComments: whether lines that begin with `#` are comments.
  /// - Throws: ``StudyErrors`` when the file is missing, is empty, is no UTF-8 or UTF-16 text, has a header with an empty
  ///   or repeated name or none, a row of another length than the header, or a quotation that does not end.
  public static func read(_ path: String, hasComments: Bool = false) throws -> DataTable {
    let data: Data
    do {
      data = try InputFile.read(path)
    } catch {
      throw StudyErrors([
        StudyIssue(
          kind: error.kind, file: path, line: error.kind == .badData ? 1 : nil, column: nil,
          key: "",
          sentence: error.sentence(expected: "a table"))
      ])
    }
    return try DataTable(path: path, bytes: [UInt8](data), hasComments: hasComments)
  }

  /// Reads a table from the bytes of its file.
  init(path: String, bytes file: [UInt8], hasComments: Bool = false) throws {
    func issue(_ line: Int, _ column: Int, _ sentence: String) -> StudyErrors {
      StudyErrors([
        StudyIssue(
          kind: .badData, file: path, line: line, column: column, key: "", sentence: sentence)
      ])
    }
    var bytes: [UInt8]
    do {
      bytes = try TableText.decode(file)
    } catch let obstacle as TableText.Obstacle {
      throw issue(obstacle.line, 1, obstacle.sentence)
    }
    if hasComments { bytes = TableText.withoutComments(bytes) }
    guard let separator = TableSeparator(of: bytes) else {
      throw issue(
        1, 1,
        "several of comma, semicolon and tab could separate the fields; quote the names that hold one"
      )
    }
    var scanner = DataTableScanner(
      bytes, separator: separator.byte, start: separator.start, line: separator.line)
    var records: [DataTableScanner.Record] = []
    var (starts, ends): ([Int], [Int]) = ([], [])
    var names: [String] = []
    while let record = scanner.next() {
      if let place = scanner.openQuotation {
        throw issue(place.line, place.column, "the quotation that begins here does not end")
      }
      if names.isEmpty {
        names = record.fields.map { DataTableScanner.text(bytes, $0) }
        if let mistake = Self.mistake(inHeader: names) {
          let column = record.fields[mistake.position].lowerBound - record.start + 1
          throw issue(record.line, column, mistake.sentence)
        }
        continue
      }
      // Spreadsheets write rows of empty cells.
      if record.fields.allSatisfy(\.isEmpty) { continue }
      guard record.fields.count == names.count else {
        let last = record.fields[min(record.fields.count, names.count + 1) - 1]
        let isLonger = record.fields.count > names.count && separator.byte == UInt8(ascii: ",")
        throw issue(
          record.line, last.lowerBound - record.start + 1,
          "the row has \(record.fields.count) fields, but the header has \(names.count)"
            + (isLonger
              ? "; where commas are decimal marks, separate fields by semicolons or tabs" : ""))
      }
      for field in record.fields {
        starts.append(field.lowerBound)
        ends.append(field.upperBound)
      }
      records.append(
        DataTableScanner.Record(line: record.line, start: record.start, fields: []))
    }
    if names.isEmpty {
      throw issue(separator.line, 1, "expected a header with the names of the columns")
    }
    self.path = path
    self.bytes = bytes
    self.starts = starts
    self.ends = ends
    header = names
    rowCount = records.count
    lines = records.map(\.line)
    lineStarts = records.map(\.start)
    let hasCommas = separator.byte != UInt8(ascii: ",")
    marks =
      hasCommas ? DecimalMarks(bytes, fields: zip(starts, ends).lazy.map { $0..<$1 }) : .points
  }

  /// What is wrong with a header, and in which column.
  private static func mistake(inHeader names: [String]) -> (position: Int, sentence: String)? {
    let isNumbers = names.allSatisfy { Located.number($0.replacing(",", with: ".")) != nil }
    if isNumbers {
      return (
        0,
        "the first row holds numbers alone, where the names of the columns are expected; add a header such as "
          + names.indices.prefix(3).map { $0 == names.count - 1 ? "y" : "x\($0 + 1)" }
          .joined(separator: ",")
          + (names.count > 3 ? ",..." : "")
      )
    }
    for (index, name) in names.enumerated() {
      if name.isEmpty {
        return (
          index,
          "column \(index + 1) of the header has no name; name it, or write the table without row numbers"
        )
      }
      if names.firstIndex(of: name) != index {
        return (index, "two columns are named '\(name.excerpt)'")
      }
    }
    return nil
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

  /// A column as text, without blanks around it.
  public func texts(_ column: String) throws -> [String] {
    let position = try position(of: column)
    return (0..<rowCount).map { text(row: $0, position) }
  }

  /// A mistake in a field of a row.
  public func issue(row: Int, column: String, _ sentence: String) -> StudyIssue {
    let position = header.firstIndex(of: column) ?? 0
    return StudyIssue(
      kind: .badData, file: path, line: lines[row],
      column: starts[row * header.count + position] - lineStarts[row] + 1, key: column,
      sentence: sentence)
  }

  /// The text of a field.
  func text(row: Int, _ position: Int) -> String {
    let field = row * header.count + position
    return DataTableScanner.text(bytes, starts[field]..<ends[field])
  }

  /// The number of a field; nil when it is none, or could be two.
  func number(row: Int, _ position: Int) -> Double? {
    let field = row * header.count + position
    var (low, high) = (starts[field], ends[field])
    if low < high && bytes[low] == 0x22 || marks != .points {
      return marks.number(text(row: row, position))
    }
    while low < high && bytes[low] == 0x20 { low += 1 }
    while low < high && bytes[high - 1] == 0x20 { high -= 1 }
    guard low < high else { return nil }
    return bytes.withUnsafeBufferPointer { buffer in
      Double(Substring(decoding: UnsafeBufferPointer(rebasing: buffer[low..<high]), as: UTF8.self))
    }
  }
}
