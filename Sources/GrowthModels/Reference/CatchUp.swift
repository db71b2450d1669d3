/// Everything that closes the gap to the frontier, as one speed by sector.
struct CatchUp {
  /// The bundle that multiplies the gap, per year and by sector.
  let speed: [Double]

  /// `bundle = qf [c (lambda access + (leverage + missions) seeding) + learning access + spillovers]`.
  ///
  /// - Learning by doing: `lambda_L (e + 2 scale home (0.1 + 2 hill))(Q + 0.1)` with export discipline
  ///   `e = exports (0.5 + 0.5 discipline)`. Source: Lucas 1993, doi:10.2307/2951551; Young 1991,
  ///   doi:10.2307/2937942.
  /// - Home market: `home = w * size (0.5 + 0.5 procurement)`. Source: Krugman 1980.
  /// - Supplier spillovers: `lambda_S supply (0.3 + n)(1 + terms * foreign presence)`. Source: Javorcik
  ///   2004, doi:10.1257/0002828041464605.
  /// - Diversification missions: `lambda_M M2 (1 - leadership)(0.3 + density)(1 + 0.5 home)
  ///   (0.4 + 1.2 turnover)`. Source: Lane 2022 on Korea's heavy-industry drive; Ernst.
  /// - Quality phase: `qf = 1 - b (1 - q)`; imitators in the quantity phase learn little. Source: Sonobe
  ///   and Otsuka 2006.
  /// - Seeding: `1 + s density / (a + 0.05)`; implantation needs related capability, not the sector's own.
  ///   Source: Mathews 2002, doi:10.1023/A:1020586223665.
  init(
    _ state: EconomyState, _ related: Relatedness, capacity: [Double], _ leverage: Leverage,
    readiness: [Double], _ surroundings: Surroundings, _ levers: LeverSettings,
    foreignPresence: Double, _ parameters: GrowthParameters
  ) {
    let home =
      parameters.homeMarketLearning * parameters.homeMarketSize
      * (0.5 + 0.5 * levers.publicProcurement)
    let exports = levers.exportOrientation * (0.5 + 0.5 * levers.performanceDiscipline)
    speed = Sector.all.enumerated().map { index, sector in
      let density = related.density[index]
      let learning =
        parameters.learningByDoingSpeed
        * (exports + 2 * sector.scaleEconomies * home * (0.1 + 2 * readiness[index]))
        * (state.routines + 0.1)
      let spillovers =
        parameters.supplierSpilloverSpeed * related.supply[index]
        * (0.3 + state.clusterSize[index]) * (1 + levers.jointVentureTerms * foreignPresence)
      let missions =
        parameters.diversificationMissionYield * state.missionsPropagated[index]
        * (1 - levers.missionLeadershipShare) * (0.3 + density) * (1 + 0.5 * home)
        * (0.4 + 1.2 * surroundings.turnover[index])
      let seeding = 1 + parameters.seedingStrength * density / (state.capability[index] + 0.05)
      let phase = 1 - parameters.qualityDependentLearning * (1 - state.quality[index])
      let access = leverage.accessibility[index]
      return phase
        * (capacity[index]
          * (parameters.absorptionSpeed * access + (leverage.speed[index] + missions) * seeding)
          + learning * access + spillovers)
    }
  }
}
