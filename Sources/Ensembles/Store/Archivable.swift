import NumericCore

/// Something whose content goes to bytes and comes back as it was, bit for bit.
public protocol Archivable {
  /// Names every part in a fixed order; the same list of parts writes them or reads them.
  ///
  /// What is read replaces the parts of a value of the same shape, such as an empty summary of the same study.
  mutating func archive(_ archive: inout ByteArchive) throws
}

/// What a list may hold, where the elements of one that is read begin as blanks.
public protocol ArchivableElement: Archivable {
  /// A blank.
  init()
  /// Writes or reads the elements of a list of known length.
  static func archive(elements: inout [Self], count: Int, _ archive: inout ByteArchive) throws
}

extension ArchivableElement {
  /// One after the other.
  public static func archive(
    elements: inout [Self], count: Int, _ archive: inout ByteArchive
  ) throws {
    for index in 0..<count {
      if elements.count == index { elements.append(Self()) }
      try elements[index].archive(&archive)
    }
  }
}

extension Array: Archivable, ArchivableElement where Element: ArchivableElement {
  /// A list that has elements takes back as many, one that has none any number.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    let length = try archive.code(length: count)
    try archive.require(isEmpty || length == count, "\(length) values where \(count) belong")
    try Element.archive(elements: &self, count: length, &archive)
  }
}

extension Double: ArchivableElement {
  /// The bits.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    var word = bitPattern
    try archive.code(word: &word)
    self = Double(bitPattern: word)
  }

  /// All at once.
  public static func archive(
    elements: inout [Double], count: Int, _ archive: inout ByteArchive
  ) throws {
    if archive.isReading {
      let (size, overflows) = count.multipliedReportingOverflow(by: 8)
      elements = try archive.read(overflows ? .max : size) { raw in
        Array(unsafeUninitializedCapacity: count) { buffer, filled in
          for index in 0..<count {
            let word = raw.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)
            buffer[index] = Double(bitPattern: UInt64(littleEndian: word))
          }
          filled = count
        }
      }
    } else {
      // Not a key path, which would be followed at run time for each number.
      elements.map { $0.bitPattern.littleEndian }.withUnsafeBytes { archive.write($0) }
    }
  }
}

extension Int: ArchivableElement {
  /// Largest whole number: counts and positions are exact as doubles, and sums of a few do not overflow.
  static let archivableLimit: UInt64 = 1 << 53

  /// A count or a position: a whole number from 0 to 2^53.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    precondition(archive.isReading || self >= 0, "a count of \(self)")
    var word = UInt64(magnitude)
    try archive.code(word: &word)
    try archive.require(word <= Self.archivableLimit, "a count of \(word)")
    self = Int(word)
  }
}

extension Bool: ArchivableElement {
  /// 1 or 0.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    var word: UInt64 = self ? 1 : 0
    try archive.code(word: &word)
    try archive.require(word < 2, "a truth value of \(word)")
    self = word == 1
  }
}

extension UInt8: ArchivableElement {
  /// One byte.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    var bytes = [self]
    try Self.archive(elements: &bytes, count: 1, &archive)
    self = bytes[0]
  }

  /// All at once.
  public static func archive(
    elements: inout [UInt8], count: Int, _ archive: inout ByteArchive
  ) throws {
    if archive.isReading {
      elements = try archive.read(count) { Array($0) }
    } else {
      elements.withUnsafeBytes { archive.write($0) }
    }
  }
}

extension String: ArchivableElement {
  /// UTF-8 behind its length.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    let length = try archive.code(length: utf8.count)
    if archive.isReading {
      self = try archive.read(length) { String(decoding: $0, as: UTF8.self) }
    } else {
      Array(utf8).withUnsafeBytes { archive.write($0) }
    }
  }
}

extension Range<Int>: Archivable {
  /// Both ends.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    var (low, high) = (lowerBound, upperBound)
    try archive.code(&low)
    try archive.code(&high)
    try archive.require(low <= high, "a range from \(low) to \(high)")
    self = low..<high
  }
}

extension CompensatedSum: ArchivableElement {
  /// The sum and its error.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    var (sum, correction) = parts
    try archive.code(&sum)
    try archive.code(&correction)
    parts = (sum, correction)
  }
}

extension QuantileSketch: ArchivableElement {
  /// The numbers it holds, by level, and the compactions that were made.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    var parts = self.parts
    try archive.code(&parts.recent)
    try archive.code(&parts.levels)
    try archive.code(&parts.raising)
    try archive.code(&parts.lowering)
    guard let sketch = QuantileSketch(parts) else {
      throw SummaryError("it holds a quantile sketch that cannot be")
    }
    self = sketch
  }
}

extension BlockSummary {
  /// The summary as bytes: its ``format``, its content and a checksum.
  public func encoded() -> [UInt8] {
    var (copy, format, archive) = (self, Self.format, ByteArchive())
    do {
      try archive.code(&format)
      try archive.code(&copy)
    } catch { preconditionFailure("writing fails: \(error)") }
    return archive.bytes + Self.bytes(of: ByteArchive.checksum(archive.bytes))
  }

  /// What ``encoded()`` made of a summary that began as this empty one.
  ///
  /// Merging what is read gives the same bits as merging the summaries that were written.
  ///
  /// - Throws: ``SummaryError`` when the bytes are torn, damaged, of another format, or of a summary of something
  ///   else.
  public func decoded(from bytes: [UInt8]) throws -> Self {
    let content = Array(bytes.dropLast(8))
    guard Self.bytes(of: ByteArchive.checksum(content)) == Array(bytes.suffix(8)) else {
      throw SummaryError("its checksum is wrong, it is torn or damaged")
    }
    var archive = ByteArchive(reading: content)
    var format = ""
    try archive.code(&format)
    try archive.require(format == Self.format, "\(format) where \(Self.format) belongs")
    var summary = self
    try archive.code(&summary)
    try archive.requireEnd()
    return summary
  }

  private static func bytes(of word: UInt64) -> [UInt8] {
    withUnsafeBytes(of: word.littleEndian) { Array($0) }
  }
}
