import Foundation
import NumericCore

/// A file of records that only grows: what is in it survives the end of the process, and what was torn or damaged is told
/// from what is whole.
///
/// A record is its head (a mark, where the record belongs, the length of its content, and a checksum of all that), the
/// content, and the content's checksum. A head that is not one, or ends beyond the file, is skipped up to the next head;
/// at the end of the file it is cut off. A file without any record is as good as empty when it may be what was left of one
/// where the power failed: its first bytes are those of a mark, or it is all zeros. One process writes at a time, which a lock
/// on the file sees to; one thread of it.
final class LogFile {
  /// Where a record belongs.
  struct Place: Hashable, Sendable {
    /// The stage of the command, counted from 1; 0 for what the log is of.
    var stage = 0
    /// First block.
    var first = 0
    /// The block after the last one.
    var end = 0
    /// Checksum of what the stage is.
    var kind: UInt64 = 0
  }

  /// Where a record lies.
  struct Entry: Sendable {
    let place: Place
    let offset: UInt64
    let length: Int
  }

  /// Path of the file.
  private(set) var path: String
  /// The records, in the order in which they were written.
  private(set) var entries: [Entry] = []
  /// Position of the last record of a place.
  private var positions: [Place: Int] = [:]
  /// Bytes in the file.
  private(set) var size: UInt64 = 0
  private let isReadOnly: Bool
  private let descriptor: Int32
  private var flushed = ContinuousClock.now

  private static let mark: [UInt8] = Array("latelog1".utf8)
  private static let headLength = 56
  /// Longest time that a record may wait for the disk.
  private static let patience = Duration.seconds(2)

  /// Opens a log, or makes an empty one.
  ///
  /// - Parameters:
  ///   - isReadOnly: whether the file must be there and stays as it is.
  ///   - isNew: whether what is in it goes, once nobody else writes to it.
  /// - Throws: ``RunLogError``.
  init(path: String, isReadOnly: Bool = false, isNew: Bool = false) throws {
    self.path = path
    self.isReadOnly = isReadOnly
    // A pipe must not make anybody wait.
    let mode = isReadOnly ? O_RDONLY | O_NONBLOCK : O_RDWR | O_CREAT | O_NONBLOCK
    descriptor = open(path, mode | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw RunLogError.file(path, "open", errno) }
    if flock(descriptor, (isReadOnly ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
      let code = errno
      close(descriptor)
      if code == EWOULDBLOCK { throw RunLogError.inUse(path) }
      throw RunLogError.file(path, "lock", code)
    }
    do {
      if isNew, ftruncate(descriptor, 0) != 0 { throw RunLogError.file(path, "empty", errno) }
      try scan()
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit {
    if !isReadOnly { fsync(descriptor) }
    close(descriptor)
  }

  /// Appends a record; does nothing to a file that stays as it is.
  ///
  /// - Throws: ``RunLogError`` when the disk does not take it; the log is then as before.
  func append(_ place: Place, _ content: [UInt8]) throws {
    if isReadOnly { return }
    let bytes =
      Self.head(place, length: content.count) + content + Self.bytes(ByteArchive.checksum(content))
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes {
        pwrite(
          descriptor, $0.baseAddress! + offset, bytes.count - offset,
          off_t(size) + off_t(offset))
      }
      if written < 0 {
        let code = errno
        if code == EINTR { continue }
        ftruncate(descriptor, off_t(size))
        throw RunLogError.file(path, "write", code)
      }
      offset += written
    }
    note(place, at: size, length: content.count)
    if flushed.duration(to: .now) > Self.patience { try flush() }
  }

  /// Brings everything to the disk.
  func flush() throws {
    if !isReadOnly, fsync(descriptor) != 0 && errno != EINVAL {
      throw RunLogError.file(path, "write", errno)
    }
    flushed = .now
  }

  /// Brings its name to the disk.
  func keepName() throws {
    let code = NamesOnDisk.keep(besides: path)
    if code != 0 { throw RunLogError.file(path, "name", code) }
  }

  /// Lets others use the file.
  func unlock() { flock(descriptor, LOCK_UN) }

  /// Brings everything to the disk and takes the place of another file.
  func replace(_ other: String) throws {
    try flush()
    if rename(path, other) != 0 { throw RunLogError.file(other, "replace", errno) }
    path = other
    try keepName()
  }

  /// The content of a record; nil when it is damaged.
  func content(of entry: Entry) throws -> [UInt8]? {
    guard var content = try read(at: entry.offset, count: entry.length + 8) else { return nil }
    let checksum = Array(content.suffix(8))
    content.removeLast(8)
    return Self.bytes(ByteArchive.checksum(content)) == checksum ? content : nil
  }

  /// The last record of a place; nil when there is none.
  func entry(of place: Place) -> Entry? { positions[place].map { entries[$0] } }

  /// Enters a record that begins at a byte.
  private func note(_ place: Place, at position: UInt64, length: Int) {
    positions[place] = entries.count
    entries.append(
      Entry(place: place, offset: position + UInt64(Self.headLength), length: length))
    size = position + UInt64(Self.headLength + length + 8)
  }

  /// Finds the records.
  private func scan() throws {
    var status = stat()
    if fstat(descriptor, &status) != 0 { throw RunLogError.file(path, "read", errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw RunLogError.noFile(path) }
    let end = UInt64(status.st_size)
    var position: UInt64 = 0
    while position < end {
      if let head = try read(at: position, count: Self.headLength),
        let (place, length) = Self.record(head),
        position + UInt64(Self.headLength + 8) + UInt64(length) <= end
      {
        note(place, at: position, length: length)
        position = size
      } else if let next = try nextMark(after: position, end: end) {
        position = next
      } else {
        break
      }
    }
    if size == 0, end > 0, try !isTorn(end: end) { throw RunLogError.noLog(path) }
    if size < end, !isReadOnly, ftruncate(descriptor, off_t(size)) != 0 {
      throw RunLogError.file(path, "cut", errno)
    }
  }

  /// Whether a file without records may be what was left of the first one.
  private func isTorn(end: UInt64) throws -> Bool {
    let count = Int(min(end, UInt64(Self.mark.count)))
    guard let start = try read(at: 0, count: count) else { return false }
    if Self.mark.starts(with: start) { return true }
    var position: UInt64 = 0
    while position < end {
      guard let piece = try read(at: position, count: Int(min(end - position, 1 << 16))),
        piece.allSatisfy({ $0 == 0 })
      else { return false }
      position += UInt64(piece.count)
    }
    return true
  }

  /// Where the next mark lies; nil when there is none.
  private func nextMark(after position: UInt64, end: UInt64) throws -> UInt64? {
    let step = 1 << 20
    var start = position + 1
    while start < end {
      let count = Int(min(UInt64(step + Self.mark.count), end - start))
      guard let bytes = try read(at: start, count: count) else { return nil }
      if count >= Self.mark.count {
        for offset in 0...count - Self.mark.count
        where bytes[offset] == Self.mark[0]
          && bytes[offset..<offset + Self.mark.count].elementsEqual(Self.mark)
        {
          return start + UInt64(offset)
        }
      }
      start += UInt64(step)
    }
    return nil
  }

  /// Bytes of the file; nil when it ends before.
  private func read(at position: UInt64, count: Int) throws -> [UInt8]? {
    var offset = 0
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while offset < count {
        let taken = pread(
          descriptor, buffer.baseAddress! + offset, count - offset,
          off_t(position) + off_t(offset))
        if taken < 0 && errno == EINTR { continue }
        if taken < 0 { code = errno }
        if taken <= 0 { break }
        offset += taken
      }
      filled = offset
    }
    if code != 0 { throw RunLogError.file(path, "read", code) }
    return offset == count ? bytes : nil
  }

  private static func head(_ place: Place, length: Int) -> [UInt8] {
    let words = [
      UInt64(place.stage), UInt64(place.first), UInt64(place.end), place.kind, UInt64(length),
    ]
    let head = mark + words.flatMap(bytes)
    return head + bytes(ByteArchive.checksum(head))
  }

  private static func record(_ head: [UInt8]) -> (Place, length: Int)? {
    guard head.starts(with: mark),
      bytes(ByteArchive.checksum(Array(head.dropLast(8)))) == Array(head.suffix(8))
    else { return nil }
    let words = head.withUnsafeBytes { raw in
      (1...5).map {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self))
      }
    }
    guard words.enumerated().allSatisfy({ $0.offset == 3 || $0.element < 1 << 53 }) else {
      return nil
    }
    return (
      Place(stage: Int(words[0]), first: Int(words[1]), end: Int(words[2]), kind: words[3]),
      Int(words[4])
    )
  }

  private static func bytes(_ word: UInt64) -> [UInt8] {
    withUnsafeBytes(of: word.littleEndian) { Array($0) }
  }
}
