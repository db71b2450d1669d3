import Foundation

/// Capital per effective worker, relative to the frontier economy on its balanced path.
///
/// `k' = (investment / 0.235)(0.05 + 0.010 + g) k^alpha - (0.05 + g + population + ga) k`, in [0.02, 6].
///
/// 0.235 is the frontier's investment share and 0.010 its population growth, 0.05 depreciation, g the
/// frontier's growth: with the frontier's own values k stays at 1. Effective labour grows by ga faster
/// than the frontier's, `ga = clip((H(t + dt) / H(t) - 1) / dt, -0.1, 0.15)`, `H = A (0.5 + 0.5 h)`.
///
/// Source: Solow 1956, doi:10.2307/1884513; investment and depreciation, Feenstra, Inklaar and Timmer 2015,
/// doi:10.1257/aer.20130954.
enum CapitalAccumulation {
  /// Technology times schooling, the efficiency of labour.
  static func effectiveLabour(technology: Double, humanCapital: Double) -> Double {
    technology * (0.5 + 0.5 * humanCapital)
  }

  /// Capital after one step.
  static func next(
    _ capital: Double, investment: Double, labourBefore: Double, labourAfter: Double,
    frontierGrowth: Double, step: Double, _ parameters: GrowthParameters
  ) -> Double {
    let catchingUp = clip((labourAfter / labourBefore - 1) / step, Coefficient.labourGrowth)
    let accumulation =
      investment / Coefficient.frontierInvestment * (0.05 + 0.010 + frontierGrowth)
      * pow(capital, parameters.capitalShare)
    let dilution = (0.05 + frontierGrowth + parameters.populationGrowth + catchingUp) * capital
    return clip(capital + step * (accumulation - dilution), Coefficient.capital)
  }
}
