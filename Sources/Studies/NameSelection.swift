import Foundation
import NumericCore
import Scenarios

/// Names that somebody asks for, among those there are.
public enum NameSelection {
  /// Names of a list separated by commas.
  public static func split(_ list: String) -> [String] {
    list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// What is wrong where the outcome of a run is not named and its study ranks by none.
  static func outcomeMissing(_ outcomes: [String]) -> UsageError {
    UsageError(
      "Name the outcome with --outcome; the run has \(outcomes.joined(separator: ", ")).")
  }

  /// Checks a name.
  ///
  /// - Parameter listsAll: whether the valid names are listed where none is near.
  /// - Throws: `UsageError` with the nearest valid name.
  public static func check(
    _ name: String, among valid: [String], kind: String, listsAll: Bool = true
  ) throws {
    if valid.contains(name) { return }
    let hint =
      if let near = NearestName.find(name, among: valid) {
        "did you mean \(near)?"
      } else if !listsAll {
        "latecomer list has them."
      } else {
        "valid names are \(valid.joined(separator: ", "))."
      }
    throw UsageError("There is no \(kind) \"\(name)\"; \(hint)")
  }

  /// The names of a list, in the order of the valid ones; all of them without a list.
  ///
  /// - Throws: `UsageError` when the list is empty or names something that does not exist.
  public static func select(_ list: String?, among valid: [String], kind: String) throws -> [String]
  {
    guard let list else { return valid }
    let names = split(list)
    if names.isEmpty { throw UsageError("The list of names for \(kind) is empty.") }
    for name in names { try check(name, among: valid, kind: kind) }
    return valid.filter(names.contains)
  }
}
