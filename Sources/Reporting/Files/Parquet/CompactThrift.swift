/// Structures in the compact protocol of Apache Thrift, in which Parquet writes what it says of itself.
///
/// Source: Apache Thrift, compact protocol, https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md.
struct CompactThrift {
  /// Types of fields and elements.
  private enum Kind: UInt8 {
    case integer32 = 5
    case integer64 = 6
    case binary = 8
    case list = 9
    case structure = 12
  }

  /// What was written so far; a structure is open until ``end()``.
  private(set) var bytes: [UInt8] = []
  private var lastField = 0

  /// Adds an unsigned number, seven bits a byte, the lowest first.
  static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Adds a number of 32 bits.
  mutating func field(_ id: Int, _ value: Int32) {
    header(id, .integer32)
    number(Int64(value))
  }

  /// Adds a number of 64 bits.
  mutating func field(_ id: Int, _ value: Int) {
    header(id, .integer64)
    number(Int64(value))
  }

  /// Adds text.
  mutating func field(_ id: Int, _ text: String) {
    header(id, .binary)
    binary(text)
  }

  /// Adds a structure.
  mutating func field(_ id: Int, _ body: (inout CompactThrift) -> Void) {
    header(id, .structure)
    structure(body)
  }

  /// Adds a list of structures.
  mutating func field<Element>(
    _ id: Int, _ elements: [Element], _ body: (Element, inout CompactThrift) -> Void
  ) {
    header(id, .list)
    list(elements.count, .structure)
    for element in elements { structure { body(element, &$0) } }
  }

  /// Adds a list of numbers of 32 bits.
  mutating func field(_ id: Int, numbers: [Int32]) {
    header(id, .list)
    list(numbers.count, .integer32)
    for value in numbers { number(Int64(value)) }
  }

  /// Adds a list of texts.
  mutating func field(_ id: Int, texts: [String]) {
    header(id, .list)
    list(texts.count, .binary)
    for text in texts { binary(text) }
  }

  /// Ends the structure.
  mutating func end() { bytes.append(0) }

  private mutating func header(_ id: Int, _ kind: Kind) {
    let step = id - lastField
    precondition((1...15).contains(step), "field \(id) after \(lastField)")
    bytes.append(UInt8(step) << 4 | kind.rawValue)
    lastField = id
  }

  private mutating func list(_ count: Int, _ kind: Kind) {
    if count < 15 {
      bytes.append(UInt8(count) << 4 | kind.rawValue)
    } else {
      bytes.append(0xF0 | kind.rawValue)
      Self.append(UInt64(count), to: &bytes)
    }
  }

  private mutating func structure(_ body: (inout CompactThrift) -> Void) {
    let outer = lastField
    lastField = 0
    body(&self)
    end()
    lastField = outer
  }

  /// Signs alternate, so that small numbers of either sign are short.
  private mutating func number(_ value: Int64) {
    Self.append(UInt64(bitPattern: (value << 1) ^ (value >> 63)), to: &bytes)
  }

  private mutating func binary(_ text: String) {
    Self.append(UInt64(text.utf8.count), to: &bytes)
    bytes.append(contentsOf: text.utf8)
  }
}
