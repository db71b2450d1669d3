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
  ///   - replaces: whether a file of that name may be replaced.
  ///   - makesFolder: whether its folder is made when it is missing.
  /// - Throws: ``CreationError`` for a folder, a file that may not be replaced, and a folder that is missing.
  public static func check(
    file path: String, replaces: Bool, makesFolder: Bool = false
  ) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      if isFolder.boolValue {
        throw CreationError("\(path) is a folder; name a file for --out.")
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
}
