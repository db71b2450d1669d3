/// Sectors that earn more grow; demand pulls the economy back to the world's composition.
///
/// `s' = kappa_R s clip((f - mean f) / mean f, -1, 1.5) + kappa_W (demand - s)`, then a floor of 0.00001
/// and division by the sum.
///
/// Source: replicator dynamics after Metcalfe 1994; McMillan and Rodrik 2011, doi:10.3386/w17143; stages
/// of diversification, Imbs and Wacziarg 2003, doi:10.1257/000282803321455160.
enum StructuralChange {
  static func next(
    _ share: [Double], sectorValue: [Double], demand: [Double], step: Double,
    _ parameters: GrowthParameters
  ) -> [Double] {
    let mean = weightedMean(sectorValue, shares: share)
    let moved = Sector.all.indices.map { sector in
      let advantage = clip((sectorValue[sector] - mean) / mean, -1, Coefficient.largestAdvantage)
      let pull =
        parameters.reallocationSpeed * share[sector] * advantage
        + parameters.demandReversionSpeed * (demand[sector] - share[sector])
      return atLeast(Coefficient.smallestShare, share[sector] + step * pull)
    }
    let sum = moved.reduce(0, +)
    return moved.map { $0 / sum }
  }
}
