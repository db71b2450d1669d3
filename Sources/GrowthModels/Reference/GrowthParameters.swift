import ModelContract

/// The factors of one future by name, read once from their column order.
///
/// Meaning, unit and source of every field stand with the factor of the same name in
/// ``GrowthFactors/all``; only the spelling differs (`absorption_speed` is `absorptionSpeed`).
struct GrowthParameters {
  let absorptionSpeed: Double
  let leverageSpeed: Double
  let foreignInvestmentHalfSaturation: Double
  let learningByDoingSpeed: Double
  let supplierSpilloverSpeed: Double
  let diversificationMissionYield: Double
  let leadershipMissionYield: Double
  let inventionScale: Double
  let inventionProximityThreshold: Double
  let researchHalfSaturation: Double
  let obsolescenceScale: Double
  let humanCapitalWeight: Double
  let researchWeight: Double
  let routinesWeight: Double
  let institutionsWeight: Double
  let relatedDensityWeight: Double
  let complementarity: Double
  let complexityDemand: Double
  let precisionGateStrength: Double
  let routineDiffusionSpeed: Double
  let routineErosion: Double
  let alignmentBuildingSpeed: Double
  let alignmentFragmentation: Double
  let alignmentChurnErosion: Double
  let schoolingDelay: Double
  let workforceTurnoverTime: Double
  let researchStockTime: Double
  let missionGestationTime: Double
  let businessResearchLeverage: Double
  let businessResearchAtFrontier: Double
  let marketLinkageSpeed: Double
  let dependenceBuildup: Double
  let dependenceErosion: Double
  let royaltyShare: Double
  let learningDependentLeverage: Double
  let economicLearningSpeed: Double
  let clusterEntrySpeed: Double
  let clusterExitSpeed: Double
  let qualityImprovementSpeed: Double
  let clusterTrainingEffect: Double
  let qualityObsolescence: Double
  let qualityDependentLearning: Double
  let productivityConcavity: Double
  let incumbentClosure: Double
  let shelteredOutputWeight: Double
  let internalDiffusionSpeed: Double
  let internalDiffusionBreadth: Double
  let breadthFromExports: Double
  let breadthFromForeignInvestment: Double
  let breadthLostToLargeFirms: Double
  let initialResidualFadingTime: Double
  let windowOfOpportunity: Double
  let breadthLostToDualism: Double
  let initialResidualPersistence: Double
  let seedingStrength: Double
  let researchScaleEffect: Double
  let valueCapturedByAssemblers: Double
  let reallocationSpeed: Double
  let demandReversionSpeed: Double
  let misallocationLoss: Double
  let researchCrowdingOut: Double
  let capitalShare: Double
  let homeMarketLearning: Double
  let shockSensitivity: Double
  let residualFadingWithExports: Double
  let termsOfTradeResponse: Double

  // What an economy starts with.
  let initialProximityMultiplier: Double
  let initialIncome: Double
  let initialProximity: Double
  let initialComplexitySlope: Double
  let initialHumanCapital: Double
  let cognitiveSkill: Double
  let initialResearchStock: Double
  let initialRoutines: Double
  let initialAlignment: Double
  let initialCapitalIntensity: Double
  let homeMarketSize: Double
  let dualism: Double
  let populationGrowth: Double
  let initialMarketLinkage: Double
  let initialQuality: Double
  let initialClusterSize: Double
  let initialDependence: Double

  /// Cost of each lever relative to its tabulated cost, in lever order; 1 for levers that cost nothing.
  let leverCosts: [Double]
  /// Share of the planned change of each lever that is carried out, in lever order.
  let implementation: [Double]

  /// Reads the values of all factors, in the order of ``GrowthFactors/all``.
  init(_ factors: [Double]) {
    precondition(
      factors.count == GrowthFactors.all.count,
      "\(GrowthFactors.all.count) factors expected, got \(factors.count)")
    func value(_ name: String) -> Double { factors[GrowthFactors.column(name)!] }
    absorptionSpeed = value("absorption_speed")
    leverageSpeed = value("leverage_speed")
    foreignInvestmentHalfSaturation = value("foreign_investment_half_saturation")
    learningByDoingSpeed = value("learning_by_doing_speed")
    supplierSpilloverSpeed = value("supplier_spillover_speed")
    diversificationMissionYield = value("diversification_mission_yield")
    leadershipMissionYield = value("leadership_mission_yield")
    inventionScale = value("invention_scale")
    inventionProximityThreshold = value("invention_proximity_threshold")
    researchHalfSaturation = value("research_half_saturation")
    obsolescenceScale = value("obsolescence_scale")
    humanCapitalWeight = value("human_capital_weight")
    researchWeight = value("research_weight")
    routinesWeight = value("routines_weight")
    institutionsWeight = value("institutions_weight")
    relatedDensityWeight = value("related_density_weight")
    complementarity = value("complementarity")
    complexityDemand = value("complexity_demand")
    precisionGateStrength = value("precision_gate_strength")
    routineDiffusionSpeed = value("routine_diffusion_speed")
    routineErosion = value("routine_erosion")
    alignmentBuildingSpeed = value("alignment_building_speed")
    alignmentFragmentation = value("alignment_fragmentation")
    alignmentChurnErosion = value("alignment_churn_erosion")
    schoolingDelay = value("schooling_delay")
    workforceTurnoverTime = value("workforce_turnover_time")
    researchStockTime = value("research_stock_time")
    missionGestationTime = value("mission_gestation_time")
    businessResearchLeverage = value("business_research_leverage")
    businessResearchAtFrontier = value("business_research_at_frontier")
    marketLinkageSpeed = value("market_linkage_speed")
    dependenceBuildup = value("dependence_buildup")
    dependenceErosion = value("dependence_erosion")
    royaltyShare = value("royalty_share")
    learningDependentLeverage = value("learning_dependent_leverage")
    economicLearningSpeed = value("economic_learning_speed")
    clusterEntrySpeed = value("cluster_entry_speed")
    clusterExitSpeed = value("cluster_exit_speed")
    qualityImprovementSpeed = value("quality_improvement_speed")
    clusterTrainingEffect = value("cluster_training_effect")
    qualityObsolescence = value("quality_obsolescence")
    qualityDependentLearning = value("quality_dependent_learning")
    productivityConcavity = value("productivity_concavity")
    incumbentClosure = value("incumbent_closure")
    shelteredOutputWeight = value("sheltered_output_weight")
    internalDiffusionSpeed = value("internal_diffusion_speed")
    internalDiffusionBreadth = value("internal_diffusion_breadth")
    breadthFromExports = value("breadth_from_exports")
    breadthFromForeignInvestment = value("breadth_from_foreign_investment")
    breadthLostToLargeFirms = value("breadth_lost_to_large_firms")
    initialResidualFadingTime = value("initial_residual_fading_time")
    windowOfOpportunity = value("window_of_opportunity")
    breadthLostToDualism = value("breadth_lost_to_dualism")
    initialResidualPersistence = value("initial_residual_persistence")
    seedingStrength = value("seeding_strength")
    researchScaleEffect = value("research_scale_effect")
    valueCapturedByAssemblers = value("value_captured_by_assemblers")
    reallocationSpeed = value("reallocation_speed")
    demandReversionSpeed = value("demand_reversion_speed")
    misallocationLoss = value("misallocation_loss")
    researchCrowdingOut = value("research_crowding_out")
    capitalShare = value("capital_share")
    homeMarketLearning = value("home_market_learning")
    shockSensitivity = value("shock_sensitivity")
    residualFadingWithExports = value("residual_fading_with_exports")
    termsOfTradeResponse = value("terms_of_trade_response")
    initialProximityMultiplier = value("initial_proximity_multiplier")
    initialIncome = value("initial_income")
    initialProximity = value("initial_proximity")
    initialComplexitySlope = value("initial_complexity_slope")
    initialHumanCapital = value("initial_human_capital")
    cognitiveSkill = value("cognitive_skill")
    initialResearchStock = value("initial_research_stock")
    initialRoutines = value("initial_routines")
    initialAlignment = value("initial_alignment")
    initialCapitalIntensity = value("initial_capital_intensity")
    homeMarketSize = value("home_market_size")
    dualism = value("dualism")
    populationGrowth = value("population_growth")
    initialMarketLinkage = value("initial_market_linkage")
    initialQuality = value("initial_quality")
    initialClusterSize = value("initial_cluster_size")
    initialDependence = value("initial_dependence")
    leverCosts = GrowthLevers.all.map { lever in
      GrowthFactors.column(lever.name + "_cost").map { factors[$0] } ?? 1
    }
    implementation = GrowthLevers.all.map { value($0.name + "_implementation") }
  }
}
