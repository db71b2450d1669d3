import ModelContract
import Sampling

/// A question about policy mixes, complete: what to run and how to judge it.
///
/// A plain value that anybody can make; `Scenarios` makes it from files. Years are calendar years, every
/// mix has every lever of the model, names have become values. ``validate(for:)`` says whether a model can
/// run it.
///
/// ```swift
/// let study = Study(
///   name: "saving", economy: Economy(name: "anywhere"),
///   policies: [0.2, 0.3].map {
///     Policy(name: "save_\(Int($0 * 100))", levers: ["investment": Path(constant: $0)])
///   },
///   priors: [FactorPrior(factor: "depreciation", distribution: .uniform(low: 0.03, high: 0.07))],
///   start: 2025, end: 2060, outcomes: [Objective(name: "income", direction: .maximize)])
/// ```
public struct Study: Sendable {
  /// The name in manifests and tables, in snake case.
  public var name: String
  /// The question the study asks, in one or two sentences.
  public var question: String
  /// What a reader must know before using the result; printed under the tables.
  public var notes: [String]
  /// What in the study is probably not meant as it stands; printed by a check and under the tables.
  public var warnings: [String]
  /// The files it was read from; nil for a study made in code.
  public var source: StudySource?
  /// Name of the model that is run; nil for a study made in code, which takes any model that fits.
  public var modelName: String?

  /// The economy at its first year.
  public var economy: Economy
  /// Where its initial conditions come from.
  public var provenance: Provenance
  /// What was observed of the economy, where its file says so.
  public var targets: HistoryTargets?
  /// Standard deviation of the yearly growth of what the economy's labour series leaves out, such as hours;
  /// 0 when it leaves nothing out.
  public var labourDrift: Double
  /// The history every future begins with; nil without one.
  public var origin: Origin?

  /// Policy mixes in the order of the tables, the baseline among them.
  public var policies: [Policy]
  /// Name of the baseline mix, against which all are compared and from which implementation is measured.
  public var baseline: String
  /// Worlds in the order of the tables.
  public var scenarios: [Scenario]

  /// The law of every factor that is sampled under prior beliefs. A factor that is absent has the
  /// economy's value or the model's default.
  public var priors: [FactorPrior]
  /// Rank correlations of the Gaussian copula over ``priors``.
  public var correlations: [RankCorrelation]
  /// Whether a correlation matrix that is not positive definite is repaired instead of refused.
  public var repairsCorrelations: Bool
  /// The ensemble the study knows beside its prior; nil without one.
  public var ensemble: EnsembleBeliefs?
  /// Names of the beliefs that are run when nobody asks for fewer, in the order of the tables.
  public var defaultBeliefs: [String]

  /// Calendar year at which the mixes begin to differ.
  public var start: Double
  /// Last calendar year.
  public var end: Double
  /// Length of a time step in years; divides 1.
  public var step: Double
  /// Discount rate per year.
  public var discountRate: Double

  /// Outcomes that are reported, in the order of the tables.
  public var outcomes: [Objective]
  /// Name of the outcome that decides.
  public var rankedBy: String
  /// The rule by which mixes are ranked on that outcome; expectations rank when nil.
  public var decisionRule: DecisionRule?
  /// Differences below this share of the baseline's expected outcome are equal for practical purposes.
  public var indifferenceMargin: Double
  /// The rule by which mixes are made to cost the same; nil when they are run as they are.
  public var budget: Budget?

  /// Design, number of futures, seed.
  public var design: DesignSpecification
  /// Whether luck (sector luck, efficiency, shocks) is drawn.
  public var hasNoise: Bool
  /// Settings of the model, by name (`catch_up_income`, `consumption_equation`). A name that is absent has
  /// the model's own default.
  public var settings: [String: Double]

  /// Asks a question.
  ///
  /// - Parameters:
  ///   - baseline: name of the baseline mix; the first policy's when nil.
  ///   - defaultBeliefs: all beliefs the study has when nil.
  ///   - rankedBy: name of the outcome that decides; the first outcome's when nil.
  public init(
    name: String, question: String = "", notes: [String] = [], warnings: [String] = [],
    source: StudySource? = nil, modelName: String? = nil, economy: Economy,
    provenance: Provenance = Provenance(),
    targets: HistoryTargets? = nil, labourDrift: Double = 0, origin: Origin? = nil,
    policies: [Policy], baseline: String? = nil,
    scenarios: [Scenario] = [Scenario(name: "reference")], priors: [FactorPrior] = [],
    correlations: [RankCorrelation] = [], repairsCorrelations: Bool = false,
    ensemble: EnsembleBeliefs? = nil, defaultBeliefs: [String]? = nil, start: Double, end: Double,
    step: Double = Study.defaultStep, discountRate: Double = Study.defaultDiscountRate,
    outcomes: [Objective], rankedBy: String? = nil, decisionRule: DecisionRule? = nil,
    indifferenceMargin: Double = Study.defaultIndifferenceMargin, budget: Budget? = nil,
    design: DesignSpecification = Study.defaultDesign, hasNoise: Bool = true,
    settings: [String: Double] = [:]
  ) {
    self.name = name
    self.question = question
    self.notes = notes
    self.warnings = warnings
    self.source = source
    self.modelName = modelName
    self.economy = economy
    self.provenance = provenance
    self.targets = targets
    self.labourDrift = labourDrift
    self.origin = origin
    self.policies = policies
    self.baseline = baseline ?? policies.first?.name ?? ""
    self.scenarios = scenarios
    self.priors = priors
    self.correlations = correlations
    self.repairsCorrelations = repairsCorrelations
    self.ensemble = ensemble
    self.defaultBeliefs = defaultBeliefs ?? (ensemble == nil ? ["prior"] : ["prior", "ensemble"])
    self.start = start
    self.end = end
    self.step = step
    self.discountRate = discountRate
    self.outcomes = outcomes
    self.rankedBy = rankedBy ?? outcomes.first?.name ?? ""
    self.decisionRule = decisionRule
    self.indifferenceMargin = indifferenceMargin
    self.budget = budget
    self.design = design
    self.hasNoise = hasNoise
    self.settings = settings
  }

  /// Half a year: with it the income of the seven historical economies at the end of the run differs by
  /// 0.01 to 1.1 % from a run with a sixteenth of a year, below any spread of interest, at half the cost of
  /// the next finer step.
  public static let defaultStep = 0.5

  /// Three per cent a year, the usual social rate of long horizons and the one the model's published runs
  /// use; a study that turns on it should vary it.
  public static let defaultDiscountRate = 0.03

  /// One per cent of the baseline's expected outcome, well below what a model of decades of growth can tell
  /// apart.
  public static let defaultIndifferenceMargin = 0.01

  /// Shares of the baseline that a margin may be.
  public static let indifferenceMargins = 0.0...1

  /// 4,096 futures: 32 scrambles of 128 points, a power of two in each replicate, and a run of seconds.
  public static let defaultDesign = DesignSpecification(kind: .sobol, futures: 4096, seed: 0)
}

/// The files a study was read from.
public struct StudySource: Sendable, Hashable {
  /// The study file, as it was named on the command line.
  public var path: String
  /// All files that went in, in the order of reading, the study first.
  public var files: [String]
  /// FNV-1a hash, 64 bits in 16 hexadecimal digits, of the bytes of all ``files`` in their order, each
  /// followed by a zero byte. It does not depend on where the files lie. It tells versions apart; it is
  /// not a cryptographic seal.
  public var hash: String

  /// Names the files.
  public init(path: String, files: [String], hash: String) {
    self.path = path
    self.files = files
    self.hash = hash
  }
}

extension Study {
  /// The baseline mix.
  public var baselinePolicy: Policy {
    guard let policy = policies.first(where: { $0.name == baseline }) else {
      preconditionFailure("baseline \(baseline) is not among \(policies.map(\.name))")
    }
    return policy
  }

  /// The world of a scenario: the study's economy, horizon and settings with the scenario's outside paths.
  public func world(in scenario: Scenario) -> World {
    World(
      name: scenario.name, economy: economy, start: start, end: end, step: step,
      discountRate: discountRate, paths: scenario.paths, reference: baselinePolicy, origin: origin,
      settings: settings)
  }

  /// Beliefs the study has: always the prior, and an ensemble when it names one.
  public var availableBeliefs: [Beliefs] {
    [.prior] + (ensemble.map { [.ensemble($0)] } ?? [])
  }

  /// Values at which factors stand in a run without sampling, where the study itself fixes them.
  public var fixedFactors: [String: Double] {
    var fixed: [String: Double] = [:]
    for prior in priors {
      if case .constant(let value) = prior.distribution { fixed[prior.factor] = value }
    }
    return fixed
  }

  /// Beliefs by name; nil when the study does not have them.
  public func beliefs(named name: String) -> Beliefs? {
    availableBeliefs.first { $0.name == name }
  }

  /// What must be printed under results of the given beliefs: the study's warnings and notes, the provenance of the
  /// initial conditions, and the ensemble's own caveats.
  public func caveats(for beliefs: Beliefs) -> [String] {
    var lines = warnings + notes
    if provenance.count > 0 { lines.append(provenance.sentence) }
    if case .ensemble(let ensemble) = beliefs { lines += ensemble.caveats }
    return lines
  }
}
