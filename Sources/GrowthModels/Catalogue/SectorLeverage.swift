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
}
