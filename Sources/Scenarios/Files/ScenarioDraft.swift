import ModelContract
import Sampling
import StudyContract

/// A scenario as its file states it.
struct ScenarioDraft {
  let name: String
  let summary: String
  let probability: Double?
  let paths: [(name: String, draft: PathDraft)]
  let overrides: [FactorPrior]
  let place: Located

  /// Keys of a scenario file.
  static let keys = ["name", "summary", "probability", "paths", "factors"]

  /// Reads a scenario.
  static func read(_ value: Located) -> ScenarioDraft? {
    guard
      let mapping = value.mapping(
        allowed: keys, required: ["name", "summary"], what: "key of a scenario")
    else { return nil }
    let name = mapping["name"]?.name()
    let summary = mapping["summary"]?.text()
    let probability = mapping["probability"].flatMap { $0.number(in: 0...1) }
    var paths: [(name: String, draft: PathDraft)] = []
    if let entries = mapping["paths"]?.mapping(
      allowed: value.schema.outsidePathNames, what: "outside path")?
      .entries
    {
      for entry in entries {
        guard let kind = value.schema.outsidePath(entry.name),
          let draft = PathDraft.read(
            entry.value, in: kind.admissible, unit: kind.unit.rawValue)
        else { continue }
        paths.append((entry.name, draft))
      }
    }
    let overrides = mapping["factors"].map { PriorsDraft.readFactors($0) } ?? []
    guard let name, let summary else { return nil }
    return ScenarioDraft(
      name: name, summary: summary, probability: probability, paths: paths,
      overrides: overrides, place: value)
  }

  /// The outside paths in calendar years. A programme without `from` departs from the model's default.
  func resolvePaths(start: Double) -> [String: Path] {
    var result: [String: Path] = [:]
    for (name, draft) in paths {
      let usual = place.schema.outsidePath(name).map { Path(constant: $0.defaultValue) }
      result[name] = draft.resolve(start: start, inherited: usual)
    }
    return result
  }
}
