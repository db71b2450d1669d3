#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// Per-lane constants that no step changes, computed once a lane group.
///
/// A speed or a rate per step is the factor times the length of a step.
enum Constant {
  // Absorptive capacity: weights that add to 1, as they stand in the harmonic mean and, times the share of
  // the arithmetic mean, there.
  static var humanCapitalWeight: Int { Slot.constants }
  static var researchWeight: Int { Slot.constants + 1 }
  static var routinesWeight: Int { Slot.constants + 2 }
  static var institutionsWeight: Int { Slot.constants + 3 }
  static var densityWeight: Int { Slot.constants + 4 }
  static var arithmeticHumanCapital: Int { Slot.constants + 5 }
  static var arithmeticResearch: Int { Slot.constants + 6 }
  static var arithmeticRoutines: Int { Slot.constants + 7 }
  static var arithmeticInstitutions: Int { Slot.constants + 8 }
  static var arithmeticDensity: Int { Slot.constants + 9 }
  /// What ``densityShift`` adds to the arithmetic mean, to be taken off.
  static var arithmeticShift: Int { Slot.constants + 10 }
  /// 1 + research scale effect times home market.
  static var researchScale: Int { Slot.constants + 11 }
  /// Cognitive skill times its scale effect.
  static var skillScale: Int { Slot.constants + 12 }
  /// Square of the proximity at which invention is half effective.
  static var hillThreshold: Int { Slot.constants + 13 }
  /// 4 (1 + ``hillThreshold``).
  static var hillScale: Int { Slot.constants + 14 }
  /// Half of home-market learning times home market.
  static var homeLearning: Int { Slot.constants + 15 }
  static var seedingBase: Int { Slot.constants + 16 }
  /// 1 - learning that depends on quality, per step, and that share itself.
  static var qualityBase: Int { Slot.constants + 17 }
  static var qualitySlope: Int { Slot.constants + 18 }
  /// Speed of the frontier's flight per step and frontier growth.
  static var obsolescence: Int { Slot.constants + 19 }
  /// Twice the invention per step and frontier growth, at the frontier.
  static var invention: Int { Slot.constants + 20 }
  static var leadership: Int { Slot.constants + 21 }
  static var misallocation: Int { Slot.constants + 22 }
  static var linkageSpeed: Int { Slot.constants + 23 }
  static var clusterEntry: Int { Slot.constants + 24 }
  static var clusterExit: Int { Slot.constants + 25 }
  static var qualityImprovement: Int { Slot.constants + 26 }
  static var clusterTraining: Int { Slot.constants + 27 }
  static var qualityLoss: Int { Slot.constants + 28 }
  static var demandReversion: Int { Slot.constants + 29 }
  static var reallocation: Int { Slot.constants + 30 }
  static var stepOverSchooling: Int { Slot.constants + 31 }
  static var stepOverTurnover: Int { Slot.constants + 32 }
  static var stepOverResearch: Int { Slot.constants + 33 }
  static var stepOverMissions: Int { Slot.constants + 34 }
  static var routineDiffusion: Int { Slot.constants + 35 }
  static var routineErosion: Int { Slot.constants + 36 }
  static var alignmentBuilding: Int { Slot.constants + 37 }
  static var alignmentFragmentation: Int { Slot.constants + 38 }
  static var alignmentChurn: Int { Slot.constants + 39 }
  static var learningSpeed: Int { Slot.constants + 40 }
  static var dependenceBuildup: Int { Slot.constants + 41 }
  static var dependenceErosion: Int { Slot.constants + 42 }
  static var diffusionSpeed: Int { Slot.constants + 43 }
  static var fading: Int { Slot.constants + 44 }
  /// (1 - value captured by assemblers) / 2.
  static var valueOfUpgrading: Int { Slot.constants + 45 }
  /// Diffusion breadth without dualism.
  static var breadth: Int { Slot.constants + 46 }
  static var businessResearchAtFrontier: Int { Slot.constants + 47 }
  static var count: Int { 48 }
}

/// Computes the constants of a lane group; see ``Constant``.
func prepareConstants(_ group: LaneGroup, step: Double) {
  let human = group.factor(Column.humanCapitalWeight)
  let research = group.factor(Column.researchWeight)
  let routines = group.factor(Column.routinesWeight)
  let institutions = group.factor(Column.institutionsWeight)
  let density = group.factor(Column.relatedDensityWeight)
  let scale = 1 / (human + research + routines + institutions + density)
  let rest = (1 - group.factor(Column.complementarity)) * scale
  group[Constant.humanCapitalWeight] = human * scale
  group[Constant.researchWeight] = research * scale
  group[Constant.routinesWeight] = routines * scale
  group[Constant.institutionsWeight] = institutions * scale
  group[Constant.densityWeight] = density * scale
  group[Constant.arithmeticHumanCapital] = human * rest
  group[Constant.arithmeticResearch] = research * rest
  group[Constant.arithmeticRoutines] = routines * rest
  group[Constant.arithmeticInstitutions] = institutions * rest
  group[Constant.arithmeticDensity] = density * rest
  group[Constant.arithmeticShift] = densityShift * (density * rest)

  let home = group.factor(Column.homeMarketSize)
  let market = group.factor(Column.researchScaleEffect) * home
  group[Constant.researchScale] = 1 + market
  group[Constant.skillScale] = group.factor(Column.cognitiveSkill) * (1 + 0.5 * market)
  group[Constant.homeLearning] = 0.5 * group.factor(Column.homeMarketLearning) * home
  let threshold = group.factor(Column.inventionProximityThreshold)
  let hill = 1 + threshold * threshold
  group[Constant.hillThreshold] = threshold * threshold
  group[Constant.hillScale] = 4 * hill
  group[Constant.seedingBase] = -densityShift * group.factor(Column.seedingStrength)
  let qualityShare = group.factor(Column.qualityDependentLearning)
  group[Constant.qualityBase] = step * (1 - qualityShare)
  group[Constant.qualitySlope] = step * qualityShare
  let obsolescence = step * group.factor(Column.obsolescenceScale)
  group[Constant.obsolescence] = obsolescence
  group[Constant.invention] = 2 * group.factor(Column.inventionScale) * obsolescence * hill
  group[Constant.leadership] =
    (2 * step) * group.factor(Column.leadershipMissionYield) * hill
  group[Constant.valueOfUpgrading] =
    0.5 * (1 - group.factor(Column.valueCapturedByAssemblers))
  group[Constant.breadth] =
    group.factor(Column.internalDiffusionBreadth)
    - group.factor(Column.breadthLostToDualism) * group.factor(Column.dualism)
  group[Constant.businessResearchAtFrontier] =
    1.6 * group.factor(Column.businessResearchAtFrontier)
  prepareRates(group, step: step)
}

/// Rates and speeds of a year, times the length of a step.
private func prepareRates(_ group: LaneGroup, step: Double) {
  func rate(_ constant: Int, _ column: Int, _ scale: Double = 1) {
    group[constant] = (scale * step) * group.factor(column)
  }
  rate(Constant.misallocation, Column.misallocationLoss, 0.02)
  rate(Constant.linkageSpeed, Column.marketLinkageSpeed)
  rate(Constant.clusterEntry, Column.clusterEntrySpeed)
  rate(Constant.clusterExit, Column.clusterExitSpeed)
  rate(Constant.qualityImprovement, Column.qualityImprovementSpeed)
  rate(Constant.clusterTraining, Column.clusterTrainingEffect)
  rate(Constant.qualityLoss, Column.qualityObsolescence)
  rate(Constant.demandReversion, Column.demandReversionSpeed)
  rate(Constant.reallocation, Column.reallocationSpeed)
  rate(Constant.routineDiffusion, Column.routineDiffusionSpeed)
  rate(Constant.routineErosion, Column.routineErosion)
  rate(Constant.alignmentBuilding, Column.alignmentBuildingSpeed)
  rate(Constant.alignmentFragmentation, Column.alignmentFragmentation)
  rate(Constant.alignmentChurn, Column.alignmentChurnErosion)
  rate(Constant.learningSpeed, Column.economicLearningSpeed)
  rate(Constant.dependenceBuildup, Column.dependenceBuildup, 3)
  rate(Constant.dependenceErosion, Column.dependenceErosion)
  rate(Constant.diffusionSpeed, Column.internalDiffusionSpeed)
  group[Constant.stepOverSchooling] = step / group.factor(Column.schoolingDelay)
  group[Constant.stepOverTurnover] = step / group.factor(Column.workforceTurnoverTime)
  group[Constant.stepOverResearch] = step / group.factor(Column.researchStockTime)
  group[Constant.stepOverMissions] = step / group.factor(Column.missionGestationTime)
  group[Constant.fading] = -step / group.factor(Column.initialResidualFadingTime)
}

/// Turns standard normals into sector luck exp(0.6 N - 0.18) and efficiency exp(0.15 N - 0.01125), both 1
/// when luck is off.
func prepareLuck(
  _ group: LaneGroup, luck: UnsafePointer<Double>?, efficiency: UnsafePointer<Double>?
) {
  for sector in 0..<growth_sectors {
    if let luck {
      let normal = Lanes(loading: luck + sector * group.laneCount)
      group[Slot.luck + sector] = exponential(0.6 * normal - 0.18)
    } else {
      group[Slot.luck + sector] = Lanes(1)
    }
    if let efficiency {
      let normal = Lanes(loading: efficiency + sector * group.laneCount)
      group[Slot.efficiency + sector] = exponential(0.15 * normal - 0.01125)
    } else {
      group[Slot.efficiency + sector] = Lanes(1)
    }
  }
}
