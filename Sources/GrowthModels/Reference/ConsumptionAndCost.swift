/// What the policy costs and what is left to consume.
enum ConsumptionAndCost {
  /// Fiscal cost as a share of GDP: `sum over levers of cost * cost factor * planned value * (1 + mis)`.
  ///
  /// The treasury pays the plan, whatever is carried out of it, and misallocation makes everything dearer.
  static func fiscalCost(
    planned: [Double], misallocation: Double, _ parameters: GrowthParameters
  ) -> Double {
    var sum = 0.0
    let costly = GrowthLevers.all.indices.filter { GrowthLevers.all[$0].cost > 0 }
    for (lever, factor) in zip(costly, parameters.leverCosts) {
      sum += GrowthLevers.all[lever].cost * factor * planned[lever]
    }
    return sum * (1 + misallocation)
  }

  /// First version of national consumption relative to frontier income:
  /// `max(y (1 - royalty D)(1 - investment - cost), 0.0001)`.
  static func firstVersion(
    income: Double, state: EconomyState, levers: LeverSettings, cost: Double,
    _ parameters: GrowthParameters
  ) -> Double {
    atLeast(
      Coefficient.leastConsumption,
      income * (1 - parameters.royaltyShare * state.dependence) * (1 - levers.investment - cost))
  }

  /// Second version: business research beyond the incentive is paid out of consumption as well,
  /// `max(y (1 - royalty D)(1 - investment - cost - max(business - incentive, 0)), 0.0001)`.
  ///
  /// Research that firms pay themselves is output that nobody eats; the first version left it out.
  static func secondVersion(
    income: Double, state: EconomyState, levers: LeverSettings, cost: Double,
    businessResearch: Double, _ parameters: GrowthParameters
  ) -> Double {
    let paidByFirms = atLeast(0, businessResearch - levers.researchIncentive)
    return atLeast(
      Coefficient.leastConsumption,
      income * (1 - parameters.royaltyShare * state.dependence)
        * (1 - levers.investment - cost - paidByFirms))
  }

  /// Domestic share of value added:
  /// `clip((1 - 0.45 D)(0.55 + 0.25 m + 0.16 supply / max(a, 0.001)), 0, 1)`.
  ///
  /// Dependence sends value abroad; own markets and capable domestic suppliers keep it.
  /// Source: Ernst on the global factory; supply is the share-weighted capability of suppliers.
  static func domesticValueAdded(
    _ state: EconomyState, _ tradable: TradableProductivity, supply: [Double]
  ) -> Double {
    clip(
      (1 - 0.45 * state.dependence)
        * (0.55 + 0.25 * tradable.marketLinkage + 0.16 * weightedMean(supply, shares: state.share)
          / atLeast(0.001, tradable.capability)),
      0, 1)
  }
}
