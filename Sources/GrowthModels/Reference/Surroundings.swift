import Foundation
import ModelContract

/// What the outside world does at one instant, whatever the policy.
struct Surroundings {
  /// Calendar year.
  let year: Double
  /// Growth of the frontier economy, per year.
  let frontierGrowth: Double
  /// Multiplier on frontier growth of every sector: frontier growth over its reference value 0.018.
  var frontierPace: Double { frontierGrowth / GrowthValidation.aggregatePaths["frontier_growth"]! }
  /// Weights of the sectors in world demand, summing to 1.
  let demand: [Double]
  /// Concentration of incumbents by sector, at most 1.
  let concentration: [Double]
  /// Turnover of technology by sector, at most 1.
  let turnover: [Double]
  /// Access to foreign technology, 1 in the reference world.
  let technologyAccess: Double
  /// Expected crises per year.
  let shockFrequency: Double
  /// Size of a crisis in standard deviations of demand.
  let shockSize: Double
  /// Log of the prices of exports over those of imports.
  let logTermsOfTrade: Double
  /// Log of the share of output that a dated crisis leaves, 0 outside crises.
  let logCrisisOutput: Double
  /// Employment per head times hours relative to the frontier.
  let employment: Double

  /// Names of the outside paths that exist once a sector, such as `world_demand.semiconductors`.
  private static let sectorPathNames = Dictionary(
    uniqueKeysWithValues: GrowthValidation.sectorPaths.map { name in
      (name, Sector.all.map { name + "." + $0.name })
    })

  /// Reads the world's paths in a year; a path that is absent has the model's default.
  init(_ world: World, year: Double) {
    func path(_ name: String) -> Double {
      world.paths[name]?.value(at: year) ?? GrowthValidation.aggregatePaths[name] ?? 1
    }
    func sectorPath(_ name: String) -> [Double] { Self.sectorPathNames[name]!.map(path) }
    self.year = year
    frontierGrowth = path("frontier_growth")
    technologyAccess = path("technology_access")
    shockFrequency = path("shock_frequency")
    shockSize = path("shock_size")
    demand = WorldDemand.weights(year: year, multipliers: sectorPath("world_demand"))
    concentration = zip(Sector.all, sectorPath("incumbent_closeness")).map {
      atMost(1, $0.concentration * $1)
    }
    turnover = zip(Sector.all, sectorPath("technology_turnover")).map {
      atMost(1, $0.turnover * $1)
    }
    employment = world.economy.series["employment"]?.value(at: year) ?? 1
    logCrisisOutput = log(world.economy.series["crisis_output"]?.value(at: year) ?? 1)
    logTermsOfTrade = log(
      path("terms_of_trade") * (world.economy.series["terms_of_trade"]?.value(at: year) ?? 1))
  }
}
