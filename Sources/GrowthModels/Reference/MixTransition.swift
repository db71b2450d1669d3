import ModelContract

/// A ministry cannot exchange the institutions of a country overnight.
///
/// Vehicles, cronyism and the strength of sunset clauses of a mix replace those of the status quo over the transition
/// years T, `v(t) = (1 - s) r(t) + s p(t)` with `s = clip((t - start) / T, 0, 1)`, path r of the status quo and p of the mix.
/// With T = 0 a mix has its institutions at once, as in the second version. Whoever moves weight from one
/// vehicle to another pays for it: laboratories are built and closed, firms are founded and wound up.
///
/// Source: Mathews on initiative that passes from the state to firms; Herrera 2026, doi:10.4236/ti.2026.172008; the linear
/// form and the years are judgement.
struct MixTransition {
  /// Whom the mix replaces, and from when on; nil for a history, which is what it was.
  let from: (statusQuo: Policy, start: Double)?
  /// Years that it takes.
  let years: Double

  /// A trait of a policy in a year, as it is in force.
  func value(_ trait: String, of policy: Policy, year: Double) -> Double {
    let planned = policy.traits[trait]?.value(at: year) ?? .nan
    guard let from, year < from.start + years, let path = from.statusQuo.traits[trait] else {
      return planned
    }
    let standing = path.value(at: year)
    return standing == planned
      ? planned : standing + (planned - standing) * max(0, year - from.start) / years
  }

  /// The transition to a second plan that a mix follows from a year on.
  ///
  /// Institutions move from what is in force at that instant; where the second plan has those of the first, they go on as
  /// they were going.
  func after(_ first: Policy, to second: Policy, year: Double) -> MixTransition {
    if first.traits == second.traits { return self }
    var standing = first
    for name in first.traits.keys {
      standing.traits[name] = Path(constant: value(name, of: first, year: year))
    }
    return MixTransition(from: (standing, year), years: years)
  }
}
