import Ensembles

/// Rows of a comma-separated table as bytes, ready to be written in one go.
///
/// Text is quoted as in RFC 4180 where it has to be; lines end with a single newline, which every reader
/// of tables takes. Doubles are written in the shortest form that reads back to the same bits;
/// non-finite ones as `NaN`, `Inf` and `-Inf`, which R, pandas and Julia read as numbers. The value is
/// plain memory, so rows can be formatted on any thread and written in order by one.
///
/// A spreadsheet takes text that begins with `=`, `+`, `-` or `@` for a formula, and a formula may reach beyond its sheet.
/// Such text, blanks before it or not, gets an apostrophe in front unless it is a number, and control characters become blanks.
public struct CSVRows: Sendable, Hashable {
  /// What separates fields, and whole from decimal digits.
  public enum Dialect: Sendable, Hashable {
    /// Comma and point, as in RFC 4180 and every reader of tables.
    case comma
    /// Semicolon and comma, as spreadsheets expect them where the comma is the decimal mark.
    case semicolon

    fileprivate var separator: UInt8 { self == .comma ? 0x2C : 0x3B }
    fileprivate var decimalMark: UInt8 { self == .comma ? 0x2E : 0x2C }
  }

  private let dialect: Dialect
  /// The rows so far.
  public private(set) var bytes: [UInt8] = []
  private var isAtStartOfRow = true

  /// The rows as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Starts without rows.
  public init(_ dialect: Dialect = .comma) { self.dialect = dialect }

  /// Adds a field of text.
  public mutating func append(_ text: String) {
    let text = Self.harmless(text)
    let separator = dialect.separator
    if text.utf8.contains(where: { $0 == 0x22 || $0 == separator || $0 == 0x0A || $0 == 0x0D }) {
      return append(quoted: text)
    }
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds a field of text that is quoted whether it has to be or not.
  public mutating func append(quoted text: String) {
    separate()
    let text = Self.harmless(text)
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// Adds a whole number.
  public mutating func append(_ number: Int) {
    separate()
    bytes.append(contentsOf: number.description.utf8)
  }

  /// Adds a real number; whole ones come without a decimal point.
  public mutating func append(_ number: Double) {
    separate()
    if number.isFinite {
      let digits = number.description.utf8
      if dialect == .comma {
        bytes.append(contentsOf: digits)
      } else {
        bytes.append(contentsOf: digits.map { $0 == 0x2E ? dialect.decimalMark : $0 })
      }
      if digits.count > 2, bytes[bytes.count - 1] == 0x30,
        bytes[bytes.count - 2] == dialect.decimalMark
      {
        bytes.removeLast(2)
      }
    } else {
      bytes.append(
        contentsOf: (number.isNaN ? "NaN" : number > 0 ? "Inf" : "-Inf").utf8)
    }
  }

  /// Ends the row.
  public mutating func endRow() {
    bytes.append(0x0A)
    isAtStartOfRow = true
  }

  /// Adds a row of text, such as a header.
  public mutating func appendRow(_ fields: [String]) {
    for field in fields { append(field) }
    endRow()
  }

  /// Text that no spreadsheet runs; most is what it was.
  static func harmless(_ text: String) -> String {
    // Lines of longer text stay lines: they are quoted.
    let isControl = { (byte: UInt8) in byte < 0x20 && byte != 0x0A || byte == 0x7F }
    var text = text
    if text.utf8.contains(where: isControl) {
      text = String(decoding: text.utf8.map { isControl($0) ? 0x20 : $0 }, as: UTF8.self)
    }
    guard let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace }),
      text.utf8.count > 1, formulaMarks.contains(first), Double(text) == nil
    else { return text }
    return "'" + text
  }

  /// With which formulas begin, in the wide forms of East Asian keyboards, too.
  private static let formulaMarks: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]

  private mutating func separate() {
    if !isAtStartOfRow { bytes.append(dialect.separator) }
    isAtStartOfRow = false
  }
}

extension CSVRows: ArchivableElement {
  /// No rows, with commas.
  public init() { self.init(.comma) }

  /// Whole rows; the dialect stays what it is.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    var bytes = self.bytes
    try archive.code(&bytes)
    self.bytes = bytes
  }
}
