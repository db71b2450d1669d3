import ModelContract

/// One future of one economy under one policy, step by step: the growth model's table of contents.
///
/// Plain scalar arithmetic in the order of the model card; explicit Euler steps. All right-hand sides use
/// the state at the start of a step; only capital looks at technology after it.
struct ReferenceEconomy {
  private let world: World
  let parameters: GrowthParameters
  private let luck: Luck
  private let strengths: [Double]

  /// The policy in force and the status quo from which its implementation is measured; nil for a history,
  /// which is what it was.
  private var policy: Policy
  private var statusQuo: Policy?
  private var transition: MixTransition
  private let transitionYears: Double

  /// Years at the clock's zero, and steps since then and since the first year of the history.
  private var epoch: Double
  private var stepsSinceEpoch = 0
  private var stepsInAll = 0

  /// What the economy carries from step to step.
  private(set) var state: EconomyState

  /// Makes the economy and, if the world has a history, lives through it up to the world's start.
  init(_ policy: Policy, in world: World, factors: [Double], luck streams: [[Double]?]) {
    self.world = world
    parameters = GrowthParameters(factors)
    luck = Luck(streams, steps: world.originStepCount + world.stepCount)
    strengths = Sector.all.map { world.economy.strengths[$0.name] ?? 1 }

    self.policy = world.origin?.policy ?? policy
    statusQuo = world.origin == nil ? world.reference : nil
    transitionYears =
      GrowthValidation.setting("transition_years", of: world)
    transition = MixTransition(
      from: statusQuo.map { ($0, world.start) }, years: transitionYears)
    epoch = world.origin?.start ?? world.start
    state = InitialState.make(
      Surroundings(world, year: epoch),
      LeverSettings(
        Self.leverValues(self.policy, statusQuo, year: epoch, parameters).realised),
      MixConstants(self.policy, transition, year: epoch, step: world.step), strengths: strengths,
      parameters)

    if let origin = world.origin { live(through: origin, then: policy) }
  }

  /// The calendar year now. Whole years come out exactly for every step that divides a year.
  var year: Double { epoch + Double(stepsSinceEpoch) / Double(world.stepsPerYear) }

  /// Looks at the economy without moving it: E0 to E8.
  func observe() -> Instant {
    let values = Self.leverValues(policy, statusQuo, year: year, parameters)
    let mix = MixConstants(policy, transition, year: year, step: world.step)
    return Instant(
      state, Surroundings(world, year: year), planned: values.planned,
      levers: LeverSettings(values.realised), mix, luck, parameters)
  }

  /// Moves the economy by one time step from what ``observe()`` sees now.
  mutating func step(from now: Instant) {
    let step = world.step
    let levers = now.levers
    let mix = now.mix
    let foreignPresence = now.foreignPresence
    let old = state
    var new = state

    // E8 to E11: sectors.
    new.capability = now.growth.next(old.capability, step: step)
    new.marketLinkage = MarketLinkage.next(old, mix, step: step, parameters)
    new.clusterSize = Cluster.nextSize(
      old, mix, foreignPresence: foreignPresence, step: step, parameters)
    new.quality = Cluster.nextQuality(
      old, now.surroundings, levers, mix, step: step, parameters)
    (new.missionsSeeded, new.missionsPropagated) = MissionGestation.next(
      old, levers, mix, misallocation: now.misallocation, kept: now.programmesKept, step: step,
      parameters)
    new.share = StructuralChange.next(
      old.share, sectorValue: now.tradable.sectorValue, demand: now.surroundings.demand,
      step: step, parameters)

    // E12: aggregate stocks.
    (new.humanCapitalInSchool, new.humanCapital) = HumanCapital.next(
      old, education: levers.education, step: step, parameters)
    new.researchStock = ResearchStock.next(
      old.researchStock, spending: now.research.total, step: step, parameters)
    new.infrastructure = Infrastructure.next(
      old.infrastructure, target: levers.infrastructure, step: step)
    new.routines = Routines.next(
      old.routines, levers, foreignPresence: foreignPresence, misallocation: now.misallocation,
      step: step, parameters)
    new.alignment = Alignment.next(old.alignment, levers, step: step, parameters)
    new.economicLearning = EconomicLearning.next(
      old, levers, mix, foreignPresence: foreignPresence, step: step, parameters)
    new.dependence = Dependence.next(
      old, levers, mix, foreignPresence: foreignPresence, step: step, parameters)

    // E13: sheltered activities, capital and the initial residual.
    new.shelteredProductivity = ShelteredSector.next(
      old.shelteredProductivity, tradable: now.tradable.mean,
      breadth: ShelteredSector.breadth(
        levers, mix, foreignPresence: foreignPresence, humanCapital: old.humanCapital, parameters),
      step: step, parameters)
    stepsSinceEpoch += 1
    new.capital = CapitalAccumulation.next(
      old.capital, investment: levers.investment,
      labourBefore: effectiveLabour(old, tradable: now.tradable.mean),
      labourAfter: effectiveLabour(
        new,
        tradable: TradableProductivity(
          new, demand: Surroundings(world, year: year).demand, parameters
        ).mean),
      frontierGrowth: now.surroundings.frontierGrowth, step: step, parameters)

    new.residualAge = InitialResidual.nextAge(
      old.residualAge, levers, step: step, parameters)

    // E14: global demand.
    if let draw = luck.demand(step: stepsInAll) {
      new.shock = DemandShock.next(
        old.shock, normal: draw.normal, uniform: draw.uniform, now.surroundings, step: step)
    }
    stepsInAll += 1
    state = new
  }

  /// Follows another plan from now on. The state stays, the status quo stays, institutions begin to move.
  mutating func follow(_ plan: Policy) {
    transition = transition.after(policy, to: plan, year: year)
    policy = plan
  }

  private func effectiveLabour(_ state: EconomyState, tradable: Double) -> Double {
    CapitalAccumulation.effectiveLabour(
      technology: Output.technology(
        tradable: tradable, sheltered: state.shelteredProductivity, parameters),
      humanCapital: state.humanCapital)
  }

  /// Runs the history under its own policy, then starts the clock of the run anew.
  ///
  /// The shock is over, dependence counts from its present level, and an observed income enters through
  /// the residual; everything else carries over.
  private mutating func live(through origin: Origin, then policy: Policy) {
    for _ in 0..<world.originStepCount { step(from: observe()) }
    epoch = world.start
    stepsSinceEpoch = 0
    self.policy = policy
    statusQuo = world.reference
    transition = MixTransition(from: (world.reference, world.start), years: transitionYears)
    state.shock = 0
    state.initialDependence = state.dependence
    if let income = origin.observedIncome {
      state.logResidual = InitialState.residual(
        income: income, state, Surroundings(world, year: epoch), parameters)
      state.residualAge = 0
    }
  }

  private static func leverValues(
    _ policy: Policy, _ statusQuo: Policy?, year: Double, _ parameters: GrowthParameters
  ) -> (planned: [Double], realised: [Double]) {
    let planned = LeverImplementation.planned(policy, year: year)
    guard let statusQuo else { return (planned, planned) }
    return (
      planned,
      LeverImplementation.realised(
        planned: planned, statusQuo: LeverImplementation.planned(statusQuo, year: year),
        implementation: parameters.implementation)
    )
  }
}
