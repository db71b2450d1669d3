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
  let traits: [(name: String, draft: PathDraft)]
  let targets: [String]?
  let keeping: Keeping?
  let frozenAt: Double?
  /// A second plan, and what sets it off.
  let contingency: ContingencyDraft?
  /// Whether it names a base that cannot be read, which has been reported.
  let lacksBase: Bool
  let place: Located

  /// Keys of the file of a mix.
  static func keys(_ schema: ModelSchema) -> [String] {
    ["name", "summary", "based_on", "mix", "levers"] + schema.traitGroups.map(\.key)
      + schema.singleTraits.map(\.name) + ["targets", "keeps", "frozen_at", "when"]
  }

  /// Keys of a second plan: those that change a mix, and `when`, which is refused with a better word.
  static func secondPlanKeys(_ schema: ModelSchema) -> [String] {
    keys(schema).filter { !["name", "summary", "mix"].contains($0) }
  }

  /// Keys of what is taken over from a further mix.
  static let keepingKeys = ["mix", "levers"]

  init(
    name: String, summary: String, base: Base?, levers: [(name: String, draft: PathDraft)],
    traits: [(name: String, draft: PathDraft)], targets: [String]?, keeping: Keeping?,
    frozenAt: Double?, contingency: ContingencyDraft? = nil,
    lacksBase: Bool, place: Located
  ) {
    self.name = name
    self.summary = summary
    self.base = base
    self.levers = levers
    self.traits = traits
    self.targets = targets
    self.keeping = keeping
    self.frozenAt = frozenAt
    self.contingency = contingency
    self.lacksBase = lacksBase
    self.place = place
  }
}

extension PolicyDraft {
  /// The mixes that the mix rests on, the nearest first. What is laid over another base rests on that one.
  var ancestors: [PolicyDraft] { base.map { Self.ancestors($0) } ?? [] }

  private static func ancestors(_ base: Base) -> [PolicyDraft] {
    switch base {
    case .mix(let draft): [draft] + draft.ancestors
    case .rebased(_, let onto): ancestors(onto)
    }
  }

  /// Whether the mix is stated as changes against a mix, or takes levers from it.
  func rests(on other: PolicyDraft) -> Bool {
    if self === other || ancestors.contains(where: { $0 === other }) { return true }
    guard case .mix(let kept)? = keeping?.mix else { return false }
    return kept === other
  }

  /// Reads a mix, in a file of its own or inside a study.
  ///
  /// - Parameter references: finds the mixes it names.
  static func read(_ value: Located, references: References) -> PolicyDraft? {
    guard
      let mapping = value.mapping(
        allowed: keys(value.schema), what: "key of a policy mix")
    else {
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
    let contingency = mapping["when"].flatMap {
      ContingencyDraft.read($0, of: name ?? "", references: references)
    }
    guard let name, let summary else { return nil }
    return PolicyDraft(
      name: name, summary: summary, base: base, levers: levers, traits: traits,
      targets: targets, keeping: keeping, frozenAt: frozenAt, contingency: contingency,
      lacksBase: (mapping.has("based_on") && under == nil)
        || (mapping.has("mix") && changes == nil),
      place: value)
  }

  /// Reads what changes with the second plan of a mix; without a base it is laid over the first plan.
  static func readSecondPlan(
    _ value: Located, of mix: String, references: References
  ) -> PolicyDraft? {
    guard
      let mapping = value.mapping(
        allowed: secondPlanKeys(value.schema), what: "key of a second plan")
    else { return nil }
    mapping["when"]?.report("a second plan has no further one; 'when' stands once in a mix")
    let base = mapping["based_on"].flatMap { references.policy($0) }
    if let base, ([base] + base.ancestors).contains(where: { $0.contingency != nil }) {
      mapping["based_on"]?.report(
        "\(base.name) has a second plan of its own, and a second plan has no further one")
    }
    if value.node.mapping?.isEmpty == true {
      value.report("expected what changes, found an empty mapping")
    }
    return PolicyDraft(
      name: mix, summary: "second plan", base: base.map { .mix($0) },
      levers: mapping["levers"].map { readLevers($0, isOfSecondPlan: true) } ?? [],
      traits: readTraits(mapping, isOfSecondPlan: true),
      targets: mapping["targets"].map { readTargets($0) },
      keeping: mapping["keeps"].flatMap { readKeeping($0, references) },
      frozenAt: mapping["frozen_at"].flatMap { $0.number(in: PathDraft.admissibleYears) },
      lacksBase: mapping.has("based_on") && base == nil, place: value)
  }

  private static func readLevers(
    _ value: Located, isOfSecondPlan: Bool = false
  ) -> [(name: String, draft: PathDraft)] {
    guard
      let mapping = value.mapping(
        allowed: value.schema.levers.map(\.name), what: "lever")
    else {
      return []
    }
    return mapping.entries.compactMap { entry in
      guard let lever = value.schema.lever(entry.name),
        let draft = PathDraft.read(
          entry.value, in: lever.admissible, unit: lever.unit.rawValue,
          isOfSecondPlan: isOfSecondPlan)
      else { return nil }
      return (entry.name, draft)
    }
  }

  private static func readTraits(
    _ mapping: MappingReader, isOfSecondPlan: Bool = false
  ) -> [(name: String, draft: PathDraft)] {
    let schema = mapping.whole.schema
    func path(_ value: Located?, _ trait: Trait) -> (name: String, draft: PathDraft)? {
      value.flatMap {
        PathDraft.read($0, in: trait.admissible, unit: nil, isOfSecondPlan: isOfSecondPlan)
      }.map { (trait.name, $0) }
    }
    var traits = schema.singleTraits.compactMap { path(mapping[$0.name], $0) }
    for group in schema.traitGroups {
      let keys = group.members.map(\.key)
      guard
        let weights = mapping[group.key]?.mapping(
          allowed: keys, required: keys, what: group.singular)
      else { continue }
      let members = group.members.compactMap { member in
        schema.trait(member.trait).flatMap { path(weights[member.key], $0) }
      }
      traits += members
      let shares = members.compactMap(\.draft.constant)
      let sum = shares.reduce(0, +)
      // Weights are written with two or three decimals; what is left of their sum is rounding of doubles. Those that move
      // are summed when their years are known.
      if shares.count == keys.count, abs(sum - 1) > 1e-9 {
        weights.whole.report(
          "the weights of \(group.plural) must sum to 1, found \(sum.plain)")
      }
    }
    return traits
  }

  private static func readTargets(_ value: Located) -> [String] {
    var targets: [String] = []
    for item in value.items() ?? [] {
      guard let sector = item.choice(value.schema.sectors, what: "sector") else { continue }
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
      $0.choice(value.schema.levers.map(\.name), what: "lever")
    }
    return Keeping(mix: .mix(mix), levers: levers)
  }
}

extension ModelSchema {
  /// Traits that are keys of a mix by themselves.
  fileprivate var singleTraits: [Trait] {
    let grouped = Set(traitGroups.flatMap { $0.members.map(\.trait) })
    return traits.filter { !grouped.contains($0.name) }
  }
}
