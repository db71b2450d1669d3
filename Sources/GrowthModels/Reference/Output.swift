import Foundation

/// Income relative to the frontier economy.
///
/// `y = X * A * (0.5 + 0.5 h) k^alpha employment (0.85 + 0.15 Z) (1 - loss clip(mis, 0, 0.8))
/// (1 - 0.3 royalty (D - D0)) exp(gain + c crisis + sensitivity * exposure * z)` with technology
/// `A = (1 - s) A_tradable + s A_sheltered`, the initial residual X and the gain from terms of trade.
///
/// Banking crises and sudden stops are dated outside: the economy's series gives the share of output they leave, crisis is
/// its log, and c how far income follows it; 0 in the second version. Source: Laeven and Valencia 2020,
/// doi:10.1057/s41308-020-00107-3.
///
/// Royalties count against output only as far as dependence D has risen above
/// its initial value, which initial income already reflects. Exposure to the global shock z grows with
/// export orientation, the share of electronics and foreign presence, between 0.2 and 2.
///
/// Source: development accounting as in Hall and Jones 1999, doi:10.1162/003355399555954; capital share
/// Gollin 2002, doi:10.1086/338747; exposure of networked producers to global demand, Ernst 2001.
enum Output {
  /// Technology, relative to the frontier: tradable and sheltered activities.
  static func technology(
    tradable: Double, sheltered: Double, _ parameters: GrowthParameters
  ) -> Double {
    (1 - parameters.shelteredOutputWeight) * tradable
      + parameters.shelteredOutputWeight * sheltered
  }

  /// Income that technology, schooling, capital, labour and infrastructure explain.
  static func explained(
    technology: Double, _ state: EconomyState, employment: Double, _ parameters: GrowthParameters
  ) -> Double {
    technology * (0.5 + 0.5 * state.humanCapital) * pow(state.capital, parameters.capitalShare)
      * employment * (0.85 + 0.15 * state.infrastructure)
  }

  /// Income relative to the frontier.
  static func income(
    _ state: EconomyState, _ tradable: TradableProductivity, _ surroundings: Surroundings,
    _ levers: LeverSettings, foreignPresence: Double, misallocation: Double,
    _ parameters: GrowthParameters
  ) -> Double {
    let technology = technology(
      tradable: tradable.mean, sheltered: state.shelteredProductivity, parameters)
    let calm =
      InitialResidual.income(state, parameters)
      * explained(
        technology: technology, state, employment: surroundings.employment, parameters)
      * (1 - parameters.misallocationLoss * clip(misallocation, Coefficient.misallocationOfIncome))
      * (1 - 0.3 * parameters.royaltyShare * (state.dependence - state.initialDependence))
    let exposure = clip(
      0.3 + 0.9 * levers.exportOrientation * tradable.electronicsShare
        * (1 + 1.5 * foreignPresence), Coefficient.shockExposure)
    return calm
      * exp(
        TermsOfTrade.gain(tradable, surroundings, parameters)
          + parameters.crisisResponse * surroundings.logCrisisOutput
          + parameters.shockSensitivity * exposure * state.shock)
  }
}
