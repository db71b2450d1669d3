/// What the prices of an economy's exports, relative to its imports, add to log income.
///
/// `gain = response * resource share * ln(terms of trade)`, where the resource share is the share of agrifood and mining
/// in the tradable economy. A price boom raises income without capability, and the more so the more the economy lives
/// on resources; one that has moved into manufactures hardly feels it. Terms of trade are given from outside: a series
/// of the economy times a path of the world. With a response of 0 they do nothing, as in the first version.
///
/// Source: Kose 2002, doi:10.1016/S0022-1996(01)00120-9; Kehoe and Ruhl 2008, doi:10.1016/j.red.2008.04.001, on terms of
/// trade in measured income; Blattman, Hwang and Williamson 2007, doi:10.1016/j.jdeveco.2005.09.003, on the growth of
/// exporters of primary goods.
enum TermsOfTrade {
  static func gain(
    _ tradable: TradableProductivity, _ surroundings: Surroundings, _ parameters: GrowthParameters
  ) -> Double {
    parameters.termsOfTradeResponse * tradable.resourceShare * surroundings.logTermsOfTrade
  }
}
