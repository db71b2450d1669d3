import CGrowthKernel

/// Levers of one step as they are carried out: `reference + implementation (planned - reference)`, kept in
/// the lever's range; where the plan does not depart from the reference, the plan itself.
struct LeverReader {
  let planned: UnsafePointer<Double>
  let reference: UnsafePointer<Double>
  let low: UnsafePointer<Double>
  let high: UnsafePointer<Double>
  let group: LaneGroup

  @inline(__always) init(_ program: UnsafeRawPointer, row: Int, group: LaneGroup) {
    let levers = growth_levers
    planned = growth_program_planned(program) + row * levers
    reference = growth_program_reference(program) + row * levers
    low = growth_program_lever_low(program)
    high = growth_program_lever_high(program)
    self.group = group
  }

  @inline(__always) subscript(_ lever: Int) -> Lanes {
    let plan = planned[lever]
    let standard = reference[lever]
    if plan == standard { return Lanes(plan) }
    let carriedOut =
      standard + group.factor(Column.implementation + lever) * (plan - standard)
    return carriedOut.clipped(low[lever], high[lever])
  }
}

/// Inflow of foreign investment that can transfer technology.
@inline(__always)
func foreignInflow(_ levers: LeverReader) -> Lanes {
  levers[LeverIndex.foreignInvestment] * (1 - 0.3 * levers[LeverIndex.jointVentureTerms])
}

/// What every part of a step needs from levers and slow stocks; all its quotients share one division.
struct StepHead {
  /// Levers after implementation.
  let publicResearch: Lanes
  let researchIncentive: Lanes
  let technologyLeverage: Lanes
  let jointVentureTerms: Lanes
  let discipline: Lanes
  let exports: Lanes
  let missions: Lanes
  let investment: Lanes
  /// Inflow of foreign investment that transfers technology, saturated.
  let foreignShare: Lanes
  /// Misallocation index.
  let misallocation: Lanes
  /// Business research, share of output.
  let businessResearch: Lanes
  /// All research, share of output.
  let research: Lanes
  /// Research stock and cognitive skill at the scale of the home market.
  let effectiveResearch: Lanes
  let skill: Lanes
  /// Harmonic part of absorptive capacity that sectors share.
  let harmonic: Lanes
  /// Harmonic mean of research, with diminishing returns, and routines.
  let researchAndRoutines: Lanes
  /// Output a worker at the capital of the frontier, and its inverse.
  let productivity: Lanes
  let inverseProductivity: Lanes

  @inline(__always) init(
    _ group: LaneGroup, _ program: UnsafeRawPointer, _ levers: LeverReader
  ) {
    publicResearch = levers[LeverIndex.publicResearch]
    researchIncentive = levers[LeverIndex.researchIncentive]
    technologyLeverage = levers[LeverIndex.technologyLeverage]
    jointVentureTerms = levers[LeverIndex.jointVentureTerms]
    discipline = levers[LeverIndex.performanceDiscipline]
    exports = levers[LeverIndex.exportOrientation]
    missions = levers[LeverIndex.missions]
    investment = levers[LeverIndex.investment]
    effectiveResearch = group[Slot.research] * group[Constant.researchScale]
    skill = (group[Slot.humanCapital] * group[Constant.skillScale]).atMost(1.2)
    productivity = outputPerWorker(group)
    let routines = group[Slot.routines]
    let inflow = foreignInflow(levers)
    // 2 C Q / (C + Q + .001) with C = min(R (1 + r) / (R + r), 1.3), both parts times R + r.
    let half = group.factor(Column.researchHalfSaturation)
    let saturation = effectiveResearch + half
    let composite = (effectiveResearch * (1 + half)).atMost(1.3 * saturation)
    let d1 = skill + 0.03
    let d2 = effectiveResearch + 0.15
    let d3 = routines + 0.03
    let d4 = group[Slot.alignment] + 0.03
    let d5 = composite + (routines + 0.001) * saturation
    let d6 = inflow + group.factor(Column.foreignInvestmentHalfSaturation)
    let d12 = d1 * d2
    let d34 = d3 * d4
    let d56 = d5 * d6
    let d1234 = d12 * d34
    let d567 = d56 * productivity
    let inverse = 1 / (d1234 * d567)
    let over1234 = inverse * d567
    let over567 = inverse * d1234
    let over12 = over1234 * d34
    let over34 = over1234 * d12
    let over56 = over567 * productivity
    harmonic =
      (group[Constant.humanCapitalWeight] * d2 + group[Constant.researchWeight] * d1) * over12
      + (group[Constant.routinesWeight] * d4 + group[Constant.institutionsWeight] * d3) * over34
    researchAndRoutines = 2 * composite * routines * (over56 * d6)
    foreignShare = inflow * (over56 * d5)
    inverseProductivity = over567 * d56
    let selectivity =
      (50 * missions + 0.3 * growth_program_large_firms(program) * technologyLeverage
      + 0.2 * jointVentureTerms + 0.2 * levers[LeverIndex.publicProcurement]).clipped(0, 1.5)
    misallocation =
      growth_program_cronyism(program) * (1 - 0.8 * discipline) * selectivity
      * ((1 - 0.5 * growth_program_sunset(program)) * (1.2 - 0.6 * group[Slot.alignment]))
    let capability = group[Slot.meanCapability]
    let ownResearch =
      1.6 * group.factor(Column.businessResearchAtFrontier) * (capability * capability)
      * (routines * (0.4 + 0.6 * group[Slot.meanLinkage]))
      * ((1 - 0.5 * growth_program_multinationals(program)) * (1 - 0.2 * group[Slot.dependence]))
    businessResearch =
      0.0004
      + group.factor(Column.businessResearchLeverage) * researchIncentive
      * (0.3 + 0.7 * capability) + ownResearch
    research = publicResearch + businessResearch + 0.3 * missions
  }
}
