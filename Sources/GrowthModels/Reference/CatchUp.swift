/// Everything that closes the gap to the frontier, as one speed by sector.
struct CatchUp {
  /// The bundle that multiplies the gap, per year and by sector.
  let speed: [Double]
  /// The part of it that is imitation, which turns against a leader.
  let imitation: [Double]

  /// `bundle = passage qf [c (lambda access + (leverage + missions) seeding) + learning access + spillovers]`.
  ///
  /// - Learning by doing: `lambda_L (e (1 + k 4 m (1 - m)) + 2 scale home (0.1 + 2 hill))(Q + 0.1)` with export
  ///   discipline `e = exports (0.5 + 0.5 discipline)`, times what ``Specialisation`` allows. Contracts teach most
  ///   between subcontracting and own brands, where buyers hand over specifications and designs; with k = 0 market
  ///   linkage m teaches nothing, as in the second version. Source: Hobday 1995,
  ///   doi:10.1016/0305-750X(95)00035-B; Mathews (diffusion map); Lucas 1993, doi:10.2307/2951551; Young 1991,
  ///   doi:10.2307/2937942.
  /// - Home market: `home = w * size (0.5 + 0.5 procurement)`. Source: Krugman 1980.
  /// - Supplier spillovers: `lambda_S supply (0.3 + n)(1 + terms * foreign presence)(1 - c (1 - access))`; c says how
  ///   far closed incumbents keep suppliers out as well, 0 in the second version. Source: Javorcik 2004,
  ///   doi:10.1257/0002828041464605; Mathews on cars and aircraft.
  /// - Diversification missions: `lambda_M M2 (1 - leadership)(0.3 + density)(1 + 0.5 home)
  ///   (0.4 + 1.2 turnover)(1 - u + 2 u a^2 / (a^2 + th^2))`; u makes them uneven, stronger where a sector has
  ///   something to build on, 0 in the second version. Source: Herrera 2026 (uneven missions); Lane 2022 on Korea's heavy-industry drive; Ernst.
  /// - Quality phase: `qf = 1 - b (1 - q)`; imitators in the quantity phase learn little. Source: Sonobe
  ///   and Otsuka 2006.
  /// - Seeding: `1 + s density / (a + 0.05)`; implantation needs related capability, not the sector's own.
  ///   Source: Mathews 2002, doi:10.1023/A:1020586223665.
  init(
    _ state: EconomyState, _ related: Relatedness, capacity: [Double], _ leverage: Leverage,
    readiness: [Double], passage: [Double], _ surroundings: Surroundings, _ levers: LeverSettings,
    foreignPresence: Double, _ parameters: GrowthParameters
  ) {
    let home =
      parameters.homeMarketLearning * parameters.homeMarketSize
      * (0.5 + 0.5 * levers.publicProcurement)
    let unevenness = parameters.missionUnevenness
    let threshold = parameters.inventionProximityThreshold
    let exports = levers.exportOrientation * (0.5 + 0.5 * levers.performanceDiscipline)
    var speed: [Double] = []
    var imitation: [Double] = []
    for (index, sector) in Sector.all.enumerated() {
      let density = related.density[index]
      let linkage = state.marketLinkage[index]
      let access = leverage.accessibility[index]
      let learning =
        parameters.learningByDoingSpeed
        * (exports * (1 + 4 * parameters.contractLearning * linkage * (1 - linkage))
          + 2 * sector.scaleEconomies * home * (0.1 + 2 * readiness[index]))
        * (state.routines + 0.1)
        * Specialisation.learning(
          share: state.share[index], demand: surroundings.demand[index], parameters)
      let spillovers =
        parameters.supplierSpilloverSpeed * related.supply[index]
        * (0.3 + state.clusterSize[index]) * (1 + levers.jointVentureTerms * foreignPresence)
        * (1 - parameters.closureOfSpillovers * (1 - access))
      let missions =
        parameters.diversificationMissionYield * state.missionsPropagated[index]
        * (1 - levers.missionLeadershipShare) * (0.3 + density) * (1 + 0.5 * home)
        * (0.4 + 1.2 * surroundings.turnover[index])
        * (1 - unevenness + 2 * unevenness * readiness[index] / (1 + threshold * threshold))
      let seeding = 1 + parameters.seedingStrength * density / (state.capability[index] + 0.05)
      let phase =
        passage[index] * (1 - parameters.qualityDependentLearning * (1 - state.quality[index]))
      let imitated = phase * capacity[index] * parameters.absorptionSpeed * access
      imitation.append(imitated)
      speed.append(
        imitated + phase
          * (capacity[index] * (leverage.speed[index] + missions) * seeding
            + learning * access + spillovers))
    }
    self.speed = speed
    self.imitation = imitation
  }
}
