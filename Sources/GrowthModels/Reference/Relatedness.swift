/// Density of related capabilities and capability of suppliers: one matrix product a step.
///
/// `[density; supply] = [proximity; suppliers] a`, by sector.
///
/// Source: Hidalgo, Klinger, Barabasi and Hausmann 2007, doi:10.1126/science.1144581 (density); Javorcik
/// 2004, doi:10.1257/0002828041464605 (suppliers).
struct Relatedness {
  /// Capability around each sector in the product space.
  let density: [Double]
  /// Capability of each sector's domestic suppliers.
  let supply: [Double]

  init(capability: [Double]) {
    density = ProductSpace.proximity.map { weightedMean(capability, shares: $0) }
    supply = ProductSpace.suppliers.map { weightedMean(capability, shares: $0) }
  }
}
