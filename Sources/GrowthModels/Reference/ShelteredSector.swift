/// Sheltered activities learn from tradable ones, as far as the economy is joined up.
///
/// `N' = r (b A - N)` with breadth `b = clip(b0 + bx exports + bf F - bv v1 - bd dualism, 0.15, 1.1)`,
/// tradable productivity A and foreign presence F.
///
/// Source: internal diffusion after Comin and Hobijn 2010, doi:10.1257/aer.100.5.2031; dualism, Lewis
/// 1954, doi:10.1111/j.1467-9957.1954.tb00021.x, and La Porta and Shleifer 2014, doi:10.1257/jep.28.3.109.
enum ShelteredSector {
  /// Share of tradable productivity that sheltered activities can reach.
  static func breadth(
    _ levers: LeverSettings, _ mix: MixConstants, foreignPresence: Double,
    _ parameters: GrowthParameters
  ) -> Double {
    clip(
      parameters.internalDiffusionBreadth
        + parameters.breadthFromExports * levers.exportOrientation
        + parameters.breadthFromForeignInvestment * foreignPresence
        - parameters.breadthLostToLargeFirms * mix.largeFirms
        - parameters.breadthLostToDualism * parameters.dualism, Coefficient.diffusionBreadth)
  }

  /// Productivity of sheltered activities after one step.
  static func next(
    _ productivity: Double, tradable: Double, breadth: Double, step: Double,
    _ parameters: GrowthParameters
  ) -> Double {
    productivity + step * parameters.internalDiffusionSpeed * (breadth * tradable - productivity)
  }
}
