import Foundation
import NumericCore
import Scenarios
import Studies

/// The folder of a search: every mix of the set as a file, a study that compares them with those of the study that was
/// searched, and a table of all mixes.
public struct SearchFolder: Sendable {
  /// The folder.
  public let path: String

  /// Takes a folder that need not exist.
  public init(_ path: String) { self.path = path }

  /// The study.
  public var studyFile: String { "\(path)/study.yaml" }
  /// The table of all mixes.
  public var tableFile: String { "\(path)/search.csv" }

  /// Refuses a folder that holds something, unless it may be replaced, before anything is computed for it; makes nothing.
  ///
  /// Which mixes there will be is not known yet, so that any file may be in the way.
  ///
  /// - Parameter study: the file that is read, which is never replaced.
  /// - Throws: `UsageError` for an empty path, ``CreationError`` for what cannot be made or replaced.
  public func check(reading study: String, replaces: Bool) throws {
    if path.isEmpty { throw UsageError("--out is empty; name a folder.") }
    if WritingProcess.isAnother { return }
    let held = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    if !replaces, !held.isEmpty {
      throw CreationError("\(path) is not empty; --force writes into it, or name another folder.")
    }
    for file in [studyFile, tableFile] {
      try CreationError.check(
        file: file, inputs: [study], replaces: replaces, makesFolder: true)
    }
  }

  /// Writes all files, the study last.
  ///
  /// Every text is made before the first file is.
  ///
  /// - Throws: ``CreationError`` for a folder that cannot be made, ``OutputError`` for a file that cannot be written.
  public func write(_ search: StudySearch) throws {
    let study = search.session.study
    let kept = search.kept
    let texts = kept.map { member in
      PolicyText.yaml(
        member.mix, schema: search.session.model.schema,
        comment:
          "Found by `latecomer search` over the study \(study.name), seed \(search.request.seed).")
    }
    let comparison = try StudyText(study).adding(
      named: "\(study.name)-searched",
      question:
        "Do the mixes that a search over \(study.name) found hold against those it began with?",
      mixes: kept.map(\.mix.name), folder: path)
    try CreationError.creating { _ = try OutputFolder(path: path) }
    for (member, text) in zip(kept, texts) {
      try OutputFile.write(text, to: "\(path)/\(member.mix.name).yaml")
    }
    try OutputFile.write(search.csv.text, to: tableFile)
    try OutputFile.write(comparison, to: studyFile)
  }
}
