import Foundation
import NumericCore
import StudyContract

extension RunManifest {
  /// The study of the run in a folder, read from its file, which must be the one that was run.
  ///
  /// - Throws: ``StudyErrors`` when the manifest names no study, its file is missing, or has changed since the run.
  public static func study(inFolder path: String) throws -> Study {
    func issue(_ kind: ErrorKind, _ sentence: String) -> StudyErrors {
      StudyErrors([
        StudyIssue(
          kind: kind, file: path + "/manifest.json", line: nil, column: nil, key: "study",
          sentence: sentence)
      ])
    }
    guard FileManager.default.fileExists(atPath: path + "/manifest.json") else {
      throw issue(.missingFile, "there is no such file, which says which study was run")
    }
    guard let source = contents(inFolder: path),
      let file = source.study, !file.isEmpty
    else { throw issue(.badData, "the manifest names no study") }
    guard FileManager.default.fileExists(atPath: file) else {
      throw issue(
        .missingFile,
        "the study of the run, \(file.excerpt), is not there; go to the folder in which it was run")
    }
    let study = try StudyLoader.load(file)
    guard study.source?.hash == source.studyHash else {
      throw issue(
        .badData,
        "\(file.excerpt) or a file it names has changed since the run, so that its laws may be others; run it again"
      )
    }
    return study
  }
}
