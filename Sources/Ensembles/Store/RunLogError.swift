import Foundation
import NumericCore

/// A run log that cannot be used.
public enum RunLogError: KindedError, Hashable {
  /// The system refuses an action on the file.
  case file(String, String, Int32)
  /// Another process writes to it.
  case inUse(String)
  /// The path does not name a plain file.
  case noFile(String)
  /// The file is something else.
  case noLog(String)
  /// The record that says what it is of is damaged.
  case headless(String)
  /// A part of a command has a record that is damaged.
  case damagedPart(String)
  /// It is of something else: what differs, as it is in the log and as it is asked for.
  case differs(String, what: String, stored: String, asked: String)

  /// What names of facts begin with that are digests of files.
  public static let file = "file "

  /// The error as a sentence for the user.
  public var description: String {
    switch self {
    case .file(let path, let action, let code):
      "cannot \(action) \(path): \(String(cString: strerror(code)))"
    case .inUse(let path): "\(path) is being written by another process."
    case .noFile(let path): "\(path) is not a plain file."
    case .noLog(let path): "\(path) is not a run log of latecomer."
    case .headless(let path):
      "\(path) is damaged at its beginning, which says what it is of; begin anew, with --force or another file."
    case .damagedPart(let path): "\(path) is damaged; run that part again."
    case .differs(let path, let what, let stored, let asked):
      if what.hasPrefix(Self.file) {
        "\(path) was begun with another \(what.dropFirst(Self.file.count)), or with this one before it was changed; "
          + "begin anew, with --force or another file."
      } else {
        "\(path) is the log of another run: its \(what) is \(stored.isEmpty ? "none" : stored), and this one's is "
          + "\(asked.isEmpty ? "none" : asked)."
      }
    }
  }

  /// Trouble of the disk, or a file that is another's.
  public var kind: ErrorKind {
    switch self {
    case .file: .inputOutput
    case .inUse, .noFile, .noLog, .headless, .damagedPart, .differs: .badData
    }
  }
}
