#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// Income, consumption and cost of one row.
struct RowAccounts {
  /// Income relative to the frontier.
  let income: Lanes
  /// Consumption under the program's consumption equation.
  let consumption: Lanes
}

/// Adds one row to the running totals and returns what the row contributes (E2 of the model card).
@inline(__always)
func account(
  _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, step: Double, head: StepHead
) -> RowAccounts {
  let persistence = group.factor(Column.initialResidualPersistence)
  let residual = group[Slot.residual] * (persistence + (1 - persistence) * group[Slot.fade])
  let royalty = group.factor(Column.royaltyShare)
  let dependence = group[Slot.dependence]
  let loss =
    group.factor(Column.misallocationLoss)
    * head.misallocation.clipped(
      Coefficient.misallocationOfIncome)
  var exponent =
    residual + termsOfTradeGain(group, program, row: row)
    + group.factor(Column.crisisResponse) * growth_program_crisis(program)[row]
  if group.noise != nil {
    let electronics = share(
      group, of: growth_program_electronics(program),
      count: growth_program_electronics_count(program))
    let exposure =
      (0.3 + 0.9 * group.lever(LeverIndex.exportOrientation) * electronics
      * (1 + 1.5 * head.foreignShare))
      .clipped(Coefficient.shockExposure)
    exponent += group.factor(Column.shockSensitivity) * exposure * group[Slot.shock]
  }
  let income =
    exponential(exponent)
    * explainedIncome(group, program, row: row, productivity: head.productivity) * (1 - loss)
    * (1 - 0.3 * royalty * (dependence - group[Slot.initialDependence]))

  let conditions =
    0.5 * group.lever(LeverIndex.performanceDiscipline)
    + 0.3 * group.lever(LeverIndex.jointVentureTerms) + 0.2 * growth_program_sunset(program)[row]
  let institutions =
    group.factor(Column.conditionsCost) * conditions
    + group.factor(Column.vehicleMoveCost) * growth_program_vehicles_moved(program)[row]
  let cost = (group[Slot.plannedCost] + institutions) * (1 + head.misallocation)
  let domesticVehicles =
    growth_program_large_firms(program)[row] + growth_program_public_laboratories(program)[row]
  let fees =
    (group.factor(Column.licenceFee) * domesticVehicles)
    * group.lever(LeverIndex.technologyLeverage)
  let kept = income * (1 - royalty * dependence - fees)
  let spare = 1 - group.lever(LeverIndex.investment) - cost
  let first = (kept * spare).atLeast(Coefficient.leastConsumption)
  let own = (head.businessResearch - group.lever(LeverIndex.researchIncentive)).atLeast(0)
  let second = (kept * (spare - own)).atLeast(Coefficient.leastConsumption)
  let consumption = growth_program_charges_research(program) != 0 ? second : first

  let weight = step * growth_program_weight(program)[row]
  group[Slot.consumption] += weight * consumption
  group[Slot.consumptionFirst] += weight * first
  group[Slot.fiscalCost] += weight * (cost * income)
  let perYear = Int(growth_program_steps_per_year(program))
  let year = growth_program_start(program) + Double(row) / Double(perYear)
  // Later than the horizon is +infinity; an income that is not a number has no year either.
  let never = (income - income) + .infinity
  let reached = income.choose(
    atLeast: Lanes(growth_program_catch_up_income(program)), Lanes(year), else: never)
  group[Slot.catchUpYear] = Lanes(lane_at_most(group[Slot.catchUpYear].vector, reached.vector))
  if row == 0 { group[Slot.startIncome] = income }
  if row % perYear == 0 {
    // Welford's update of the mean and squares of yearly changes of log income.
    let level = logarithm(income)
    if row > 0 {
      let change = level - group[Slot.yearIncome]
      let departure = change - group[Slot.changeMean]
      let mean = group[Slot.changeMean] + departure * (1 / Double(row / perYear))
      group[Slot.changeMean] = mean
      group[Slot.changeSquares] += departure * (change - mean)
    }
    group[Slot.yearIncome] = level
  }
  return RowAccounts(income: income, consumption: consumption)
}

/// Writes the outcomes of a row, in the order of the model's catalogue.
///
/// Never inlined: a row gives the same bits wherever it is observed from.
@inline(never)
func observe(
  _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, step: Double, head: StepHead,
  accounts: RowAccounts, into outcomes: UnsafeMutablePointer<Double>
) {
  let sectors = growth_sectors
  let complexity = growth_program_complexity(program)
  var complexityIndex = Lanes(0)
  var upgrading = Lanes(0)
  var supplied = Lanes(0)
  var quality = Lanes(0)
  var logMean = Lanes(0)
  var brands = Lanes(0)
  var logistics = Lanes(0)
  var designs = Lanes(0)
  for s in 0..<sectors {
    let share = group[Slot.share + s]
    let a = group[Slot.capability + s]
    let m = group[Slot.linkage + s]
    brands += m.choose(atLeast: Lanes(0.75), share, else: m * 0)
    logistics += m.choose(atLeast: Lanes(0.5), share, else: m * 0)
    designs += m.choose(atLeast: Lanes(0.25), share, else: m * 0)
    complexityIndex += share * complexity[s] * a
    upgrading += share * complexity[s]
    quality += share * group[Slot.quality + s]
    supplied += share * group[Slot.suppliers + s]
    logMean += logarithm(a)
  }
  logMean = logMean * (1 / Double(sectors))
  var squares = Lanes(0)
  for s in 0..<sectors {
    let departure = logarithm(group[Slot.capability + s]) - logMean
    squares += departure * departure
  }
  let scale = group[Slot.shareScale]
  let capability = group[Slot.meanCapability]
  let linkage = group[Slot.meanLinkage]
  let zero = Lanes(0)
  let income = accounts.income
  let valueAdded =
    ((1 - 0.45 * group[Slot.dependence])
    * (0.55 + 0.25 * linkage + 0.16 * (supplied * scale) / capability.atLeast(0.001)))
    .clipped(0, 1)
  let rate = growth_program_discount_rate(program) - growth_program_end_growth(program)
  let isStuck = (Coefficient.trapIncome * group[Slot.startIncome]).choose(
    atLeast: income, Lanes(1), else: zero)
  let trap =
    capability.choose(atLeast: Lanes(Coefficient.trapCapability), zero, else: isStuck) + 0
    * (income + capability)
  let years = max(1, row / Int(growth_program_steps_per_year(program)))
  let gained = group[Slot.inventionGain] + group[Slot.absorptionGain]
  let tiny = Lanes.smallest
  let inventionShare = gained.choose(
    atLeast: tiny, group[Slot.inventionGain] / gained, else: gained * 0)

  let lanes = group.laneCount
  @inline(__always) func write(_ column: Int, _ value: Lanes) {
    value.store(to: outcomes + column * lanes)
  }
  write(OutcomeColumn.income, income)
  write(OutcomeColumn.capability, capability)
  write(OutcomeColumn.complexity, complexityIndex * scale)
  write(OutcomeColumn.processUpgrading, 0.5 * group[Slot.routines] + 0.5 * capability)
  write(OutcomeColumn.productUpgrading, quality * scale)
  write(OutcomeColumn.functionalUpgrading, linkage)
  write(OutcomeColumn.intersectoralUpgrading, upgrading * scale)
  write(OutcomeColumn.domesticValueAdded, valueAdded)
  write(OutcomeColumn.rdIntensity, head.research)
  write(OutcomeColumn.discountedConsumption, group[Slot.consumption])
  write(
    OutcomeColumn.terminalValue,
    growth_program_weight(program)[row] * accounts.consumption * (1 / rate))
  write(OutcomeColumn.fiscalCost, group[Slot.fiscalCost])
  write(OutcomeColumn.catchUpYear, group[Slot.catchUpYear])
  write(OutcomeColumn.trap, trap)
  write(OutcomeColumn.dispersion, squareRoot(squares * (1 / Double(sectors))))
  write(OutcomeColumn.volatility, squareRoot(group[Slot.changeSquares] * (1 / Double(years))))
  write(OutcomeColumn.inventionShare, inventionShare)
  write(OutcomeColumn.initialResidual, group[Slot.residual])
  write(OutcomeColumn.consumptionFirstVersion, group[Slot.consumptionFirst])
  write(OutcomeColumn.realWage, income * (1 / growth_program_employment(program)[row]))
  write(OutcomeColumn.productivityGap, group[Slot.tradableProductivity] / group[Slot.sheltered])
  write(OutcomeColumn.subcontractingShare, 1 - designs * scale)
  write(OutcomeColumn.ownDesignShare, (designs - logistics) * scale)
  write(OutcomeColumn.logisticsShare, (logistics - brands) * scale)
  write(OutcomeColumn.ownBrandShare, brands * scale)
  write(OutcomeColumn.dependence, group[Slot.dependence])
  for s in 0..<sectors {
    write(OutcomeColumn.capabilityAgrifood + s, group[Slot.capability + s])
  }
  // No number where income is none.
  write(OutcomeColumn.switchedYears, income - income)
}
