import Foundation
import NumericCore
import StudyContract

/// The study of a finished run, read from the copies that the run left in its folder.
public struct StoredStudy: Sendable {
  /// The study, the one of the run to the last byte.
  public let study: Study
  /// Words of the command after `run`: the study as it was named then, and the options.
  public let options: [String]
  /// Futures that were run.
  public let futures: Int

  /// Reads a folder. Tables, which are not read for it, must be there and have their size.
  ///
  /// - Parameters:
  ///   - folder: its path.
  ///   - version: the version of this program; a run of another one is refused.
  ///   - modelVersion: this program's version of a model by its name.
  /// - Throws: ``StudyErrors`` for a folder without a manifest, a run of another version, a table that was changed, a run
  ///   that left no copies of its study, and copies that are not those.
  public init(
    folder: String, version: String, modelVersion: @escaping (String) -> String?
  ) throws {
    let path = folder.hasSuffix("/") && folder.count > 1 ? String(folder.dropLast()) : folder
    let manifest = try FinishedRunManifest.read(path, folder: folder)
    try manifest.requireVersion(version, modelVersion: modelVersion, folder: folder)
    for file in manifest.files {
      _ =
        try file.name.hasSuffix(".csv")
        ? manifest.located(file.name, in: path) : manifest.open(file.name, in: path)
    }
    let contents = RunManifest.contents(inFolder: path)
    guard let input = contents?.input, let command = contents?.command, command.count > 2 else {
      throw FinishedTable.error(
        path + "/manifest.json",
        "the run left no copy of its study, as runs of earlier versions; run the study again")
    }
    let (file, inputs) = try FinishedRunManifest.place(of: input, in: path)
    study = try StudyLoader.load(file, within: inputs)
    guard study.source?.hash == manifest.studyHash else {
      throw FinishedTable.error(
        path + "/" + input,
        "the study or a file that it names is not the one that was run; run the study again")
    }
    options = Array(command.dropFirst(2))
    futures = manifest.futures
  }
}
