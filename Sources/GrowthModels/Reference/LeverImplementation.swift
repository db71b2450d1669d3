import CGrowthKernel
import ModelContract

/// Values of all levers at one instant, by name.
///
/// Meaning and unit of every field stand with the lever of the same name in ``GrowthLevers/all``; only the spelling
/// differs (`public_research` is `publicResearch`).
typealias LeverSettings = growth_lever_values

extension LeverSettings {
  /// Reads values in lever order.
  init(_ values: [Double]) {
    precondition(values.count == growth_levers, "\(growth_levers) levers, got \(values.count)")
    self = values.withUnsafeBytes { $0.loadUnaligned(as: growth_lever_values.self) }
  }
}

/// The institutions of a policy mix at one instant, by name.
struct MixConstants {
  let largeFirms: Double
  let publicLaboratories: Double
  let multinationals: Double
  let cronyism: Double
  let sunsetStrength: Double
  /// Share of the missions that goes to each sector: 1 / number of targets on targets, else 0.
  let targetShare: [Double]
  /// Weight of each sector in a leverage programme that serves its targets alone.
  let focus: [Double]

  /// Weight moved between vehicles, a year; 1 is the whole.
  let vehiclesMoved: Double

  init(_ policy: Policy, _ transition: MixTransition, year: Double, step: Double) {
    func trait(_ name: String) -> Double { transition.value(name, of: policy, year: year) }
    largeFirms = trait("large_firm_vehicle")
    publicLaboratories = trait("public_laboratory_vehicle")
    multinationals = trait("multinational_vehicle")
    cronyism = trait("cronyism")
    sunsetStrength = trait("sunset_strength")
    vehiclesMoved = Self.vehiclesMoved(policy, transition, year: year, step: step)
    targetShare = Sector.all.map {
      policy.targets.contains($0.name) ? 1 / Double(policy.targets.count) : 0
    }
    focus = SectorLeverage.focus(targetShares: targetShare)
  }

  /// Half the sum of changes of the three weights over the coming step, a year.
  static func vehiclesMoved(
    _ policy: Policy, _ transition: MixTransition, year: Double, step: Double
  ) -> Double {
    GrowthSchema.vehicles.members.reduce(0) { sum, member in
      let now = transition.value(member.trait, of: policy, year: year)
      let next = transition.value(member.trait, of: policy, year: year + step)
      return sum + 0.5 * abs(next - now) / step
    }
  }
}

/// From what a government plans to what its administration carries out.
///
/// `u = clip(r + e (p - r), low, high)` with planned path p, path r of the status quo, implementation
/// factor e and the admissible range of the lever; where plan and status quo agree, `u = p`. What already
/// is done needs no implementing, so only the change is scaled.
///
/// Source: the gap between adopted and practised policy is that of Pritchett, Andrews and Woolcock 2013,
/// doi:10.1080/00220388.2012.709614; the linear form is judgement.
enum LeverImplementation {
  /// Planned values of all levers in a year, in lever order.
  static func planned(_ policy: Policy, year: Double) -> [Double] {
    GrowthLevers.all.map { policy.levers[$0.name]!.value(at: year) }
  }

  /// Values carried out, in lever order.
  static func realised(
    planned: [Double], statusQuo: [Double], implementation: [Double]
  ) -> [Double] {
    GrowthLevers.all.indices.map { lever in
      let plan = planned[lever]
      let reference = statusQuo[lever]
      if plan == reference { return plan }
      let range = GrowthLevers.all[lever].admissible
      return clip(
        reference + implementation[lever] * (plan - reference), range.lowerBound,
        range.upperBound)
    }
  }

  /// Saturation of foreign investment: `f / (f + half)`, `f = investment (1 - 0.3 joint-venture terms)`.
  ///
  /// Terms keep some investors away, which is why they enter before the saturation.
  /// Source: Borensztein, De Gregorio and Lee 1998, doi:10.1016/S0022-1996(97)00033-0.
  static func foreignPresence(_ levers: LeverSettings, _ parameters: GrowthParameters) -> Double {
    let inflow = levers.foreignInvestment * (1 - 0.3 * levers.jointVentureTerms)
    return inflow / (inflow + parameters.foreignInvestmentHalfSaturation)
  }
}
