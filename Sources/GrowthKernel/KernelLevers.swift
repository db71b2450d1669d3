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

/// What every part of a step needs from levers and slow stocks.
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
    let inflow = levers[LeverIndex.foreignInvestment] * (1 - 0.3 * jointVentureTerms)
    foreignShare =
      inflow / (inflow + group.factor(Column.foreignInvestmentHalfSaturation))
    let selectivity =
      (50 * missions + 0.3 * growth_program_large_firms(program) * technologyLeverage
      + 0.2 * jointVentureTerms + 0.2 * levers[LeverIndex.publicProcurement]).clipped(0, 1.5)
    misallocation =
      growth_program_cronyism(program) * (1 - 0.8 * discipline) * selectivity
      * ((1 - 0.5 * growth_program_sunset(program)) * (1.2 - 0.6 * group[Slot.alignment]))
    let capability = group[Slot.meanCapability]
    let ownResearch =
      1.6 * group.factor(Column.businessResearchAtFrontier) * (capability * capability)
      * (group[Slot.routines] * (0.4 + 0.6 * group[Slot.meanLinkage]))
      * ((1 - 0.5 * growth_program_multinationals(program)) * (1 - 0.2 * group[Slot.dependence]))
    businessResearch =
      0.0004
      + group.factor(Column.businessResearchLeverage) * researchIncentive
      * (0.3 + 0.7 * capability) + ownResearch
    research = publicResearch + businessResearch + 0.3 * missions
  }
}
