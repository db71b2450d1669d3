#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// Per-lane values that all sectors of one step share.
///
/// Products of factors, levers and slow stocks are formed once here, so that a sector costs only what
/// depends on the sector. The length of the step is part of every speed.
struct SectorStep {
  // Absorptive capacity: 1 / (harmonic part + weight / near) and the arithmetic part, where near is the
  // density + 0.03 that the product leaves.
  let harmonic: Lanes
  let arithmetic: Lanes
  // Extra absorptive capacity that complex sectors ask for.
  let complexityDemand: Lanes
  // Leverage, on any ground and on each vehicle's home ground, for all sectors and for targets; learning, spillovers.
  let gate: Lanes
  let leverage: Lanes
  let leverageHome: Lanes
  let transfer: Lanes
  let transferHome: Lanes
  let unfocused: Lanes
  let focus: Lanes
  let learningBase: Lanes
  let learningScale: Lanes
  let learningHill: Lanes
  let spillover: Lanes
  let spilloverBase: Lanes
  // Invention.
  let invention: Lanes
  let loss: Lanes
  // Linkage, cluster, quality.
  let linkageSpeed: Lanes
  let clusterEntry: Lanes
  let qualityGain: Lanes
  let qualityGainBase: Lanes
  // Missions, in sectors that are or were targets.
  let missionYield: Lanes
  let unevenYield: Lanes
  let leadership: Lanes
  let leadershipNear: Lanes
  let crowdedInvention: Lanes
  let missionInflow: Lanes
  // Shares.
  let shareScale: Lanes
  let shareKeep: Lanes
  let shareMove: Lanes
  let shareMost: Lanes

  @inline(__always) init(
    _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, head: StepHead
  ) {
    let routines = group[Slot.routines]
    let alignment = group[Slot.alignment]
    let multinationals = growth_program_multinationals(program)[row]
    let jointVentureTerms = group.lever(LeverIndex.jointVentureTerms)
    let procurement = group.lever(LeverIndex.publicProcurement)
    let independence = 1 - 0.6 * group[Slot.dependence]

    harmonic = head.harmonic
    arithmetic =
      group[Constant.arithmeticHumanCapital] * head.skill
      + group[Constant.arithmeticResearch]
      * head.effectiveResearch.atMost(Coefficient.mostAbsorbingResearch)
      + group[Constant.arithmeticRoutines] * routines
      + group[Constant.arithmeticInstitutions] * alignment - group[Constant.arithmeticShift]

    let precision = group[Slot.capability + growth_precision_engineering]
    gate =
      group.factor(Column.precisionGateStrength)
      * (Coefficient.precisionMark - precision).atLeast(0)
    let learned =
      1 - group.factor(Column.learningDependentLeverage) * (1 - group[Slot.economicLearning])
    let speed =
      group.factor(Column.leverageSpeed) * growth_program_access(program)[row]
    let specialised = group.factor(Column.vehicleSpecialisation)
    let domestic = speed * group.lever(LeverIndex.technologyLeverage) * learned * head.kept
    leverageHome = domestic * specialised
    leverage = domestic - leverageHome
    let foreign = speed * head.foreignShare * independence * (0.6 + 0.4 * jointVentureTerms)
    transferHome = foreign * specialised
    transfer = foreign - transferHome
    focus = group.factor(Column.leverageFocus)
    unfocused = 1 - focus
    complexityDemand =
      group.factor(Column.complexityDemand)
      * (1 + group.factor(Column.specialisationLockIn) * (1 - 2 * group[Slot.meanPotential]))
    let home = group[Constant.homeLearning] * (1 + procurement)
    let learning = group.factor(Column.learningByDoingSpeed) * (routines + 0.1)
    let homeLearning = learning * home
    learningBase =
      learning * group.lever(LeverIndex.exportOrientation)
      * (0.5 + 0.5 * group.lever(LeverIndex.performanceDiscipline))
    learningScale = 0.2 * homeLearning
    learningHill = homeLearning * group[Constant.hillScale]
    spillover =
      group.factor(Column.supplierSpilloverSpeed) * (1 + jointVentureTerms * head.foreignShare)
    spilloverBase = 0.3 * spillover

    let whole = group[Constant.invention] * head.researchAndRoutines
    loss = group[Constant.misallocation] * head.misallocation
    if growth_program_has_missions(program) != 0 {
      let missions = group.lever(LeverIndex.missions)
      let lead = group.lever(LeverIndex.missionLeadershipShare)
      let yield = group.factor(Column.diversificationMissionYield) * (1 - lead) * (1 + 0.5 * home)
      let uneven = yield * group.factor(Column.missionUnevenness)
      missionYield = yield - uneven
      unevenYield = 2 * uneven
      let leader = group[Constant.leadership] * lead * head.researchAndRoutines
      let near = leader * group.factor(Column.leadershipNeedsProximity)
      leadership = leader - near
      leadershipNear = near * (1 + group[Constant.hillThreshold])
      crowdedInvention =
        whole * group.factor(Column.researchCrowdingOut)
        * (Coefficient.crowdingByMissions * missions).atMost(Coefficient.mostCrowding)
      invention = whole - crowdedInvention
      let efficacy =
        (0.4 + 0.6 * group[Slot.economicLearning]) * (0.3 + 0.7 * alignment)
        * (1 - 0.5 * head.misallocation.clipped(0, 1)) * head.kept
      missionInflow = Coefficient.missionStock * missions * efficacy
    } else {
      missionYield = Lanes(0)
      unevenYield = Lanes(0)
      leadership = Lanes(0)
      leadershipNear = Lanes(0)
      crowdedInvention = Lanes(0)
      invention = whole
      missionInflow = Lanes(0)
    }

    linkageSpeed =
      growth_program_own_brand_share(program)[row]
      * (group[Constant.linkageSpeed] * (0.2 + 0.8 * routines) * independence)
    clusterEntry =
      group[Constant.clusterEntry] * (1 - (0.4 * multinationals) * head.foreignShare)
      * (0.4 + 0.6 * group[Slot.infrastructure])
    qualityGain =
      group[Constant.qualityImprovement] * (0.6 * group[Slot.humanCapital] + 0.4 * routines)
    qualityGainBase =
      0.3 * qualityGain
      + group[Constant.clusterTraining] * group.lever(LeverIndex.clusterTraining)
      * (1 - (0.5 * multinationals) * jointVentureTerms)
      * (1 + group.factor(Column.educationForTraining)
        * (group[Slot.humanCapital] * (1 / Coefficient.typicalSkill) - 1))

    // keep + move clip(value / mean - 1, -1, 1.5): the lower bound is never reached, as value is not negative.
    let scale = group[Slot.shareScale]
    shareScale = scale
    let keep = scale - scale * group[Constant.demandReversion]
    let move = scale * group[Constant.reallocation]
    shareKeep = keep - move
    shareMove = move * group[Slot.inverseValue]
    shareMost = keep + Coefficient.largestAdvantage * move
  }
}
