import ModelContract

extension PolicyResolver {
  /// A second plan for every year in which it may begin.
  ///
  /// - Parameters:
  ///   - first: layers of the first plan, over which it is laid unless it has a base of its own.
  ///   - root: what that base is laid over in its turn; nil for its own first ancestor.
  func resolve(
    _ draft: ContingencyDraft, over first: Layers, root: PolicyDraft.Base?
  ) -> Contingency? {
    guard let years = draft.years(start: start, end: end) else { return nil }
    let root = draft.then.base.flatMap { Self.root(root, of: $0) }
    func plan(from year: Double) -> Contingency.Plan? {
      let resolver = PolicyResolver(start: year, end: end)
      var layers = draft.then.base.map { resolver.layers(of: $0, onto: root) } ?? first
      resolver.lay(draft.then, over: &layers)
      return policy(layers, of: draft.then).map { Contingency.Plan($0) }
    }
    var looks: [Contingency.Look] = []
    for year in years {
      // A plan that is wrong in one year is as wrong in the next; it is told once.
      guard let plan = plan(from: year) else { return nil }
      looks.append(Contingency.Look(year: year, plan: plan))
    }
    guard let atOnce = plan(from: start) else { return nil }
    return Contingency(
      outcome: draft.outcome, side: draft.side, threshold: draft.threshold, looks: looks,
      atOnce: atOnce)
  }

  /// What a base is laid over: nothing else where it states every lever itself or rests on the other one already.
  private static func root(_ other: PolicyDraft.Base?, of base: PolicyDraft.Base)
    -> PolicyDraft.Base?
  {
    guard case .mix(let draft) = base, case .mix(let root)? = other else { return other }
    return draft.base == nil || draft.rests(on: root) ? nil : other
  }
}
