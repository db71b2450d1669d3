import NumericCore
import Scenarios

/// The folder of a country: its economy, its own mix and its study.
public struct CountryFolder: Sendable {
  /// The folder.
  public let path: String
  private let files: CountryFiles

  /// Takes a folder that need not exist.
  public init(_ path: String, _ files: CountryFiles) {
    self.path = path
    self.files = files
  }

  /// The study.
  public var studyFile: String { "\(path)/study.yaml" }
  /// All files.
  public var paths: [String] {
    [studyFile, "\(path)/economy.yaml", "\(path)/\(files.mixFile)"]
  }

  /// Refuses files that exist, unless they may be replaced; makes nothing.
  ///
  /// - Throws: `UsageError` for an empty path, ``CreationError`` for what cannot be made or replaced.
  public func check(replaces: Bool) throws {
    if path.isEmpty { throw UsageError("--out is empty; name a folder.") }
    for file in paths { try CreationError.check(file: file, replaces: replaces, makesFolder: true) }
  }

  /// Writes all files.
  ///
  /// - Parameter end: last year of the study.
  /// - Throws: ``CreationError`` for a folder that cannot be made, ``OutputError`` for a file that cannot be written.
  public func write(end: Int) throws {
    try CreationError.creating { _ = try OutputFolder(path: "\(path)/policies") }
    try OutputFile.write(files.economy, to: "\(path)/economy.yaml")
    try OutputFile.write(files.policy, to: "\(path)/\(files.mixFile)")
    try OutputFile.write(files.study(end: end), to: studyFile)
  }
}
