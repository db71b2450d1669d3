/// What the policy costs and what is left to consume.
enum ConsumptionAndCost {
  /// Fiscal cost as a share of GDP:
  /// `(sum over levers of cost * cost factor * planned value + conditions + move) (1 + mis)`.
  ///
  /// The treasury pays the plan, whatever is carried out of it, and misallocation makes everything dearer. Conditions have
  /// to be watched, `c (0.5 discipline + 0.3 terms + 0.2 sunset)`, and whoever moves weight between vehicles builds and
  /// closes institutions, `m * weight moved a year`; both are 0 in the second version (judgement).
  static func fiscalCost(
    planned: [Double], levers: LeverSettings, mix: MixConstants, misallocation: Double,
    _ parameters: GrowthParameters
  ) -> Double {
    var sum = 0.0
    let costly = GrowthLevers.all.indices.filter { GrowthLevers.all[$0].cost > 0 }
    for (lever, factor) in zip(costly, parameters.leverCosts) {
      sum += GrowthLevers.all[lever].cost * factor * planned[lever]
    }
    let conditions =
      0.5 * levers.performanceDiscipline + 0.3 * levers.jointVentureTerms
      + 0.2 * mix.sunsetStrength
    sum += parameters.conditionsCost * conditions + parameters.vehicleMoveCost * mix.vehiclesMoved
    return sum * (1 + misallocation)
  }

  /// Part of income that stays in the country: `1 - royalty D - fee leverage (v1 + v2)`.
  ///
  /// Dependent producers send royalties and profits abroad; a licensing programme of domestic firms pays fees, 0 in the
  /// second version. Source: Ernst on licence fees and thin margins; Mathews on the licences of Korean and Taiwanese
  /// firms.
  private static func domestic(
    _ state: EconomyState, _ levers: LeverSettings, _ mix: MixConstants,
    _ parameters: GrowthParameters
  ) -> Double {
    1 - parameters.royaltyShare * state.dependence
      - parameters.licenceFee * levers.technologyLeverage
      * (mix.largeFirms + mix.publicLaboratories)
  }

  /// First version of national consumption relative to frontier income:
  /// `max(y d (1 - investment - cost), 0.0001)` with the part d that stays in the country.
  static func firstVersion(
    income: Double, state: EconomyState, levers: LeverSettings, mix: MixConstants, cost: Double,
    _ parameters: GrowthParameters
  ) -> Double {
    atLeast(
      Coefficient.leastConsumption,
      income * domestic(state, levers, mix, parameters) * (1 - levers.investment - cost))
  }

  /// Second version: business research beyond the incentive is paid out of consumption as well,
  /// `max(y d (1 - investment - cost - max(business - incentive, 0)), 0.0001)`.
  ///
  /// Research that firms pay themselves is output that nobody eats; the first version left it out.
  static func secondVersion(
    income: Double, state: EconomyState, levers: LeverSettings, mix: MixConstants, cost: Double,
    businessResearch: Double, _ parameters: GrowthParameters
  ) -> Double {
    let paidByFirms = atLeast(0, businessResearch - levers.researchIncentive)
    return atLeast(
      Coefficient.leastConsumption,
      income * domestic(state, levers, mix, parameters)
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
