import Foundation
import NumericCore

/// Finds and reads what files name: economies, mixes, scenarios, priors, ensembles.
final class References {
  let library: ModelLibrary
  let reading: Reading
  private var policies: [String: PolicyDraft?] = [:]
  private var open: [String] = []

  init(library: ModelLibrary, reading: Reading) {
    self.library = library
    self.reading = reading
  }

  /// The value a reference means: the mapping itself when the definition stands inline, else the file it
  /// names.
  func definition(_ value: Located, _ section: ModelLibrary.Section) -> Located? {
    if value.isMapping { return value }
    guard value.isScalar else {
      value.report(
        "expected the name of \(section.singular.withArticle) or its definition, "
          + "found \(value.found)")
      return nil
    }
    return path(value, section).flatMap { reading.document($0) }
  }

  /// The file a reference names; a missing one is reported with where was looked.
  func path(_ value: Located, _ section: ModelLibrary.Section) -> String? {
    guard let name = value.text() else { return nil }
    let (path, looked) = library.find(name, section, from: value.file)
    if let path { return path }
    var sentence = "there is no \(section.singular) '\(name.excerpt)'"
    if let beside = ModelLibrary.neighbour(name, of: value.file) {
      value.report(
        sentence + " in Models; did you mean the file '\(beside)' beside this one?",
        kind: .missingFile)
      return nil
    }
    if name.contains(" - ") {
      value.report(
        sentence
          + "; a line that begins with '-' stands further right than the one above it and is read as its end",
        kind: .missingFile)
      return nil
    }
    if let near = NearestName.find(name, among: library.names(section)) {
      sentence += "; did you mean '\(near)'?"
    }
    sentence +=
      looked.isEmpty
      ? " No folder of models was found; set LATECOMER_MODELS"
      : " (looked for \(looked.joined(separator: ", ")))"
    value.report(sentence, kind: .missingFile)
    return nil
  }

  /// A mix by name or inline; reports mixes that are based on themselves.
  func policy(_ value: Located) -> PolicyDraft? {
    if value.isMapping { return PolicyDraft.read(value, references: self) }
    guard value.isScalar else {
      value.report(
        "expected the name of a policy mix or its definition, found \(value.found)")
      return nil
    }
    guard let path = path(value, .policies) else { return nil }
    if let known = policies[path] { return known }
    if open.contains(path) {
      value.report(
        "the mix is based on itself: \((open + [path]).joined(separator: " -> "))")
      return nil
    }
    open.append(path)
    defer { open.removeLast() }
    let draft = reading.document(path).flatMap { PolicyDraft.read($0, references: self) }
    policies[path] = .some(draft)
    return draft
  }

  /// A table that lies beside the file that names it; a missing one is reported.
  func tableFile(_ name: String, from place: Located) -> String? {
    let folder = URL(fileURLWithPath: place.file).deletingLastPathComponent()
    let path =
      name.hasPrefix("/") ? name : folder.appendingPathComponent(name).standardizedFileURL.path
    let shown = ModelLibrary.shown(path)
    if FileManager.default.fileExists(atPath: path) { return shown }
    place.report("there is no table '\(name.excerpt)' (looked for \(shown))", kind: .missingFile)
    return nil
  }
}

extension String {
  /// The word with `a` or `an` before it.
  fileprivate var withArticle: String {
    first.map { "aeiou".contains($0) } == true ? "an \(self)" : "a \(self)"
  }
}
