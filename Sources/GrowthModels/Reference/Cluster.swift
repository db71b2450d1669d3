/// Clusters of firms: imitation swells them, quality competition thins them out.
///
/// Entry and exit of firms n:
/// `n' = entry (n + 0.02) profit (1 - q)(1 - 0.4 v3 F)(0.4 + 0.6 Z) - exit q max(n - 0.3, 0)` with
/// `profit = (1 - n)(0.3 + 0.7 min(2 a, 1))`, foreign presence F and infrastructure Z; in [0.005, 1].
///
/// Quality q:
/// `q' = (q + 0.03)(1 - q) trigger [rho (0.6 h + 0.4 Q)(0.3 + a) + train (1 - 0.5 terms v3)(1 - e + e h / 0.6)]
/// - decay (0.3 + turnover) q` with `trigger = n^2 / (n^2 + 0.16)`; in [0.01, 0.99]. Educated entrepreneurs make
/// training work: with e = 1 it does nothing without schooling, with e = 0 schooling does not matter, as in the second
/// version.
///
/// Quality competition begins when a cluster is crowded; training of firms works at that turn, hardly
/// before and little after. Cluster forces are weaker under foreign-led entry.
///
/// Source: Sonobe and Otsuka 2006, Cluster-based industrial development: an East Asian model; training
/// effects, Bloom and others 2013, doi:10.1093/qje/qjs044, and McKenzie and Woodruff 2014,
/// doi:10.1093/wbro/lkt007.
enum Cluster {
  /// Cluster size after one step.
  static func nextSize(
    _ state: EconomyState, _ mix: MixConstants, foreignPresence: Double, step: Double,
    _ parameters: GrowthParameters
  ) -> [Double] {
    Sector.all.indices.map { sector in
      let size = state.clusterSize[sector]
      let quality = state.quality[sector]
      let profit = (1 - size) * (0.3 + 0.7 * atMost(1, 2 * state.capability[sector]))
      let entry =
        parameters.clusterEntrySpeed * (size + 0.02) * profit * (1 - quality)
        * (1 - 0.4 * mix.multinationals * foreignPresence) * (0.4 + 0.6 * state.infrastructure)
      let exit =
        parameters.clusterExitSpeed * quality * atLeast(0, size - Coefficient.crowdedCluster)
      return clip(size + step * (entry - exit), Coefficient.clusterSize)
    }
  }

  /// Quality after one step.
  static func nextQuality(
    _ state: EconomyState, _ surroundings: Surroundings, _ levers: LeverSettings,
    _ mix: MixConstants, step: Double, _ parameters: GrowthParameters
  ) -> [Double] {
    let management =
      parameters.qualityImprovementSpeed * (0.6 * state.humanCapital + 0.4 * state.routines)
    let training =
      parameters.clusterTrainingEffect * levers.clusterTraining
      * (1 - 0.5 * levers.jointVentureTerms * mix.multinationals)
      * (1 - parameters.educationForTraining
        + parameters.educationForTraining * state.humanCapital / Coefficient.typicalSkill)
    return Sector.all.indices.map { sector in
      let size = state.clusterSize[sector]
      let quality = state.quality[sector]
      let trigger = size * size / (size * size + Coefficient.qualityTrigger)
      let improvement =
        (quality + 0.03) * (1 - quality) * trigger
        * (management * (0.3 + state.capability[sector]) + training)
      let decay =
        parameters.qualityObsolescence * (0.3 + surroundings.turnover[sector]) * quality
      return clip(quality + step * (improvement - decay), Coefficient.quality)
    }
  }
}
