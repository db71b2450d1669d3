/// One economy at one instant, looked at but not moved: mechanisms E0 to E8 of the model card.
struct Instant {
  let surroundings: Surroundings
  let levers: LeverSettings
  let mix: MixConstants
  let foreignPresence: Double
  let tradable: TradableProductivity
  let misallocation: Double
  /// What waste leaves of the effect of selective programmes.
  let programmesKept: Double
  let income: Double
  let research: ResearchSpending
  let cost: Double
  let domesticValueAdded: Double
  let consumptionFirstVersion: Double
  let consumptionSecondVersion: Double
  let growth: CapabilityGrowth

  init(
    _ state: EconomyState, _ surroundings: Surroundings, planned: [Double], levers: LeverSettings,
    _ mix: MixConstants, _ luck: Luck, _ parameters: GrowthParameters
  ) {
    self.surroundings = surroundings
    self.levers = levers
    self.mix = mix

    // E0 and E1: foreign presence, productivity of tradable sectors, misallocation.
    foreignPresence = LeverImplementation.foreignPresence(levers, parameters)
    tradable = TradableProductivity(state, demand: surroundings.demand, parameters)
    let waste = Misallocation.waste(levers, mix, alignment: state.alignment)
    let kept = Misallocation.kept(waste: waste, parameters)
    programmesKept = kept
    misallocation = Misallocation.index(levers, mix, waste: waste, parameters)

    // E2: income, research, cost and consumption.
    income = Output.income(
      state, tradable, surroundings, levers, foreignPresence: foreignPresence,
      misallocation: misallocation, parameters)
    research = ResearchSpending(state, tradable, levers, mix, parameters)
    cost = ConsumptionAndCost.fiscalCost(
      planned: planned, levers: levers, mix: mix, misallocation: misallocation, parameters)
    consumptionFirstVersion = ConsumptionAndCost.firstVersion(
      income: income, state: state, levers: levers, mix: mix, cost: cost, parameters)
    consumptionSecondVersion = ConsumptionAndCost.secondVersion(
      income: income, state: state, levers: levers, mix: mix, cost: cost,
      businessResearch: research.business, parameters)

    // E3: relatedness, with the value added that depends on suppliers.
    let related = Relatedness(capability: state.capability)
    domesticValueAdded = ConsumptionAndCost.domesticValueAdded(
      state, tradable, supply: related.supply)

    // E4 to E6: absorptive capacity, leverage, and the bundle that closes the gap.
    let capacity = AbsorptiveCapacity(
      state, density: related.density,
      demand: Specialisation.complexityDemand(shares: state.share, parameters), parameters)
    let leverage = Leverage(
      state, surroundings, levers, mix, foreignPresence: foreignPresence, kept: kept, parameters)
    let readiness = Invention.readiness(capability: state.capability, parameters)
    let passage = EntryBarrier.passage(
      capability: state.capability, surroundings, mix, parameters)
    let catchUp = CatchUp(
      state, related, capacity: capacity.sector, leverage, readiness: readiness, passage: passage,
      surroundings, levers, foreignPresence: foreignPresence, parameters)

    // E7 and E8: invention and growth of capability.
    let invention = Invention(
      state, effectiveResearch: capacity.effectiveResearch, readiness: readiness,
      passage: passage, surroundings, levers, mix, luck: luck.missions, parameters)
    growth = CapabilityGrowth(
      state, related, catchUp: catchUp, invention, surroundings,
      misallocation: misallocation, efficiency: luck.efficiency, parameters)
  }
}
