import Foundation

/// The folders in which economies, mixes, scenarios, priors, ensembles and studies are looked for by name.
public struct ModelLibrary: Sendable, Hashable {
  /// What a folder of the library holds.
  public enum Section: String, Sendable, CaseIterable {
    case economies, policies, scenarios, priors, ensembles, studies, effects, facts

    /// One entry of the section, for messages.
    var singular: String {
      switch self {
      case .economies: "economy"
      case .policies: "policy mix"
      case .scenarios: "scenario"
      case .priors: "file of priors"
      case .ensembles: "ensemble"
      case .studies: "study"
      case .effects: "card of effects"
      case .facts: "group of facts"
      }
    }
  }

  /// One entry of a list: a name with its one-line summary.
  public struct Entry: Sendable, Hashable {
    /// The name by which a study refers to it.
    public let name: String
    /// Its summary; the question for a study.
    public let summary: String
    /// The file.
    public let path: String
  }

  /// Folders named `Models` that contain a folder of any section, and others that contain `economies/`, in the order in
  /// which they are searched. A folder of another name needs economies to be taken for a library: `policies` or
  /// `studies` alone may be anybody's.
  public let roots: [String]

  /// Finds the library of a study.
  ///
  /// Searched are the folders above the study file, each with its `Models`, then the folder named by the
  /// environment variable `LATECOMER_MODELS`, then `Models` in the working directory, then `Models` in the
  /// folders above the executable, then the one that an installation puts into `share/latecomer` beside the folder of
  /// the executable.
  ///
  /// - Parameter file: the study file; nil to search without one.
  public init(near file: String? = nil) {
    let manager = FileManager.default
    var candidates: [String] = []
    func climb(from folder: String) {
      var current = URL(fileURLWithPath: folder).standardizedFileURL
      while true {
        candidates.append(current.path)
        candidates.append(current.appendingPathComponent("Models").path)
        let parent = current.deletingLastPathComponent().standardizedFileURL
        if parent.path == current.path || parent.path.count >= current.path.count { break }
        current = parent
      }
    }
    if let file { climb(from: URL(fileURLWithPath: file).deletingLastPathComponent().path) }
    if let named = ProcessInfo.processInfo.environment["LATECOMER_MODELS"] {
      candidates.append(URL(fileURLWithPath: named).standardizedFileURL.path)
    }
    candidates.append(
      URL(fileURLWithPath: manager.currentDirectoryPath).appendingPathComponent("Models").path)
    if let program = Bundle.main.executablePath {
      climb(from: URL(fileURLWithPath: program).deletingLastPathComponent().path)
    }
    if let installed = Self.installed { candidates.append(installed) }
    var found: [String] = []
    for candidate in candidates where !found.contains(candidate) {
      let isNamed = candidate.hasSuffix("/Models")
      let sections = isNamed ? Section.allCases : [.economies]
      let isLibrary = sections.contains { section in
        var isFolder: ObjCBool = false
        return manager.fileExists(
          atPath: "\(candidate)/\(section.rawValue)", isDirectory: &isFolder) && isFolder.boolValue
      }
      if isLibrary { found.append(candidate) }
    }
    roots = found
  }

  /// Where an installation puts the library; nil where the executable is not known.
  private static var installed: String? {
    Bundle.main.executablePath.map { program in
      URL(fileURLWithPath: program).deletingLastPathComponent()
        .appendingPathComponent("../share/latecomer/Models").standardizedFileURL.path
    }
  }

  /// The folder that `LATECOMER_MODELS` has to name for a study file to find the library from any working directory; nil
  /// when it lies above the file or the program, was installed with the program, or when there is none.
  public func variable(for file: String) -> String? {
    guard let root = roots.first, root != Self.installed else { return nil }
    let home = URL(fileURLWithPath: root).deletingLastPathComponent().path + "/"
    let places: [String?] = [
      URL(fileURLWithPath: file).standardizedFileURL.path, Bundle.main.executablePath,
    ]
    return places.contains { $0?.hasPrefix(home) ?? false } ? nil : root
  }

  /// Everything in a section, by name; where two roots have the same name, the first counts.
  ///
  /// - Parameter only: the only one that is read; all when nil.
  /// - Throws: ``StudyErrors`` when a file of the section is not valid YAML or lacks its summary.
  public func entries(_ section: Section, named only: String? = nil) throws -> [Entry] {
    let reading = Reading()
    var result: [Entry] = []
    for root in roots {
      for name in names(section, in: root)
      where only ?? name == name && !result.contains(where: { $0.name == name }) {
        let path = Self.shown("\(root)/\(section.rawValue)/\(name).yaml")
        let key = section == .studies ? "question" : "summary"
        guard let summary = reading.document(path)?.mapping(allowed: nil, required: [key])?[key],
          let text = summary.text()
        else { continue }
        result.append(Entry(name: name, summary: text, path: path))
      }
    }
    try reading.throwIssues()
    return result.sorted { $0.name < $1.name }
  }

  /// The file that a name or a path means on the command line.
  ///
  /// - Throws: ``StudyErrors`` with the nearest name and with where was looked.
  public func path(_ reference: String, _ section: Section) throws -> String {
    if FileManager.default.fileExists(atPath: reference) { return reference }
    let (path, looked) = find(reference, section, from: "")
    if let path { return path }
    var sentence = "there is no \(section.singular) of this name"
    if let near = NearestName.find(reference, among: names(section)) {
      sentence += "; did you mean '\(near)'?"
    }
    sentence +=
      looked.isEmpty
      ? " No folder of models was found; set LATECOMER_MODELS"
      : " (looked for \(looked.map { $0.excerpt(of: 200) }.joined(separator: ", ")))"
    throw StudyErrors([
      StudyIssue(
        kind: .missingFile, file: reference, line: nil, column: nil, key: "", sentence: sentence)
    ])
  }

  /// Names in a section, sub-folders spelled as `history/japan`.
  public func names(_ section: Section) -> [String] {
    roots.flatMap { names(section, in: $0) }
  }

  private func names(_ section: Section, in root: String) -> [String] {
    let folder = "\(root)/\(section.rawValue)"
    guard let all = FileManager.default.enumerator(atPath: folder) else { return [] }
    return all.compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }
      .map { String($0.dropLast(5)) }.sorted()
  }

  /// The file a reference means, and where was looked.
  ///
  /// A reference that begins with a dot or a slash or ends in `.yaml` is a path from the file that names it;
  /// any other one is a name in the library, with or without its section.
  func find(
    _ reference: String, _ section: Section, from file: String
  ) -> (path: String?, looked: [String]) {
    let withSuffix = reference.hasSuffix(".yaml") ? reference : reference + ".yaml"
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    var looked: [String] = []
    if reference.hasPrefix("/") {
      looked.append(withSuffix)
    } else {
      if reference.hasPrefix(".") || reference.hasSuffix(".yaml") {
        looked.append(folder.appendingPathComponent(withSuffix).standardizedFileURL.path)
      }
      if !reference.hasPrefix(".") {
        for root in roots {
          looked.append("\(root)/\(section.rawValue)/\(withSuffix)")
          if reference.contains("/") { looked.append("\(root)/\(withSuffix)") }
        }
      }
    }
    let path = looked.first { FileManager.default.fileExists(atPath: $0) }
    return (path.map { Self.shown($0) }, looked.map { Self.shown($0) })
  }

  /// The file of a name beside the file that names it, as a reference to it is written; nil when there is none.
  static func neighbour(_ name: String, of file: String) -> String? {
    if name.contains("/") || name.isEmpty { return nil }
    let path = URL(fileURLWithPath: file).deletingLastPathComponent()
      .appendingPathComponent(name + ".yaml").path
    return FileManager.default.fileExists(atPath: path) ? "./\(name).yaml" : nil
  }

  /// Why a file could not be read.
  static func unreadable(_ path: String) -> String {
    var isFolder: ObjCBool = false
    if !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      return "there is no such file"
    }
    return isFolder.boolValue ? "expected a file, found a folder" : "the file cannot be read"
  }

  /// A path as it is printed: relative when it lies below the working directory.
  static func shown(_ path: String) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }
}
