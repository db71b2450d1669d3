import ArgumentParser
import Scenarios

/// Names given on the command line.
enum NameSelection {
  /// Names of a list separated by commas.
  static func split(_ list: String) -> [String] {
    list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// Checks a name.
  ///
  /// - Throws: `ValidationError` with the nearest valid name.
  static func check(_ name: String, among valid: [String], kind: String) throws {
    if valid.contains(name) { return }
    let hint =
      if let near = NearestName.find(name, among: valid) {
        "did you mean \(near)?"
      } else {
        "valid names are \(valid.joined(separator: ", "))."
      }
    throw ValidationError("There is no \(kind) \"\(name)\"; \(hint)")
  }

  /// The names of a list, in the order of the valid ones; all of them without a list.
  static func select(_ list: String?, among valid: [String], kind: String) throws -> [String] {
    guard let list else { return valid }
    let names = split(list)
    if names.isEmpty { throw ValidationError("The list of names for \(kind) is empty.") }
    for name in names { try check(name, among: valid, kind: kind) }
    return valid.filter(names.contains)
  }
}
