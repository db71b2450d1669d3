#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// Levers as they are carried out from `row` on: `reference + implementation (planned - reference)`, kept in
/// the lever's range; where the plan does not depart from the reference, the plan itself. With them the cost of
/// the plan before misallocation. Rows that ask for the same as the row before leave them as they are.
@inline(__always)
func carryOutLevers(_ group: LaneGroup, _ program: UnsafeRawPointer, row: Int) {
  guard growth_program_changed(program)[row] != 0 else { return }
  let planned = growth_program_planned(program) + row * growth_levers
  let reference = growth_program_reference(program) + row * growth_levers
  let low = growth_program_lever_low(program)
  let high = growth_program_lever_high(program)
  for lever in 0..<growth_levers {
    let plan = planned[lever]
    let standard = reference[lever]
    if plan == standard {
      group[Slot.levers + lever] = Lanes(plan)
    } else {
      let carriedOut =
        standard + group.factor(Column.implementation + lever) * (plan - standard)
      group[Slot.levers + lever] = carriedOut.clipped(low[lever], high[lever])
    }
  }
  let tabulated = growth_program_cost(program) + row * growth_costs
  var cost = Lanes(0)
  for item in 0..<growth_costs where tabulated[item] != 0 {
    cost += group.factor(Column.leverCosts + item) * tabulated[item]
  }
  group[Slot.plannedCost] = cost
}

/// Inflow of foreign investment that can transfer technology.
@inline(__always)
func foreignInflow(_ group: LaneGroup) -> Lanes {
  group.lever(LeverIndex.foreignInvestment) * (1 - 0.3 * group.lever(LeverIndex.jointVentureTerms))
}

/// What every part of a step needs from levers and slow stocks; all its quotients share one division.
struct StepHead {
  /// Inflow of foreign investment that transfers technology, saturated.
  let foreignShare: Lanes
  /// Misallocation index.
  let misallocation: Lanes
  /// What waste leaves of the effect of selective programmes.
  let kept: Lanes
  /// Business research, share of output.
  let businessResearch: Lanes
  /// All research, share of output.
  let research: Lanes
  /// Research stock and cognitive skill at the scale of the home market.
  let effectiveResearch: Lanes
  let skill: Lanes
  /// Harmonic part of absorptive capacity that sectors share.
  let harmonic: Lanes
  /// Half the harmonic mean of research, with diminishing returns, and routines.
  let researchAndRoutines: Lanes
  /// Output a worker at the capital of the frontier, and its inverse.
  let productivity: Lanes
  let inverseProductivity: Lanes

  @inline(__always) init(_ group: LaneGroup, _ program: UnsafeRawPointer, row: Int) {
    effectiveResearch = group[Slot.research] * group[Constant.researchScale]
    skill = (group[Slot.humanCapital] * group[Constant.skillScale]).atMost(Coefficient.mostSkill)
    productivity = outputPerWorker(group)
    let routines = group[Slot.routines]
    let inflow = foreignInflow(group)
    // C Q / (C + Q + .001) with C = min(R (1 + r) / (R + r), 1.3), both parts times R + r.
    let half = group.factor(Column.researchHalfSaturation)
    let saturation = effectiveResearch + half
    let composite = (effectiveResearch * (1 + half)).atMost(
      Coefficient.mostInventingResearch * saturation)
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
    researchAndRoutines = composite * routines * (over56 * d6)
    foreignShare = inflow * (over56 * d5)
    inverseProductivity = over567 * d56
    let jointVentureTerms = group.lever(LeverIndex.jointVentureTerms)
    let missions = group.lever(LeverIndex.missions)
    let leverage = group.lever(LeverIndex.technologyLeverage)
    let procurement = group.lever(LeverIndex.publicProcurement)
    let breadth =
      (50 * missions + (0.3 * growth_program_large_firms(program)[row]) * leverage
      + 0.2 * (jointVentureTerms + procurement)).clipped(Coefficient.selectivity)
    let money =
      missions + Coefficient.leverageMoney * leverage + Coefficient.procurementMoney * procurement
    let waste =
      (growth_program_cronyism(program)[row] * (1 - 0.5 * growth_program_sunset(program)[row]))
      * (1 - 0.8 * group.lever(LeverIndex.performanceDiscipline))
      * (1.2 - 0.6 * group[Slot.alignment])
    let bound = group.factor(Column.moneyBoundsMisallocation)
    misallocation = waste * (breadth + bound * (money - breadth))
    kept = 1 - 0.5 * bound * waste
    let capability = group[Slot.meanCapability]
    let ownResearch =
      (1 - 0.5 * growth_program_multinationals(program)[row])
      * group[Constant.businessResearchAtFrontier] * (capability * capability)
      * (routines * (0.4 + 0.6 * group[Slot.meanLinkage]))
      * (1 - 0.2 * group[Slot.dependence])
      * (1 - group.factor(Column.marginSqueeze) * group[Slot.dependence])
    businessResearch =
      Coefficient.leastBusinessResearch
      + group.factor(Column.businessResearchLeverage) * group.lever(LeverIndex.researchIncentive)
      * (0.3 + 0.7 * capability) + ownResearch
    research = group.lever(LeverIndex.publicResearch) + businessResearch + 0.3 * missions
  }
}
