import Ensembles

/// Repairs the checksums of a changed log of blocks, so that its reader comes to what is behind them.
enum LogSeal {
  private static let head = 56
  private static let mark = Array("latelog1".utf8)

  /// The log with checksums that fit heads and contents, as far as records can be found.
  static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    var place = 0
    while place + head + 8 <= bytes.count {
      guard bytes[place..<place + mark.count].elementsEqual(mark) else {
        place += 1
        continue
      }
      put(
        ByteArchive.checksum(Array(bytes[place..<place + head - 8])), at: place + head - 8,
        in: &bytes)
      let next =
        (place + 8..<bytes.count - mark.count + 1).first {
          bytes[$0..<$0 + mark.count].elementsEqual(mark)
        } ?? bytes.count
      let stated = word(at: place + 40, in: bytes)
      let length = min(Int(clamping: stated), max(next - place - head - 8, 0))
      let end = place + head + length
      put(ByteArchive.checksum(Array(bytes[place + head..<end])), at: end, in: &bytes)
      place = max(end + 8, place + head + 8)
    }
    return bytes
  }

  /// Bytes with their checksum behind them.
  static func withChecksum(_ bytes: [UInt8]) -> [UInt8] {
    var all = bytes + [UInt8](repeating: 0, count: 8)
    put(ByteArchive.checksum(bytes), at: bytes.count, in: &all)
    return all
  }

  private static func word(at place: Int, in bytes: [UInt8]) -> UInt64 {
    (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[place + $1]) << (8 * UInt64($1)) }
  }

  private static func put(_ word: UInt64, at place: Int, in bytes: inout [UInt8]) {
    guard place + 8 <= bytes.count else { return }
    for index in 0..<8 {
      bytes[place + index] = UInt8(truncatingIfNeeded: word >> (8 * UInt64(index)))
    }
  }
}
