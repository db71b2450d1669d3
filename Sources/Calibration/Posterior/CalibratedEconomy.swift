import ModelContract

/// One economy of a calibration: its world, the policy it followed, and what was observed of it.
public struct CalibratedEconomy: Sendable {
  /// The economy's name.
  public var name: String
  /// The world of its history.
  public var world: World
  /// The policy it followed.
  public var policy: Policy
  /// Values of all factors of the model where they are not sampled.
  public var factors: [Double]
  /// What was observed.
  public var series: HistoricalSeries
  /// Revealed comparative advantage by year and sector, for ``SectorRanks``; empty without any.
  public var advantages: [Int: [String: Double]]

  /// Describes an economy.
  public init(
    name: String, world: World, policy: Policy, factors: [Double], series: HistoricalSeries,
    advantages: [Int: [String: Double]] = [:]
  ) {
    self.name = name
    self.world = world
    self.policy = policy
    self.factors = factors
    self.series = series
    self.advantages = advantages
  }
}
