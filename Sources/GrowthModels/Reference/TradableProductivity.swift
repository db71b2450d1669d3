/// What tradable sectors produce a worker, and the means over sectors that other mechanisms read.
struct TradableProductivity {
  /// Value added a worker by sector, `f`.
  let sectorValue: [Double]
  /// Mean productivity relative to the frontier, `sum share f / sum demand potential`.
  let mean: Double
  let capability: Double
  let marketLinkage: Double
  let quality: Double
  /// Share-weighted complexity times capability.
  let complexity: Double
  /// Share-weighted complexity.
  let shareComplexity: Double
  /// Share of electronics sectors.
  let electronicsShare: Double
  /// Share of resource sectors.
  let resourceShare: Double

  /// `f = potential * a (1 + c) / (a + c) * [v + (1 - v)(m + q) / 2] (1 - p n (1 - q))(1 + r max(a - 1, 0))`.
  ///
  /// Productivity is concave in capability a, with concavity c, because basic know-how pays first; a
  /// producer without own markets (linkage m) and quality (q) captures only the part v of the value. Where many
  /// imitators n crowd a cluster of low quality, prices and profits fall by p; a sector ahead of the frontier earns a
  /// premium r on its lead. With p = 0 and r = 0 neither happens, as in the second version.
  ///
  /// Source: Hsieh and Klenow 2010, doi:10.1257/mac.2.1.207 (concavity); Kaplinsky and Morris 2001 (value
  /// capture); Sonobe and Otsuka 2006 (falling prices and profits in quantity expansion); Ernst, and Aghion and Howitt
  /// 1992, doi:10.2307/2951599 (rents of leaders). The frontier's productivity has a = m = q = 1 and world demand as shares.
  init(_ state: EconomyState, demand: [Double], _ parameters: GrowthParameters) {
    let concavity = parameters.productivityConcavity
    let assembler = parameters.valueCapturedByAssemblers
    sectorValue = Sector.all.indices.map { sector in
      let capability = state.capability[sector]
      let standing = (state.marketLinkage[sector] + state.quality[sector]) / 2
      return Sector.all[sector].valuePotential * capability * (1 + concavity)
        / (capability + concavity) * (assembler + (1 - assembler) * standing)
        * (1 - parameters.priceOfCrowding * state.clusterSize[sector] * (1 - state.quality[sector]))
        * (1 + parameters.leadershipPremium * atLeast(0, capability - 1))
    }
    mean =
      weightedMean(sectorValue, shares: state.share)
      / weightedMean(Sector.all.map(\.valuePotential), shares: demand)
    capability = weightedMean(state.capability, shares: state.share)
    marketLinkage = weightedMean(state.marketLinkage, shares: state.share)
    quality = weightedMean(state.quality, shares: state.share)
    complexity = weightedMean(
      zip(Sector.all, state.capability).map { $0.complexity * $1 }, shares: state.share)
    shareComplexity = weightedMean(Sector.all.map(\.complexity), shares: state.share)
    electronicsShare = weightedMean(
      Sector.all.map { $0.isElectronics ? 1 : 0 }, shares: state.share)
    resourceShare = weightedMean(
      Sector.all.map { $0.isResource ? 1 : 0 }, shares: state.share)
  }
}
