import Foundation
import ModelContract

/// What the manifest of a finished run says of its outcomes.
public enum RunManifest {
  private struct Entry: Decodable {
    let name: String
    let direction: String
    let isCensored: Bool
  }

  private struct Contents: Decodable {
    let outcomes: [Entry]?
    let rankedBy: String?
  }

  /// The outcomes of the run in a folder, with the directions of its study; nil where an earlier version wrote the
  /// manifest, which had none, or there is no manifest.
  public static func outcomes(inFolder path: String) -> [Outcome]? {
    contents(inFolder: path)?.outcomes?.map { entry in
      Outcome(
        name: entry.name, meaning: "", unit: .dimensionless,
        direction: Outcome.Direction(rawValue: entry.direction) ?? .describe,
        isCensored: entry.isCensored)
    }
  }

  /// The outcome by which the study of the run in a folder ranks; nil where the manifest does not say.
  public static func rankedBy(inFolder path: String) -> String? {
    contents(inFolder: path)?.rankedBy.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func contents(inFolder path: String) -> Contents? {
    FileManager.default.contents(atPath: path + "/manifest.json")
      .flatMap { try? JSONDecoder().decode(Contents.self, from: $0) }
  }
}
