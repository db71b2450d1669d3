/// Selective support that goes to friends instead of to performers.
///
/// `mis = cronyism (1 - 0.8 discipline) * selectivity * (1 - 0.5 sunset)(1.2 - 0.6 alignment)` with
/// `selectivity = clip(50 missions + 0.3 v1 leverage + 0.2 terms + 0.2 procurement, 0, 1.5)`.
///
/// Conditional support, sunset clauses and aligned institutions shrink it. It lowers output, raises the
/// cost of every programme, slows capability and erodes routines.
///
/// Source: Hsieh and Klenow 2009, doi:10.1162/qjec.2009.124.4.1403; conditionality after Evans 1995.
enum Misallocation {
  /// The misallocation index, 0 without cronyism or without selective support.
  static func index(_ levers: LeverSettings, _ mix: MixConstants, alignment: Double) -> Double {
    let selectivity = clip(
      50 * levers.missions + 0.3 * mix.largeFirms * levers.technologyLeverage
        + 0.2 * levers.jointVentureTerms + 0.2 * levers.publicProcurement, Coefficient.selectivity)
    return mix.cronyism * (1 - 0.8 * levers.performanceDiscipline) * selectivity
      * (1 - 0.5 * mix.sunsetStrength) * (1.2 - 0.6 * alignment)
  }
}
