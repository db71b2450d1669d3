/// Institutions learn to run leverage programmes and missions by running them.
///
/// `E' = rho (0.5 leverage (v1 + v2 + 0.5 v3 F) + 0.5 min(3 sum share M2, 1)) I (1 - E) - 0.02 churn E`,
/// bounded to [0, 1].
///
/// Source: Mathews on economic learning in East Asian high-technology industries.
enum EconomicLearning {
  static func next(
    _ state: EconomyState, _ levers: LeverSettings, _ mix: MixConstants, foreignPresence: Double,
    step: Double, _ parameters: GrowthParameters
  ) -> Double {
    let vehicles =
      mix.largeFirms + mix.publicLaboratories + 0.5 * mix.multinationals * foreignPresence
    let propagated = atMost(1, 3 * weightedMean(state.missionsPropagated, shares: state.share))
    let gain =
      parameters.economicLearningSpeed
      * (0.5 * levers.technologyLeverage * vehicles + 0.5 * propagated) * state.alignment
      * (1 - state.economicLearning)
    let loss = 0.02 * levers.policyChurn * state.economicLearning
    return clip(state.economicLearning + step * (gain - loss), 0, 1)
  }
}
