import ModelContract

/// Turns drafts of mixes into complete policies, with calendar years and every lever.
struct PolicyResolver {
  /// First calendar year of the study, from which small years count; of a second plan the year in which it begins.
  let start: Double
  /// Last calendar year of the study; nil where it is not known, and then no look is held against it.
  var end: Double?

  /// What is known of a mix on the way from its base upwards.
  struct Layers {
    var levers: [String: Path] = [:]
    var traits: [String: Path] = [:]
    var targets: [String] = []
    /// The second plan, and the base that its own base is laid over.
    var contingency: (draft: ContingencyDraft, root: PolicyDraft.Base?)?
  }

  /// The complete mix; reports what it lacks at its place.
  ///
  /// - Parameter other: the mix over which the changes are laid in place of the first ancestor; nil for that one.
  func resolve(_ draft: PolicyDraft, onto other: PolicyDraft? = nil) -> Policy? {
    let layers = layers(of: draft, onto: other.map { .mix($0) })
    guard var policy = policy(layers, of: draft) else { return nil }
    if let (contingency, root) = layers.contingency {
      guard let resolved = resolve(contingency, over: layers, root: root) else { return nil }
      policy.contingency = resolved
    }
    return policy
  }

  /// The mix of layers that are complete; reports what they lack.
  func policy(_ layers: Layers, of draft: PolicyDraft) -> Policy? {
    let missing = draft.place.schema.levers.map(\.name).filter { layers.levers[$0] == nil }
    let missingTraits = draft.place.schema.traits.map(\.name).filter { layers.traits[$0] == nil }
    if ([draft] + draft.ancestors).contains(where: \.lacksBase) { return nil }
    if !missing.isEmpty || !missingTraits.isEmpty {
      draft.place.report(
        "the mix \(draft.name) does not state \((missing + missingTraits).joined(separator: ", ")); "
          + "state them or name a mix in 'based_on'")
      return nil
    }
    for group in draft.place.schema.traitGroups {
      let paths = group.members.compactMap { layers.traits[$0.trait] }
      let years = paths.flatMap { $0.breakpoints.map(\.year) }.sorted()
      let sums = years.map { year in (year, paths.reduce(0) { $0 + $1.value(at: year) }) }
      if let wrong = sums.first(where: { abs($0.1 - 1) > 1e-9 }), !paths.allSatisfy(\.isConstant) {
        draft.place.report(
          "the weights of \(group.plural) must sum to 1 in every year, found \(wrong.1.plain) in "
            + "\(wrong.0.plain)")
        return nil
      }
    }
    return Policy(
      name: draft.name, summary: draft.summary, levers: layers.levers, traits: layers.traits,
      targets: layers.targets)
  }

  /// Layers of a base.
  func layers(of base: PolicyDraft.Base, onto root: PolicyDraft.Base?) -> Layers {
    switch base {
    case .mix(let draft): layers(of: draft, onto: root)
    case .rebased(let changes, let onto):
      layers(of: changes, onto: root.map { .rebased(onto, onto: $0) } ?? onto)
    }
  }

  /// Layers of a mix whose first ancestor is replaced by another base, when one is given.
  private func layers(of draft: PolicyDraft, onto root: PolicyDraft.Base?) -> Layers {
    if draft.base == nil, let root { return layers(of: root, onto: nil) }
    var result = draft.base.map { layers(of: $0, onto: root) } ?? Layers()
    lay(draft, over: &result)
    if let contingency = draft.contingency { result.contingency = (contingency, root) }
    return result
  }

  /// Lays what a mix changes over what it is based on.
  func lay(_ draft: PolicyDraft, over result: inout Layers) {
    if let year = draft.frozenAt {
      let calendar = PathDraft.calendar(year, start: start)
      result.levers = result.levers.mapValues { Path(constant: $0.value(at: calendar)) }
      result.traits = result.traits.mapValues { Path(constant: $0.value(at: calendar)) }
    }
    if let keeping = draft.keeping {
      let other = layers(of: keeping.mix, onto: nil)
      for lever in keeping.levers { result.levers[lever] = other.levers[lever] }
    }
    for (name, path) in draft.levers {
      if let resolved = path.resolve(start: start, inherited: result.levers[name]) {
        result.levers[name] = resolved
      }
    }
    for (name, path) in draft.traits {
      if let resolved = path.resolve(start: start, inherited: result.traits[name]) {
        result.traits[name] = resolved
      }
    }
    if let targets = draft.targets { result.targets = targets }
  }
}
