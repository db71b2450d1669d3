import ModelContract
import NumericCore
import StudyContract

/// A mix that is tried, and how far.
struct RequirementCandidate {
  let mix: Policy
  /// The one lever it moves; nil for a mix of the study.
  let lever: String?
  /// The largest share at which nothing leaves its range.
  let most: Double
}

extension StudySession {
  /// The study's mixes, each with how far it can be taken.
  func mixCandidates() throws -> [RequirementCandidate] {
    let names = selected.map(\.name).filter { $0 != study.baseline }
    let mixes = study.policies.filter { names.contains($0.name) }
    if mixes.isEmpty {
      throw UsageError("There is no policy mix beside the baseline \(study.baseline).")
    }
    return mixes.map {
      RequirementCandidate(
        mix: $0, lever: nil,
        most: $0.largestShare(
          from: study.baselinePolicy, levers: model.levers, traits: model.traits))
    }
  }

  /// Years in which a single lever is moved: as long as the ramps of the shipped mixes.
  private static let leverRamp = 5.0

  /// Levers one by one, from the baseline to either bound.
  func leverCandidates(_ list: String) throws -> [RequirementCandidate] {
    let names = try NameSelection.select(list, among: model.levers.map(\.name), kind: "lever")
    let baseline = study.baselinePolicy
    return names.flatMap { name -> [RequirementCandidate] in
      let lever = model.levers.first { $0.name == name }!
      let path = baseline.levers[name]!
      let now = path.value(at: study.start)
      return [(lever.admissible.upperBound, "up"), (lever.admissible.lowerBound, "down")].compactMap
      {
        bound, way in
        guard bound != now else { return nil }
        var mix = baseline
        mix.name = "\(name)_\(way)"
        mix.levers[name] = Path([
          .init(year: study.start, value: now),
          .init(year: study.start + Self.leverRamp, value: bound),
        ])
        return RequirementCandidate(mix: mix, lever: name, most: 1)
      }
    }
  }
}
