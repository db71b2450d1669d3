#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// Moves a lane group by one time step, from `row` to `row + 1`.
@inline(__always)
func advance(
  _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, step: Double, head: StepHead
) {
  let shared = SectorStep(group, program, row: row, head: head)
  let scalars = SectorRow(program, row: row)
  // Start-of-step values that the slow stocks need after the sectors have moved.
  let productivity = group[Slot.tradableProductivity]
  let missionStock = group[Slot.missionStock]
  let scale = group[Slot.shareScale]

  var gains = GrowthGains()
  var sums = SectorSums()
  @inline(__always) func value(_ sector: Int) {
    if scalars.missioned[sector] == 0 {
      valueSector(group, sector, scalars, missioned: false, sums: &sums)
    } else {
      valueSector(group, sector, scalars, missioned: true, sums: &sums)
    }
  }
  // Divisions come a sector before their use and a sector after their cause: the divider works while the
  // adders do.
  SectorQuotients.write(group, 0, shared)
  for sector in 0..<growth_sectors {
    SectorQuotients.write(group, min(sector + 1, growth_sectors - 1), shared)
    let quotients = SectorQuotients(group, sector)
    @inline(__always) func move(born: Bool, missioned: Bool) {
      advanceSector(
        group, sector, shared, quotients, scalars, step: step, born: born, missioned: missioned,
        gains: &gains)
    }
    if scalars.missioned[sector] == 0 {
      if scalars.born[sector] != 0 {
        move(born: true, missioned: false)
      } else {
        move(born: false, missioned: false)
      }
    } else if scalars.born[sector] != 0 {
      move(born: true, missioned: true)
    } else {
      move(born: false, missioned: true)
    }
    if sector > 0 { value(sector - 1) }
  }
  value(growth_sectors - 1)
  group[Slot.inventionGain] += (gains.reached * shared.invention + gains.targeted) * scale
  group[Slot.absorptionGain] += gains.absorbed * scale
  sums.store(group, demandValue: growth_program_demand_value(program)[row + 1])
  advanceStocks(
    group, program, row: row, step: step, head: head,
    productivity: productivity, missionStock: missionStock)
}

/// Slow stocks: schooling, research, infrastructure, routines, alignment, learning, dependence, sheltered
/// activities and capital (E12 and E13 of the model card).
@inline(__always)
func advanceStocks(
  _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, step: Double, head: StepHead,
  productivity: Lanes, missionStock: Lanes
) {
  let human = group[Slot.humanCapital]
  let schooling = group[Slot.schooling]
  let research = group[Slot.research]
  let routines = group[Slot.routines]
  let alignment = group[Slot.alignment]
  let learning = group[Slot.economicLearning]
  let dependence = group[Slot.dependence]
  let infrastructure = group[Slot.infrastructure]
  let sheltered = group[Slot.sheltered]
  let churn = group.lever(LeverIndex.policyChurn)
  let coordination = group.lever(LeverIndex.coordination)
  let multinationals = growth_program_multinationals(program)[row]
  let domesticVehicles =
    growth_program_large_firms(program)[row] + growth_program_public_laboratories(program)[row]
  let foreign = head.foreignShare

  group[Slot.humanCapital] = human + group[Constant.stepOverTurnover] * (schooling - human)
  group[Slot.schooling] =
    schooling
    + group[Constant.stepOverSchooling] * (group.lever(LeverIndex.education) - schooling)
  group[Slot.research] =
    research + group[Constant.stepOverResearch]
    * (head.research * (1 / Coefficient.frontierResearch) - research)
  group[Slot.infrastructure] =
    infrastructure + (step / Coefficient.infrastructureTime)
    * (group.lever(LeverIndex.infrastructure) - infrastructure)
  let training =
    0.05 + 0.55 * group.lever(LeverIndex.managementTraining)
    + 0.3 * group.lever(LeverIndex.performanceDiscipline)
    * (0.4 + 0.6 * group.lever(LeverIndex.exportOrientation)) + 0.1 * foreign
  let routineGain =
    group[Constant.routineDiffusion] * (routines + 0.02) * ((1 - routines) * training)
  let routineLoss =
    group[Constant.routineErosion] * routines * (1 + 2 * churn + head.misallocation)
  group[Slot.routines] = (routines + (routineGain - routineLoss)).clipped(Coefficient.routines)
  let alignmentGain = group[Constant.alignmentBuilding] * coordination * (1 - alignment)
  let alignmentLoss =
    alignment
    * (group[Constant.alignmentFragmentation] * (1 - coordination)
      + group[Constant.alignmentChurn] * churn)
  group[Slot.alignment] = (alignment + (alignmentGain - alignmentLoss)).clipped(
    Coefficient.alignment)
  let programmes =
    group.lever(LeverIndex.technologyLeverage)
    * (0.5 * domesticVehicles
      + (0.25 * multinationals) * foreign)
    + 0.5 * (3 * missionStock).atMost(1)
  let learningGain = group[Constant.learningSpeed] * programmes * (alignment * (1 - learning))
  group[Slot.economicLearning] =
    (learning + (learningGain - (0.02 * step) * churn * learning)).clipped(0, 1)
  let jointVentureTerms = group.lever(LeverIndex.jointVentureTerms)
  let ties =
    multinationals * group[Constant.dependenceBuildup] * (foreign * foreign)
    * (1 - 0.5 * jointVentureTerms)
    + group[Constant.licenceDependence] * domesticVehicles
    * group.lever(LeverIndex.technologyLeverage)
  let buildup = ties * (1 - research.atMost(1) * routines) * (1 - dependence)
  let erosion =
    group[Constant.dependenceErosion] * dependence
    * (0.15 + research * routines + 0.5 * jointVentureTerms * alignment)
  group[Slot.dependence] = (dependence + (buildup - erosion)).clipped(0, 1)

  let breadth = diffusionBreadth(
    group, program, row: row, exports: group.lever(LeverIndex.exportOrientation),
    foreignShare: foreign, humanCapital: human)
  group[Slot.sheltered] =
    sheltered + group[Constant.diffusionSpeed] * (breadth * productivity - sheltered)
  let growth = ((outputPerWorker(group) * head.inverseProductivity - 1) * (1 / step))
    .clipped(Coefficient.labourGrowth)
  let frontier = growth_program_frontier_growth(program)[row]
  let capital = group[Slot.capital]
  let invested =
    group.lever(LeverIndex.investment) * ((0.06 + frontier) / Coefficient.frontierInvestment)
    * group[Slot.capitalProduct]
  let diluted = (0.05 + frontier) + group.factor(Column.populationGrowth) + growth
  let newCapital = (capital + step * (invested - diluted * capital)).clipped(Coefficient.capital)
  group[Slot.capital] = newCapital
  group[Slot.capitalProduct] = exponential(
    group.factor(Column.capitalShare) * logarithm(newCapital))
  let exposure: Lanes = 2 * group.lever(LeverIndex.exportOrientation) - 1
  let pace: Lanes = 1 + group.factor(Column.residualFadingWithExports) * exposure
  group[Slot.fade] *= exponential(group[Constant.fading] * pace)
}

/// The global demand shock from `row` to `row + 1`; does nothing without luck.
@inline(__always)
func advanceShock(
  _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, step: Double
) {
  guard let noise = group.noise, let crisis = group.crisis else { return }
  let column = (row + Int(growth_program_origin_steps(program))) * group.laneCount
  let normal = Lanes(loading: noise + column)
  let uniform = Lanes(loading: crisis + column)
  let size = Lanes(-growth_program_shock_size(program)[row])
  let struck = uniform.choose(
    atLeast: Lanes(growth_program_shock_chance(program)[row]), Lanes(0), else: size)
  group[Slot.shock] =
    group[Slot.shock] * (1 - 0.5 * step) + (0.5 * step.squareRoot()) * normal + struck
}
