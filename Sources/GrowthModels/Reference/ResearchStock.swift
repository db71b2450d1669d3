/// The stock of research that yearly spending sustains.
///
/// `R' = (spending / Coefficient.frontierResearch - R) / T`: 1 is 3 % of GDP sustained, about what frontier economies spend.
///
/// Source: Coe and Helpman 1995, doi:10.1016/0014-2921(94)00100-E; depreciation, Hall, Mairesse and Mohnen
/// 2010, doi:10.1016/S0169-7218(10)02008-3.
enum ResearchStock {
  static func next(
    _ stock: Double, spending: Double, step: Double, _ parameters: GrowthParameters
  ) -> Double {
    stock + step * (spending / Coefficient.frontierResearch - stock) / parameters.researchStockTime
  }
}
