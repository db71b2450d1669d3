/// An economy: where it stands at the start and what happens to it whatever the policy.
public struct Economy: Sendable, Hashable {
  /// The name in files, in snake case.
  public var name: String
  /// What the economy is, in one line.
  public var summary: String
  /// Values of factors that describe this economy's initial state, by factor name. They replace the
  /// factors' own defaults.
  public var initialConditions: [String: Double]
  /// Observed series, by series name: `employment`.
  public var series: [String: Path]
  /// Sector names with a starting strength that differs from 1.
  public var strengths: [String: Double]

  /// Describes an economy.
  public init(
    name: String, summary: String = "", initialConditions: [String: Double] = [:],
    series: [String: Path] = [:], strengths: [String: Double] = [:]
  ) {
    self.name = name
    self.summary = summary
    self.initialConditions = initialConditions
    self.series = series
    self.strengths = strengths
  }
}

/// A history that a run begins with, so that it starts from a simulated state and not from a table.
public struct Origin: Sendable, Hashable {
  /// The policy mix the economy followed until the run starts.
  public var policy: Policy
  /// First year of the history, at which the economy's initial conditions hold.
  public var start: Double
  /// Income relative to the frontier observed when the run starts. It enters through the income
  /// residual, which is computed anew at that moment. Nil: the residual keeps fading.
  public var observedIncome: Double?

  /// Describes a history.
  public init(policy: Policy, start: Double, observedIncome: Double?) {
    self.policy = policy
    self.start = start
    self.observedIncome = observedIncome
  }
}

/// Everything outside the policy mix and the factors: economy, outside paths, horizon, step, and rates.
public struct World: Sendable, Hashable {
  /// The scenario's name.
  public var name: String
  /// The economy.
  public var economy: Economy
  /// Calendar year at which policies begin to differ.
  public var start: Double
  /// Last calendar year of the run.
  public var end: Double
  /// Length of a time step in years; it divides 1.
  public var step: Double
  /// Rate per year at which consumption and cost are discounted.
  public var discountRate: Double
  /// Outside paths, by name (`frontier_growth`, `world_demand.semiconductors`). A name that is absent
  /// has the model's own default.
  public var paths: [String: Path]
  /// The status quo, from which the implementation of a policy is measured.
  public var reference: Policy
  /// The history before the start, if the run begins with one.
  public var origin: Origin?
  /// Settings of the model that are neither uncertain nor policy, by name
  /// (`catch_up_income`, `consumption_equation`). A name that is absent has the model's own default.
  public var settings: [String: Double]

  /// Describes a world.
  public init(
    name: String, economy: Economy, start: Double, end: Double, step: Double,
    discountRate: Double, paths: [String: Path], reference: Policy, origin: Origin? = nil,
    settings: [String: Double] = [:]
  ) {
    self.name = name
    self.economy = economy
    self.start = start
    self.end = end
    self.step = step
    self.discountRate = discountRate
    self.paths = paths
    self.reference = reference
    self.origin = origin
    self.settings = settings
  }

  /// Calendar years in which a run may begin and end: every economy with accounts, and as far ahead as anybody
  /// plans.
  public static let years = 1800.0...2300

  /// Lengths of a step, in years; see also ``dividesYear(_:)``. A finer step than a sixty-fourth of a year changes no
  /// digit that is shown.
  public static let steps = 1.0 / 64...1

  /// Discount rates per year that have ever been argued for.
  public static let discountRates = 0.0...0.3

  /// Whether a whole number of steps makes a year, up to the rounding of decimal steps such as 0.1.
  public static func dividesYear(_ step: Double) -> Bool {
    let perYear = 1 / step
    return step > 0 && step <= 1 && abs(perYear - perYear.rounded()) <= 1e-9 * perYear
  }

  /// Steps in a year.
  public var stepsPerYear: Int { Int((1 / step).rounded()) }

  /// Time steps from the start to the end.
  public var stepCount: Int { Int(((end - start) / step).rounded()) }

  /// Time steps of the history before the start; 0 without one.
  public var originStepCount: Int {
    origin.map { Int(((start - $0.start) / step).rounded()) } ?? 0
  }
}
