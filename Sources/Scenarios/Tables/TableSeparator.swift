/// What separates the fields of a table: commas, semicolons or tabs.
///
/// It is the one that occurs in the header. Where several occur, it is the one by which the header has as many fields as
/// the row below it. A first line `sep=;`, as spreadsheets write it, says so itself and is no header.
struct TableSeparator {
  /// Separators, in the order in which they are tried.
  static let all: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

  /// The separator.
  let byte: UInt8
  /// Where the table begins: after a line `sep=;`.
  let start: Int
  /// The line that stands there, counted from 1.
  let line: Int

  /// Finds the separator; nil when two of them would do.
  init?(of bytes: [UInt8]) {
    let declaration = Array("sep=".utf8)
    if bytes.starts(with: declaration), bytes.count > declaration.count {
      byte = bytes[declaration.count]
      start = bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      line = 2
      return
    }
    let counts = Self.all.map { separator in
      var scanner = DataTableScanner(bytes, separator: separator)
      let header = scanner.next()?.fields.count ?? 0
      return (separator: separator, header: header, row: scanner.next()?.fields.count)
    }.filter { $0.header > 1 }
    let fitting = counts.count > 1 ? counts.filter { $0.row == $0.header } : counts
    if fitting.count > 1 { return nil }
    let chosen = fitting.first ?? counts.max { $0.header < $1.header }
    byte = chosen?.separator ?? UInt8(ascii: ",")
    start = 0
    line = 1
  }
}
