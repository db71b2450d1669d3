/// The bytes of a table as UTF-8 text with line feeds, whatever program saved it.
///
/// UTF-8 with or without a byte order mark and UTF-16 with one are read; lines may end with a line feed, a carriage
/// return or both. Positions in error messages are those of the text as UTF-8.
enum TableText {
  /// Why bytes are no text that can be read, with the line where it shows.
  struct Obstacle: Error, Hashable {
    let line: Int
    let sentence: String
  }

  /// The text without its byte order mark.
  ///
  /// - Throws: ``Obstacle`` for a spreadsheet, for UTF-16 without a mark, and for any other encoding.
  static func decode(_ bytes: [UInt8]) throws -> [UInt8] {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      throw Obstacle(
        line: 1, sentence: "the file is a spreadsheet or archive; save the table as CSV")
    }
    var text = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      text.removeFirst(3)
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      text = utf16(bytes, highByte: 1)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      text = utf16(bytes, highByte: 0)
    }
    if text.contains(0) {
      throw Obstacle(
        line: 1,
        sentence:
          "the file has zero bytes, as UTF-16 without a byte order mark has; save it as UTF-8")
    }
    if let line = firstBadLine(text) {
      throw Obstacle(
        line: line, sentence: "the line has a character that is not UTF-8; save the file as UTF-8")
    }
    let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    guard text.contains(carriageReturn), !text.contains(lineFeed) else { return text }
    return text.map { $0 == carriageReturn ? lineFeed : $0 }
  }

  /// The text with comments (lines that begin with `#`) emptied, so that lines keep their numbers.
  static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var (isComment, isLineStart) = (false, true)
    for byte in bytes {
      if isLineStart { isComment = byte == UInt8(ascii: "#") }
      isLineStart = byte == UInt8(ascii: "\n")
      if !isComment || isLineStart { result.append(byte) }
    }
    return result
  }

  private static func utf16(_ bytes: [UInt8], highByte: Int) -> [UInt8] {
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
      UInt16(bytes[place + highByte]) << 8 | UInt16(bytes[place + 1 - highByte])
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// The first line that is not UTF-8, counted from 1; nil when all are.
  static func firstBadLine(_ bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
  }
}
