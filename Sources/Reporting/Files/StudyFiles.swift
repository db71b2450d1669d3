import NumericCore
import Scenarios

/// A study to edit, with the files beside it.
public struct StudyFiles: Report, Sendable {
  /// The study.
  public let path: String
  private let files: [(path: String, text: String)]

  /// Takes a study; writes nothing.
  ///
  /// - Parameter path: its file; by default ``StudyTemplate/usualFile``.
  public init(_ template: StudyTemplate, path: String?) {
    let path = path ?? template.usualFile
    self.path = path
    files = [(path, template.text(for: path))] + template.companions(of: path)
  }

  /// Writes all files, or none where one may not be.
  ///
  /// - Parameter replaces: whether files that exist may be replaced.
  /// - Throws: ``CreationError`` for what cannot be made or replaced, ``OutputError`` for a file that cannot be written.
  public func write(replaces: Bool) throws {
    if path.isEmpty { throw UsageError("--out is empty; name a file.") }
    guard path.hasSuffix(".yaml") else {
      throw UsageError("--out: the file of a study ends in .yaml, found \(path.excerpt).")
    }
    for file in files { try CreationError.check(file: file.path, replaces: replaces) }
    // The study comes last: what it names is there when it is.
    try UnfinishedFiles.naming {
      for file in files.reversed() {
        try CreationError.creating { try OutputFile.write(file.text, to: file.path) }
      }
    }
  }

  /// What was written, and what comes next.
  public var document: Document {
    Document([
      [
        .entry("Wrote", files.map(\.path).joined(separator: ", ")),
        .entry("Next", "edit \(path), then\nlatecomer check \(path)\nlatecomer run \(path)"),
      ]
    ])
  }
}
