/// How well each institutional vehicle can lever foreign technology in a sector.
///
/// Leverage works where technology turns over fast and knowledge has many owners. Turnover and
/// concentration are arguments because a scenario can move them; modularity, precision and scale economies
/// are the sector's own.
///
/// Source: Mathews 2002, Competitive advantages of the latecomer firm, doi:10.1023/A:1020586223665, and the
/// cases of memory chips, disk drives, displays and personal computers in Mathews' study of high-technology
/// industry formation in East Asia; the coefficients are judgement.
public enum SectorLeverage {
  /// Leverage by large established firms: `turnover (1 - 0.45 concentration) + 0.25 scale (1 - turnover)`.
  public static func largeFirms(
    _ sector: Sector, turnover: Double, concentration: Double
  ) -> Double {
    turnover * (1 - 0.45 * concentration) + 0.25 * sector.scaleEconomies * (1 - turnover)
  }

  /// Leverage by public laboratories with consortia of small firms:
  /// `turnover (1 - concentration) (0.5 + 0.5 modularity)`.
  public static func publicLaboratories(
    _ sector: Sector, turnover: Double, concentration: Double
  ) -> Double {
    turnover * (1 - concentration) * (0.5 + 0.5 * sector.modularity)
  }

  /// Leverage by multinational firms: `turnover (1 - 0.7 concentration) (0.7 + 0.3 precision)`.
  public static func multinationals(
    _ sector: Sector, turnover: Double, concentration: Double
  ) -> Double {
    turnover * (1 - 0.7 * concentration) * (0.7 + 0.3 * sector.precision)
  }

  /// Where large firms are at home: `0.3 + 0.9 scale economies * min(2.5 (1 - modularity), 1)`; memory chips, displays,
  /// ships.
  ///
  /// Whoever can buy a product's modules needs no scale of its own.
  public static func groundOfLargeFirms(_ sector: Sector) -> Double {
    0.3 + 0.9 * sector.scaleEconomies * min(2.5 * (1 - sector.modularity), 1)
  }

  /// Where public laboratories with small firms are at home: `0.3 + 1.2 modularity (1.2 - scale economies)`;
  /// personal computers and their parts.
  public static func groundOfLaboratories(_ sector: Sector) -> Double {
    0.3 + 1.2 * sector.modularity * (1.2 - sector.scaleEconomies)
  }

  /// Where multinationals are at home: `0.4 + 1.2 precision`; disk drives and other precision assembly.
  public static func groundOfMultinationals(_ sector: Sector) -> Double {
    0.4 + 1.2 * sector.precision
  }

  /// Weight of a sector in a programme that serves its targets alone: `min(sectors * target share, 5)`, or 1 where
  /// the programme names no target.
  ///
  /// Concentrated on four targets or fewer, a programme does in each five times what it does in every sector
  /// otherwise; beyond that one sector absorbs no more.
  ///
  /// - Parameter targetShares: share of each sector among the targets, all 0 without targets.
  public static func focus(targetShares: [Double]) -> [Double] {
    guard targetShares.contains(where: { $0 > 0 }) else { return targetShares.map { _ in 1 } }
    return targetShares.map { min(Double(Sector.count) * $0, 5) }
  }
}
