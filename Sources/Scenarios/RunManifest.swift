import Foundation
import ModelContract

/// An outcome in the manifest of a run.
struct RunOutcome: Decodable {
  let name: String
  let direction: String
  let isCensored: Bool
  /// The unit, by whose bounds a run may have failed; nil in manifests that say none.
  let unit: String?

  /// The outcome as the model of the run had it, without its meaning.
  var outcome: Outcome {
    Outcome(
      name: name, meaning: "", unit: unit.flatMap(Unit.init(rawValue:)) ?? .dimensionless,
      direction: Outcome.Direction(rawValue: direction) ?? .describe, isCensored: isCensored)
  }
}

/// What the manifest of a finished run says, whichever version of the program wrote it.
public enum RunManifest {
  struct Contents: Decodable {
    struct File: Decodable {
      let name: String
      let hash: String?
    }

    let outcomes: [RunOutcome]?
    let rankedBy: String?
    let study: String?
    let studyHash: String?
    let command: [String]?
    let input: String?
    let vectorPath: String?
    let ended: String?
    let files: [File]?
  }

  /// The outcomes of the run in a folder, with the directions of its study; nil where an earlier version wrote the
  /// manifest, which had none, or there is no manifest.
  public static func outcomes(inFolder path: String) -> [Outcome]? {
    contents(inFolder: path)?.outcomes?.map(\.outcome)
  }

  /// The outcome by which the study of the run in a folder ranks; nil where the manifest does not say.
  public static func rankedBy(inFolder path: String) -> String? {
    contents(inFolder: path)?.rankedBy.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Refuses a folder whose tables are not those that its run wrote; a manifest without their hashes says nothing.
  ///
  /// - Throws: ``StudyErrors`` naming the table that was changed.
  public static func requireUnchanged(_ tables: [String], inFolder path: String) throws {
    let files = contents(inFolder: path)?.files ?? []
    for table in tables {
      let file = path + "/" + table
      guard let known = files.first(where: { $0.name == table })?.hash,
        let data = FinishedTable.bytes(of: file)
      else { continue }
      guard FinishedTable.hash(of: data) == known else { throw FinishedTable.changed(file) }
    }
  }

  static func contents(inFolder path: String) -> Contents? {
    InputFile.contents(path + "/manifest.json", most: FinishedRunManifest.mostBytes)
      .flatMap { try? JSONDecoder().decode(Contents.self, from: $0) }
  }
}
