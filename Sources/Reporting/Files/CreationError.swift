import Foundation
import NumericCore

/// Output that cannot be started: a folder or file that cannot be made, one that exists, or one that belongs to
/// somebody else.
public struct CreationError: KindedError {
  /// What is wrong, in one sentence.
  public let description: String
  /// Output that cannot be started.
  public var kind: ErrorKind { .cannotCreate }

  /// Makes an error with its sentence.
  public init(_ description: String) { self.description = description }

  /// Does what starts an output, so that its errors are of this kind.
  public static func creating<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as OutputError {
      throw CreationError(error.description)
    }
  }

  /// Refuses a file before anything is computed for it; makes nothing.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - inputs: files that the command reads, which it never replaces.
  ///   - replaces: whether a file of that name may be replaced.
  ///   - makesFolder: whether its folder is made when it is missing.
  /// - Throws: `UsageError` for an empty path, ``CreationError`` for a folder, a device or pipe, an input, a file that
  ///   may not be replaced, and a folder that is missing.
  public static func check(
    file path: String, inputs: [String] = [], replaces: Bool, makesFolder: Bool = false
  ) throws {
    if path.isEmpty { throw UsageError("--out is empty; name a file.") }
    if WritingProcess.isAnother { return }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      if isFolder.boolValue {
        throw CreationError("\(path) is a folder; name a file for --out.")
      }
      if !isRegular(path) {
        throw CreationError(
          "\(path) is a device or pipe, which no file can replace; name a file for --out, or redirect standard "
            + "output.")
      }
      if inputs.contains(where: { isSame(path, $0) }) {
        throw CreationError("\(path) is what this command reads; name another file for --out.")
      }
      if !replaces {
        throw CreationError("\(path) exists; --force replaces it, or name another file.")
      }
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if !makesFolder, !FileManager.default.fileExists(atPath: folder) {
      throw CreationError("cannot make \(path): there is no folder \(folder).")
    }
  }

  /// Whether a path means a file that may get another content; the standard streams have other names, too.
  private static func isRegular(_ path: String) -> Bool {
    if ["/dev/std", "/dev/fd/", "/proc/"].contains(where: path.hasPrefix) { return false }
    return status(path).map { $0.st_mode & S_IFMT == S_IFREG } ?? true
  }

  private static func isSame(_ path: String, _ other: String) -> Bool {
    guard let one = status(path), let two = status(other) else { return false }
    return one.st_dev == two.st_dev && one.st_ino == two.st_ino
  }

  private static func status(_ path: String) -> stat? {
    var result = stat()
    return stat(path, &result) == 0 ? result : nil
  }
}
