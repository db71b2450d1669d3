#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// Scalars of one sector in one row.
struct SectorRow {
  let demand: UnsafePointer<Double>
  let obsolescence: UnsafePointer<Double>
  let leverage: UnsafePointer<Double>
  let transfer: UnsafePointer<Double>
  let leverageHome: UnsafePointer<Double>
  let transferHome: UnsafePointer<Double>
  let focus: UnsafePointer<Double>
  let potential: UnsafePointer<Double>
  let inverseDemand: UnsafePointer<Double>
  let closure: UnsafePointer<Double>
  let turnover: UnsafePointer<Double>
  let born: UnsafePointer<Double>
  let target: UnsafePointer<Double>
  let missioned: UnsafePointer<Double>
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
    leverageHome = growth_program_leverage_home(program) + offset
    transferHome = growth_program_transfer_home(program) + offset
    inverseDemand = growth_program_inverse_demand(program) + offset
    focus = growth_program_focus(program)
    potential = growth_program_potential(program)
    closure = growth_program_closure(program) + offset
    turnover = growth_program_turnover(program) + offset
    born = growth_program_born(program) + offset
    target = growth_program_target(program)
    missioned = growth_program_missioned(program)
    complexity = growth_program_complexity(program)
    precision = growth_program_precision(program)
    scale = growth_program_scale(program)
    value = growth_program_value(program)
  }
}

/// Quotients of one sector, four over one division.
///
/// They are written one sector ahead of their use, so that the divider works while the adders do. They pass
/// through memory, where a compiler cannot move them back to their use.
struct SectorQuotients {
  /// Absorptive capacity before the extra demand of complex sectors.
  let readiness: Lanes
  /// a^2 / (a^2 + threshold^2), which ``SectorStep`` scales to 1 at the frontier.
  let hill: Lanes
  /// Seeding by leverage and missions.
  let seeding: Lanes
  /// Quality improvement set off by the size of the cluster.
  let trigger: Lanes

  /// Reads what ``write(_:_:_:)`` left.
  @inline(__always) init(_ group: LaneGroup, _ sector: Int) {
    let slot = Slot.quotients + 4 * (sector & 1)
    readiness = group[slot]
    hill = group[slot + 1]
    seeding = group[slot + 2]
    trigger = group[slot + 3]
  }

  @inline(__always) static func write(_ group: LaneGroup, _ sector: Int, _ shared: SectorStep) {
    let a = group[Slot.capability + sector]
    let near = group[Slot.density + sector]
    let n = group[Slot.clusterSize + sector]
    let e1 = shared.harmonic * near + group[Constant.densityWeight]
    let squared = a * a
    let e2 = squared + group[Constant.hillThreshold]
    let e3 = a + 0.05
    let crowd = n * n
    let e4 = crowd + Coefficient.qualityTrigger
    let e12 = e1 * e2
    let e34 = e3 * e4
    let inverse = 1 / (e12 * e34)
    let over12 = inverse * e34
    let over34 = inverse * e12
    let slot = Slot.quotients + 4 * (sector & 1)
    group[slot] =
      group.factor(Column.complementarity) * near * (over12 * e2)
      + (shared.arithmetic + group[Constant.arithmeticDensity] * near)
    group[slot + 1] = squared * (over12 * e1)
    group[slot + 2] =
      1 + (group[Constant.seedingBase] + group.factor(Column.seedingStrength) * near)
      * (over34 * e4)
    group[slot + 3] = crowd * (over34 * e3)
  }
}

/// One sector's step without its value: capability, linkage, cluster, quality, missions, share.
///
/// Equations E4 to E11 of the model card. `born` and `missioned` are constants at the call, so that no lane
/// ever branches. A sector that never was a target of missions has no mission stocks: they would stay 0.
@inline(__always)
func advanceSector(
  _ group: LaneGroup, _ sector: Int, _ shared: SectorStep, _ quotients: SectorQuotients,
  _ row: SectorRow, step: Double, born: Bool, missioned: Bool, gains: inout GrowthGains
) {
  let a = group[Slot.capability + sector]
  let near = group[Slot.density + sector]
  let m = group[Slot.linkage + sector]
  let n = group[Slot.clusterSize + sector]
  let q = group[Slot.quality + sector]
  let raw = group[Slot.share + sector]
  let stock = missioned ? group[Slot.propagatedMissions + sector] : Lanes(0)

  let growth: Lanes
  if born {
    let hill = quotients.hill
    let r = quotients.readiness
    let demanded = shared.complexityDemand * row.complexity[sector]
    let capacity = (r + demanded * (r * r - r)).clipped(Coefficient.absorptiveCapacity)
    let gate = (1 - row.precision[sector] * shared.gate).atLeast(Coefficient.narrowestGate)
    let domestic =
      shared.leverage * row.leverage[sector] + shared.leverageHome * row.leverageHome[sector]
    let foreign =
      shared.transfer * row.transfer[sector] + shared.transferHome * row.transferHome[sector]
    var implanted =
      gate
      * (domestic * (shared.unfocused + shared.focus * row.focus[sector]) + foreign)
    if missioned {
      implanted +=
        (shared.missionYield + shared.unevenYield * hill) * stock
        * ((near + (0.3 - densityShift)) * (0.4 + 1.2 * row.turnover[sector]))
    }
    let access = 1 - group.factor(Column.incumbentClosure) * row.closure[sector]
    let practised =
      group[Constant.specialisedBase] + group.factor(Column.specialisationLearning)
      * (raw * (shared.shareScale * row.inverseDemand[sector])).atMost(
        Coefficient.mostSpecialised)
    let contracts = 1 + group[Constant.contractLearning] * (m - m * m)
    let learning =
      practised
      * (shared.learningBase * contracts
        + row.scale[sector] * (shared.learningScale + shared.learningHill * hill))
    let supplied =
      group[Slot.suppliers + sector]
      * (shared.spilloverBase + shared.spillover * n)
      * (1 - group[Constant.spilloverClosure] * row.closure[sector])
    let programmes = capacity * (implanted * quotients.seeding) + (learning * access + supplied)
    let bundle = capacity * (group.factor(Column.absorptionSpeed) * access) + programmes
    let barrier = row.closure[sector] * (1 - row.turnover[sector])
    let passage = 1 - barrier * (group.factor(Column.entryBarrier) * (1 - a * a).atLeast(0))
    let gap = 1 - a
    let held = group.factor(Column.leadersKeepProgrammes) * gap.atMost(0)
    let absorption =
      group[Slot.efficiency + sector]
      * ((gap * bundle - held * programmes) * passage
        * (group[Constant.qualityBase] + group[Constant.qualitySlope] * q))
    let pace = row.obsolescence[sector]
    let passed = hill * passage
    let reach = passed * pace
    gains.absorbed += raw * absorption.atLeast(0)
    let change: Lanes
    if missioned {
      let leading =
        (shared.leadership + shared.leadershipNear * hill) * stock
        * (group[Slot.luck + sector] * passed)
      let crowded = min(4 * row.target[sector], 1)
      let targeted = reach * (shared.crowdedInvention * crowded) + leading
      gains.targeted += raw * targeted
      change = absorption + targeted
    } else {
      change = absorption
    }
    gains.reached += raw * reach
    growth =
      (change + reach * shared.invention - (shared.loss + group[Constant.obsolescence] * pace))
      .clipped(
        Coefficient.capabilityGrowth.low * step, Coefficient.capabilityGrowth.high * step)
  } else {
    growth =
      (Coefficient.windowPace * step)
      * (group.factor(Column.windowOfOpportunity) * (near - densityShift) / a - 1).clipped(-1, 1)
  }
  group[Slot.capability + sector] = (a + a * growth).clipped(Coefficient.capability)
  group[Slot.linkage + sector] = (m + shared.linkageSpeed * (a - m)).clipped(Coefficient.linkage)

  // (n + .02)(1 - n) and (q + .03)(1 - q).
  let rest = 1 - q
  let entry = (n * (0.98 - n) + 0.02) * ((0.3 + 1.4 * a).atMost(1) * rest)
  let exit = q * (n - Coefficient.crowdedCluster).atLeast(0)
  group[Slot.clusterSize + sector] =
    (n + shared.clusterEntry * entry - group[Constant.clusterExit] * exit).clipped(
      Coefficient.clusterSize)
  let improvement =
    (q + 0.03) * rest * quotients.trigger * (shared.qualityGainBase + shared.qualityGain * a)
  let kept = 1 - group[Constant.qualityLoss] * (0.3 + row.turnover[sector])
  group[Slot.quality + sector] = (q * kept + improvement).clipped(Coefficient.quality)

  if missioned {
    let seeded = group[Slot.seededMissions + sector]
    group[Slot.seededMissions + sector] =
      seeded + group[Constant.stepOverMissions]
      * (shared.missionInflow * row.target[sector] - seeded)
    group[Slot.propagatedMissions + sector] =
      stock + group[Constant.stepOverMissions] * (seeded - stock) * (0.5 + n).atMost(1)
  }
  let pulled =
    (shared.shareKeep + shared.shareMove * group[Slot.value + sector]).atMost(shared.shareMost)
  group[Slot.share + sector] =
    (raw * pulled + group[Constant.demandReversion] * row.demand[sector]).atLeast(
      Coefficient.smallestShare)
}

/// Value a worker without the factor 1 + concavity: concave in capability, less where imitators crowd a cluster of low
/// quality, more ahead of the frontier.
@inline(__always)
func sectorValue(
  _ group: LaneGroup, _ potential: Double, capability a: Lanes, linkage: Lanes, quality: Lanes,
  cluster: Lanes
) -> Lanes {
  potential * a / (a + group.factor(Column.productivityConcavity))
    * (group.factor(Column.valueCapturedByAssemblers)
      + group[Constant.valueOfUpgrading] * (linkage + quality))
    * (1 - group.factor(Column.priceOfCrowding) * (cluster * (1 - quality)))
    * (1 + group.factor(Column.leadershipPremium) * (a - 1).atLeast(0))
}

/// Value of a sector whose state is new, and its part of the sums; a loop of its own, so that no state waits
/// for this division.
@inline(__always)
func valueSector(
  _ group: LaneGroup, _ sector: Int, _ row: SectorRow, missioned: Bool, sums: inout SectorSums
) {
  let a = group[Slot.capability + sector]
  let m = group[Slot.linkage + sector]
  let q = group[Slot.quality + sector]
  let share = group[Slot.share + sector]
  let value = sectorValue(
    group, row.value[sector], capability: a, linkage: m, quality: q,
    cluster: group[Slot.clusterSize + sector])
  group[Slot.value + sector] = value
  sums.add(
    share: share, value: value, capability: a, linkage: m, potential: row.potential[sector])
  if missioned { sums.missions += share * group[Slot.propagatedMissions + sector] }
}

/// Growth of capability by source, weighted by shares that are not normalised yet.
struct GrowthGains {
  /// Invention before its per-lane scale, crowded out as in a sector that is no target.
  var reached = Lanes(0)
  /// What targets of missions invent beyond that.
  var targeted = Lanes(0)
  /// Absorption, where it is a gain.
  var absorbed = Lanes(0)

  @inline(__always) init() {}
}
