import Foundation
import NumericCore

/// The manifest of a finished run, as far as reading the run needs it.
struct FinishedRunManifest: Decodable {
  typealias File = RunRecord.File

  private struct Version: Decodable {
    let version: String
  }

  let version: String
  let model: String
  let modelVersion: String
  let study: String
  let studyHash: String
  let seed: UInt64
  let design: String
  let futures: Int
  let outcomes: [RunOutcome]
  let rankedBy: String
  let baseline: String
  let beliefs: [String]
  let scenarios: [String]
  let scenarioProbabilities: [Double]
  let files: [File]

  /// Bytes of a manifest or record: thousands of times those of one with all its files.
  static let mostBytes = 16 << 20

  /// Reads the manifest of a folder.
  static func read(_ path: String, folder: String) throws -> FinishedRunManifest {
    let name = path + "/manifest.json"
    guard let data = InputFile.contents(name, most: Self.mostBytes) else {
      throw StudyErrors([
        StudyIssue(
          kind: .missingFile, file: folder, line: nil, column: nil, key: "",
          sentence: Self.sentence(ofUnfinished: path))
      ])
    }
    do {
      let manifest = try JSONDecoder().decode(FinishedRunManifest.self, from: data)
      guard manifest.futures > 0, !manifest.beliefs.isEmpty, !manifest.scenarios.isEmpty,
        [0, manifest.scenarios.count].contains(manifest.scenarioProbabilities.count)
      else { throw FinishedTable.error(name, "the manifest names no runs") }
      return manifest
    } catch let error as DecodingError {
      if case .keyNotFound(let key, _) = error,
        (try? JSONDecoder().decode(Version.self, from: data)) != nil
      {
        throw FinishedTable.error(
          name,
          "written by another version of the program, which did not record '\(key.stringValue)'; "
            + "run the study again")
      }
      throw FinishedTable.error(name, "not the manifest of a run of latecomer")
    }
  }

  /// What a folder without a manifest is instead of a finished run, and what makes one of it.
  private static func sentence(ofUnfinished path: String) -> String {
    func holds(_ name: String) -> Bool {
      FileManager.default.fileExists(atPath: path + "/" + name)
    }
    if holds(ShardRecord.fileName) {
      return "a part of a command and not a finished run; 'latecomer merge' puts parts together"
    }
    if holds(RunRecord.logName + ".partial") || holds("manifest.json.partial") {
      return "a run that is not finished; where it was stopped, its command with --resume goes on"
    }
    return "not the folder of a finished run, which 'latecomer run --out' writes"
  }

  /// Refuses runs of other versions, and a manifest that was changed.
  func requireVersion(
    _ wanted: String?, modelVersion current: ((String) -> String?)?, folder: String
  ) throws {
    if let wanted, version != wanted {
      throw FinishedTable.error(
        folder + "/manifest.json",
        "the run is one of version \(version.excerpt) of the program, and this is version \(wanted); "
          + "run the study again")
    }
    if let current {
      try requireModel(current, folder: folder)
    }
    let path = folder + "/manifest.json"
    let text = InputFile.contents(path, most: FinishedRunManifest.mostBytes).map {
      String(decoding: $0, as: UTF8.self)
    }
    if let text, !ManifestDigest.isSealed(text) { throw FinishedTable.changed(path) }
  }

  private func requireModel(_ current: (String) -> String?, folder: String) throws {
    guard let known = current(model) else {
      throw FinishedTable.error(
        folder + "/manifest.json", "this program has no model '\(model.excerpt)'")
    }
    if known != modelVersion {
      throw FinishedTable.error(
        folder + "/manifest.json",
        "the run is one of the model's version \(modelVersion.excerpt), and this program has \(known); "
          + "run the study again")
    }
  }

  /// A table of the run, when it is the one the run wrote.
  func open(_ name: String, in folder: String) throws -> FinishedTable {
    let table = try located(name, in: folder)
    guard FinishedTable.hash(of: table.data) == files.first(where: { $0.name == name })?.hash else {
      throw FinishedTable.changed(table.path)
    }
    return table
  }

  /// A table of the run, by its name and size.
  func located(_ name: String, in folder: String) throws -> FinishedTable {
    try Self.located(name, in: folder, files: files, manifest: folder + "/manifest.json")
  }

  /// Whether a name means something below a folder.
  private static func staysInside(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
  }

  /// Where the copy of a study lies, and the folder of all copies.
  static func place(of input: String, in folder: String) throws -> (file: String, inputs: String) {
    guard staysInside(input), let first = input.split(separator: "/").first else {
      throw FinishedTable.error(
        folder + "/manifest.json", "'\(input.excerpt)' is no name of a file within the run")
    }
    return (folder + "/" + input, folder + "/" + first)
  }

  /// A file by its name and size in a record of files.
  static func located(
    _ name: String, in folder: String, files: [File], manifest: String
  ) throws -> FinishedTable {
    let path = folder + "/" + name
    if !staysInside(name) {
      throw FinishedTable.error(manifest, "'\(name.excerpt)' is no name of a file within the run")
    }
    guard let entry = files.first(where: { $0.name == name }) else {
      throw FinishedTable.error(manifest, "the manifest names no file \(name)")
    }
    guard let data = FinishedTable.bytes(of: path) else {
      throw StudyErrors([
        StudyIssue(
          kind: .missingFile, file: path, line: nil, column: nil, key: "",
          sentence: "the file of the run is missing or cannot be read")
      ])
    }
    if data.count < entry.bytes {
      throw FinishedTable.error(
        path,
        "the file is cut short: it has \(data.count) bytes of \(entry.bytes); run the study again"
      )
    }
    guard data.count == entry.bytes else { throw FinishedTable.changed(path) }
    return FinishedTable(path: path, data: data)
  }
}
