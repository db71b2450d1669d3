import Countries
import Foundation
import NumericCore

/// Finds and reads what files name: economies, mixes, scenarios, priors, ensembles.
final class References {
  let library: ModelLibrary
  let reading: Reading
  /// The list of mixes of the study that is read; mixes in the same file may name each other.
  private var listed: [Located] = []
  private var policies: [String: PolicyDraft?] = [:]
  private var open: [String] = []
  private var countries: CountryPanel?
  private let folders: ReadableFolders

  /// Begins to read.
  ///
  /// - Parameters:
  ///   - library: where names are looked for.
  ///   - file: the file that the user named; nil without one.
  ///   - within: a folder whose files belong together; nil for none.
  init(library: ModelLibrary, reading: Reading, file: String? = nil, within: String? = nil) {
    self.library = library
    self.reading = reading
    folders = ReadableFolders(library: library, file: file, within: within)
  }

  /// The figures of countries, read once.
  ///
  /// - Throws: ``StudyErrors`` without tables, and with their mistakes.
  func panel() throws -> CountryPanel {
    if let countries { return countries }
    let panel = try CountryTables.read(library)
    countries = panel
    return panel
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
    if let outside = (path.map { [$0] } ?? looked).first(where: { !folders.allow($0) }) {
      return refuse(outside == looked.first ? name : outside, at: value)
    }
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
      : " (looked for \(looked.map { $0.excerpt(of: 200) }.joined(separator: ", ")))"
    value.report(sentence, kind: .missingFile)
    return nil
  }

  /// Reads the mixes of a list, which may name each other.
  func policies(_ items: [Located]) -> [(draft: PolicyDraft, place: Located)] {
    let outer = listed
    listed = items
    defer { listed = outer }
    return items.compactMap { item in policy(item).map { ($0, item) } }
  }

  /// A mix by name or inline; reports mixes that are based on themselves.
  ///
  /// A name in a study means a mix that the study defines itself, then a file of the library, then a mix that the study
  /// lists by the path of its file. The mix that is being read is no base of its own: its name means the library's.
  func policy(_ value: Located) -> PolicyDraft? {
    if value.isMapping { return draft(of: value, key: Self.key(value), from: value) }
    guard value.isScalar else {
      value.report(
        "expected the name of a policy mix or its definition, found \(value.found)")
      return nil
    }
    let isItem = listed.contains { $0.file == value.file && $0.key == value.key }
    let own = isItem ? nil : defined(value)
    if let own, !open.contains(Self.key(own)) { return policy(own) }
    let name = value.text() ?? ""
    guard library.find(name, .policies, from: value.file).path == nil else {
      guard let path = path(value, .policies) else { return nil }
      return draft(of: nil, key: path, from: value)
    }
    if let own { return draft(of: own, key: Self.key(own), from: value) }
    if !isItem, let file = file(named: name, besides: value) {
      return draft(of: nil, key: file, from: value)
    }
    _ = path(value, .policies)
    return nil
  }

  /// Reads a mix once, inline or from the file that is its key.
  private func draft(of place: Located?, key: String, from value: Located) -> PolicyDraft? {
    if let known = policies[key] { return known }
    if open.contains(key) {
      value.report("the mix is based on itself: \((open + [key]).joined(separator: " -> "))")
      return nil
    }
    open.append(key)
    defer { open.removeLast() }
    let draft = (place ?? reading.document(key)).flatMap {
      PolicyDraft.read($0, references: self)
    }
    policies[key] = .some(draft)
    return draft
  }

  /// What a mix is called while it is read: its file, with its place or name where it is one of several.
  private static func key(_ value: Located) -> String {
    if value.key.isEmpty { return value.file }
    return "\(value.file): \(value.key)"
      + (value.node.mapping?["name"]?.scalar.map { " (\($0.string))" } ?? "")
  }

  /// The mix that the file of a reference defines in its list under the name.
  private func defined(_ value: Located) -> Located? {
    listed.first { item in
      guard item.file == value.file, let mapping = item.node.mapping else { return false }
      return (mapping["name"] ?? mapping["mix"])?.scalar?.string == value.node.scalar?.string
    }
  }

  /// The file of a mix that is listed beside a reference by its path and has the name.
  private func file(named name: String, besides value: Located) -> String? {
    for item in listed where item.file == value.file {
      guard let file = file(item, .policies) else { continue }
      if reading.document(file)?.node.mapping?["name"]?.scalar?.string == name { return file }
    }
    return nil
  }

  /// The file that a name or path means; nil without one, which is not reported.
  func file(_ value: Located, _ section: ModelLibrary.Section) -> String? {
    guard let name = value.node.scalar?.string else { return nil }
    return library.find(name, section, from: value.file).path.flatMap {
      folders.allow($0) ? $0 : nil
    }
  }

  /// Reports a name of a file that must not be read.
  private func refuse(_ name: String, at place: Located) -> String? {
    place.report(ReadableFolders.sentence(name))
    return nil
  }

  /// Whether a table lies beside the file that names it.
  func hasTable(_ name: String, from place: Located) -> Bool {
    let path = Self.tablePath(name, from: place)
    return folders.allow(path) && FileManager.default.fileExists(atPath: path)
  }

  private static func tablePath(_ name: String, from place: Located) -> String {
    let folder = URL(fileURLWithPath: place.file).deletingLastPathComponent()
    return name.hasPrefix("/")
      ? name : folder.appendingPathComponent(name).standardizedFileURL.path
  }

  /// A table that lies beside the file that names it; a missing one is reported.
  func tableFile(_ name: String, from place: Located) -> String? {
    let path = Self.tablePath(name, from: place)
    if !folders.allow(path) { return refuse(name, at: place) }
    let shown = ModelLibrary.shown(path)
    if FileManager.default.fileExists(atPath: path) { return shown }
    place.report(
      "there is no table '\(name.excerpt)' (looked for \(shown.excerpt(of: 200)))",
      kind: .missingFile)
    return nil
  }
}

extension String {
  /// The word with `a` or `an` before it.
  fileprivate var withArticle: String {
    first.map { "aeiou".contains($0) } == true ? "an \(self)" : "a \(self)"
  }
}
