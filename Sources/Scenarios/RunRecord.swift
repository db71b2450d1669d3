import Foundation
import NumericCore
import StudyContract

/// What a finished run says of itself: by what command it came about, from which files, and whether all of it is there.
///
/// A record exists only of a run whose tables, report and inputs are those that the run wrote, to the last byte.
public struct RunRecord: Sendable {
  /// A file with its size and digest.
  public struct File: Sendable, Hashable, Decodable {
    /// Path within the folder of the run.
    public let name: String
    /// Size in bytes.
    public let bytes: Int
    /// FNV-1a hash of its bytes, sixteen hexadecimal digits.
    public let hash: String

    /// Names a file.
    public init(name: String, bytes: Int, hash: String) {
      self.name = name
      self.bytes = bytes
      self.hash = hash
    }
  }

  /// The machine of the run.
  public struct Machine: Sendable, Hashable, Decodable {
    /// The processor.
    public let processor: String
    /// Cores that the process could use.
    public let cores: Int
    /// The operating system.
    public let operatingSystem: String
  }

  /// Name of the log of finished blocks.
  public static let logName = "blocks.log"

  /// The folder, as it was named.
  public let folder: String
  /// The command line, word by word.
  public let command: [String]
  /// When the run began, in UTC as ISO 8601.
  public let started: String
  /// When it ended.
  public let ended: String
  /// How long it took, in seconds.
  public let seconds: Double
  /// The machine.
  public let machine: Machine
  /// Threads that were used.
  public let threads: Int
  /// Version of the program.
  public let version: String
  /// Name of the model.
  public let model: String
  /// Version of the model.
  public let modelVersion: String
  /// Machine code of the kernel.
  public let vectorPath: String
  /// The study as the command named it.
  public let studyPath: String
  /// Hash of the study file and of every file it draws in.
  public let studyHash: String
  /// The seed.
  public let seed: UInt64
  /// The design in words.
  public let design: String
  /// Futures in every scenario.
  public let futures: Int
  /// Runs that failed, over all beliefs.
  public let failed: Int
  /// Names of the beliefs.
  public let beliefs: [String]
  /// Names of the scenarios.
  public let scenarios: [String]
  /// The outcome that decides.
  public let rankedBy: String
  /// Name of the baseline mix.
  public let baseline: String
  /// Tables and report.
  public let files: [File]
  /// Copies of the study and of the files it names, the study first.
  public let inputs: [File]
  /// The study, the one of the run.
  public let study: Study
  /// Words of the command after `run`: the study as it was named then, and the options.
  public let options: [String]
  /// Lines of the answer on the first page of its report; empty where the run kept none.
  public let answer: [String]

  /// Reads the folder of a run.
  ///
  /// Cost: every byte of the folder is read.
  ///
  /// - Parameters:
  ///   - folder: its path.
  ///   - version: the version of this program.
  ///   - modelVersion: this program's version of a model by its name.
  /// - Throws: ``StudyErrors`` for what is no folder of a finished run, a run of another version, and every file of the run
  ///   that is missing, cut short or changed.
  public init(
    folder: String, version: String, modelVersion: @escaping (String) -> String?
  ) throws {
    let path = folder.hasSuffix("/") && folder.count > 1 ? String(folder.dropLast()) : folder
    try Self.requireFolder(folder)
    let manifest = try FinishedRunManifest.read(path, folder: folder)
    try manifest.requireVersion(version, modelVersion: modelVersion, folder: folder)
    let details = try Details.read(path + "/manifest.json")
    try Self.requireWhole(manifest, in: path)
    let stored = try StoredStudy(folder: folder, version: version, modelVersion: modelVersion)
    self.folder = folder
    command = details.command
    (started, ended, seconds) = (details.started, details.ended, details.seconds)
    (machine, threads) = (details.machine, details.threads)
    (self.version, model) = (manifest.version, manifest.model)
    (self.modelVersion, vectorPath) = (manifest.modelVersion, details.vectorPath)
    (studyPath, studyHash) = (manifest.study, manifest.studyHash)
    (seed, design, futures) = (manifest.seed, manifest.design, manifest.futures)
    failed = details.failed
    (beliefs, scenarios) = (manifest.beliefs, manifest.scenarios)
    (rankedBy, baseline) = (manifest.rankedBy, manifest.baseline)
    files = manifest.files
    study = stored.study
    options = stored.options
    inputs = (stored.study.source?.files ?? []).compactMap { file in
      FinishedTable.bytes(of: file).map { data in
        File(
          name: Self.relative(file, to: path), bytes: data.count,
          hash: FinishedTable.hash(of: data))
      }
    }
    answer = Self.answer(
      InputFile.contents(path + "/report.txt").flatMap { String(data: $0, encoding: .utf8) } ?? "")
  }

  /// Refuses a path that is no folder, in words of its own.
  private static func requireFolder(_ path: String) throws {
    if path.isEmpty { throw UsageError("The name of the run is empty; name its folder.") }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if exists && isFolder.boolValue { return }
    throw StudyErrors([
      StudyIssue(
        kind: .missingFile, file: path, line: nil, column: nil, key: "",
        sentence: exists
          ? "expected the folder of a finished run, found a file" : "there is no such folder")
    ])
  }

  /// Refuses a run of which some file is not what the run wrote; names all of them.
  private static func requireWhole(_ manifest: FinishedRunManifest, in folder: String) throws {
    let issues = try manifest.files.flatMap { file -> [StudyIssue] in
      do {
        _ = try manifest.open(file.name, in: folder)
        return []
      } catch let error as StudyErrors { return error.issues }
    }
    if !issues.isEmpty { throw StudyErrors(issues) }
  }

  /// The answer on the first page of a report: the lines of the part that begins with this word.
  private static func answer(_ report: String) -> [String] {
    let parts = report.components(separatedBy: "\n\n")
    return parts.first { $0.hasPrefix("ANSWER") }?.split(separator: "\n").map(String.init) ?? []
  }

  private static func relative(_ file: String, to folder: String) -> String {
    let whole = URL(fileURLWithPath: file).standardizedFileURL.path
    let above = URL(fileURLWithPath: folder).standardizedFileURL.path + "/"
    return whole.hasPrefix(above) ? String(whole.dropFirst(above.count)) : file
  }

  /// What the manifest says beyond what reading the tables needs.
  private struct Details: Decodable {
    let command: [String]
    let vectorPath: String
    let failed: Int
    let threads: Int
    let machine: Machine
    let started: String
    let ended: String
    let seconds: Double

    static func read(_ path: String) throws -> Details {
      guard let data = InputFile.contents(path, most: FinishedRunManifest.mostBytes),
        let details = try? JSONDecoder().decode(Details.self, from: data)
      else { throw FinishedTable.error(path, "not the manifest of a run of latecomer") }
      return details
    }
  }
}
