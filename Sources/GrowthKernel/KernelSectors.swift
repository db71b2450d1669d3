import CGrowthKernel

/// Per-lane values that all sectors of one step share.
///
/// Products of factors, levers and slow stocks are formed once here, so that a sector costs only what
/// depends on the sector.
struct SectorStep {
  // Absorptive capacity: 1 / (harmonic part + weight / (density + .03)) and the arithmetic part.
  let harmonic: Lanes
  let densityWeight: Lanes
  let complementarity: Lanes
  let arithmetic: Lanes
  let arithmeticDensity: Lanes
  let complexityDemand: Lanes
  // Leverage, learning, spillovers.
  let gate: Lanes
  let leverage: Lanes
  let transfer: Lanes
  let closure: Lanes
  let absorption: Lanes
  let learningBase: Lanes
  let learningScale: Lanes
  let learningHill: Lanes
  let spillover: Lanes
  let seeding: Lanes
  let qualityBase: Lanes
  let qualitySlope: Lanes
  let missionYield: Lanes
  // Invention.
  let hillThreshold: Lanes
  let invention: Lanes
  let crowdedInvention: Lanes
  let leadership: Lanes
  let obsolescence: Lanes
  let loss: Lanes
  let window: Lanes
  // Linkage, cluster, quality, missions.
  let linkageSpeed: Lanes
  let clusterEntry: Lanes
  let clusterExit: Lanes
  let qualityLearning: Lanes
  let qualityTraining: Lanes
  let qualityLoss: Lanes
  let missionInflow: Lanes
  let missionStep: Lanes
  // Shares and value.
  let shareKeep: Lanes
  let shareMove: Lanes
  let shareMost: Lanes
  let sharePull: Lanes
  let concavity: Lanes
  let captured: Lanes
  let upgrading: Lanes

  @inline(__always) init(
    _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, step: Double, head: StepHead,
    levers: LeverReader, missions: Bool
  ) {
    let research = group[Slot.research] * group[Constant.researchScale]
    let skill = (group[Slot.humanCapital] * group[Constant.skillScale]).atMost(1.2)
    let routines = group[Slot.routines]
    let alignment = group[Slot.alignment]
    let dependence = group[Slot.dependence]
    let multinationals = growth_program_multinationals(program)
    let multinationalShare = multinationals * head.foreignShare

    // Four quotients of the harmonic mean over one division.
    let d1 = skill + 0.03
    let d2 = research + 0.15
    let d3 = routines + 0.03
    let d4 = alignment + 0.03
    let d12 = d1 * d2
    let d34 = d3 * d4
    // R&D in invention: Rc = min(Re (1+r)/(Re+r), 1.3), HRQ = 2 Rc Q/(Rc+Q+.001).
    let half = group.factor(Column.researchHalfSaturation)
    let inverse = 1 / (d12 * d34)
    let over12 = inverse * d34
    let over34 = inverse * d12
    harmonic =
      (group[Constant.humanCapitalWeight] * d2 + group[Constant.researchWeight] * d1) * over12
      + (group[Constant.routinesWeight] * d4 + group[Constant.institutionsWeight] * d3) * over34
    densityWeight = group[Constant.densityWeight]
    complementarity = group.factor(Column.complementarity)
    let rest = 1 - complementarity
    arithmetic =
      rest
      * (group[Constant.humanCapitalWeight] * skill
        + group[Constant.researchWeight] * research.atMost(1.2)
        + group[Constant.routinesWeight] * routines + group[Constant.institutionsWeight] * alignment)
    arithmeticDensity = rest * densityWeight
    complexityDemand = group.factor(Column.complexityDemand)

    let precisionGap = (0.85 - group.capability[8 * group.relatedStride]).atLeast(0)
    gate = group.factor(Column.precisionGateStrength) * precisionGap
    let learned =
      1 - group.factor(Column.learningDependentLeverage) * (1 - group[Slot.economicLearning])
    let speed =
      group.factor(Column.leverageSpeed) * growth_program_access(program)[row]
    leverage = speed * head.technologyLeverage * learned
    transfer =
      speed * head.foreignShare * (1 - 0.6 * dependence) * (0.6 + 0.4 * head.jointVentureTerms)
    closure = group.factor(Column.incumbentClosure)
    absorption = group.factor(Column.absorptionSpeed)
    let home =
      group.factor(Column.homeMarketLearning) * group.factor(Column.homeMarketSize)
      * (0.5 + 0.5 * levers[LeverIndex.publicProcurement])
    let learning = group.factor(Column.learningByDoingSpeed) * (routines + 0.1)
    learningBase = learning * head.exports * (0.5 + 0.5 * head.discipline)
    learningScale = 0.2 * learning * home
    hillThreshold = group[Constant.hillThreshold]
    let hillScale = 1 + hillThreshold
    learningHill = 4 * learning * home * hillScale
    spillover =
      group.factor(Column.supplierSpilloverSpeed)
      * (1 + head.jointVentureTerms * head.foreignShare)
    seeding = group.factor(Column.seedingStrength)
    qualitySlope = group.factor(Column.qualityDependentLearning)
    qualityBase = 1 - qualitySlope

    let composite = (research * (1 + half) / (research + half)).atMost(1.3)
    let researchAndRoutines = 2 * composite * routines / (composite + routines + 0.001)
    obsolescence = group.factor(Column.obsolescenceScale)
    invention =
      group.factor(Column.inventionScale) * obsolescence * researchAndRoutines * hillScale
    loss = 0.02 * group.factor(Column.misallocationLoss) * head.misallocation
    window = group.factor(Column.windowOfOpportunity)
    if missions {
      let lead = levers[LeverIndex.missionLeadershipShare]
      missionYield =
        group.factor(Column.diversificationMissionYield) * (1 - lead) * (1 + 0.5 * home)
      leadership =
        group.factor(Column.leadershipMissionYield) * lead * researchAndRoutines * hillScale
      crowdedInvention =
        invention * group.factor(Column.researchCrowdingOut) * (30 * head.missions).atMost(0.8)
      let efficacy =
        (0.4 + 0.6 * group[Slot.economicLearning]) * (0.3 + 0.7 * alignment)
        * (1 - 0.5 * head.misallocation.clipped(0, 1))
      missionInflow = 400 * head.missions * efficacy
      missionStep = group[Constant.stepOverMissions]
    } else {
      missionYield = Lanes(0)
      leadership = Lanes(0)
      crowdedInvention = Lanes(0)
      missionInflow = Lanes(0)
      missionStep = Lanes(0)
    }

    linkageSpeed =
      step * growth_program_own_brand_share(program)
      * (group.factor(Column.marketLinkageSpeed) * (0.2 + 0.8 * routines) * (1 - 0.6 * dependence))
    clusterEntry =
      step * group.factor(Column.clusterEntrySpeed) * (1 - 0.4 * multinationalShare)
      * (0.4 + 0.6 * group[Slot.infrastructure])
    clusterExit = step * group.factor(Column.clusterExitSpeed)
    qualityLearning =
      step * group.factor(Column.qualityImprovementSpeed)
      * (0.6 * group[Slot.humanCapital] + 0.4 * routines)
    qualityTraining =
      step * group.factor(Column.clusterTrainingEffect) * levers[LeverIndex.clusterTraining]
      * (1 - 0.5 * multinationals * head.jointVentureTerms)
    qualityLoss = step * group.factor(Column.qualityObsolescence)

    // keep + move clip(value / mean - 1, -1, 1.5): the lower bound is never reached, as value is not negative.
    let pull = step * group.factor(Column.demandReversionSpeed)
    let scale = group[Slot.shareScale]
    let keep = scale * (1 - pull)
    let move = scale * (step * group.factor(Column.reallocationSpeed))
    shareKeep = keep - move
    shareMove = move / group[Slot.totalValue]
    shareMost = keep + 1.5 * move
    sharePull = pull
    concavity = group.factor(Column.productivityConcavity)
    captured = group.factor(Column.valueCapturedByAssemblers)
    upgrading = group[Constant.valueOfUpgrading]
  }
}

/// Scalars of one sector in one row.
struct SectorRow {
  let demand: UnsafePointer<Double>
  let obsolescence: UnsafePointer<Double>
  let leverage: UnsafePointer<Double>
  let transfer: UnsafePointer<Double>
  let closure: UnsafePointer<Double>
  let turnover: UnsafePointer<Double>
  let born: UnsafePointer<Double>
  let target: UnsafePointer<Double>
  let complexity: UnsafePointer<Double>
  let precision: UnsafePointer<Double>
  let scale: UnsafePointer<Double>
  let value: UnsafePointer<Double>

  @inline(__always) init(_ program: UnsafeRawPointer, row: Int) {
    let offset = row * growth_sectors
    demand = growth_program_demand(program) + offset
    obsolescence = growth_program_obsolescence(program) + offset
    leverage = growth_program_leverage(program) + offset
    transfer = growth_program_transfer(program) + offset
    closure = growth_program_closure(program) + offset
    turnover = growth_program_turnover(program) + offset
    born = growth_program_born(program) + offset
    target = growth_program_target(program)
    complexity = growth_program_complexity(program)
    precision = growth_program_precision(program)
    scale = growth_program_scale(program)
    value = growth_program_value(program)
  }
}

/// Quotients of one sector, four over one division.
struct SectorQuotients {
  let readiness: Lanes
  /// a^2 / (a^2 + threshold^2), which ``SectorStep`` scales to 1 at the frontier.
  let hill: Lanes
  let seeding: Lanes
  let trigger: Lanes

  @inline(__always) init(_ group: LaneGroup, _ sector: Int, _ shared: SectorStep) {
    let a = group.capability[sector * group.relatedStride]
    let density = group.related[sector * group.relatedStride]
    let n = group[Slot.clusterSize + sector]
    let near = density + 0.03
    let e1 = shared.harmonic * near + shared.densityWeight
    let squared = a * a
    let e2 = squared + shared.hillThreshold
    let e3 = a + 0.05
    let crowd = n * n
    let e4 = crowd + 0.16
    let e12 = e1 * e2
    let e34 = e3 * e4
    let inverse = 1 / (e12 * e34)
    let over12 = inverse * e34
    let over34 = inverse * e12
    readiness =
      shared.complementarity * near * (over12 * e2)
      + (shared.arithmetic + shared.arithmeticDensity * density)
    hill = squared * (over12 * e1)
    seeding = 1 + shared.seeding * density * (over34 * e4)
    trigger = crowd * (over34 * e3)
  }
}

/// One sector's step: capability, linkage, cluster, quality, missions, share, value.
///
/// Equations E4 to E11 of the model card. `born` and `missions` are constants at the call, so that no lane
/// ever branches. Values of sectors are kept without the factor 1 + concavity that they share.
@inline(__always)
func advanceSector(
  _ group: LaneGroup, _ sector: Int, _ shared: SectorStep, _ quotients: SectorQuotients,
  _ row: SectorRow, step: Double, born: Bool, missions: Bool, sums: inout SectorSums,
  gains: inout GrowthGains
) {
  let a = group.capability[sector * group.relatedStride]
  let m = group[Slot.linkage + sector]
  let n = group[Slot.clusterSize + sector]
  let q = group[Slot.quality + sector]
  let raw = group[Slot.share + sector]
  let hill = quotients.hill
  let stock = missions ? group[Slot.propagatedMissions + sector] : Lanes(0)

  let growth: Lanes
  if born {
    let r = quotients.readiness
    let demanded = shared.complexityDemand * row.complexity[sector]
    let capacity = (r + demanded * (r * r - r)).clipped(0.02, 1.1)
    let gate = (1 - row.precision[sector] * shared.gate).atLeast(0.1)
    var implanted =
      gate
      * (shared.leverage * row.leverage[sector] + shared.transfer * row.transfer[sector])
    if missions {
      let density = group.related[sector * group.relatedStride]
      implanted +=
        shared.missionYield * stock * ((0.3 + density) * (0.4 + 1.2 * row.turnover[sector]))
    }
    let access = 1 - shared.closure * row.closure[sector]
    let learning =
      shared.learningBase
      + row.scale[sector] * (shared.learningScale + shared.learningHill * hill)
    let supplied =
      shared.spillover * group.related[(20 + sector) * group.relatedStride]
    let bundle =
      (shared.qualityBase + shared.qualitySlope * q)
      * (capacity * (shared.absorption * access + implanted * quotients.seeding)
        + (learning * access + supplied * (0.3 + n)))
    let absorption = (1 - a) * bundle * group[Slot.efficiency + sector]
    let pace = row.obsolescence[sector]
    let reach = hill * pace
    gains.absorbed += raw * absorption.atLeast(0)
    if missions {
      let away = 1 - min(4 * row.target[sector], 1)
      let leading = shared.leadership * stock * (group[Slot.luck + sector] * hill)
      let invention = reach * (shared.invention - shared.crowdedInvention * away) + leading
      gains.invented += raw * invention
      growth = (absorption + invention - (shared.loss + shared.obsolescence * pace))
        .clipped(-0.2, 0.3)
    } else {
      gains.reached += raw * reach
      growth =
        (absorption + reach * shared.invention - (shared.loss + shared.obsolescence * pace))
        .clipped(-0.2, 0.3)
    }
  } else {
    let density = group.related[sector * group.relatedStride]
    growth = 0.15 * (shared.window * density / a - 1).clipped(-1, 1)
  }
  let newCapability = (a * (1 + step * growth)).clipped(0.002, 1.5)
  let newLinkage = (m + shared.linkageSpeed * (a - m)).clipped(0.01, 1)

  let profit = (1 - n) * (0.3 + 1.4 * a).atMost(1)
  let newCluster =
    (n + shared.clusterEntry * (n + 0.02) * (profit * (1 - q))
    - shared.clusterExit * q * (n - 0.3).atLeast(0)).clipped(0.005, 1)
  let improvement =
    (0.03 + q * (0.97 - q)) * quotients.trigger
    * (shared.qualityTraining + shared.qualityLearning * (0.3 + a))
  let kept = 1 - shared.qualityLoss * (0.3 + row.turnover[sector])
  let newQuality = (q * kept + improvement).clipped(0.01, 0.99)

  var newStock = Lanes(0)
  if missions {
    let seeded = group[Slot.seededMissions + sector]
    group[Slot.seededMissions + sector] =
      seeded + shared.missionStep * (shared.missionInflow * row.target[sector] - seeded)
    newStock =
      stock + shared.missionStep * (seeded - stock) * (0.5 + n).atMost(1)
    group[Slot.propagatedMissions + sector] = newStock
  }

  let pulled =
    (shared.shareKeep + shared.shareMove * group[Slot.value + sector]).atMost(shared.shareMost)
  let newShare = (raw * pulled + shared.sharePull * row.demand[sector]).atLeast(1e-5)
  let newValue =
    row.value[sector] * newCapability / (newCapability + shared.concavity)
    * (shared.captured + shared.upgrading * (newLinkage + newQuality))

  group.capability[sector * group.relatedStride] = newCapability
  group[Slot.linkage + sector] = newLinkage
  group[Slot.clusterSize + sector] = newCluster
  group[Slot.quality + sector] = newQuality
  group[Slot.share + sector] = newShare
  group[Slot.value + sector] = newValue
  sums.add(
    share: newShare, value: newValue, capability: newCapability, linkage: newLinkage,
    quality: newQuality)
  if missions { sums.missions += newShare * newStock }
}

/// Growth of capability by source, weighted by shares that are not normalised yet.
struct GrowthGains {
  /// Invention, in policies with missions.
  var invented = Lanes(0)
  /// Invention before its per-lane scale, in policies without missions.
  var reached = Lanes(0)
  /// Absorption, where it is a gain.
  var absorbed = Lanes(0)

  @inline(__always) init() {}
}
