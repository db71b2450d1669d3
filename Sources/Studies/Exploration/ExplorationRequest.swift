import ModelContract
import NumericCore

/// What somebody who moves levers by hand looks at: one place, one set of beliefs, a mix and the baseline it is held against.
///
/// The whole state of a page; the same request has the same answer, whatever was asked before.
public struct ExplorationRequest: Sendable, Hashable {
  /// Name of the scenario.
  public var scenario: String
  /// Name of the beliefs.
  public var beliefs: String
  /// Name of the outcome that ranks.
  public var rankedBy: String
  /// Discount rate per year.
  public var discountRate: Double
  /// Initial conditions of the economy that have another value, by factor.
  public var economy: [String: Double]
  /// The current mix.
  public var mix: MovedMix
  /// What would be done anyway: the study's baseline, with whatever of it was moved.
  public var baseline: MovedMix

  /// States a request.
  public init(
    scenario: String, beliefs: String, rankedBy: String, discountRate: Double,
    economy: [String: Double] = [:], mix: MovedMix, baseline: MovedMix
  ) {
    self.scenario = scenario
    self.beliefs = beliefs
    self.rankedBy = rankedBy
    self.discountRate = discountRate
    self.economy = economy
    self.mix = mix
    self.baseline = baseline
  }
}

/// A mix of the study with some levers and traits moved to other levels.
public struct MovedMix: Sendable, Hashable {
  /// The name it has.
  public var name: String
  /// Name of the mix it begins with, as the study runs it.
  public var basedOn: String
  /// Levels of levers that were moved, by name.
  public var levers: [String: Double]
  /// Levels of traits that were moved, by name.
  public var traits: [String: Double]

  /// Describes a mix.
  public init(
    name: String, basedOn: String, levers: [String: Double] = [:], traits: [String: Double] = [:]
  ) {
    self.name = name
    self.basedOn = basedOn
    self.levers = levers
    self.traits = traits
  }

  /// Whether nothing was moved.
  public var isUntouched: Bool { levers.isEmpty && traits.isEmpty }

  /// Years that a moved lever takes to its level: as long as the ramps of the shipped mixes.
  public static let ramp = 5.0

  /// The mix with its paths: a moved lever goes from what it is at the start in a straight line to its level, in ``ramp``
  /// years, and stays there. It follows one plan, whatever the mix it begins with does.
  ///
  /// Of weights that belong together those that were not moved give way, in proportion.
  ///
  /// - Parameters:
  ///   - base: the mix it begins with.
  ///   - start: calendar year at which mixes begin to differ.
  ///   - groups: traits that are weights.
  /// - Throws: `UsageError` for weights that cannot sum to 1.
  func policy(
    _ base: Policy, start: Double, groups: [ModelSchema.TraitGroup]
  ) throws -> Policy {
    func moved(_ path: Path?, to level: Double) -> Path {
      let now = path?.value(at: start) ?? level
      if now == level { return Path(constant: level) }
      return Path([
        .init(year: start, value: now), .init(year: start + Self.ramp, value: level),
      ])
    }
    var policy = base
    policy.name = name
    policy.contingency = nil
    for (lever, level) in levers { policy.levers[lever] = moved(base.levers[lever], to: level) }
    var levels = traits
    for group in groups { try balance(group, of: base, start: start, &levels) }
    for (trait, level) in levels { policy.traits[trait] = moved(base.traits[trait], to: level) }
    let names = (levers.keys.sorted() + traits.keys.sorted()).joined(separator: ", ")
    policy.summary = isUntouched ? base.summary : "\(basedOn) with other levels of \(names)"
    return policy
  }

  private func balance(
    _ group: ModelSchema.TraitGroup, of base: Policy, start: Double,
    _ levels: inout [String: Double]
  ) throws {
    let members = group.members.map(\.trait)
    let fixed = members.filter { levels[$0] != nil }
    if fixed.isEmpty { return }
    let rest = 1 - fixed.reduce(0) { $0 + levels[$1]! }
    let others = members.filter { levels[$0] == nil }
    guard rest >= -1e-9, !others.isEmpty || abs(rest) < 1e-9 else {
      throw UsageError("The weights of \(group.plural) must sum to 1.")
    }
    let own = others.map { base.traits[$0]?.value(at: start) ?? 0 }
    let total = own.reduce(0, +)
    for (trait, weight) in zip(others, own) {
      levels[trait] = max(rest, 0) * (total > 0 ? weight / total : 1 / Double(others.count))
    }
  }
}
