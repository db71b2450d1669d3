import Foundation
import NumericCore

/// The digest by which a manifest knows itself: the FNV-1a hash of its text with sixteen zeros in the digest's place.
public enum ManifestDigest {
  /// What stands for a digest that is not known yet.
  public static let blank = String(repeating: "0", count: 16)

  /// A manifest's text with its digest in place of the blank one.
  public static func sealed(_ text: String) -> String {
    text.replacing(entry(blank), with: entry(hash(text)))
  }

  /// Whether a text is the one that was sealed; a text without a digest is not.
  public static func isSealed(_ text: String) -> Bool {
    guard let start = text.range(of: "\"digest\": \"", options: .backwards)?.upperBound else {
      return false
    }
    let digest = String(text[start...].prefix(16))
    return hash(text.replacing(entry(digest), with: entry(blank))) == digest
  }

  private static func entry(_ digest: String) -> String { "\"digest\": \"\(digest)\"" }

  private static func hash(_ text: String) -> String { FNV1a.digest(of: Array(text.utf8)) }
}
