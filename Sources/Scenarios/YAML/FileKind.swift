import GrowthModels
import Yams

/// The kinds of YAML files, told apart by their keys, so that a file of another kind is one mistake and not dozens.
enum FileKind: String, CaseIterable {
  case study = "a study"
  case economy = "an economy"
  case policy = "a policy mix"
  case scenario = "a scenario"
  case ensemble = "an ensemble"
  case calibration = "a calibration"
  case priors = "a file of priors"
  case factors = "a file of factors"
  case effects = "a card of effects"
  case facts = "a group of facts"

  /// Keys that a file of the kind has, one at least, and files of no other kind; none where a kind has no such keys.
  private var marks: Set<String> {
    switch self {
    case .study: ["question", "ranked_by", "outcomes", "scenarios", "baseline", "policies"]
    case .economy: ["initial_conditions", "strengths", "targets"]
    case .policy:
      Set(ModelCatalogue.standard.schema.traitGroups.map(\.key))
        .union(["levers", "based_on", "keeps", "frozen_at"])
    case .scenario: ["paths", "probability"]
    case .ensemble: ["file", "effective_size", "converged", "table_hash"]
    case .calibration: ["economies", "discrepancy", "lever_intervals", "particles"]
    case .priors, .factors: []
    case .effects: ["changes", "sources"]
    case .facts: ["facts"]
    }
  }

  /// Where a file of the kind belongs.
  private var use: String {
    switch self {
    case .study: "'latecomer run' takes one"
    case .calibration: "'latecomer calibrate' takes one"
    case .economy: "a study names it under 'economy'"
    case .policy: "a study names it under 'policies'"
    case .scenario: "a study names it under 'scenarios'"
    case .ensemble: "a study names it under 'ensemble'"
    case .priors, .factors: "a study names it under 'factors'"
    case .effects: "'latecomer effects' takes one"
    case .facts: "'latecomer facts' takes one"
    }
  }

  /// Why a whole file cannot be what its reader expects, in one sentence; nil when it can be, slips aside.
  ///
  /// - Parameters:
  ///   - allowed: keys of the kind that is expected.
  ///   - what: what its keys are called: `key of a study`.
  static func mistake(_ mapping: Node.Mapping, _ allowed: [String], what: String) -> String? {
    guard what.hasPrefix("key of "),
      let expected = Self(rawValue: String(what.dropFirst("key of ".count)))
    else { return nil }
    let keys = Set(mapping.keys.compactMap { $0.scalar?.string })
    let own = keys.intersection(expected.marks).count
    func score(_ kind: Self) -> Int { keys.intersection(kind.marks.subtracting(allowed)).count }
    let best = allCases.filter { $0 != expected }.max { score($0) < score($1) }
    if own > 0, own >= best.map(score) ?? 0 { return nil }
    let isFactors = expected != .factors && expected != .priors && keys.contains("factors")
    // A scenario in which nothing is said has no key of its own.
    let isScenario = [.study, .calibration].contains(expected) && keys == ["name", "summary"]
    if let found = best.flatMap({ score($0) > 0 ? $0 : nil })
      ?? (isFactors ? .priors : isScenario ? .scenario : nil)
    {
      return "expected \(expected.rawValue), found \(found.rawValue); \(found.use)"
    }
    let first = mapping.keys.lazy.compactMap { $0.scalar?.string }.prefix(YAMLLimits.nearNames)
    let isNear = first.contains {
      allowed.contains($0) || NearestName.find($0, among: allowed) != nil
    }
    if isNear || keys.isEmpty { return nil }
    return "expected \(expected.rawValue), found a mapping with none of its keys, such as "
      + allowed.prefix(4).joined(separator: ", ")
  }
}
