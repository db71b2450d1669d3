/// Missions take time twice: first they are seeded, then they propagate.
///
/// `M1' = (400 missions * target share * efficacy - M1) / T`,
/// `M2' = (M1 - M2)(0.5 + 0.5 min(2 n, 1)) / T`,
/// `efficacy = (0.4 + 0.6 economic learning)(0.3 + 0.7 alignment)(1 - 0.5 clip(mis, 0, 1)) kept`, where kept is what
/// waste leaves of the programme (``Misallocation/kept(waste:_:)``).
///
/// The unit is the stock that a programme of 1 % of GDP with four targets sustains in each of them;
/// propagation needs a cluster.
///
/// Source: Mathews on seeding and propagation; Herrera 2026, doi:10.4236/ti.2026.172008 (delayed, uneven
/// missions).
enum MissionGestation {
  /// Seeded and propagated missions after one step.
  static func next(
    _ state: EconomyState, _ levers: LeverSettings, _ mix: MixConstants, misallocation: Double,
    kept: Double, step: Double, _ parameters: GrowthParameters
  ) -> (seeded: [Double], propagated: [Double]) {
    let efficacy =
      (0.4 + 0.6 * state.economicLearning) * (0.3 + 0.7 * state.alignment)
      * (1 - 0.5 * clip(misallocation, 0, 1)) * kept
    let seeded = Sector.all.indices.map { sector in
      let old = state.missionsSeeded[sector]
      let inflow = Coefficient.missionStock * levers.missions * mix.targetShare[sector] * efficacy
      return old + step * (inflow - old) / parameters.missionGestationTime
    }
    let propagated = Sector.all.indices.map { sector in
      let old = state.missionsPropagated[sector]
      let spread = 0.5 + 0.5 * atMost(1, 2 * state.clusterSize[sector])
      return old + step * (state.missionsSeeded[sector] - old) * spread
        / parameters.missionGestationTime
    }
    return (seeded, propagated)
  }
}
