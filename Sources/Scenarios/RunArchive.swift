import Foundation
import ModelContract
import NumericCore
import StudyContract

/// The folder of a finished run, whose files are those that the run wrote: what they are, and how they are read.
///
/// Unlike ``FinishedRun`` it holds no numbers: tables are read piece by piece.
public struct RunArchive: Sendable {
  /// The folder, without a slash at its end.
  public let folder: String
  /// Version of the program.
  public let version: String
  /// Name of the model.
  public let model: String
  /// Version of the model.
  public let modelVersion: String
  /// Path of the study file, as it was given to the run.
  public let study: String
  /// Hash of the study and of the files it draws in.
  public let studyHash: String
  /// The seed.
  public let seed: UInt64
  /// The design in words.
  public let design: String
  /// Number of futures.
  public let futures: Int
  /// All outcomes with the directions of the study.
  public let outcomes: [Outcome]
  /// Names of the beliefs, in the order of their tables.
  public let beliefs: [String]
  /// Names of the scenarios.
  public let scenarios: [String]
  /// Words of the command that was run; empty where it is not known.
  public let command: [String]
  /// Machine code of the kernel; empty where it is not known.
  public let vectorPath: String
  /// When the run ended, UTC; empty where it is not known.
  public let ended: String
  let manifest: FinishedRunManifest
  private let input: String?

  /// Reads the manifest, and checks that every file it names has its size. What is in a file is checked where it is read.
  ///
  /// - Parameters:
  ///   - folder: its path.
  ///   - version: the version of this program; a run of another one is refused.
  ///   - modelVersion: this program's version of a model by its name.
  /// - Throws: ``StudyErrors`` for a folder that is no run, a run of another version, and a file that is missing or of
  ///   another size.
  public init(
    _ folder: String, version: String, modelVersion: @escaping (String) -> String?
  ) throws {
    let path = folder.hasSuffix("/") && folder.count > 1 ? String(folder.dropLast()) : folder
    let manifest = try FinishedRunManifest.read(path, folder: folder)
    try manifest.requireVersion(version, modelVersion: modelVersion, folder: folder)
    for file in manifest.files { _ = try manifest.located(file.name, in: path) }
    let contents = RunManifest.contents(inFolder: path)
    self.manifest = manifest
    self.folder = path
    self.version = manifest.version
    model = manifest.model
    self.modelVersion = manifest.modelVersion
    study = manifest.study
    studyHash = manifest.studyHash
    seed = manifest.seed
    design = manifest.design
    futures = manifest.futures
    outcomes = manifest.outcomes.map(\.outcome)
    beliefs = manifest.beliefs
    scenarios = manifest.scenarios
    command = contents?.command ?? []
    vectorPath = contents?.vectorPath ?? ""
    ended = contents?.ended ?? ""
    input = contents?.input
  }

  /// Name of the file of a table under some beliefs: `outcomes` is `outcomes.csv` under the first ones.
  public func fileName(_ table: String, belief: Int) -> String {
    "\(table)\(belief == 0 ? "" : "-\(beliefs[belief])").csv"
  }

  /// Whether the run wrote a table.
  public func has(_ table: String) -> Bool {
    manifest.files.contains { $0.name == fileName(table, belief: 0) }
  }

  /// Names of the outcomes whose path is kept for every future.
  public var paths: [String] { outcomes.map(\.name).filter { has("paths-\($0)") } }

  /// A table of numbers: `outcomes`, `factors` or `paths-OUTCOME`.
  ///
  /// - Throws: ``StudyErrors`` for a table that the run did not write.
  public func table(_ name: String, belief: Int) throws -> RunTable {
    let file = fileName(name, belief: belief)
    return try RunTable(
      try manifest.located(file, in: folder),
      hash: manifest.files.first { $0.name == file }?.hash ?? "", scenarios: scenarios,
      futures: futures,
      outcomes: name == "factors" ? [] : outcomes)
  }

  /// Quantiles year by year.
  ///
  /// - Throws: ``StudyErrors`` where the run wrote none.
  public func yearly(belief: Int) throws -> DataTable {
    let name = fileName("yearly", belief: belief)
    _ = try manifest.open(name, in: folder)
    return try DataTable.read(folder + "/" + name)
  }

  /// The study, from the copy in the folder.
  ///
  /// - Throws: ``StudyErrors`` where the run left no copy, and for one that is not the study that was run.
  public func loadStudy() throws -> Study {
    guard let input else {
      throw FinishedTable.error(
        folder + "/manifest.json",
        "the run left no copy of its study, as runs of earlier versions; run the study again")
    }
    let (file, inputs) = try FinishedRunManifest.place(of: input, in: folder)
    let study = try StudyLoader.load(file, within: inputs)
    guard study.source?.hash == studyHash else {
      throw FinishedTable.error(
        folder + "/" + input,
        "the study or a file that it names is not the one that was run; run the study again")
    }
    return study
  }
}
