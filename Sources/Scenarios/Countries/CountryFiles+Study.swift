import Countries

extension CountryFiles {
  /// Starts from this year on ask about the future; earlier ones are held against history.
  static let firstFuture = 2010
  /// Years of a question about the future.
  static let futureYears = 40

  /// The shipped mixes of the generic latecomer that are laid over the country's own: those of the studies of 2025.
  static let mixes = [
    "global_factory", "global_factory_with_schooling", "rd_and_routines", "education_only",
    "leverage_only", "coordination_only", "cluster_training", "missions_diversification",
    "balanced_aligned",
  ]

  /// The last year unless another is asked for: forty years on from a start in 2010 or later, else the last year of the
  /// figures.
  public var usualEnd: Int {
    coded.start >= Self.firstFuture ? coded.start + Self.futureYears : coded.lastFigures
  }

  /// The study that compares the country's own mix with those of the generic latecomer.
  ///
  /// - Parameter end: last year.
  public func study(end: Int) -> String {
    let name = coded.country.name
    let isFuture = end > coded.lastFigures
    var text = """
      # \(name) from \(coded.start) under its own mix and under those of the generic latecomer, stated as changes of its own.
      name: \(economyName)-\(coded.start)
      question: "What could \(name) change from \(coded.start) to \(end), measured against its own mix as it was coded?"
      notes:
        - >-
            conditions and levers were coded by rule from published figures, and what no figure says is the same for
            every country: a difference from another country may be one of its data
        - >-
            the ensemble was fitted to the histories of 47 countries coded by the same rule; what levers cost, and how
            much of a plan is carried out, is judgement; both are sampled and both decide rankings
        - >-
            the residual is the part of income that the model does not explain, and it goes on fading: part of any
            result is that fading
      economy: ./economy.yaml
      end: \(end)
      step: 0.5  # years
      discount_rate: 0.03  # per year

      factors: priors/third-version
      ensemble: ensembles/panel
      beliefs: [prior, ensemble]

      baseline: \(mixName)
      policies:
        - ./\(mixFile)

      """
    for mix in Self.mixes { text += "  - {mix: \(mix), based_on: \(mixName)}\n" }
    text += """
      # Every mix is moved towards the baseline until its discounted fiscal cost is this much above the baseline's; a mix that
      # costs less stays as it is.
      budget: \(budget)

      scenarios: [\(isFuture ? "reference, technology_decoupling, faster_frontier, turbulent_world, green_window" : "reference")]

      outcomes:
        - discounted_consumption
        - terminal_value
        - {name: income, threshold: \(Self.number(threshold))}
        - fiscal_cost
        - catch_up_year
        - trap
        - capability
        - complexity
        - domestic_value_added
        - rd_intensity
        - volatility
        - initial_residual
      ranked_by: discounted_consumption
      indifference_margin: 0.01  # of the baseline

      futures: 4096
      design: {kind: sobol, replicates: 32}
      seed: \(coded.start)

      """
    return text
  }

  /// What mixes may cost above the baseline: half of a year's income at the start, to two digits, for costs are in incomes of
  /// the frontier. That is 0.03 for 0.065, and 0.15 for 0.3, as the shipped studies have; a fifteenth of it does not matter.
  var budget: String {
    Self.budget(income: coded.conditions.first { $0.name == "initial_income" }?.value ?? 0.3)
  }

  /// The same for an income.
  static func budget(income: Double) -> String {
    let amount = max((income * 50).rounded() / 100, 0.01)
    let tolerance = (amount / 15 * 10_000).rounded() / 10_000
    return
      "{outcome: fiscal_cost, above_baseline: \(number(amount)), tolerance: \(number(tolerance))}"
  }

  /// Income that counts as a success: half as much again as at the start, to a twentieth.
  var threshold: Double {
    let income = coded.conditions.first { $0.name == "initial_income" }?.value ?? 0
    return max((income * 1.5 * 20).rounded() / 20, 0.05)
  }
}
