import Foundation

/// Where an economy stands when its run or its history begins.
///
/// Capability falls with complexity, `base = exp(-slope complexity) * strength`,
/// `a = clip(base * proximity * multiplier, 0.003, 1.1)`. Shares lie halfway between comparative advantage,
/// proportional to `demand * base * potential`, and demand times strength. Quality is
/// `q clip(1 - 0.5 complexity, 0.3, 1)`, cluster size `n clip(base, 0.1, 1)`; linkage is the same
/// everywhere. Infrastructure is at its target, economic learning at 0.1, missions and shock at 0, capital
/// at `kY^(1 / (1 - alpha))`, and pupils a little ahead of the workforce,
/// `h + 0.3 max(education - h, 0)`. Sheltered activities have reached the breadth that policy allows.
///
/// The residual is the log of given initial income over the income that this state and the terms of trade explain;
/// without a given income it is 0. It makes up for everything else in this state: with a given income, more initial human
/// capital (or capital, proximity, or a first year of levers that spreads productivity further) means the same income at
/// the start and less residual, of which the lasting part then lowers income and consumption for ever. Initial conditions
/// are therefore no levers; what they do alone is seen with initial income 0.
///
/// Source: the slope is ordered after the OEC's economic complexity index, Hidalgo and Hausmann 2009,
/// doi:10.1073/pnas.0900943106; income, capital and schooling from the Penn World Table, Feenstra, Inklaar
/// and Timmer 2015, doi:10.1257/aer.20130954.
enum InitialState {
  static func make(
    _ surroundings: Surroundings, _ levers: LeverSettings, _ mix: MixConstants,
    strengths: [Double], _ parameters: GrowthParameters
  ) -> EconomyState {
    let base = zip(Sector.all, strengths).map { sector, strength in
      exp(-parameters.initialComplexitySlope * sector.complexity) * strength
    }
    let proximity = parameters.initialProximity * parameters.initialProximityMultiplier
    var state = EconomyState(
      capability: base.map { clip($0 * proximity, Coefficient.initialCapability) },
      marketLinkage: [Double](repeating: parameters.initialMarketLinkage, count: Sector.count),
      clusterSize: base.map {
        parameters.initialClusterSize * clip($0, Coefficient.initialClusterBase)
      },
      quality: Sector.all.map {
        parameters.initialQuality * clip(1 - 0.5 * $0.complexity, 0.3, 1)
      },
      share: shares(base: base, strengths: strengths, demand: surroundings.demand),
      missionsSeeded: [Double](repeating: 0, count: Sector.count),
      missionsPropagated: [Double](repeating: 0, count: Sector.count),
      humanCapitalInSchool: parameters.initialHumanCapital
        + 0.3 * atLeast(0, levers.education - parameters.initialHumanCapital),
      humanCapital: parameters.initialHumanCapital,
      researchStock: parameters.initialResearchStock,
      routines: parameters.initialRoutines,
      alignment: parameters.initialAlignment,
      economicLearning: Coefficient.initialLearning,
      dependence: parameters.initialDependence,
      infrastructure: levers.infrastructure,
      shelteredProductivity: 0,
      capital: pow(parameters.initialCapitalIntensity, 1 / (1 - parameters.capitalShare)),
      shock: 0,
      logResidual: 0,
      residualAge: 0,
      initialDependence: parameters.initialDependence)

    let tradable = TradableProductivity(state, demand: surroundings.demand, parameters).mean
    let breadth = ShelteredSector.breadth(
      levers, mix, foreignPresence: LeverImplementation.foreignPresence(levers, parameters),
      humanCapital: state.humanCapital, parameters)
    state.shelteredProductivity = breadth * tradable
    if parameters.initialIncome != 0 {
      state.logResidual = residual(
        income: parameters.initialIncome, state, surroundings, parameters)
    }
    return state
  }

  /// Log of an observed income over the income that state and terms of trade explain.
  static func residual(
    income: Double, _ state: EconomyState, _ surroundings: Surroundings,
    _ parameters: GrowthParameters
  ) -> Double {
    let tradable = TradableProductivity(state, demand: surroundings.demand, parameters)
    let technology = Output.technology(
      tradable: tradable.mean, sheltered: state.shelteredProductivity, parameters)
    return log(
      income
        / Output.explained(
          technology: technology, state, employment: surroundings.employment, parameters))
      - TermsOfTrade.gain(tradable, surroundings, parameters)
  }

  private static func shares(base: [Double], strengths: [Double], demand: [Double]) -> [Double] {
    let advantage = Sector.all.indices.map { demand[$0] * base[$0] * Sector.all[$0].valuePotential }
    let wanted = zip(demand, strengths).map { $0 * $1 }
    let advantageSum = advantage.reduce(0, +)
    let wantedSum = wanted.reduce(0, +)
    return zip(advantage, wanted).map { 0.5 * $0 / advantageSum + 0.5 * $1 / wantedSum }
  }
}
