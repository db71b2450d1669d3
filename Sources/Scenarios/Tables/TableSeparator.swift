/// What separates the fields of a table: commas, semicolons or tabs.
///
/// It is the one that occurs in the header. Where several occur, it is the one by which the header has as many fields as
/// the row below it, and if that leaves several, the one by which that row holds numbers alone. A first line `sep=;`, as spreadsheets write it, says so itself and is no header.
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
    let candidates = Self.all.map { Candidate(bytes, separator: $0) }.filter { $0.header > 1 }
    let fitting = candidates.filter { $0.row.count == $0.header }
    let clear = fitting.count > 1 ? fitting.filter(\.isOfNumbers) : fitting
    if fitting.count > 1, clear.count != 1 { return nil }
    let chosen = clear.first ?? candidates.max { $0.header < $1.header }
    byte = chosen?.separator ?? UInt8(ascii: ",")
    start = 0
    line = 1
  }

  /// The first two rows by one separator.
  private struct Candidate {
    let separator: UInt8
    /// Fields of the header.
    let header: Int
    /// Texts of the row below it.
    let row: [String]

    init(_ bytes: [UInt8], separator: UInt8) {
      var scanner = DataTableScanner(bytes, separator: separator)
      self.separator = separator
      header = scanner.next()?.fields.count ?? 0
      row = scanner.next()?.fields.map { DataTableScanner.text(bytes, $0) } ?? []
    }

    /// Whether the row holds numbers alone, with decimal commas where no comma separates.
    var isOfNumbers: Bool {
      row.allSatisfy { text in
        let plain = separator == UInt8(ascii: ",") ? text : text.replacing(",", with: ".")
        return Located.number(plain) != nil || DataTable.isMissing(text)
      }
    }
  }
}
