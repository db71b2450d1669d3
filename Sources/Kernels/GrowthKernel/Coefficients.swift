/// The smallest and the largest value of a number.
typealias Bounds = (low: Double, high: Double)

/// Fixed numbers of the equations that the batch kernel and the readable reference share: bounds of states, marks and
/// scales that are neither factors nor sampled. This file is compiled into both.
///
/// Weights that add up within one equation stand in that equation, where they can be read.
enum Coefficient {
  // Capability, relative to the frontier; its growth is a year's.
  static var capability: Bounds { (0.002, 1.5) }
  static var initialCapability: Bounds { (0.003, 1.1) }
  static var capabilityGrowth: Bounds { (-0.2, 0.3) }
  static var misallocationDrag: Double { 0.02 }
  /// Growth of what is not born yet, a year.
  static var windowPace: Double { 0.15 }

  // Absorptive capacity, its ingredients and what bars a sector.
  static var absorptiveCapacity: Bounds { (0.02, 1.1) }
  /// Added to related density in the harmonic mean, so that a missing one does not close everything.
  static var scarceDensity: Double { 0.03 }
  static var mostSkill: Double { 1.2 }
  static var mostAbsorbingResearch: Double { 1.2 }
  static var mostInventingResearch: Double { 1.3 }
  /// Precision engineering from which on it bars nobody.
  static var precisionMark: Double { 0.85 }
  static var narrowestGate: Double { 0.1 }

  // Linkage, clusters, quality, shares.
  static var linkage: Bounds { (0.01, 1) }
  static var clusterSize: Bounds { (0.005, 1) }
  static var initialClusterBase: Bounds { (0.1, 1) }
  static var quality: Bounds { (0.01, 0.99) }
  /// Human capital at which training of firms and the presence of foreign ones work as tabulated.
  static var typicalSkill: Double { 0.6 }
  /// Cluster size from which on competition drives firms out.
  static var crowdedCluster: Double { 0.3 }
  /// Square of the cluster size at which half of the quality improvement is set off.
  static var qualityTrigger: Double { 0.16 }
  /// Share over world demand from which on specialisation teaches no more.
  static var mostSpecialised: Double { 2 }
  static var smallestShare: Double { 1e-5 }
  static var largestAdvantage: Double { 1.5 }

  // Research and missions; a stock of 1 is this share of output sustained at the frontier.
  static var frontierResearch: Double { 0.03 }
  static var leastBusinessResearch: Double { 0.0004 }
  static var crowdingByMissions: Double { 30 }
  static var mostCrowding: Double { 0.8 }
  static var missionStock: Double { 400 }

  // Institutions and the economy.
  static var routines: Bounds { (0.02, 1) }
  static var alignment: Bounds { (0.02, 1) }
  static var initialLearning: Double { 0.1 }
  static var selectivity: Bounds { (0, 1.5) }
  /// Money of full leverage and procurement programmes, shares of GDP.
  static var leverageMoney: Double { 0.006 }
  static var procurementMoney: Double { 0.008 }
  static var misallocationOfIncome: Bounds { (0, 0.8) }
  static var shockExposure: Bounds { (0.2, 2) }
  static var diffusionBreadth: Bounds { (0.15, 1.1) }
  static var infrastructureTime: Double { 10 }
  /// Capital relative to the frontier's, investment there, and growth of effective labour relative to it.
  static var capital: Bounds { (0.02, 6) }
  static var frontierInvestment: Double { 0.235 }
  static var labourGrowth: Bounds { (-0.1, 0.15) }

  // Luck: standard deviations of logarithms, whose exponentials have mean 1.
  static var sectorLuck: Double { 0.6 }
  static var sectorEfficiency: Double { 0.15 }

  // Outcomes.
  /// Relative to frontier income; keeps a ruinous plan comparable instead of negative.
  static var leastConsumption: Double { 1e-4 }
  /// A trap is income that ends at most this many times its start, with mean capability below the mark.
  static var trapIncome: Double { 1.05 }
  static var trapCapability: Double { 0.6 }
}
