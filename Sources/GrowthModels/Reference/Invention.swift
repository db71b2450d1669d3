/// New knowledge of a sector's own, from research and from leadership missions.
struct Invention {
  /// Capability growth from ordinary invention, per year and by sector.
  let ordinary: [Double]
  /// Capability growth from missions that aim at leadership, per year and by sector.
  let leadership: [Double]

  /// Readiness to invent, a Hill function of capability: `a^2 (1 + th^2) / (a^2 + th^2)`, 1 at the frontier.
  ///
  /// Learning comes before invention: far below the threshold th a sector hardly invents.
  /// Source: Acemoglu, Aghion and Zilibotti 2006, doi:10.1162/jeea.2006.4.1.37.
  static func readiness(capability: [Double], _ parameters: GrowthParameters) -> [Double] {
    let threshold = parameters.inventionProximityThreshold * parameters.inventionProximityThreshold
    return capability.map { $0 * $0 * (1 + threshold) / ($0 * $0 + threshold) }
  }

  /// `ordinary = iota gsc g H hill (1 - crowding min(30 missions, 0.8)(1 - min(4 target share, 1)))`,
  /// `leadership = lambda_R M2 leadership share * max(1 + (1 + r)(luck - 1), 0) * (1 - p + p hill) * hill * H`, both
  /// times what ``EntryBarrier`` leaves.
  ///
  /// H is the harmonic mean of research (with diminishing returns, at most 1.3) and routines: hard and
  /// soft capabilities are complements. Frontier growth g follows the outside path of the frontier. At
  /// scale 1 an economy with research and routines of the frontier keeps up with it. Missions draw talent
  /// from sectors that are not their targets. Leadership is a gamble, the more so the larger r: with r = 0 luck is what
  /// it was in the second version (Ernst on the risk of technology leadership). It is premature where the frontier is
  /// far, the more so the larger p; 0 in the second version.
  ///
  /// Source: Bloom, Jones, Van Reenen and Webb 2020, doi:10.1257/aer.20180338; Coe and Helpman 1995,
  /// doi:10.1016/0014-2921(94)00100-E; Goolsbee 1998 (crowding out).
  init(
    _ state: EconomyState, effectiveResearch: Double, readiness: [Double], passage: [Double],
    _ surroundings: Surroundings, _ levers: LeverSettings, _ mix: MixConstants, luck: [Double],
    _ parameters: GrowthParameters
  ) {
    let half = parameters.researchHalfSaturation
    let research = atMost(
      Coefficient.mostInventingResearch, effectiveResearch * (1 + half) / (effectiveResearch + half)
    )
    let routines = state.routines
    let hardAndSoft = 2 * research * routines / (research + routines + 0.001)
    let drawnAway =
      parameters.researchCrowdingOut
      * atMost(
        Coefficient.mostCrowding, Coefficient.crowdingByMissions * levers.missions)
    ordinary = Sector.all.enumerated().map { index, sector in
      parameters.inventionScale * parameters.obsolescenceScale * sector.frontierGrowth
        * surroundings.frontierPace * hardAndSoft * readiness[index] * passage[index]
        * (1 - drawnAway * (1 - atMost(1, 4 * mix.targetShare[index])))
    }
    let nearness = parameters.leadershipNeedsProximity
    leadership = Sector.all.indices.map { index in
      parameters.leadershipMissionYield * state.missionsPropagated[index]
        * levers.missionLeadershipShare
        * atLeast(0, 1 + (1 + parameters.leadershipRisk) * (luck[index] - 1))
        * (1 - nearness + nearness * readiness[index]) * readiness[index] * passage[index]
        * hardAndSoft
    }
  }
}
