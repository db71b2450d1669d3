/// What separates the whole part of a number from its fraction in a table.
enum DecimalMarks: Hashable, Sendable {
  /// Points; also where no number has a fraction.
  case points
  /// Commas, which fields separated by semicolons or tabs may hold.
  case commas
  /// Numbers such as 1,234 and numbers such as 0.5 stand in one table: one of the marks may group thousands.
  case unclear(comma: String, point: String)

  /// Looks through the fields of a table whose separator is no comma. Cost: some nanoseconds a byte.
  init(_ bytes: [UInt8], fields: some Sequence<Range<Int>>) {
    var (comma, point): (Range<Int>?, Range<Int>?)
    for field in fields {
      switch Self.mark(bytes[field]) {
      case UInt8(ascii: ","): comma = comma ?? field
      case UInt8(ascii: "."): point = point ?? field
      default: break
      }
      if comma != nil, point != nil { break }
    }
    if let comma, let point {
      self = .unclear(
        comma: DataTableScanner.text(bytes, comma), point: DataTableScanner.text(bytes, point))
    } else {
      self = comma == nil ? .points : .commas
    }
  }

  /// The only mark of a field that looks like a number; nil for any other.
  private static func mark(_ field: ArraySlice<UInt8>) -> UInt8? {
    var found: UInt8?
    for byte in field {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "."):
        if found != nil { return nil }
        found = byte
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: " "), UInt8(ascii: "\""):
        continue
      default: return nil
      }
    }
    return found
  }

  /// The text with a decimal point, where its mark is clear; nil where it is not.
  func plain(_ text: String) -> String? {
    switch self {
    case .points: text
    case .commas: text.contains(".") ? nil : text.replacing(",", with: ".")
    case .unclear: text.contains(",") || text.contains(".") ? nil : text
    }
  }

  /// The number a text stands for; nil when it stands for none, or could stand for two.
  func number(_ text: String) -> Double? { plain(text).flatMap { Double($0) } }

  /// What keeps a text from being a number, as a clause after `found`; empty when nothing is known.
  func hint(_ text: String) -> String {
    let hasDigits = text.contains { $0.isNumber }
    let marks = text.filter { ",.'".contains($0) || $0 == "\u{A0}" }
    if !hasDigits || marks.isEmpty { return "" }
    if case .unclear(let comma, let point) = self {
      return
        "; '\(comma)' and '\(point)' stand in one table, so that a mark may be that of fractions "
        + "or of thousands: write all numbers with the same mark and without thousands"
    }
    if self == .points, marks == "," {
      return "; a comma is a decimal mark only where semicolons or tabs separate the fields"
    }
    return "; write numbers without marks between thousands"
  }
}
