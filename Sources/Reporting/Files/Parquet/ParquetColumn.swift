/// A column of a Parquet file: its name and the numbers, or words of a list, that wait for their group of rows.
struct ParquetColumn {
  /// What a column holds.
  enum Kind {
    /// Words, stored as positions in a list of all there are.
    case word([String])
    /// Whole numbers of 32 bits.
    case integer
    /// Real numbers, bit for bit.
    case real
  }

  /// Physical types of the format.
  private enum Physical: Int32 {
    case integer32 = 1
    case double = 5
    case byteArray = 6
  }

  /// The name.
  let name: String
  /// What it holds.
  let kind: Kind
  /// Numbers or positions of words.
  private(set) var integers: [Int32] = []
  private(set) var reals: [Double] = []

  /// An empty column.
  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// The physical type by its number in the format.
  var type: Int32 {
    switch kind {
    case .word: Physical.byteArray.rawValue
    case .integer: Physical.integer32.rawValue
    case .real: Physical.double.rawValue
    }
  }

  /// Whether it is text.
  var isText: Bool { if case .word = kind { true } else { false } }

  mutating func append(_ value: Int) { integers.append(Int32(value)) }
  mutating func append(_ value: Double) { reals.append(value) }

  /// Forgets what was written.
  mutating func clear() {
    integers.removeAll(keepingCapacity: true)
    reals.removeAll(keepingCapacity: true)
  }

  /// All words, each with its length in four bytes before it; nil for numbers.
  var dictionary: (bytes: [UInt8], count: Int)? {
    guard case .word(let words) = kind else { return nil }
    var bytes: [UInt8] = []
    for word in words {
      withUnsafeBytes(of: UInt32(word.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: word.utf8)
    }
    return (bytes, words.count)
  }

  /// The values as a page: little-endian numbers one after the other, or runs of equal positions of words.
  var page: [UInt8] {
    switch kind {
    case .word(let words): Self.runs(integers, of: words.count)
    case .integer: integers.withUnsafeBytes { Array($0) }
    case .real: reals.withUnsafeBytes { Array($0) }
    }
  }

  /// Positions as runs: the width in bits, then for each run twice its length and the position in whole bytes.
  private static func runs(_ positions: [Int32], of count: Int) -> [UInt8] {
    let width = max(1, Int.bitWidth - (count - 1).leadingZeroBitCount)
    var bytes = [UInt8(width)]
    var start = 0
    while start < positions.count {
      var end = start + 1
      while end < positions.count, positions[end] == positions[start] { end += 1 }
      CompactThrift.append(UInt64(end - start) << 1, to: &bytes)
      for byte in 0..<(width + 7) / 8 {
        bytes.append(UInt8(truncatingIfNeeded: positions[start] >> Int32(8 * byte)))
      }
      start = end
    }
    return bytes
  }
}
