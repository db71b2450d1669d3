import Foundation
import ModelContract

/// The outcomes of a run as they add up, row by row.
///
/// Sums over time are left Riemann sums that include the last row. Money is discounted to the start and
/// grows with the frontier, `weight = exp(-rho (t - start)) exp(sum of frontier growth so far)`, so that
/// the unit is the frontier's output of the first year.
struct RunningOutcomes {
  private let world: World
  private let catchUpIncome: Double
  private let usesFirstEquation: Bool
  private let finalFrontierGrowth: Double

  private var row = 0
  private var frontierGrowthSoFar = 0.0
  private var consumptionFirstVersion = 0.0
  private var consumptionSecondVersion = 0.0
  private var fiscalCost = 0.0
  private var initialIncome = 0.0
  private var catchUpYear = Double.infinity
  private var wholeYearLogIncome: [Double] = []
  private var invented = 0.0
  private var gained = 0.0

  init(_ world: World) {
    self.world = world
    catchUpIncome = GrowthValidation.setting("catch_up_income", of: world)
    usesFirstEquation = GrowthValidation.setting("consumption_equation", of: world) == 1
    finalFrontierGrowth = Surroundings(world, year: world.end).frontierGrowth
  }

  /// Adds one row and returns the outcomes to date, in the order of ``GrowthOutcomes/all``.
  ///
  /// - Parameter switchYear: the year in which the mix went over to its second plan; nil where it has not.
  mutating func add(
    _ now: Instant, _ state: EconomyState, switchedIn switchYear: Double?
  ) -> [Double] {
    let year = now.surroundings.year
    let weight =
      exp(-world.discountRate * (year - world.start)) * exp(frontierGrowthSoFar)
    consumptionFirstVersion += world.step * weight * now.consumptionFirstVersion
    consumptionSecondVersion += world.step * weight * now.consumptionSecondVersion
    fiscalCost += world.step * weight * now.cost * now.income

    if row == 0 { initialIncome = now.income }
    noteCatchUp(now.income, year: year)
    if row % world.stepsPerYear == 0 { wholeYearLogIncome.append(log(now.income)) }

    let tradable = now.tradable
    let consumption =
      usesFirstEquation ? now.consumptionFirstVersion : now.consumptionSecondVersion
    let outcomes =
      [
        now.income,
        tradable.capability,
        tradable.complexity,
        0.5 * state.routines + 0.5 * tradable.capability,
        tradable.quality,
        tradable.marketLinkage,
        tradable.shareComplexity,
        now.domesticValueAdded,
        now.research.total,
        usesFirstEquation ? consumptionFirstVersion : consumptionSecondVersion,
        weight * consumption / (world.discountRate - finalFrontierGrowth),
        fiscalCost,
        catchUpYear,
        trap(income: now.income, capability: tradable.capability),
        Self.standardDeviation(state.capability.map { log($0) }),
        Self.standardDeviation(
          zip(wholeYearLogIncome, wholeYearLogIncome.dropFirst()).map { $1 - $0 }),
        gained == 0 ? 0 : invented / gained,
        state.logResidual,
        consumptionFirstVersion,
        now.income / now.surroundings.employment,
        tradable.mean / state.shelteredProductivity,
        stage(state, from: 0, to: 0.25),
        stage(state, from: 0.25, to: 0.5),
        stage(state, from: 0.5, to: 0.75),
        stage(state, from: 0.75, to: .infinity),
        state.dependence,
      ] + state.capability + [now.income.isFinite ? switchYear.map { year - $0 } ?? 0 : .nan]

    // What the coming step adds: a row counts gains of the steps before it.
    invented += now.growth.inventionFlow
    gained += now.growth.inventionFlow + now.growth.absorptionFlow
    frontierGrowthSoFar += now.surroundings.frontierGrowth * world.step
    row += 1
    return outcomes
  }

  /// Share of the tradable economy whose market linkage lies in a range; not a number when a linkage is none.
  private func stage(_ state: EconomyState, from low: Double, to high: Double) -> Double {
    weightedMean(
      state.marketLinkage.map { $0.isNaN ? .nan : low <= $0 && $0 < high ? 1 : 0 },
      shares: state.share)
  }

  /// The first year with the income asked for; +infinity stands for later than this row, NaN for a run
  /// that left the model's domain before it got there.
  private mutating func noteCatchUp(_ income: Double, year: Double) {
    guard catchUpYear == .infinity else { return }
    if income.isNaN { catchUpYear = .nan }
    if income >= catchUpIncome { catchUpYear = year }
  }

  /// 1 if income is at most 5 % above its start and mean capability below 0.6, else 0.
  private func trap(income: Double, capability: Double) -> Double {
    if income.isNaN || initialIncome.isNaN || capability.isNaN { return .nan }
    return income <= Coefficient.trapIncome * initialIncome
      && capability < Coefficient.trapCapability ? 1 : 0
  }

  /// Population standard deviation; 0 for no numbers.
  private static func standardDeviation(_ numbers: [Double]) -> Double {
    if numbers.isEmpty { return 0 }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(numbers.count)).squareRoot()
  }
}
