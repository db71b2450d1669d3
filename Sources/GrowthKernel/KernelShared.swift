import CGrowthKernel

/// Per-lane values that all sectors of one step share.
///
/// Products of factors, levers and slow stocks are formed once here, so that a sector costs only what
/// depends on the sector. The length of the step is part of every speed.
struct SectorStep {
  // Absorptive capacity: 1 / (harmonic part + weight / near) and the arithmetic part, where near is the
  // density + 0.03 that the product leaves.
  let harmonic: Lanes
  let arithmetic: Lanes
  let arithmeticDensity: Lanes
  // Leverage, learning, spillovers.
  let gate: Lanes
  let leverage: Lanes
  let transfer: Lanes
  let learningBase: Lanes
  let learningScale: Lanes
  let learningHill: Lanes
  let spillover: Lanes
  let spilloverBase: Lanes
  let seedingBase: Lanes
  let qualityBase: Lanes
  let qualitySlope: Lanes
  // Invention.
  let invention: Lanes
  let obsolescence: Lanes
  let loss: Lanes
  // Linkage, cluster, quality.
  let linkageSpeed: Lanes
  let clusterEntry: Lanes
  let clusterExit: Lanes
  let qualityGain: Lanes
  let qualityGainBase: Lanes
  let qualityLoss: Lanes
  // Missions, in sectors that are or were targets.
  let missionYield: Lanes
  let leadership: Lanes
  let crowdedInvention: Lanes
  let missionInflow: Lanes
  // Shares and value.
  let shareKeep: Lanes
  let shareMove: Lanes
  let shareMost: Lanes
  let sharePull: Lanes

  @inline(__always) init(
    _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, step: Double, head: StepHead,
    levers: LeverReader
  ) {
    let research = head.effectiveResearch
    let skill = head.skill
    let routines = group[Slot.routines]
    let alignment = group[Slot.alignment]
    let dependence = group[Slot.dependence]
    let multinationals = growth_program_multinationals(program)
    let multinationalShare = multinationals * head.foreignShare

    harmonic = head.harmonic
    let rest = 1 - group.factor(Column.complementarity)
    arithmeticDensity = rest * group[Constant.densityWeight]
    arithmetic =
      rest
      * (group[Constant.humanCapitalWeight] * skill
        + group[Constant.researchWeight] * research.atMost(1.2)
        + group[Constant.routinesWeight] * routines + group[Constant.institutionsWeight] * alignment)
      - densityShift * arithmeticDensity

    let precisionGap = (0.85 - group.capability[8 * group.relatedStride]).atLeast(0)
    gate = group.factor(Column.precisionGateStrength) * precisionGap
    let learned =
      1 - group.factor(Column.learningDependentLeverage) * (1 - group[Slot.economicLearning])
    let speed =
      group.factor(Column.leverageSpeed) * growth_program_access(program)[row]
    leverage = speed * head.technologyLeverage * learned
    transfer =
      speed * head.foreignShare * (1 - 0.6 * dependence) * (0.6 + 0.4 * head.jointVentureTerms)
    let home =
      group.factor(Column.homeMarketLearning) * group.factor(Column.homeMarketSize)
      * (0.5 + 0.5 * levers[LeverIndex.publicProcurement])
    let learning = group.factor(Column.learningByDoingSpeed) * (routines + 0.1)
    learningBase = learning * head.exports * (0.5 + 0.5 * head.discipline)
    let homeLearning = learning * home
    learningScale = 0.2 * homeLearning
    let hillScale = 1 + group[Constant.hillThreshold]
    learningHill = 4 * homeLearning * hillScale
    spillover =
      group.factor(Column.supplierSpilloverSpeed)
      * (1 + head.jointVentureTerms * head.foreignShare)
    spilloverBase = 0.3 * spillover
    seedingBase = -densityShift * group.factor(Column.seedingStrength)
    let qualityShare = group.factor(Column.qualityDependentLearning)
    qualitySlope = step * qualityShare
    qualityBase = step * (1 - qualityShare)

    obsolescence = step * group.factor(Column.obsolescenceScale)
    let whole =
      group.factor(Column.inventionScale) * obsolescence * head.researchAndRoutines * hillScale
    loss = (0.02 * step) * group.factor(Column.misallocationLoss) * head.misallocation
    if growth_program_has_missions(program) != 0 {
      let lead = levers[LeverIndex.missionLeadershipShare]
      missionYield =
        group.factor(Column.diversificationMissionYield) * (1 - lead) * (1 + 0.5 * home)
      leadership =
        step * group.factor(Column.leadershipMissionYield) * lead * head.researchAndRoutines
        * hillScale
      crowdedInvention =
        whole * group.factor(Column.researchCrowdingOut) * (30 * head.missions).atMost(0.8)
      invention = whole - crowdedInvention
      let efficacy =
        (0.4 + 0.6 * group[Slot.economicLearning]) * (0.3 + 0.7 * alignment)
        * (1 - 0.5 * head.misallocation.clipped(0, 1))
      missionInflow = 400 * head.missions * efficacy
    } else {
      missionYield = Lanes(0)
      leadership = Lanes(0)
      crowdedInvention = Lanes(0)
      invention = whole
      missionInflow = Lanes(0)
    }

    linkageSpeed =
      step * growth_program_own_brand_share(program)
      * (group.factor(Column.marketLinkageSpeed) * (0.2 + 0.8 * routines) * (1 - 0.6 * dependence))
    clusterEntry =
      step * group.factor(Column.clusterEntrySpeed) * (1 - 0.4 * multinationalShare)
      * (0.4 + 0.6 * group[Slot.infrastructure])
    clusterExit = step * group.factor(Column.clusterExitSpeed)
    qualityGain =
      step * group.factor(Column.qualityImprovementSpeed)
      * (0.6 * group[Slot.humanCapital] + 0.4 * routines)
    qualityGainBase =
      0.3 * qualityGain
      + step * group.factor(Column.clusterTrainingEffect) * levers[LeverIndex.clusterTraining]
      * (1 - 0.5 * multinationals * head.jointVentureTerms)
    qualityLoss = step * group.factor(Column.qualityObsolescence)

    // keep + move clip(value / mean - 1, -1, 1.5): the lower bound is never reached, as value is not negative.
    let pull = step * group.factor(Column.demandReversionSpeed)
    let scale = group[Slot.shareScale]
    let keep = scale * (1 - pull)
    let move = scale * (step * group.factor(Column.reallocationSpeed))
    shareKeep = keep - move
    shareMove = move * group[Slot.inverseValue]
    shareMost = keep + 1.5 * move
    sharePull = pull
  }
}
