import ModelContract
import StudyContract

/// Statements of a study as a reader would write them.
extension StudyEntry.Value {
  /// The value in words.
  var text: String {
    switch self {
    case .number(let number): Figures.exact(number)
    case .text(let text): text.isEmpty ? "-" : text
    case .names(let names): names.isEmpty ? "none" : names.joined(separator: ", ")
    case .law(let law): LawText.text(law)
    case .path(let path): Self.text(path)
    }
  }

  /// A path by its corners: `0.4 in 2027, 0.62 in 2032`, one number where it does not move.
  private static func text(_ path: Path) -> String {
    if path.isConstant { return Figures.exact(path.breakpoints[0].value) }
    return path.breakpoints.map {
      "\(Figures.exact($0.value)) in \(Figures.year($0.year))"
    }.joined(separator: ", ")
  }
}

extension StudyChange {
  /// Old and new value in words; of lists only what the other has not.
  var texts: (old: String, new: String) {
    if case .names(let before)? = old, case .names(let after)? = new {
      let gone = before.filter { !after.contains($0) }
      let added = after.filter { !before.contains($0) }
      if gone.isEmpty && added.isEmpty {
        return (before.joined(separator: ", "), after.joined(separator: ", "))
      }
      return (
        gone.isEmpty ? "-" : gone.joined(separator: ", "),
        added.isEmpty ? "-" : added.joined(separator: ", ")
      )
    }
    return (old?.text ?? "-", new?.text ?? "-")
  }
}

extension StudyEntry.Value: JSONConvertible {
  /// A number, text or list as such; a path as an object of years and values; a law in words.
  public var json: JSONValue {
    switch self {
    case .number(let number): number.json
    case .text(let text): text.json
    case .names(let names): names.json
    case .law: text.json
    case .path(let path):
      path.isConstant
        ? path.breakpoints[0].value.json
        : path.breakpoints.json { ["year": $0.year, "value": $0.value] }
    }
  }
}
