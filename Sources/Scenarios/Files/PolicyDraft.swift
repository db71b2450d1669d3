import GrowthModels
import ModelContract
import StudyContract

/// A policy mix as its file states it: what it changes, and what it is based on.
final class PolicyDraft {
  /// What a mix inherits from.
  indirect enum Base {
    /// Another mix.
    case mix(PolicyDraft)
    /// The changes of a mix laid over another base than its own.
    case rebased(Base, onto: Base)
  }

  /// Levers taken over from a further mix.
  struct Keeping {
    let mix: Base
    let levers: [String]
  }

  let name: String
  let summary: String
  let base: Base?
  let levers: [(name: String, draft: PathDraft)]
  let traits: [String: Double]
  let targets: [String]?
  let keeping: Keeping?
  let frozenAt: Double?
  let place: Located

  /// Keys of the file of a mix.
  static let keys = [
    "name", "summary", "based_on", "mix", "levers", "vehicles", "cronyism", "sunset_strength",
    "targets", "keeps", "frozen_at",
  ]

  /// Keys of the carriers of leverage with the trait each one states.
  static let vehicles = [
    ("large_firms", "large_firm_vehicle"),
    ("public_laboratories", "public_laboratory_vehicle"),
    ("multinationals", "multinational_vehicle"),
  ]

  /// Keys of what is taken over from a further mix.
  static let keepingKeys = ["mix", "levers"]

  init(
    name: String, summary: String, base: Base?, levers: [(name: String, draft: PathDraft)],
    traits: [String: Double], targets: [String]?, keeping: Keeping?, frozenAt: Double?,
    place: Located
  ) {
    self.name = name
    self.summary = summary
    self.base = base
    self.levers = levers
    self.traits = traits
    self.targets = targets
    self.keeping = keeping
    self.frozenAt = frozenAt
    self.place = place
  }

  /// Levers by name.
  static func lever(_ name: String) -> Lever? { GrowthLevers.all.first { $0.name == name } }

  /// Traits by name.
  static func trait(_ name: String) -> Trait? { GrowthLevers.traits.first { $0.name == name } }
}

extension PolicyDraft {
  /// Reads a mix, in a file of its own or inside a study.
  ///
  /// - Parameter references: finds the mixes it names.
  static func read(_ value: Located, references: References) -> PolicyDraft? {
    guard let mapping = value.mapping(allowed: keys, what: "key of a policy mix") else {
      return nil
    }
    let changes = mapping["mix"].flatMap { references.policy($0) }
    if !mapping.has("mix") {
      for key in ["name", "summary"] where mapping.lacks(key) {
        value.report("the key of a policy mix '\(key)' is missing")
      }
    } else if !mapping.has("based_on") {
      mapping["mix"]?.report(
        "takes the changes of a mix to another base; give 'based_on', or name the mix alone")
    }
    let name = mapping["name"].map { $0.name() } ?? changes?.name
    let summary = mapping["summary"].map { $0.text() } ?? changes?.summary
    let under = mapping["based_on"].flatMap { references.policy($0) }
    let base: Base? =
      if let changes, let under {
        .rebased(.mix(changes), onto: .mix(under))
      } else {
        under.map { .mix($0) }
      }
    let levers = mapping["levers"].map { readLevers($0) } ?? []
    let traits = readTraits(mapping)
    let targets = mapping["targets"].map { readTargets($0) }
    let keeping = mapping["keeps"].flatMap { readKeeping($0, references) }
    let frozenAt = mapping["frozen_at"].flatMap { $0.number(in: PathDraft.admissibleYears) }
    if base == nil, let frozen = mapping["frozen_at"] {
      frozen.report("freezes the levers of the mix it is based on; give 'based_on'")
    }
    guard let name, let summary else { return nil }
    return PolicyDraft(
      name: name, summary: summary, base: base, levers: levers, traits: traits,
      targets: targets, keeping: keeping, frozenAt: frozenAt, place: value)
  }

  private static func readLevers(_ value: Located) -> [(name: String, draft: PathDraft)] {
    guard let mapping = value.mapping(allowed: GrowthLevers.all.map(\.name), what: "lever") else {
      return []
    }
    return mapping.entries.compactMap { entry in
      guard let lever = lever(entry.name),
        let draft = PathDraft.read(
          entry.value, in: lever.admissible, unit: lever.unit.rawValue)
      else { return nil }
      return (entry.name, draft)
    }
  }

  private static func readTraits(_ mapping: MappingReader) -> [String: Double] {
    var traits: [String: Double] = [:]
    for key in ["cronyism", "sunset_strength"] {
      guard let value = mapping[key], let trait = trait(key) else { continue }
      traits[key] = value.number(in: trait.admissible)
    }
    guard
      let weights = mapping["vehicles"]?.mapping(
        allowed: vehicles.map(\.0), required: vehicles.map(\.0), what: "vehicle")
    else { return traits }
    for (key, name) in vehicles {
      guard let trait = trait(name) else { continue }
      traits[name] = weights[key]?.number(in: trait.admissible)
    }
    let shares = vehicles.compactMap { traits[$0.1] }
    let sum = shares.reduce(0, +)
    // Weights are written with two or three decimals; what is left of their sum is rounding of doubles.
    if shares.count == vehicles.count, abs(sum - 1) > 1e-9 {
      weights.whole.report("the weights of the three vehicles must sum to 1, found \(sum.plain)")
    }
    return traits
  }

  private static func readTargets(_ value: Located) -> [String] {
    var targets: [String] = []
    for item in value.items() ?? [] {
      guard let sector = item.choice(Sector.all.map(\.name), what: "sector") else { continue }
      if targets.contains(sector) {
        item.report("the sector \(sector) is targeted twice")
      } else {
        targets.append(sector)
      }
    }
    return targets
  }

  private static func readKeeping(_ value: Located, _ references: References) -> Keeping? {
    guard
      let mapping = value.mapping(
        allowed: keepingKeys, required: keepingKeys, what: "key of 'keeps'"),
      let mix = mapping["mix"].flatMap({ references.policy($0) }),
      let items = mapping["levers"]?.items()
    else { return nil }
    let levers = items.compactMap {
      $0.choice(GrowthLevers.all.map(\.name), what: "lever")
    }
    return Keeping(mix: .mix(mix), levers: levers)
  }
}
