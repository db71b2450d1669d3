/// Who pays for research, as shares of GDP.
struct ResearchSpending {
  /// Research of business.
  let business: Double
  /// All research: public, business and the research part of missions.
  let total: Double

  /// `business = Coefficient.leastBusinessResearch + b incentive (0.3 + 0.7 a) + 1.6 e a^2 Q (0.4 + 0.6 m)(1 - 0.5 v3)(1 - 0.2 D)(1 - s D)`,
  /// `total = public research + business + 0.3 missions`, with mean capability a and linkage m.
  ///
  /// Firms do research when they are capable, have routines and own markets; affiliates of multinationals
  /// and dependent producers leave it to headquarters. Royalties and thin margins squeeze what dependent producers could
  /// spend, by s; 0 in the second version (Ernst).
  ///
  /// Source: Hall and Van Reenen 2000, doi:10.1016/S0048-7333(99)00085-2 (response to incentives); level
  /// at the frontier from the OECD's Main Science and Technology Indicators.
  init(
    _ state: EconomyState, _ tradable: TradableProductivity, _ levers: LeverSettings,
    _ mix: MixConstants, _ parameters: GrowthParameters
  ) {
    let induced =
      parameters.businessResearchLeverage * levers.researchIncentive
      * (0.3 + 0.7 * tradable.capability)
    let own =
      1.6 * parameters.businessResearchAtFrontier * tradable.capability * tradable.capability
      * state.routines * (0.4 + 0.6 * tradable.marketLinkage) * (1 - 0.5 * mix.multinationals)
      * (1 - 0.2 * state.dependence) * (1 - parameters.marginSqueeze * state.dependence)
    business = Coefficient.leastBusinessResearch + induced + own
    total = levers.publicResearch + business + 0.3 * levers.missions
  }
}
