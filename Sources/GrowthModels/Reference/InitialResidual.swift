import Foundation

/// The part of initial income that the state leaves open, and how it fades.
///
/// `X = exp(l [p + (1 - p) exp(-s / T)])` with the log residual l, the fraction p that lasts, and time s that runs at
/// the speed `1 + w (2 exports - 1)`.
///
/// Rents, protected prices, entrepot income and war damage raise or lower income without capability. Behind closed
/// borders such a gap can last; exporters lose protected rents, and also rebuild, sooner. With `w = 0` all economies
/// fade alike, as in the first version; with `w = 1` a closed economy keeps its residual, one with export orientation
/// 0.5 fades at the common speed and one that exports everything at twice that.
///
/// Source: openness as the condition of convergence, Ben-David 1993, doi:10.2307/2118404, and Sachs and Warner 1995,
/// doi:10.2307/2534573; that growth changes in the years of an opening, Wacziarg and Welch 2008,
/// doi:10.1093/wber/lhn007.
enum InitialResidual {
  /// The residual's factor in income.
  static func income(_ state: EconomyState, _ parameters: GrowthParameters) -> Double {
    let lasting = parameters.initialResidualPersistence
    let fading = exp(-state.residualAge / parameters.initialResidualFadingTime)
    return exp(state.logResidual * (lasting + (1 - lasting) * fading))
  }

  /// Age of the residual after a step, in years at the speed of an economy of export orientation 0.5.
  static func nextAge(
    _ age: Double, _ levers: LeverSettings, step: Double, _ parameters: GrowthParameters
  ) -> Double {
    age + step
      * (1 + parameters.residualFadingWithExports * (2 * levers.exportOrientation - 1))
  }
}
