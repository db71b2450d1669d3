import Foundation

/// A folder in which inputs become files, with the shipped models beside them. It goes away with its value.
public final class Workbench {
  /// The folder.
  public let root: String
  /// The folder of the package.
  public let package: String

  /// Makes a folder, in memory where the system has such a place.
  ///
  /// - Parameter package: the folder of the package, whose `Models` are found beside the inputs.
  public init(package: String) throws {
    let memory = "/dev/shm"
    let place = FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    root = place + "/latecomer-fuzz-\(UUID().uuidString)"
    self.package = package
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: root + "/Models", withDestinationPath: package + "/Models")
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Path of a file.
  func path(_ name: String) -> String { root + "/" + name }

  /// Writes a file, its folder included.
  @discardableResult
  func write(_ bytes: [UInt8], _ name: String) throws -> String {
    let path = path(name)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 {
      try FileManager.default.createDirectory(
        atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      return path
    }
    defer { close(descriptor) }
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress! + offset, bytes.count - offset)
      }
      if count <= 0 { throw CocoaError(.fileWriteUnknown) }
      offset += count
    }
    return path
  }

  @discardableResult
  func write(_ text: String, _ name: String) throws -> String { try write(Array(text.utf8), name) }

  /// Shipped files below a folder of `Models` with an ending.
  ///
  /// - Parameter other: the name of one that is left out.
  func shipped(_ folder: String, ending: String, besides other: String = "") throws -> [[UInt8]] {
    let place = package + "/Models/" + folder
    let names = (FileManager.default.enumerator(atPath: place)?.allObjects as? [String] ?? [])
      .sorted()
    return try names.filter { $0.hasSuffix(ending) && $0 != other }.map { name in
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: place + "/" + name)))
    }
  }

  /// One shipped file.
  ///
  /// - Parameter rows: lines that are kept; all when nil.
  func shipped(file: String, rows: Int? = nil) throws -> [UInt8] {
    Self.head(
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: package + "/Models/" + file))), rows)
  }

  private static func head(_ bytes: [UInt8], _ rows: Int?) -> [UInt8] {
    guard let rows else { return bytes }
    return Array(
      bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(rows).joined(
        separator: [0x0A])) + [0x0A]
  }
}
