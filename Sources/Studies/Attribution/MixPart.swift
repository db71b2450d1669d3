import ModelContract

/// One thing in which two mixes differ and that can be exchanged by itself.
public struct MixPart: Sendable, Hashable {
  /// What sort of thing.
  public enum Kind: String, Sendable, Hashable {
    /// A lever.
    case lever
    /// A trait.
    case trait
    /// Traits that a mix states together, as weights that sum to 1.
    case traits
    /// The list of targeted sectors.
    case targets
    /// The second plan with what sets it off.
    case contingency
  }

  /// The name in files: of a lever, a trait, a group of traits, `targets`, or `when`.
  public let name: String
  /// What sort of thing.
  public let kind: Kind
  /// Names of the traits of a group; empty for the others.
  public let traits: [String]

  /// The parts in which mixes differ, in the order of the model's tables.
  static func differences(
    of first: Policy, from second: Policy, schema: ModelSchema
  ) -> [MixPart] {
    let levers = schema.levers.map(\.name).filter { first.levers[$0] != second.levers[$0] }
    let grouped = schema.traitGroups.map { group in
      MixPart(name: group.key, kind: .traits, traits: group.members.map(\.trait))
    }
    let single = schema.traits.map(\.name).filter { name in
      !grouped.contains { $0.traits.contains(name) }
    }
    var parts = levers.map { MixPart(name: $0, kind: .lever, traits: []) }
    parts += grouped.filter { group in
      group.traits.contains { first.traits[$0] != second.traits[$0] }
    }
    parts += single.filter { first.traits[$0] != second.traits[$0] }.map {
      MixPart(name: $0, kind: .trait, traits: [])
    }
    if Set(first.targets) != Set(second.targets) {
      parts.append(MixPart(name: "targets", kind: .targets, traits: []))
    }
    // What a second plan leaves as the first has it is no part of it.
    if first.contingency != second.contingency.map({ $0.moved(from: second, to: first) }) {
      parts.append(MixPart(name: "when", kind: .contingency, traits: []))
    }
    return parts
  }

  /// Gives a mix this part of another one.
  func move(from other: Policy, into mix: inout Policy) {
    switch kind {
    case .lever: mix.levers[name] = other.levers[name]
    case .trait: mix.traits[name] = other.traits[name]
    case .traits: for member in traits { mix.traits[member] = other.traits[member] }
    case .targets: mix.targets = other.targets
    case .contingency: mix.contingency = other.contingency
    }
  }
}
