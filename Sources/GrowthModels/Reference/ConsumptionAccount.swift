import Foundation

/// Consumption at one instant as a product of what it is made from, so that a difference of two can be split.
///
/// `c = A (0.5 + 0.5 h) k^alpha employment (0.85 + 0.15 Z) (1 - loss mis) (1 - 0.3 royalty (D - D0)) X demand * d * u` with
/// technology `A = (1 - s) A_tradable + s A_sheltered`, the part d of income that stays in the country, and the part u of that
/// which is left after investment, programmes and the research of firms.
///
/// The difference of two such products is split by logarithmic means, `c1 - c2 = L(c1, c2) ln(c1 / c2)` with
/// `L(a, b) = (a - b) / ln(a / b)`: every factor has its logarithm, every term of a sum its difference over the sum's
/// logarithmic mean. The parts sum to the difference and none depends on an order (B. W. Ang 2004, Decomposition analysis
/// for policymaking in energy: which is the preferred method?, doi:10.1016/S0301-4215(03)00076-4).
struct ConsumptionAccount {
  /// Consumption as the model has it, which it never lets fall below a least.
  let consumption: Double
  private let logFactors: [Double]
  private let technology: (tradable: Double, sheltered: Double)
  private let sentAbroad: Double
  private let uses: [Double]

  /// Channels in the order of ``difference(from:)``.
  static let channels = [
    "firms_that_trade", "sheltered_firms", "capital", "schooling", "infrastructure", "waste",
    "dependence", "terms_of_trade_and_demand", "fading_of_the_initial_gap", "investment",
    "cost_of_programmes", "research_of_firms",
  ]

  /// Takes an instant apart.
  ///
  /// - Parameter usesFirstEquation: whether firms' own research is left in consumption.
  init(
    _ state: EconomyState, _ now: Instant, usesFirstEquation: Bool, _ parameters: GrowthParameters
  ) {
    let weight = parameters.shelteredOutputWeight
    technology = ((1 - weight) * now.tradable.mean, weight * state.shelteredProductivity)
    let capital = parameters.capitalShare * log(state.capital)
    let schooling = log(0.5 + 0.5 * state.humanCapital)
    let infrastructure = log(0.85 + 0.15 * state.infrastructure)
    let waste = log(
      1 - parameters.misallocationLoss * clip(now.misallocation, Coefficient.misallocationOfIncome))
    let royalties = log(
      1 - 0.3 * parameters.royaltyShare * (state.dependence - state.initialDependence))
    let residual = log(InitialResidual.income(state, parameters))
    let known =
      log(technology.tradable + technology.sheltered) + capital + schooling + infrastructure
      + waste + royalties + residual
    // What employment, prices and shocks make of income.
    let demand = log(now.income) - known
    logFactors = [capital, schooling, infrastructure, waste, royalties, demand, residual]
    sentAbroad =
      parameters.royaltyShare * state.dependence
      + parameters.licenceFee * now.levers.technologyLeverage
      * (now.mix.largeFirms + now.mix.publicLaboratories)
    let research =
      usesFirstEquation
      ? 0 : atLeast(0, now.research.business - now.levers.researchIncentive)
    uses = [now.levers.investment, now.cost, research]
    consumption =
      usesFirstEquation ? now.consumptionFirstVersion : now.consumptionSecondVersion
  }

  /// This consumption less another, by channel.
  func difference(from other: ConsumptionAccount) -> [Double] {
    func log(_ place: Int) -> Double { logFactors[place] - other.logFactors[place] }
    let mean = Self.logarithmicMean(
      technology.tradable + technology.sheltered,
      other.technology.tradable + other.technology.sheltered)
    let kept = Self.logarithmicMean(1 - sentAbroad, 1 - other.sentAbroad)
    let left = Self.logarithmicMean(1 - uses.reduce(0, +), 1 - other.uses.reduce(0, +))
    let parts =
      [
        (technology.tradable - other.technology.tradable) / mean,
        (technology.sheltered - other.technology.sheltered) / mean, log(0), log(1), log(2), log(3),
        log(4) - (sentAbroad - other.sentAbroad) / kept, log(5), log(6),
      ] + zip(uses, other.uses).map { ($1 - $0) / left }
    let weight = Self.logarithmicMean(consumption, other.consumption)
    return parts.map { weight * $0 }
  }

  /// `(a - b) / ln(a / b)`, a where both are the same.
  static func logarithmicMean(_ first: Double, _ second: Double) -> Double {
    // Closer than this, the quotient loses digits and the arithmetic mean is right to the last.
    abs(first - second) <= 1e-7 * abs(first)
      ? (first + second) / 2 : (first - second) / Foundation.log(first / second)
  }
}
