#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// What the product adds to densities: the harmonic mean of absorptive capacity needs them with this added.
var densityShift: Double { 0.03 }

/// Positions in the memory of one lane group, counted in ``Lanes``.
///
/// The state comes first, so that one copy saves it; what stays the same for every policy follows.
enum Slot {
  static var capability: Int { 0 }
  static var linkage: Int { 20 }
  static var clusterSize: Int { 40 }
  static var quality: Int { 60 }
  static var share: Int { 80 }
  static var seededMissions: Int { 100 }
  static var propagatedMissions: Int { 120 }
  /// Value a worker without the factor 1 + concavity.
  static var value: Int { 140 }

  static var schooling: Int { 160 }
  static var humanCapital: Int { 161 }
  static var research: Int { 162 }
  static var routines: Int { 163 }
  static var alignment: Int { 164 }
  static var economicLearning: Int { 165 }
  static var dependence: Int { 166 }
  static var infrastructure: Int { 167 }
  static var sheltered: Int { 168 }
  static var capital: Int { 169 }
  static var shock: Int { 170 }
  static var residual: Int { 171 }
  static var fade: Int { 172 }
  static var initialDependence: Int { 173 }
  /// Shares are stored before normalisation; this is 1 / their sum.
  static var shareScale: Int { 174 }
  /// 1 / mean value.
  static var inverseValue: Int { 175 }
  static var meanCapability: Int { 176 }
  static var meanLinkage: Int { 177 }
  static var missionStock: Int { 178 }
  /// Capital to the power of the capital share.
  static var capitalProduct: Int { 179 }
  static var tradableProductivity: Int { 180 }
  /// Number of slots that a change of policy resets.
  static var stateCount: Int { 181 }

  /// Density of related capabilities + ``densityShift``.
  static var density: Int { 184 }
  static var suppliers: Int { 204 }
  static var luck: Int { 224 }
  static var efficiency: Int { 244 }

  static var consumption: Int { 264 }
  static var consumptionFirst: Int { 265 }
  static var fiscalCost: Int { 266 }
  static var catchUpYear: Int { 267 }
  static var startIncome: Int { 268 }
  static var yearIncome: Int { 269 }
  static var changeMean: Int { 270 }
  static var changeSquares: Int { 271 }
  static var inventionGain: Int { 272 }
  static var absorptionGain: Int { 273 }

  /// Levers as they are carried out, and the cost of the plan before misallocation.
  static var levers: Int { 276 }
  static var plannedCost: Int { 293 }
  /// Two sectors' quotients, see ``SectorQuotients``.
  static var quotients: Int { 294 }
  /// Per-lane constants hoisted out of the steps, see ``Constant``.
  static var constants: Int { 302 }
  /// The factors of the group, in the order of ``Column``: side by side here, a power of two apart in the
  /// block's columns, where they would fight for the same few sets of the cache.
  static var factors: Int { 350 }
  /// A copy of the state at the start, for the next policy.
  static var saved: Int { 462 }
  /// Slots of a lane group.
  static var count: Int { 646 }
}

/// Columns of the factors, in the order of the model's catalogue.
enum Column {
  static var absorptionSpeed: Int { 0 }
  static var leverageSpeed: Int { 1 }
  static var foreignInvestmentHalfSaturation: Int { 2 }
  static var learningByDoingSpeed: Int { 3 }
  static var supplierSpilloverSpeed: Int { 4 }
  static var diversificationMissionYield: Int { 5 }
  static var leadershipMissionYield: Int { 6 }
  static var inventionScale: Int { 7 }
  static var inventionProximityThreshold: Int { 8 }
  static var researchHalfSaturation: Int { 9 }
  static var obsolescenceScale: Int { 10 }
  static var humanCapitalWeight: Int { 11 }
  static var researchWeight: Int { 12 }
  static var routinesWeight: Int { 13 }
  static var institutionsWeight: Int { 14 }
  static var relatedDensityWeight: Int { 15 }
  static var complementarity: Int { 16 }
  static var complexityDemand: Int { 17 }
  static var precisionGateStrength: Int { 18 }
  static var routineDiffusionSpeed: Int { 19 }
  static var routineErosion: Int { 20 }
  static var alignmentBuildingSpeed: Int { 21 }
  static var alignmentFragmentation: Int { 22 }
  static var alignmentChurnErosion: Int { 23 }
  static var schoolingDelay: Int { 24 }
  static var workforceTurnoverTime: Int { 25 }
  static var researchStockTime: Int { 26 }
  static var missionGestationTime: Int { 27 }
  static var businessResearchLeverage: Int { 28 }
  static var businessResearchAtFrontier: Int { 29 }
  static var marketLinkageSpeed: Int { 30 }
  static var dependenceBuildup: Int { 31 }
  static var dependenceErosion: Int { 32 }
  static var royaltyShare: Int { 33 }
  static var learningDependentLeverage: Int { 34 }
  static var economicLearningSpeed: Int { 35 }
  static var clusterEntrySpeed: Int { 36 }
  static var clusterExitSpeed: Int { 37 }
  static var qualityImprovementSpeed: Int { 38 }
  static var clusterTrainingEffect: Int { 39 }
  static var qualityObsolescence: Int { 40 }
  static var qualityDependentLearning: Int { 41 }
  static var productivityConcavity: Int { 42 }
  static var incumbentClosure: Int { 43 }
  static var shelteredOutputWeight: Int { 44 }
  static var internalDiffusionSpeed: Int { 45 }
  static var internalDiffusionBreadth: Int { 46 }
  static var breadthFromExports: Int { 47 }
  static var breadthFromForeignInvestment: Int { 48 }
  static var breadthLostToLargeFirms: Int { 49 }
  static var initialResidualFadingTime: Int { 50 }
  static var windowOfOpportunity: Int { 51 }
  static var breadthLostToDualism: Int { 52 }
  static var initialResidualPersistence: Int { 53 }
  static var seedingStrength: Int { 54 }
  static var researchScaleEffect: Int { 55 }
  static var valueCapturedByAssemblers: Int { 56 }
  static var reallocationSpeed: Int { 57 }
  static var demandReversionSpeed: Int { 58 }
  static var misallocationLoss: Int { 59 }
  static var researchCrowdingOut: Int { 60 }
  static var capitalShare: Int { 61 }
  static var homeMarketLearning: Int { 62 }
  static var shockSensitivity: Int { 63 }
  static var residualFadingWithExports: Int { 64 }
  static var termsOfTradeResponse: Int { 65 }
  static var leverCosts: Int { 66 }
  static var implementation: Int { 78 }
  static var proximityMultiplier: Int { 95 }
  static var initialIncome: Int { 96 }
  static var initialProximity: Int { 97 }
  static var initialComplexitySlope: Int { 98 }
  static var initialHumanCapital: Int { 99 }
  static var cognitiveSkill: Int { 100 }
  static var initialResearchStock: Int { 101 }
  static var initialRoutines: Int { 102 }
  static var initialAlignment: Int { 103 }
  static var initialCapitalIntensity: Int { 104 }
  static var homeMarketSize: Int { 105 }
  static var dualism: Int { 106 }
  static var populationGrowth: Int { 107 }
  static var initialLinkage: Int { 108 }
  static var initialQuality: Int { 109 }
  static var initialClusterSize: Int { 110 }
  static var initialDependence: Int { 111 }
  static var count: Int { 112 }
}

/// Levers, in the order of the model's tables.
enum LeverIndex {
  static var publicResearch: Int { 0 }
  static var researchIncentive: Int { 1 }
  static var education: Int { 2 }
  static var managementTraining: Int { 3 }
  static var foreignInvestment: Int { 4 }
  static var technologyLeverage: Int { 5 }
  static var jointVentureTerms: Int { 6 }
  static var performanceDiscipline: Int { 7 }
  static var exportOrientation: Int { 8 }
  static var missions: Int { 9 }
  static var missionLeadershipShare: Int { 10 }
  static var coordination: Int { 11 }
  static var clusterTraining: Int { 12 }
  static var infrastructure: Int { 13 }
  static var publicProcurement: Int { 14 }
  static var investment: Int { 15 }
  static var policyChurn: Int { 16 }
}

/// One lane group: where its state lies, which futures it holds.
struct LaneGroup {
  /// State, constants, factors and levers; see ``Slot``.
  let slots: UnsafeMutablePointer<Lanes>
  /// Length of a column of draws.
  let laneCount: Int
  /// Noise of the demand shock, one column a step, or nil.
  let noise: UnsafePointer<Double>?
  /// Uniforms of the crisis, one column a step, or nil.
  let crisis: UnsafePointer<Double>?

  @inline(__always) subscript(slot: Int) -> Lanes {
    get { slots[slot] }
    nonmutating set { slots[slot] = newValue }
  }

  /// The value of a factor in these futures.
  @inline(__always) func factor(_ column: Int) -> Lanes { slots[Slot.factors &+ column] }

  /// A lever as it is carried out in these futures.
  @inline(__always) func lever(_ index: Int) -> Lanes { slots[Slot.levers &+ index] }
}
