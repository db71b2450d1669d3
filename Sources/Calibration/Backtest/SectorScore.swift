/// How far the order of an economy's sectors was foreseen: Spearman's correlations over sectors with observed comparative
/// advantage in a late year, of what the model says and of two rivals.
///
/// All are over the same sectors: those observed in the late year and in the first.
public struct SectorScore: Sendable, Hashable {
  /// What an order is compared by; a sector that is absent has no value.
  public typealias Values = [String: Double]

  /// The economy.
  public let economy: String
  /// The first year with figures from the economy's start on.
  public let first: Int
  /// The late year.
  public let last: Int
  /// Sectors that are compared.
  public let sectors: Int
  /// Modelled advantage under parameters that have seen the economy, see ``ModelledAdvantage``; nil when there are none.
  public let inSample: Double?
  /// The same under parameters that have not; nil when there are none.
  public let heldOut: Double?
  /// The rival "the order of the first year stays"; nil where that order does not vary.
  public let stays: Double?
  /// The rival "simple sectors before complex ones", the same in all economies.
  public let simpleFirst: Double?

  /// Compares orders; nil where fewer than ``SectorRanks/leastSectors`` sectors are observed in both years.
  ///
  /// - Parameters:
  ///   - complexity: of all sectors.
  ///   - inSample: modelled advantage in the late year.
  ///   - heldOut: the same from parameters that have not seen the economy.
  public init?(
    _ economy: String, first: (year: Int, advantages: Values),
    last: (year: Int, advantages: Values),
    complexity: Values, inSample: Values?, heldOut: Values?
  ) {
    let names = last.advantages.keys.filter { first.advantages[$0] != nil && complexity[$0] != nil }
      .sorted()
    guard names.count >= SectorRanks.leastSectors else { return nil }
    func correlation(_ values: Values?, sign: Double = 1) -> Double? {
      values.flatMap { values in
        let known = names.compactMap { values[$0] }
        guard known.count == names.count else { return nil }
        return RankCorrelation.spearman(known.map { sign * $0 }, names.map { last.advantages[$0]! })
      }
    }
    self.economy = economy
    self.first = first.year
    self.last = last.year
    sectors = names.count
    self.inSample = correlation(inSample)
    self.heldOut = correlation(heldOut)
    stays = correlation(first.advantages)
    simpleFirst = correlation(complexity, sign: -1)
  }
}

/// The orders of sectors of several economies.
public struct SectorScores: Sendable, Hashable {
  /// The table of comparative advantages.
  public let table: String
  /// By economy.
  public let economies: [SectorScore]

  /// Collects economies.
  public init(table: String, economies: [SectorScore]) {
    self.table = table
    self.economies = economies
  }

  /// The median over economies that have a value; nil when none has.
  public func median(_ value: (SectorScore) -> Double?) -> Double? {
    let known = economies.compactMap(value)
    return known.isEmpty ? nil : WeightedSample(known).median
  }
}
