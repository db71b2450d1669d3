/// Selective support that goes to friends instead of to performers.
///
/// `mis = waste * selectivity` with the share that is wasted (``waste(_:_:alignment:)``) and
/// `selectivity = (1 - b) clip(50 missions + 0.3 v1 leverage + 0.2 terms + 0.2 procurement, 0, 1.5)
/// + b (missions + 0.006 leverage + 0.008 procurement)`.
///
/// Conditional support, sunset clauses and aligned institutions shrink it. It lowers output, raises the cost of every
/// programme, slows capability and erodes routines. With b = 0 selectivity is the index of the second version, where a
/// mission of 1 % of GDP could cost 8 % of it; with b = 1 it is the money itself, as a share of GDP, so that no more is
/// lost than was spent, and what is wasted is missing from the programme instead.
///
/// Source: Hsieh and Klenow 2009, doi:10.1162/qjec.2009.124.4.1403; conditionality after Evans 1995; that losses from
/// industrial policy are of the order of its budget, Lane 2020, doi:10.1007/s10842-019-00323-2.
enum Misallocation {
  /// Share of a selective programme that is wasted: `cronyism (1 - 0.8 discipline)(1 - 0.5 sunset)(1.2 - 0.6 I)`.
  static func waste(_ levers: LeverSettings, _ mix: MixConstants, alignment: Double) -> Double {
    mix.cronyism * (1 - 0.8 * levers.performanceDiscipline) * (1 - 0.5 * mix.sunsetStrength)
      * (1.2 - 0.6 * alignment)
  }

  /// What waste leaves of a programme's effect: `1 - b waste / 2`, b how far money bounds misallocation.
  static func kept(waste: Double, _ parameters: GrowthParameters) -> Double {
    1 - 0.5 * parameters.moneyBoundsMisallocation * waste
  }

  /// The misallocation index, 0 without cronyism or without selective support.
  static func index(
    _ levers: LeverSettings, _ mix: MixConstants, waste: Double, _ parameters: GrowthParameters
  ) -> Double {
    let bound = parameters.moneyBoundsMisallocation
    let breadth = clip(
      50 * levers.missions + 0.3 * mix.largeFirms * levers.technologyLeverage
        + 0.2 * levers.jointVentureTerms + 0.2 * levers.publicProcurement, Coefficient.selectivity)
    let money =
      levers.missions + Coefficient.leverageMoney * levers.technologyLeverage
      + Coefficient.procurementMoney * levers.publicProcurement
    return waste * ((1 - bound) * breadth + bound * money)
  }
}
