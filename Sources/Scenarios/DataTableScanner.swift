/// Finds the fields of a comma-separated file.
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
  private var position = 0
  private var line = 1

  /// Starts at the first byte after a byte order mark.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
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
      } else if byte == 0x2C && !isQuoted {
        fields.append(begin..<position)
        begin = position + 1
      }
      position += 1
    }
    if isQuoted { openQuotation = quotation }
    fields.append(begin..<position)
    return Record(line: first, start: start, fields: fields)
  }

  /// The text of a field without its quotation marks.
  static func text(_ bytes: [UInt8], _ field: Range<Int>) -> String {
    guard let first = field.first, bytes[first] == 0x22, field.count >= 2,
      bytes[field.upperBound - 1] == 0x22
    else { return String(decoding: bytes[field], as: UTF8.self) }
    let inner = String(
      decoding: bytes[field.lowerBound + 1..<field.upperBound - 1], as: UTF8.self)
    return inner.replacing("\"\"", with: "\"")
  }
}
