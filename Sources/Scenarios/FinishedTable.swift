import Foundation
import NumericCore

/// A table of a finished run as bytes, read row by row in place.
struct FinishedTable {
  let path: String
  let data: Data

  /// An error of bad data in a file.
  static func error(_ file: String, line: Int? = nil, column: Int? = nil, _ sentence: String)
    -> StudyErrors
  {
    StudyErrors([
      StudyIssue(
        kind: .badData, file: file, line: line, column: column, key: "", sentence: sentence)
    ])
  }

  /// What a file holds, mapped into memory; nil where it cannot be read.
  static func bytes(of path: String) -> Data? {
    // A pipe would be waited for.
    InputFile.isPlain(path)
      ? try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped) : nil
  }

  /// The hash by which a run knows its tables again.
  static func hash(of data: Data) -> String { FNV1a.digest(of: data) }

  /// The error of a table that is not the one its run wrote.
  static func changed(_ path: String) -> StudyErrors {
    error(path, "the file was changed after the run wrote it; run the study again")
  }

  /// Hands over every row below the header.
  ///
  /// - Parameter body: gets the header on the first row, and the fields of each row.
  /// - Throws: ``StudyErrors`` for a row of another length than the header.
  func readRows(
    header start: ([String]) throws -> Void, row body: (FinishedRow) throws -> Void
  ) throws {
    try data.withUnsafeBytes { bytes in
      guard let base = bytes.bindMemory(to: UInt8.self).baseAddress, bytes.last == 0x0A else {
        throw Self.error(path, line: 1, "the table does not end with a row")
      }
      var (position, line) = (0, 1)
      var row = FinishedRow(path: path, base: base)
      row.scan(&position)
      let names = (0..<row.count).map { row.text($0) }
      try start(names)
      while position < bytes.count {
        line += 1
        row.line = line
        row.scan(&position)
        guard row.count == names.count else {
          throw Self.error(
            path, line: line,
            "the row has \(row.count) fields, but the header has \(names.count)")
        }
        try body(row)
      }
    }
  }
}

/// The fields of one row.
struct FinishedRow {
  let path: String
  let base: UnsafePointer<UInt8>
  var line = 1
  private var start = 0
  private var begins: [Int] = []
  private var ends: [Int] = []

  init(path: String, base: UnsafePointer<UInt8>) {
    self.path = path
    self.base = base
  }

  /// Number of fields.
  var count: Int { begins.count }

  /// Goes to the row that begins at a byte, and behind it. The table ends with a line feed.
  mutating func scan(_ position: inout Int) {
    begins.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    start = position
    begins.append(position)
    var isQuoted = false
    while base[position] != 0x0A {
      if base[position] == 0x22 { isQuoted.toggle() }
      if base[position] == 0x2C && !isQuoted {
        ends.append(position)
        begins.append(position + 1)
      }
      position += 1
    }
    ends.append(position)
    position += 1
  }

  /// A field as text.
  func text(_ field: Int) -> String {
    let bytes = UnsafeBufferPointer(start: base + begins[field], count: ends[field] - begins[field])
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    return String(text.dropFirst().dropLast().replacing("\"\"", with: "\""))
  }

  /// The first byte of a field; 0 of an empty one.
  func first(_ field: Int) -> UInt8 { begins[field] < ends[field] ? base[begins[field]] : 0 }

  /// The second byte of a field; 0 where there is none.
  func second(_ field: Int) -> UInt8 {
    begins[field] + 1 < ends[field] ? base[begins[field] + 1] : 0
  }

  /// Whether two fields hold the same bytes as a text.
  func holds(_ bytes: [UInt8], _ field: Int) -> Bool {
    UnsafeBufferPointer(start: base + begins[field], count: ends[field] - begins[field])
      .elementsEqual(bytes)
  }

  /// A field as a number; `NaN`, `Inf` and `-Inf` are numbers.
  func number(_ field: Int, name: String) throws -> Double {
    // The system's reader skips blanks, over the end of the field and of the file.
    let isNumber = begins[field] < ends[field] && base[begins[field]] > 0x20
    let first = UnsafeRawPointer(base + begins[field]).assumingMemoryBound(to: CChar.self)
    var end: UnsafeMutablePointer<CChar>?
    let value = isNumber ? strtod(first, &end) : 0
    guard isNumber, let end, UnsafePointer(end) - first == ends[field] - begins[field]
    else { throw error(field, name, "expected a number, found '\(text(field).excerpt)'") }
    return value
  }

  /// A field as the number of a future.
  func future(_ field: Int, below count: Int) throws -> Int {
    let value = try number(field, name: "future")
    guard value >= 0, value < Double(count), let future = Int(exactly: value) else {
      throw error(
        field, "future", "expected a future from 0 to \(count - 1), found \(text(field).excerpt)")
    }
    return future
  }

  /// A field as the number of a replicate.
  func replicate(_ field: Int) throws -> Int {
    guard let replicate = Int(exactly: try number(field, name: "replicate")), replicate >= 0 else {
      throw error(
        field, "replicate", "expected a whole number from 0 on, found \(text(field).excerpt)")
    }
    return replicate
  }

  /// A mistake in a field.
  func error(_ field: Int, _ name: String, _ sentence: String) -> StudyErrors {
    StudyErrors([
      StudyIssue(
        kind: .badData, file: path, line: line, column: begins[field] - start + 1, key: name,
        sentence: sentence)
    ])
  }
}
