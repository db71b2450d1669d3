import Foundation

/// Finds the fields of a table whose fields are separated by one byte.
struct DataTableScanner {
  /// One row of fields.
  struct Record {
    /// The line on which it begins, counted from 1.
    let line: Int
    /// The byte at which that line begins.
    let start: Int
    /// The fields, quotation marks included.
    let fields: [Range<Int>]
  }

  /// Where a quotation begins that the file does not end.
  private(set) var openQuotation: (line: Int, column: Int)?

  private let bytes: [UInt8]
  private let separator: UInt8
  private var position: Int
  private var line: Int

  /// Starts at a byte that begins a line.
  init(_ bytes: [UInt8], separator: UInt8, start: Int = 0, line: Int = 1) {
    self.bytes = bytes
    self.separator = separator
    position = start
    self.line = line
  }

  /// The next row that is not an empty line; nil at the end.
  mutating func next() -> Record? {
    while position < bytes.count {
      let record = scan()
      if record.fields.count > 1 || !record.fields[0].isEmpty { return record }
    }
    return nil
  }

  private mutating func scan() -> Record {
    let (first, start) = (line, position)
    var lineStart = position
    var fields: [Range<Int>] = []
    var begin = position
    var isQuoted = false
    var quotation = (line: line, column: 1)
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x22 {
        if !isQuoted { quotation = (line, position - lineStart + 1) }
        // A quotation mark inside a field that does not begin with one is a character like others.
        if isQuoted || position == begin {
          isQuoted.toggle()
        } else if bytes[begin] == 0x22 {
          isQuoted = true
        }
      } else if byte == 0x0A {
        line += 1
        if !isQuoted {
          let end = position > begin && bytes[position - 1] == 0x0D ? position - 1 : position
          fields.append(begin..<end)
          position += 1
          return Record(line: first, start: start, fields: fields)
        }
        lineStart = position + 1
      } else if byte == separator && !isQuoted {
        fields.append(begin..<position)
        begin = position + 1
      }
      position += 1
    }
    if isQuoted { openQuotation = quotation }
    fields.append(begin..<position)
    return Record(line: first, start: start, fields: fields)
  }

  /// The text of a field without its quotation marks and without blanks around it.
  static func text(_ bytes: [UInt8], _ field: Range<Int>) -> String {
    let text = String(decoding: bytes[field], as: UTF8.self).trimmingCharacters(in: .whitespaces)
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    return text.dropFirst().dropLast().replacing("\"\"", with: "\"")
      .trimmingCharacters(in: .whitespaces)
  }
}
