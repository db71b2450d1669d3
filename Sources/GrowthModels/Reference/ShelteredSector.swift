/// Sheltered activities learn from tradable ones, as far as the economy is joined up.
///
/// `N' = r (b A - N)` with breadth `b = clip(b0 + bx exports + bf F (1 - s + s h / 0.6) - bv v1 - bd dualism, 0.15, 1.1)`,
/// tradable productivity A, foreign presence F and human capital h. What foreign firms do for others depends on who can
/// learn from them: with s = 1 nothing without schooling, with s = 0 it does not matter, as in the second version.
///
/// Source: Borensztein, De Gregorio and Lee 1998, doi:10.1016/S0022-1996(97)00033-0, on schooling as the condition; internal diffusion after Comin and Hobijn 2010, doi:10.1257/aer.100.5.2031; dualism, Lewis
/// 1954, doi:10.1111/j.1467-9957.1954.tb00021.x, and La Porta and Shleifer 2014, doi:10.1257/jep.28.3.109.
enum ShelteredSector {
  /// Share of tradable productivity that sheltered activities can reach.
  static func breadth(
    _ levers: LeverSettings, _ mix: MixConstants, foreignPresence: Double, humanCapital: Double,
    _ parameters: GrowthParameters
  ) -> Double {
    clip(
      parameters.internalDiffusionBreadth
        + parameters.breadthFromExports * levers.exportOrientation
        + parameters.breadthFromForeignInvestment * foreignPresence
        * (1 - parameters.presenceNeedsSchooling
          + parameters.presenceNeedsSchooling * humanCapital / Coefficient.typicalSkill)
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
