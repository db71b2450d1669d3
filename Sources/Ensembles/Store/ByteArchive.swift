import NumericCore

/// Values on their way to bytes or back.
///
/// Numbers are eight bytes, little-endian; doubles keep their bits, those of NaN included. Texts and lists begin
/// with their length. Every read is checked against the end, and no memory is asked for beyond what the bytes can
/// fill, so that torn or damaged bytes are an error and never a crash.
public struct ByteArchive {
  /// Whether values are read; they are written otherwise.
  public let isReading: Bool
  private(set) var bytes: [UInt8]
  private var position = 0

  /// An archive to write to.
  init() {
    isReading = false
    bytes = []
  }

  /// An archive to read from.
  init(reading bytes: [UInt8]) {
    isReading = true
    self.bytes = bytes
  }

  /// Writes a value, or replaces it by what was written of one of the same shape.
  public mutating func code(_ value: inout some Archivable) throws { try value.archive(&self) }

  /// Writes a list, or replaces it by one of any length.
  ///
  /// - Parameter blank: what an element is before it is read.
  public mutating func code<Element: Archivable>(_ list: inout [Element], blank: Element) throws {
    let length = try code(length: list.count)
    if isReading { list = [] }
    for index in 0..<length {
      if isReading { list.append(blank) }
      try list[index].archive(&self)
    }
  }

  /// Something that writer and reader must have in common, such as the settings of a comparison.
  ///
  /// Its checksum is kept, so that bytes of something else are refused.
  public mutating func match(_ content: String, _ what: String) throws {
    let expected = Self.checksum(Array(content.utf8))
    var stored = expected
    try code(word: &stored)
    try require(stored == expected, "\(what) other than those asked for")
  }

  /// Refuses what was read when it cannot be.
  ///
  /// - Parameter found: what was found instead.
  public func require(_ condition: Bool, _ found: @autoclosure () -> String) throws {
    if isReading && !condition { throw SummaryError("it holds \(found())") }
  }

  /// Refuses bytes after the last value.
  func requireEnd() throws {
    try require(position == bytes.count, "\(bytes.count - position) bytes too many")
  }

  /// Eight bytes.
  mutating func code(word: inout UInt64) throws {
    if isReading {
      word = try read(8) { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    } else {
      Swift.withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }
  }

  /// The length of a list.
  mutating func code(length: Int) throws -> Int {
    var length = length
    try code(&length)
    return length
  }

  /// Bytes that are there to be read.
  mutating func read<Value>(
    _ count: Int, _ body: (UnsafeRawBufferPointer) throws -> Value
  ) throws -> Value {
    guard count <= bytes.count - position else { throw SummaryError("it ends too early") }
    defer { position += count }
    return try bytes.withUnsafeBytes {
      try body(UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
    }
  }

  /// Bytes that are there to be written.
  mutating func write(_ raw: UnsafeRawBufferPointer) { bytes.append(contentsOf: raw) }

  /// A checksum: FNV's product over words of eight bytes, with the high half folded into the low one.
  ///
  /// Every step is invertible in the word and in the state, so that any damage within one word is found, and
  /// other damage but once in 2^64.
  package static func checksum(_ bytes: [UInt8]) -> UInt64 {
    var state = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
    func mix(_ word: UInt64) {
      state = (state ^ word) &* 0x0000_0100_0000_01B3
      state ^= state >> 32
    }
    bytes.withUnsafeBytes { raw in
      for offset in stride(from: 0, to: raw.count - 7, by: 8) {
        mix(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      }
      for byte in raw.suffix(raw.count % 8) { mix(UInt64(byte)) }
    }
    return state
  }
}

/// Bytes that are not those of the summary they are read as.
public struct SummaryError: KindedError, Hashable {
  private let reason: String

  init(_ reason: String) { self.reason = reason }

  /// What is wrong, in one sentence for the user.
  public var description: String { "A stored summary cannot be used: \(reason)." }
}
