#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// Computes the constants of a lane group, listed in `growth_memory.h`.
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
  group[Constant.spilloverClosure] =
    group.factor(Column.closureOfSpillovers) * group.factor(Column.incumbentClosure)
  group[Constant.contractLearning] = 4 * group.factor(Column.contractLearning)
  group[Constant.specialisedBase] = 1 - group.factor(Column.specialisationLearning)
  prepareRates(group, step: step)
}

/// Rates and speeds of a year, times the length of a step.
private func prepareRates(_ group: LaneGroup, step: Double) {
  func rate(_ constant: Int, _ column: Int, _ scale: Double = 1) {
    group[constant] = (scale * step) * group.factor(column)
  }
  rate(Constant.misallocation, Column.misallocationLoss, Coefficient.misallocationDrag)
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
  group[Constant.licenceDependence] =
    step * group.factor(Column.dependenceBuildup) * group.factor(Column.licenceDependence)
  rate(Constant.dependenceErosion, Column.dependenceErosion)
  rate(Constant.diffusionSpeed, Column.internalDiffusionSpeed)
  group[Constant.stepOverSchooling] = step / group.factor(Column.schoolingDelay)
  group[Constant.stepOverTurnover] = step / group.factor(Column.workforceTurnoverTime)
  group[Constant.stepOverResearch] = step / group.factor(Column.researchStockTime)
  group[Constant.stepOverMissions] = step / group.factor(Column.missionGestationTime)
  group[Constant.fading] = -step / group.factor(Column.initialResidualFadingTime)
}

/// What makes the mean of the exponential of a normal number 1: half its variance.
@inline(__always)
private func meanCorrection(_ deviation: Double) -> Double { deviation * deviation / 2 }

/// Turns standard normals into sector luck exp(0.6 N - 0.18) and efficiency exp(0.15 N - 0.01125), both 1
/// when luck is off.
func prepareLuck(
  _ group: LaneGroup, luck: UnsafePointer<Double>?, efficiency: UnsafePointer<Double>?
) {
  for sector in 0..<growth_sectors {
    if let luck {
      let normal = Lanes(loading: luck + sector * group.laneCount)
      let luck = exponential(
        Coefficient.sectorLuck * normal - meanCorrection(Coefficient.sectorLuck))
      let stake = 1 + group.factor(Column.leadershipRisk)
      group[Slot.luck + sector] = (1 + stake * (luck - 1)).atLeast(0)
    } else {
      group[Slot.luck + sector] = Lanes(1)
    }
    if let efficiency {
      let normal = Lanes(loading: efficiency + sector * group.laneCount)
      group[Slot.efficiency + sector] = exponential(
        Coefficient.sectorEfficiency * normal - meanCorrection(Coefficient.sectorEfficiency))
    } else {
      group[Slot.efficiency + sector] = Lanes(1)
    }
  }
}
