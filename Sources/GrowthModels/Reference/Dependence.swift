/// Dependence on foreign technology: built up by saturated foreign investment, worn down by own effort.
///
/// `D' = b [3 F^2 v3 (1 - 0.5 terms) + l leverage (v1 + v2)](1 - min(R, 1) Q)(1 - D)
/// - d (0.15 + R Q + 0.5 terms I) D`, in [0, 1]. Licences of domestic firms tie them to the licensor by l; with l = 0
/// they do not, as in the second version.
///
/// Source: Ernst on the limits of the global factory; joint-venture terms, Herrera 2026,
/// doi:10.4236/ti.2026.172008.
enum Dependence {
  static func next(
    _ state: EconomyState, _ levers: LeverSettings, _ mix: MixConstants, foreignPresence: Double,
    step: Double, _ parameters: GrowthParameters
  ) -> Double {
    let terms = levers.jointVentureTerms
    let ties =
      3 * foreignPresence * foreignPresence * mix.multinationals * (1 - 0.5 * terms)
      + parameters.licenceDependence * levers.technologyLeverage
      * (mix.largeFirms + mix.publicLaboratories)
    let buildup =
      parameters.dependenceBuildup * ties * (1 - atMost(1, state.researchStock) * state.routines)
      * (1 - state.dependence)
    let erosion =
      parameters.dependenceErosion
      * (0.15 + state.researchStock * state.routines + 0.5 * terms * state.alignment)
      * state.dependence
    return clip(state.dependence + step * (buildup - erosion), 0, 1)
  }
}
