import Ensembles
import Foundation
import NumericCore
import Scenarios

/// A file or folder that could not be written.
public struct OutputError: KindedError, Hashable {
  /// Path of the file or folder.
  public let path: String
  /// What went wrong, in one sentence with the path, for the user.
  public let description: String
  /// Output that cannot be finished.
  public var kind: ErrorKind { .inputOutput }

  init(path: String, doing action: String, code: Int32) {
    self.path = path
    self.description = "cannot \(action) \(path): \(String(cString: strerror(code)))"
  }

  /// A file that something stands in the way of.
  init(path: String, obstacle: String) {
    self.path = path
    self.description =
      "cannot write \(path): \(obstacle) is not a plain file; remove it, or name another file."
  }
}

/// A file that grows as results arrive and gets its name only when it is complete.
///
/// Bytes go to `<path>.partial`; ``close()`` flushes them to the disk and renames the file, so that a
/// file under its own name is never a truncated one. What is not closed goes away with the value. Every error of
/// the disk is thrown, a full one included. One thread writes.
public final class OutputFile {
  /// The name the file will have.
  public let path: String
  /// The name without the folder.
  public var name: String { URL(fileURLWithPath: path).lastPathComponent }
  /// Bytes written so far.
  public private(set) var byteCount = 0
  private var checksum = FNV1a()
  private let partialPath: String
  private let keepsPartial: Bool
  private var descriptor: Int32
  private var place: Int?
  /// What the file begins with, such as the header of a table.
  private(set) var beginning: [UInt8] = []

  /// Opens the file, replacing a partial one that an earlier run left.
  ///
  /// - Parameter keepsPartial: whether the partial file stays when the value goes away unfinished, and what an earlier
  ///   run left stays until it is written over, so that ``resume(at:)`` finds it.
  /// - Throws: ``OutputError`` when the file cannot be opened.
  public init(path: String, keepsPartial: Bool = false) throws(OutputError) {
    self.path = path
    self.keepsPartial = keepsPartial || WritingProcess.isAnother
    self.partialPath = WritingProcess.isAnother ? "/dev/null" : path + ".partial"
    // Noted first: a signal may come between.
    self.place = self.keepsPartial ? nil : UnfinishedFiles.add(partialPath)
    // A link must not lead elsewhere, and a pipe not make anybody wait.
    let mode = (keepsPartial ? O_RDWR : O_WRONLY) | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    self.descriptor = open(partialPath, mode, 0o644)
    var error: OutputError?
    var status = stat()
    if descriptor < 0 {
      error =
        [ELOOP, ENXIO].contains(errno)
        ? OutputError(path: path, obstacle: partialPath)
        : OutputError(path: path, doing: "open", code: errno)
    } else if WritingProcess.isAnother {
      return
    } else if fstat(descriptor, &status) != 0 || status.st_mode & S_IFMT != S_IFREG {
      error = OutputError(path: path, obstacle: partialPath)
    } else if !keepsPartial, ftruncate(descriptor, 0) != 0 {
      error = OutputError(path: path, doing: "empty", code: errno)
    } else if keepsPartial, case let code = NamesOnDisk.keep(besides: path), code != 0 {
      error = OutputError(path: path, doing: "open", code: code)
    }
    if let error {
      if descriptor >= 0 { _ = Foundation.close(descriptor) }
      descriptor = -1
      UnfinishedFiles.remove(place)
      throw error
    }
  }

  deinit {
    if descriptor >= 0 {
      _ = Foundation.close(descriptor)
      if !keepsPartial { unlink(partialPath) }
      UnfinishedFiles.remove(place)
    }
  }

  /// Where the file stands: bytes written, and their checksum in two halves.
  public var mark: [Int] { Self.mark(byteCount, checksum) }
  /// Where a file stands that nothing was written to.
  static let start = mark(0, FNV1a())

  private static func mark(_ byteCount: Int, _ checksum: FNV1a) -> [Int] {
    [byteCount, Int(checksum.state >> 32), Int(checksum.state & 0xFFFF_FFFF)]
  }

  /// Begins the file, and remembers with what.
  ///
  /// - Throws: ``OutputError`` when the disk does not take it.
  public func begin(with rows: CSVRows) throws(OutputError) {
    beginning = rows.bytes
    try write(rows)
  }

  /// Goes back to what the file begins with.
  ///
  /// - Throws: ``OutputError`` when it cannot be cut or written.
  public func restart() throws(OutputError) {
    (byteCount, checksum) = (0, FNV1a())
    try cut()
    try write(beginning)
  }

  /// Goes back to where the file stood.
  ///
  /// - Returns: whether it could; false where the file is shorter now, or is another one. It must then ``restart()``.
  /// - Throws: ``OutputError`` when it cannot be read or cut.
  public func resume(at mark: [Int]) throws(OutputError) -> Bool {
    (byteCount, checksum) = (0, FNV1a())
    while byteCount < mark[0] {
      let piece = try bytes(byteCount..<min(byteCount + (1 << 20), mark[0]))
      if piece.isEmpty { break }
      piece.withUnsafeBytes { checksum.extend($0) }
      byteCount += piece.count
    }
    guard self.mark == mark else { return false }
    try cut()
    return true
  }

  /// Reads what was written; fewer bytes where the file ends.
  ///
  /// - Throws: ``OutputError`` when the file cannot be read.
  func bytes(_ range: Range<Int>) throws(OutputError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var count = 0
    while count < range.count {
      let taken = bytes.withUnsafeMutableBytes {
        pread(
          descriptor, $0.baseAddress! + count, range.count - count,
          off_t(range.lowerBound + count))
      }
      if taken < 0 && errno == EINTR { continue }
      if taken < 0 { throw OutputError(path: path, doing: "read", code: errno) }
      if taken == 0 { break }
      count += taken
    }
    bytes.removeLast(range.count - count)
    return bytes
  }

  /// Ends the file where it stands.
  private func cut() throws(OutputError) {
    if lseek(descriptor, off_t(byteCount), SEEK_SET) < 0
      || ftruncate(descriptor, off_t(byteCount)) != 0
    {
      throw OutputError(path: path, doing: "cut", code: errno)
    }
  }

  /// The FNV-1a hash of the bytes written so far, sixteen hexadecimal digits. Cost of keeping it: a nanosecond a byte.
  public var hash: String { checksum.text }

  /// Writes a whole text file.
  ///
  /// - Throws: ``OutputError`` when the file cannot be written.
  public static func write(_ text: String, to path: String) throws(OutputError) {
    let file = try OutputFile(path: path)
    try file.write(text)
    try file.close()
  }

  /// Appends rows of a table.
  ///
  /// - Throws: ``OutputError`` when the disk does not take them all.
  public func write(_ rows: CSVRows) throws(OutputError) { try write(rows.bytes) }

  /// Appends text.
  ///
  /// - Throws: ``OutputError`` when the disk does not take it all.
  public func write(_ text: String) throws(OutputError) { try write(Array(text.utf8)) }

  /// Appends bytes.
  ///
  /// - Throws: ``OutputError`` when the disk does not take them all.
  public func write(_ bytes: [UInt8]) throws(OutputError) {
    precondition(descriptor >= 0, "\(path) was already closed")
    bytes.withUnsafeBytes { checksum.extend($0) }
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        Foundation.write(descriptor, buffer.baseAddress! + offset, bytes.count - offset)
      }
      if written < 0 {
        let code = errno
        if code == EINTR { continue }
        throw OutputError(path: path, doing: "write", code: code)
      }
      offset += written
      byteCount += written
    }
  }

  /// Brings what was written to the disk.
  ///
  /// - Throws: ``OutputError`` when the disk reports a late error.
  public func flush() throws(OutputError) {
    precondition(descriptor >= 0, "\(path) was already closed")
    if WritingProcess.isAnother { return }
    if fsync(descriptor) != 0 && errno != EINVAL {
      throw OutputError(path: path, doing: "write", code: errno)
    }
  }

  /// Ends the file where it stands, on the disk as well: nothing more is written before it gets its name.
  ///
  /// - Throws: ``OutputError`` when it cannot be cut, or the disk reports a late error.
  func settle() throws(OutputError) {
    if keepsPartial, !WritingProcess.isAnother { try cut() }
    try flush()
  }

  /// Flushes the file to the disk, closes it and gives it its name, which is on the disk as well then.
  ///
  /// - Throws: ``OutputError`` when the disk reports a late error; nothing is left then.
  public func close() throws(OutputError) {
    defer {
      if descriptor >= 0 { _ = Foundation.close(descriptor) }
      descriptor = -1
      UnfinishedFiles.remove(place)
    }
    if WritingProcess.isAnother { return }
    do throws(OutputError) {
      try settle()
      let isClosed = Foundation.close(descriptor) == 0
      descriptor = -1
      if !isClosed { throw OutputError(path: path, doing: "write", code: errno) }
      if rename(partialPath, path) != 0 {
        throw OutputError(path: path, doing: "name", code: errno)
      }
    } catch {
      unlink(partialPath)
      throw error
    }
    let code = NamesOnDisk.keep(besides: path)
    if code != 0 { throw OutputError(path: path, doing: "name", code: code) }
  }
}

/// The folder a run writes to.
public struct OutputFolder: Sendable, Hashable {
  /// Path of the folder.
  public let path: String

  /// Makes the folder, and those above it, unless they exist.
  ///
  /// - Throws: ``OutputError`` when that fails, for instance because a file has the name.
  public init(path: String) throws(OutputError) {
    self.path = path
    if WritingProcess.isAnother { return }
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += (made.isEmpty && !path.hasPrefix("/")) ? part : "/" + part
      if made.hasPrefix("//") { made.removeFirst() }
      if part.isEmpty { continue }
      if mkdir(made, 0o755) == 0 {
        let code = NamesOnDisk.keep(besides: made)
        if code != 0 { throw OutputError(path: made, doing: "make the folder", code: code) }
        continue
      }
      let code = errno
      var status = stat()
      if stat(made, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { continue }
      throw OutputError(path: made, doing: "make the folder", code: code)
    }
  }

  /// Opens a file of the folder for writing.
  ///
  /// - Parameter keepsPartial: as ``OutputFile/init(path:keepsPartial:)`` says.
  /// - Throws: ``OutputError`` when the file cannot be opened.
  public func file(
    _ name: String, keepsPartial: Bool = false
  ) throws(OutputError) -> OutputFile {
    try OutputFile(path: path + "/" + name, keepsPartial: keepsPartial)
  }

  /// Opens a table of the folder and writes its header.
  ///
  /// - Throws: ``OutputError`` when the file cannot be opened or written.
  public func table(_ name: String, header: [String]) throws(OutputError) -> OutputFile {
    let file = try file(name)
    var rows = CSVRows()
    rows.appendRow(header)
    try file.write(rows)
    return file
  }

  /// Writes a whole text file.
  ///
  /// - Throws: ``OutputError`` when the file cannot be written.
  public func write(_ text: String, to name: String) throws(OutputError) {
    let file = try file(name)
    try file.write(text)
    try file.close()
  }
}
