#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// Puts a lane group into its initial state (section "initialisation" of the model card).
func initialize(_ group: LaneGroup, _ program: UnsafeRawPointer) {
  let sectors = growth_sectors
  let complexity = growth_program_complexity(program)
  let strength = growth_program_strength(program)
  let value = growth_program_value(program)
  let potential = growth_program_potential(program)
  let demand = growth_program_demand(program)
  let slope = group.factor(Column.initialComplexitySlope)
  let proximity =
    group.factor(Column.initialProximity) * group.factor(Column.initialProximityMultiplier)
  let linkage = group.factor(Column.initialMarketLinkage)
  let quality = group.factor(Column.initialQuality)
  let cluster = group.factor(Column.initialClusterSize)

  var specialisation = Lanes(0)
  var comparative = 0.0
  for s in 0..<sectors {
    let base = exponential(-complexity[s] * slope) * strength[s]
    group[Slot.capability + s] = (base * proximity).clipped(Coefficient.initialCapability)
    group[Slot.linkage + s] = linkage
    group[Slot.quality + s] = quality * min(max(1 - 0.5 * complexity[s], 0.3), 1)
    group[Slot.clusterSize + s] = cluster * base.clipped(Coefficient.initialClusterBase)
    group[Slot.seededMissions + s] = Lanes(0)
    group[Slot.propagatedMissions + s] = Lanes(0)
    group[Slot.share + s] = demand[s] * value[s] * base
    specialisation += group[Slot.share + s]
    comparative += demand[s] * strength[s]
  }
  let half = 0.5 / specialisation
  var sums = SectorSums()
  for s in 0..<sectors {
    let share = group[Slot.share + s] * half + 0.5 * demand[s] * strength[s] / comparative
    group[Slot.share + s] = share
    let a = group[Slot.capability + s]
    let m = group[Slot.linkage + s]
    let q = group[Slot.quality + s]
    let produced = sectorValue(
      group, value[s], capability: a, linkage: m, quality: q,
      cluster: group[Slot.clusterSize + s])
    group[Slot.value + s] = produced
    sums.add(share: share, value: produced, capability: a, linkage: m, potential: potential[s])
  }
  sums.store(group, demandValue: growth_program_demand_value(program)[0])

  carryOutLevers(group, program, row: 0)
  let human = group.factor(Column.initialHumanCapital)
  group[Slot.humanCapital] = human
  group[Slot.schooling] = human + 0.3 * (group.lever(LeverIndex.education) - human).atLeast(0)
  group[Slot.research] = group.factor(Column.initialResearchStock)
  group[Slot.routines] = group.factor(Column.initialRoutines)
  group[Slot.alignment] = group.factor(Column.initialAlignment)
  group[Slot.economicLearning] = Lanes(Coefficient.initialLearning)
  group[Slot.dependence] = group.factor(Column.initialDependence)
  group[Slot.initialDependence] = group[Slot.dependence]
  group[Slot.infrastructure] = group.lever(LeverIndex.infrastructure)
  group[Slot.shock] = Lanes(0)
  group[Slot.fade] = Lanes(1)

  let capitalShare = group.factor(Column.capitalShare)
  let logCapital = logarithm(group.factor(Column.initialCapitalIntensity)) / (1 - capitalShare)
  group[Slot.capital] = exponential(logCapital)
  group[Slot.capitalProduct] = exponential(capitalShare * logCapital)
  let inflow = foreignInflow(group)
  let foreignShare =
    inflow / (inflow + group.factor(Column.foreignInvestmentHalfSaturation))
  let breadth = diffusionBreadth(
    group, program, row: 0, exports: group.lever(LeverIndex.exportOrientation),
    foreignShare: foreignShare, humanCapital: group[Slot.humanCapital])
  group[Slot.sheltered] = breadth * group[Slot.tradableProductivity]
  group[Slot.residual] = Lanes(0)
  let observed = group.factor(Column.initialIncome)
  let explained = explainedIncome(
    group, program, row: 0, productivity: outputPerWorker(group))
  let residual = logarithm(observed / explained) - termsOfTradeGain(group, program, row: 0)
  let tiny = Lanes.smallest
  group[Slot.residual] = observed.choose(atLeast: tiny, residual, else: observed * 0)
}

/// Output a worker at the capital of the frontier: productivity of tradable and sheltered activities and
/// schooling.
@inline(__always)
func outputPerWorker(_ group: LaneGroup) -> Lanes {
  let weight = group.factor(Column.shelteredOutputWeight)
  return ((1 - weight) * group[Slot.tradableProductivity] + weight * group[Slot.sheltered])
    * (0.5 + 0.5 * group[Slot.humanCapital])
}

/// Income that capability, capital, schooling, labour and infrastructure explain, before misallocation,
/// royalties and shocks.
@inline(__always)
func explainedIncome(
  _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, productivity: Lanes
) -> Lanes {
  productivity * group[Slot.capitalProduct]
    * (growth_program_employment(program)[row] * (0.85 + 0.15 * group[Slot.infrastructure]))
}

/// What the terms of trade add to log income.
@inline(__always)
func termsOfTradeGain(_ group: LaneGroup, _ program: UnsafeRawPointer, row: Int) -> Lanes {
  let resources = share(
    group, of: growth_program_resources(program), count: growth_program_resource_count(program))
  return group.factor(Column.termsOfTradeResponse) * resources
    * growth_program_terms_of_trade(program)[row]
}

/// Share of some sectors in the tradable economy.
@inline(__always)
func share(_ group: LaneGroup, of positions: UnsafePointer<Int64>, count: Int64) -> Lanes {
  var sum = Lanes(0)
  for position in 0..<Int(count) { sum += group[Slot.share &+ Int(positions[position])] }
  return sum * group[Slot.shareScale]
}

/// Breadth of diffusion from tradable to sheltered activities.
@inline(__always)
func diffusionBreadth(
  _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, exports: Lanes, foreignShare: Lanes,
  humanCapital: Lanes
) -> Lanes {
  (group[Constant.breadth] + group.factor(Column.breadthFromExports) * exports
    + group.factor(Column.breadthFromForeignInvestment) * foreignShare
    * (1 + group.factor(Column.presenceNeedsSchooling)
      * (humanCapital * (1 / Coefficient.typicalSkill) - 1))
    - group.factor(Column.breadthLostToLargeFirms) * growth_program_large_firms(program)[row])
    .clipped(Coefficient.diffusionBreadth)
}

/// Hands the state over from history to run: the shock ends, dependence is measured anew, and observed income
/// enters through the residual if it is given; otherwise the residual goes on fading.
func takeOver(_ group: LaneGroup, _ program: UnsafeRawPointer) {
  group[Slot.shock] = Lanes(0)
  group[Slot.initialDependence] = group[Slot.dependence]
  let observed = growth_program_observed_income(program)
  if observed == observed {
    let explained = explainedIncome(
      group, program, row: 0, productivity: outputPerWorker(group))
    group[Slot.residual] =
      logarithm(observed / explained) - termsOfTradeGain(group, program, row: 0)
    group[Slot.fade] = Lanes(1)
  }
}

/// Resets everything that is summed over a run.
func resetAccounts(_ group: LaneGroup) {
  let zero = Lanes(0)
  group[Slot.consumption] = zero
  group[Slot.consumptionFirst] = zero
  group[Slot.fiscalCost] = zero
  group[Slot.catchUpYear] = Lanes(.infinity)
  group[Slot.changeMean] = zero
  group[Slot.changeSquares] = zero
  group[Slot.inventionGain] = zero
  group[Slot.absorptionGain] = zero
}
