import Foundation
import NumericCore

/// The standard streams. What is said on standard error holds names of files and arguments, which say nothing to the
/// terminal itself; reports are made so before they come here.
enum Terminal {
  /// Whether a person watches standard error.
  static let isWatched = isatty(STDERR_FILENO) != 0

  /// Writes to standard output.
  ///
  /// - Throws: ``StandardOutputError`` when it does not take everything, for instance on a full disk.
  static func write(_ text: String) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      throw StandardOutputError(
        description: "cannot write to standard output: \(String(cString: strerror(errno)))")
    }
  }

  /// Writes a line to standard error.
  static func note(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data((line.printable + "\n").utf8))
  }

  /// Replaces the line a person watches on standard error; an empty text clears it.
  static func replaceLine(_ text: String) {
    guard isWatched else { return }
    try? FileHandle.standardError.write(contentsOf: Data("\r\(text.printable)\u{1B}[K".utf8))
  }

  /// Says what is wrong and ends the program.
  static func complain(_ text: String, status: Int32) -> Never {
    replaceLine("")
    note(text)
    exit(status)
  }
}
