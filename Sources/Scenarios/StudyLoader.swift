import Foundation
import GrowthModels
import ModelContract
import Sampling
import StudyContract

/// Reads studies and everything they name.
public enum StudyLoader {
  /// Reads, checks and resolves a study.
  ///
  /// References are resolved by ``ModelLibrary``. Cost: milliseconds, most of it parsing.
  ///
  /// - Parameter path: the study file, absolute or relative to the working directory.
  /// - Throws: ``StudyErrors`` with every mistake of the study and of the files it names.
  public static func load(_ path: String) throws -> Study { try load(path, within: nil) }

  /// The same for a study among files that belong together.
  ///
  /// - Parameter folder: the folder of those files; nil for none.
  static func load(_ path: String, within folder: String?) throws -> Study {
    var isFolder: ObjCBool = false
    if !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || isFolder.boolValue {
      throw StudyErrors([missing(path, isFolder: isFolder.boolValue)])
    }
    let reading = Reading()
    let references = References(
      library: ModelLibrary(near: path), reading: reading, file: path, within: folder)
    let study = reading.document(path).flatMap {
      Self.study($0, references: references, path: path)
    }
    try reading.throwIssues()
    guard let study else { preconditionFailure("a study without mistakes was not assembled") }
    return study
  }

  /// The study that stands at a place; nil when a mistake was reported.
  static func study(_ whole: Located, references: References, path: String) -> Study? {
    guard readModel(whole) else { return nil }
    return whole.mapping(
      allowed: StudyDraft.keys(whole.reading.schema), required: StudyDraft.required,
      what: "key of a study"
    ).flatMap { StudyAssembly(mapping: $0, references: references).study(path: path) }
  }

  /// Reads against the model that a study names: the first of the catalogue when it names none.
  ///
  /// - Returns: whether the study can be of that model; if not, that has been reported, and all else would follow
  ///   from it.
  private static func readModel(_ whole: Located) -> Bool {
    guard whole.isMapping, let keys = whole.mapping(allowed: nil), let place = keys["model"] else {
      return true
    }
    guard let name = place.choice(ModelCatalogue.all.map(\.name), what: "model"),
      let model = ModelCatalogue.model(named: name)
    else { return false }
    whole.reading.schema = model.schema
    let outcomes = (keys["outcomes"]?.node.sequence ?? []).compactMap {
      ($0.mapping?["name"] ?? $0).scalar?.string
    }
    func has(_ model: any BatchModel, _ outcome: String) -> Bool {
      model.outcomes.contains { $0.name == outcome }
    }
    let other = ModelCatalogue.all.first { model in outcomes.allSatisfy { has(model, $0) } }
    let missing = outcomes.filter { !has(model, $0) }
    guard outcomes.count > 1, !missing.isEmpty, let other else { return true }
    place.report(
      "the study is of the model \(other.name): \(name) has no outcome \(missing[0]), only "
        + model.outcomes.map(\.name).joined(separator: ", "))
    return false
  }

  private static func missing(_ path: String, isFolder: Bool) -> StudyIssue {
    var sentence = isFolder ? "expected a study file, found a folder" : "there is no such file"
    if !isFolder, FileManager.default.fileExists(atPath: path + ".yaml") {
      return StudyIssue(
        kind: .missingFile, file: path, line: nil, column: nil, key: "",
        sentence: sentence + "; did you mean '\(path).yaml'?")
    }
    let library = ModelLibrary(near: path)
    let plain = path.hasSuffix(".yaml") ? String(path.dropLast(5)) : path
    let names = library.names(.studies)
    let last = plain.split(separator: "/").last.map { String($0) } ?? plain
    let near = names.first { $0 == plain || $0 == last } ?? NearestName.find(last, among: names)
    if let near, let file = library.find(near, .studies, from: path).path {
      sentence += "; did you mean '\(file)'?"
    }
    return StudyIssue(
      kind: .missingFile, file: path, line: nil, column: nil, key: "", sentence: sentence)
  }
}
