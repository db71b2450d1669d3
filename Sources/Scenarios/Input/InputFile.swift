import Foundation
import NumericCore

/// Opens files that somebody named: the one way by which bytes come in, so that no path makes the program wait or fill its memory.
///
/// A plain file is read to its end, whatever size it states (those of `/proc` state none). A pipe or terminal is read where it
/// was handed over on purpose: `/dev/stdin`, or `/dev/fd/63` as a shell writes `<(...)`. Pipes with a name, devices and sockets are
/// refused, because nobody knows whether or when they end. Nothing is opened in a way that waits.
public enum InputFile {
  /// Why a file is not read.
  public enum Obstacle: Error, Hashable {
    /// There is nothing of this name.
    case missing
    /// A folder.
    case folder
    /// A pipe with a name, a device or a socket.
    case noFile
    /// More bytes than may be read.
    case tooLarge(Int)
    /// The system refuses it.
    case unreadable

    /// The sentence for the user.
    ///
    /// - Parameter expected: what was wanted: `a table`.
    public func sentence(expected: String = "a file") -> String {
      switch self {
      case .missing: "there is no such file"
      case .folder: "expected \(expected), found a folder"
      case .noFile:
        "expected \(expected), found a pipe or device; a pipe is read as /dev/stdin or from <(...)"
      case .tooLarge(let most):
        "the file is larger than the \(ByteCount.text(Double(most))) that are read of \(expected)"
      case .unreadable: "the file cannot be read"
      }
    }

    /// Data that cannot be used where there is too much of it, else a missing file.
    public var kind: ErrorKind {
      if case .tooLarge = self { .badData } else { .missingFile }
    }
  }

  /// Bytes that are read of what does not say its size: more than any table that fits a sheet.
  static let mostOfStream = 256 << 20
  private static let chunk = 1 << 18

  /// Whether a path means what was handed over by whoever started the program, which can be read once.
  public static func isHandedOver(_ path: String) -> Bool {
    path == "/dev/stdin" || path.hasPrefix("/dev/fd/") || path.hasPrefix("/proc/self/fd/")
  }

  /// What a file holds.
  ///
  /// - Parameter most: bytes that are read at most; as many as there is memory for when nil.
  /// - Throws: ``Obstacle``.
  public static func read(_ path: String, most: Int? = nil) throws(Obstacle) -> Data {
    let (descriptor, status) = try open(path)
    defer { close(descriptor) }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || isHandedOver(path) else { throw .noFile }
    if kind != S_IFREG {
      // Whoever hands a pipe over writes to it, and is waited for.
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    }
    let stated = kind == S_IFREG ? Int(status.st_size) : 0
    let limit = most ?? (stated > 0 ? .max : mostOfStream)
    if stated > limit { throw .tooLarge(limit) }
    do {
      try WorkingMemory.require(2 * Double(stated), for: "A file")
    } catch { throw .tooLarge(Int(WorkingMemory.available ?? 0) / 2) }
    return try bytes(of: descriptor, expecting: stated, most: limit)
  }

  /// What a plain file holds; nil where there is none that can be read.
  public static func contents(_ path: String, most: Int? = nil) -> Data? {
    isHandedOver(path) ? nil : try? read(path, most: most)
  }

  /// Whether a path names a plain file, through links.
  public static func isPlain(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Opens without waiting and looks at what it is.
  private static func open(_ path: String) throws(Obstacle) -> (Int32, stat) {
    var status = stat()
    // A look before it is opened: opening some devices does something.
    if path.utf8.contains(0) { throw .missing }
    if stat(path, &status) != 0 {
      throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .folder
    default: if !isHandedOver(path) { throw .noFile }
    }
    let descriptor = Foundation.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    if descriptor < 0 { throw .unreadable }
    if fstat(descriptor, &status) != 0 {
      close(descriptor)
      throw .unreadable
    }
    return (descriptor, status)
  }

  private static func bytes(
    of descriptor: Int32, expecting stated: Int, most: Int
  ) throws(Obstacle) -> Data {
    var data = Data()
    data.reserveCapacity(stated + 1)
    var piece = [UInt8](repeating: 0, count: stated > 0 ? min(stated + 1, chunk) : chunk)
    while true {
      let taken = piece.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress, $0.count)
      }
      if taken < 0 && errno == EINTR { continue }
      if taken < 0 { throw .unreadable }
      if taken == 0 { return data }
      data.append(contentsOf: piece[..<taken])
      if data.count > most { throw .tooLarge(most) }
    }
  }
}
