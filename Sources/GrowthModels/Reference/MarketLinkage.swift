/// From subcontracting over own design to own brands.
///
/// `m' = nu (0.2 + 0.8 Q) own (1 - 0.6 D)(a - m)` with
/// `own = clip(0.6 + 0.5 v1 + 0.1 v2 - 0.3 v3, 0.2, 1.2)`, bounded to [0.01, 1].
///
/// Linkage follows capability, faster where large domestic firms build markets, slower in affiliates of
/// multinationals. Reading of the diffusion map: below 0.25 subcontracting, below 0.5 own design, below
/// 0.75 global logistics, above own brands.
///
/// Source: Hobday 1995, doi:10.1016/0305-750X(95)00035-B; Mathews.
enum MarketLinkage {
  static func next(
    _ state: EconomyState, _ mix: MixConstants, step: Double, _ parameters: GrowthParameters
  ) -> [Double] {
    let ownership = clip(
      0.6 + 0.5 * mix.largeFirms + 0.1 * mix.publicLaboratories - 0.3 * mix.multinationals, 0.2,
      1.2)
    let speed =
      parameters.marketLinkageSpeed * (0.2 + 0.8 * state.routines) * ownership
      * (1 - 0.6 * state.dependence)
    return zip(state.marketLinkage, state.capability).map { linkage, capability in
      clip(linkage + step * speed * (capability - linkage), Coefficient.linkage)
    }
  }
}
