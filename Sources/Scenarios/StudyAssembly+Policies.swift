import ModelContract
import StudyContract

extension StudyAssembly {
  /// A mix of the study with the place where it is listed.
  struct ListedPolicy {
    let draft: PolicyDraft
    let policy: Policy?
    let place: Located

    var name: String { draft.name }
  }

  func policies(start: Double, end: Double) -> [ListedPolicy] {
    Self.policies(mapping, references: references, start: start, end: end)
  }

  /// The mixes of a study; with `rebase: true` those that rest on another mix than its baseline are laid over that.
  static func policies(
    _ mapping: MappingReader, references: References, start: Double, end: Double?
  ) -> [ListedPolicy] {
    let resolver = PolicyResolver(start: start, end: end)
    guard let items = mapping["policies"]?.items() else { return [] }
    if items.isEmpty { mapping["policies"]?.report("expected at least one policy mix") }
    var drafts: [(draft: PolicyDraft, place: Located)] = []
    for (draft, item) in references.policies(items) {
      if drafts.contains(where: { $0.draft.name == draft.name }) {
        item.report("the mix \(draft.name) is listed twice; give one of them another name")
      } else {
        drafts.append((draft, item))
      }
    }
    let isRebased = mapping["rebase"].flatMap { $0.flag() } ?? false
    let baseline = isRebased ? baselineDraft(mapping, among: drafts, references) : nil
    return drafts.map { draft, item in
      let other = baseline.flatMap { draft.base == nil || draft.rests(on: $0) ? nil : $0 }
      return ListedPolicy(
        draft: draft, policy: resolver.resolve(draft, onto: other), place: item)
    }
  }

  func baseline(_ policies: [ListedPolicy]) -> Policy? {
    Self.baseline(mapping, among: policies, references)
  }

  /// The baseline among the mixes; reports a name that is none of theirs.
  static func baseline(
    _ mapping: MappingReader, among policies: [ListedPolicy], _ references: References
  ) -> Policy? {
    guard let value = mapping["baseline"], let name = value.text(),
      mapping["policies"]?.node.sequence?.isEmpty == false
    else { return nil }
    let drafts = policies.map { ($0.draft, $0.place) }
    guard let draft = baselineDraft(mapping, among: drafts, references) else {
      let listed = mapping["policies"]?.node.sequence?.count ?? 0
      // A mix that could not be read has been reported; its name is not missing as well.
      if listed == policies.count {
        value.report(
          references.file(value, .policies) == nil
            ? Located.unknown(name, what: "policy mix of this study", among: policies.map(\.name))
            : "\(name) is not among the study's mixes; list it in policies")
      }
      return nil
    }
    let listed = policies.first { $0.draft === draft }
    if let listed, listed.policy?.contingency != nil {
      listed.place.report(
        "\(listed.name) is the baseline, from which the others are measured; it follows one plan, without 'when'"
      )
    }
    return listed?.policy
  }

  /// The baseline, by the name of a mix or as its file is listed.
  private static func baselineDraft(
    _ mapping: MappingReader, among drafts: [(draft: PolicyDraft, place: Located)],
    _ references: References
  ) -> PolicyDraft? {
    guard let value = mapping["baseline"], let name = value.node.scalar?.string else { return nil }
    if let named = drafts.first(where: { $0.draft.name == name }) { return named.draft }
    guard let file = references.file(value, .policies) else { return nil }
    return drafts.first { references.file($0.place, .policies) == file }?.draft
  }

  /// A warning about mixes that are stated as changes against another mix than the study's baseline.
  ///
  /// Such a mix differs from the baseline by everything in which that differs from the mix's own base, and not by its
  /// changes alone. Nothing is said where both bases have the same levers, traits and targets.
  func foreignMixes(_ policies: [ListedPolicy]) -> [String] {
    guard mapping["rebase"]?.node.scalar?.string != "true",
      let baseline = Self.baselineDraft(
        mapping, among: policies.map { ($0.draft, $0.place) }, references),
      let own = policies.first(where: { $0.draft === baseline })?.policy
    else { return [] }
    var mixes: [(base: String, names: [String])] = []
    for listed in policies {
      guard let root = listed.draft.ancestors.last, !listed.draft.rests(on: baseline),
        let base = PolicyResolver(start: draft.year("start") ?? 0).resolve(root),
        (base.levers, base.traits) != (own.levers, own.traits) || base.targets != own.targets
      else { continue }
      if let known = mixes.firstIndex(where: { $0.base == root.name }) {
        mixes[known].names.append(listed.name)
      } else {
        mixes.append((root.name, [listed.name]))
      }
    }
    return mixes.map { base, names in
      let isOne = names.count == 1
      return
        "\(names.joined(separator: ", ")) \(isOne ? "rests" : "rest") on \(base) and not on the study's baseline "
        + "\(baseline.name), so that \(isOne ? "its difference to it holds" : "their differences to it hold") everything in "
        + "which \(baseline.name) departs from \(base); to compare the changes alone write "
        + "{mix: \(names[0]), based_on: \(baseline.name)}, or rebase: true for all mixes"
    }
  }
}
