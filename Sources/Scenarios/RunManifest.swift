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
    let outcomes: [Entry]
  }

  /// The outcomes of the run in a folder, with the directions of its study; nil where an earlier version wrote the
  /// manifest, which had none, or there is no manifest.
  public static func outcomes(inFolder path: String) -> [Outcome]? {
    guard let data = FileManager.default.contents(atPath: path + "/manifest.json"),
      let contents = try? JSONDecoder().decode(Contents.self, from: data)
    else { return nil }
    return contents.outcomes.map { entry in
      Outcome(
        name: entry.name, meaning: "", unit: .dimensionless,
        direction: Outcome.Direction(rawValue: entry.direction) ?? .describe,
        isCensored: entry.isCensored)
    }
  }
}
