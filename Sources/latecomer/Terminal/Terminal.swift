import Foundation
import NumericCore
import Reporting
import Scenarios

/// The standard streams. What is said on standard error holds names of files and arguments, which say nothing to the
/// terminal itself; reports are made so before they come here.
enum Terminal {
  /// Whether a person watches standard error.
  static let isWatched = isatty(STDERR_FILENO) != 0

  /// With which characters strips are drawn on standard output: those every file has unless a terminal shows it that
  /// says it knows others; none where lines of a hundred columns would be broken. No colours are used, so that NO_COLOR
  /// has nothing to switch off.
  static var stripStyle: RunReport.StripStyle? {
    guard isatty(STDOUT_FILENO) != 0 else { return .ascii }
    if columns < TextRenderer.width { return nil }
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
      .first { !$0.isEmpty }?.lowercased()
    let isUnicode = locale.map { $0.contains("utf-8") || $0.contains("utf8") } ?? false
    return isUnicode ? .unicode : .ascii
  }

  /// Columns that text on standard output may have: those of the terminal where it is narrower than a report, though never
  /// fewer than make tables readable.
  static var columns: Int {
    var size = winsize()
    guard isatty(STDOUT_FILENO) != 0, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return TextRenderer.width }
    return min(max(Int(size.ws_col), narrowest), TextRenderer.width)
  }

  /// Columns below which a table is no table.
  private static let narrowest = 60

  /// Writes to standard output.
  ///
  /// - Throws: ``StandardOutputError`` when it does not take everything, for instance on a full disk.
  static func write(_ text: String) throws {
    ProgressPrinter.shared.end()
    guard Ranks.leads else { return }
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      throw StandardOutputError(
        description: "cannot write to standard output: \(String(cString: strerror(errno)))")
    }
  }

  /// The command line as it can be typed again, without the folder of the program.
  static var command: [String] { ["latecomer"] + CommandWords.typed.map(\.shellWord) }

  /// Opens a file with what the desktop has for it.
  ///
  /// - Throws: ``StandardOutputError`` where there is no desktop; the file is written then all the same.
  static func open(_ path: String) throws {
    let process = Process()
    #if os(macOS)
      let opener = "/usr/bin/open"
    #else
      let opener = "/usr/bin/xdg-open"
    #endif
    guard FileManager.default.isExecutableFile(atPath: opener) else {
      throw StandardOutputError(
        description: "\(path) is written; nothing here opens it: there is no \(opener)")
    }
    process.executableURL = URL(fileURLWithPath: opener)
    process.arguments = [path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// Writes a line to standard error, in place of one that is watched there.
  static func note(_ line: String) {
    guard Ranks.leads else { return }
    replaceLine("")
    try? FileHandle.standardError.write(contentsOf: Data((line.printable + "\n").utf8))
  }

  /// Replaces the line a person watches on standard error; an empty text clears it.
  static func replaceLine(_ text: String) {
    guard isWatched, Ranks.leads else { return }
    try? FileHandle.standardError.write(contentsOf: Data("\r\(text.printable)\u{1B}[K".utf8))
  }

  /// Says what is wrong and ends the program.
  static func complain(_ text: String, status: Int32) -> Never {
    say(text)
    end(status: status)
  }

  /// Says a last word; none where the text is empty.
  static func say(_ text: String) {
    ProgressPrinter.shared.end()
    if !text.isEmpty { note(text) }
  }

  /// Ends the program.
  static func end(status: Int32) -> Never {
    // Libraries may not end well: after an error of their own, or where threads of theirs wait for memory that a limit
    // does not give.
    fflush(nil)
    _exit(status)
  }
}
