import Foundation

/// Small inputs that once found something, kept for ever: `Corpus/READER/what-it-is`.
public enum Corpus {
  /// One input.
  public struct Entry: Sendable {
    /// Name of its reader.
    public let reader: String
    /// Path of the file.
    public let path: String
    /// The input.
    public let bytes: [UInt8]
  }

  /// All inputs of a folder, by reader and name.
  public static func entries(in folder: String) throws -> [Entry] {
    let manager = FileManager.default
    return try manager.contentsOfDirectory(atPath: folder).sorted().flatMap { reader -> [Entry] in
      var isFolder: ObjCBool = false
      let place = folder + "/" + reader
      guard manager.fileExists(atPath: place, isDirectory: &isFolder), isFolder.boolValue else {
        return []
      }
      return try manager.contentsOfDirectory(atPath: place).sorted().map { name in
        let path = place + "/" + name
        return Entry(
          reader: reader, path: path,
          bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
      }
    }
  }
}
