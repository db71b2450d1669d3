import CGrowthKernel

/// Moves a lane group by one time step, from `row` to `row + 1`.
@inline(__always)
func advance(
  _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, step: Double, levers: LeverReader,
  head: StepHead
) {
  let shared = SectorStep(
    group, program, row: row, step: step, head: head, levers: levers)
  let scalars = SectorRow(program, row: row)
  // Start-of-step values that the slow stocks need after the sectors have moved.
  let productivity = group[Slot.tradableProductivity]
  let missionStock = group[Slot.missionStock]
  let scale = group[Slot.shareScale]

  var gains = GrowthGains()
  var sums = SectorSums()
  @inline(__always) func value(_ sector: Int) {
    if scalars.missioned[sector] == 0 {
      valueSector(group, sector, shared, scalars, missioned: false, sums: &sums)
    } else {
      valueSector(group, sector, shared, scalars, missioned: true, sums: &sums)
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
    group, program, row: row, step: step, levers: levers, head: head,
    productivity: productivity, missionStock: missionStock)
}

/// Slow stocks: schooling, research, infrastructure, routines, alignment, learning, dependence, sheltered
/// activities and capital (E12 and E13 of the model card).
@inline(__always)
func advanceStocks(
  _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, step: Double, levers: LeverReader,
  head: StepHead, productivity: Lanes, missionStock: Lanes
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
  let churn = levers[LeverIndex.policyChurn]
  let coordination = levers[LeverIndex.coordination]
  let multinationals = growth_program_multinationals(program)
  let foreign = head.foreignShare

  let newHuman = human + group[Constant.stepOverTurnover] * (schooling - human)
  group[Slot.humanCapital] = newHuman
  group[Slot.schooling] =
    schooling
    + group[Constant.stepOverSchooling] * (levers[LeverIndex.education] - schooling)
  group[Slot.research] =
    research + group[Constant.stepOverResearch] * (head.research * (1 / 0.03) - research)
  group[Slot.infrastructure] =
    infrastructure + (step / 10) * (levers[LeverIndex.infrastructure] - infrastructure)
  let training =
    0.05 + 0.55 * levers[LeverIndex.managementTraining]
    + 0.3 * head.discipline * (0.4 + 0.6 * head.exports) + 0.1 * foreign
  let routineGain =
    group.factor(Column.routineDiffusionSpeed) * (routines + 0.02) * ((1 - routines) * training)
  let routineLoss =
    group.factor(Column.routineErosion) * routines * (1 + 2 * churn + head.misallocation)
  group[Slot.routines] = (routines + step * (routineGain - routineLoss)).clipped(0.02, 1)
  let alignmentChange =
    group.factor(Column.alignmentBuildingSpeed) * coordination * (1 - alignment)
    - alignment
    * (group.factor(Column.alignmentFragmentation) * (1 - coordination)
      + group.factor(Column.alignmentChurnErosion) * churn)
  group[Slot.alignment] = (alignment + step * alignmentChange).clipped(0.02, 1)
  let programmes =
    0.5 * head.technologyLeverage
    * (growth_program_large_firms(program) + growth_program_public_laboratories(program)
      + (0.5 * multinationals) * foreign)
    + 0.5 * (3 * missionStock).atMost(1)
  let learningChange =
    group.factor(Column.economicLearningSpeed) * programmes * (alignment * (1 - learning))
    - 0.02 * churn * learning
  group[Slot.economicLearning] = (learning + step * learningChange).clipped(0, 1)
  let buildup =
    (3 * multinationals) * group.factor(Column.dependenceBuildup) * (foreign * foreign)
    * (1 - research.atMost(1) * routines)
    * ((1 - 0.5 * head.jointVentureTerms) * (1 - dependence))
  let erosion =
    group.factor(Column.dependenceErosion) * dependence
    * (0.15 + research * routines + 0.5 * head.jointVentureTerms * alignment)
  group[Slot.dependence] = (dependence + step * (buildup - erosion)).clipped(0, 1)

  let breadth = diffusionBreadth(
    group, program, exports: head.exports, foreignShare: foreign)
  let newSheltered =
    sheltered
    + step * group.factor(Column.internalDiffusionSpeed) * (breadth * productivity - sheltered)
  group[Slot.sheltered] = newSheltered
  let growth = ((outputPerWorker(group) * head.inverseProductivity - 1) * (1 / step))
    .clipped(-0.1, 0.15)
  let frontier = growth_program_frontier_growth(program)[row]
  let capital = group[Slot.capital]
  let invested =
    head.investment * ((0.06 + frontier) / 0.235) * group[Slot.capitalProduct]
  let diluted = (0.05 + frontier) + group.factor(Column.populationGrowth) + growth
  let newCapital = (capital + step * (invested - diluted * capital)).clipped(0.02, 6)
  group[Slot.capital] = newCapital
  group[Slot.capitalProduct] = exponential(
    group.factor(Column.capitalShare) * logarithm(newCapital))
  group[Slot.fade] *= group[Constant.fadeStep]
}

/// The global demand shock from `row` to `row + 1`; does nothing without luck.
@inline(__always)
func advanceShock(
  _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, step: Double
) {
  guard let noise = group.noise, let crisis = group.crisis else { return }
  let column = (row + Int(growth_program_origin_steps(program))) * group.laneCount
  let normal = UnsafeRawPointer(noise + column).loadUnaligned(as: Lanes.self)
  let uniform = UnsafeRawPointer(crisis + column).loadUnaligned(as: Lanes.self)
  let size = Lanes(-growth_program_shock_size(program)[row])
  let struck = uniform.choose(
    atLeast: Lanes(growth_program_shock_chance(program)[row]), Lanes(0), else: size)
  group[Slot.shock] =
    group[Slot.shock] * (1 - 0.5 * step) + (0.5 * step.squareRoot()) * normal + struck
}
