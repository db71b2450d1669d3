import ModelContract
import Sampling

/// A calibration: which histories the factors are fitted to, and how.
public struct CalibrationStudy: Sendable {
  /// One economy's history.
  public struct History: Sendable {
    /// The study of the history: its world, its policy and the laws of its factors.
    public let study: Study
    /// Observed income relative to the USA, by year.
    public let income: [Int: Double]
    /// Observed research as a fraction of gross domestic product, by year.
    public let research: [Int: Double]
    /// Observed comparative advantage in the years whose ranks are fitted, by year and sector.
    public var advantages: [Int: [String: Double]] = [:]

    /// Observed years of income and research, ascending.
    public var years: [Int] { Set(income.keys).union(research.keys).sorted() }

    /// Lays observations beside a study.
    public init(study: Study, income: [Int: Double], research: [Int: Double] = [:]) {
      self.study = study
      self.income = income
      self.research = research
    }

    /// Lays beside a study what its own economy states as observed.
    public init(study: Study, targets: HistoryTargets) {
      func byYear(_ points: [Path.Breakpoint]) -> [Int: Double] {
        Dictionary(points.map { (Int($0.year), $0.value) }, uniquingKeysWith: { $1 })
      }
      self.init(
        study: study, income: byYear(targets.income), research: byYear(targets.research))
    }
  }

  /// The law of a discrepancy.
  public struct DiscrepancyLaw: Sendable, Hashable {
    /// Which number of the discrepancy has the half-normal law.
    public enum Measure: String, Sendable, CaseIterable {
      /// The standard deviation to which it returns; for persistences below 1.
      case size
      /// The standard deviation of what a year adds, which means the same at every persistence up to 1.
      case innovation
    }

    /// Which number has the half-normal law.
    public let measure: Measure
    /// Scale of that law.
    public let scale: Double
    /// Range of the persistence.
    public let persistence: ClosedRange<Double>

    /// States the law of a discrepancy that returns to zero, by its size.
    public init(sizeScale: Double, persistence: ClosedRange<Double> = 0.6...0.95) {
      self.init(.size, scale: sizeScale, persistence: persistence)
    }

    /// States the law by either number.
    public init(_ measure: Measure, scale: Double, persistence: ClosedRange<Double>) {
      self.measure = measure
      self.scale = scale
      self.persistence = persistence
    }
  }

  /// Economies that are held out together.
  public struct Fold: Sendable, Hashable {
    /// The name in snake case.
    public let name: String
    /// Names of the economies.
    public let economies: [String]

    /// Collects economies.
    public init(name: String, economies: [String]) {
      self.name = name
      self.economies = economies
    }
  }

  /// How economies are put into folds.
  public enum Folds: Sendable, Hashable {
    /// As listed; every economy stands in one of them.
    case named([Fold])
    /// Dealt at random from the seed, in equal numbers up to one.
    case dealt(count: Int)
  }

  /// What becomes of the initial conditions of the economies.
  public enum Conditions: String, Sendable, CaseIterable {
    /// They are sampled with the factors that all share: several coordinates an economy.
    case sampled
    /// They keep their central values, so that only shared factors and discrepancies are coordinates however many
    /// economies there are.
    case central
  }

  /// Differences between policies that must be known as well as the factors.
  public struct Differences: Sendable {
    /// The study whose policies are compared, in its first scenario.
    public let study: Study
    /// The outcome.
    public let outcome: String
    /// Policies, each compared with the baseline of the study.
    public let policies: [Policy]

    /// Asks for differences.
    public init(study: Study, outcome: String, policies: [Policy]) {
      self.study = study
      self.outcome = outcome
      self.policies = policies
    }
  }

  /// The name in snake case; the ensemble has it too.
  public let name: String
  /// What is fitted to what, in one line.
  public let summary: String
  /// What every result that uses the ensemble must say.
  public let caveats: [String]
  /// The files it was read from; nil for one made in code. Its hash covers those of the studies.
  public let source: StudySource?
  /// The histories.
  public private(set) var histories: [History]
  /// How economies are put into folds; nil when the calibration does not say.
  public let folds: Folds?
  /// What becomes of initial conditions.
  public let conditions: Conditions
  /// How far the coding of a lever may be off to either side, over all years alike, by lever.
  public let leverIntervals: [String: Double]
  /// The last year that is fitted; nil for all.
  public private(set) var lastYear: Int?
  /// Law of the discrepancy of log relative income.
  public let incomeDiscrepancy: DiscrepancyLaw
  /// Law of the discrepancy of log research intensity.
  public let researchDiscrepancy: DiscrepancyLaw
  /// Ranks of sectors as evidence; nil without them.
  public let sectors: SectorEvidence?
  /// Particles of a run.
  public var particles: Int
  /// Independent runs.
  public var runs: Int
  /// Rows of the ensemble.
  public let rows: Int
  /// Seed of all random numbers.
  public var seed: UInt64
  /// Policy differences to diagnose; nil without any.
  public let differences: Differences?

  /// Describes a calibration; ``Defaults`` argues the numbers.
  public init(
    name: String, summary: String = "", caveats: [String] = [], source: StudySource? = nil,
    histories: [History], folds: Folds? = nil, conditions: Conditions = .sampled,
    leverIntervals: [String: Double] = [:],
    lastYear: Int? = nil,
    incomeDiscrepancy: DiscrepancyLaw = Defaults.incomeDiscrepancy,
    researchDiscrepancy: DiscrepancyLaw = Defaults.researchDiscrepancy,
    sectors: SectorEvidence? = nil, particles: Int = Defaults.particles, runs: Int = Defaults.runs,
    rows: Int = Defaults.rows,
    seed: UInt64 = 1, differences: Differences? = nil
  ) {
    self.name = name
    self.summary = summary
    self.caveats = caveats
    self.source = source
    self.histories = histories
    self.folds = folds
    self.conditions = conditions
    self.leverIntervals = leverIntervals
    self.lastYear = lastYear
    self.incomeDiscrepancy = incomeDiscrepancy
    self.researchDiscrepancy = researchDiscrepancy
    self.sectors = sectors
    self.particles = particles
    self.runs = runs
    self.rows = rows
    self.seed = seed
    self.differences = differences
  }

  /// What a calibration has unless it says otherwise.
  public enum Defaults {
    /// Particles of a run: an order of magnitude above the coordinates of ten economies, and so many that
    /// four runs give the 4,000 rows of an ensemble twice over.
    public static let particles = 2000
    /// Independent runs, the number that the rule of convergence asks for.
    public static let runs = 4
    /// Rows of an ensemble.
    public static let rows = 4096
    /// Log relative income: 0.12 is the error that the first version of the model makes on seven histories.
    public static let incomeDiscrepancy = DiscrepancyLaw(sizeScale: 0.12)
    /// Log research intensity: 0.25, because measured intensities of one country differ by a quarter between
    /// sources and definitions.
    public static let researchDiscrepancy = DiscrepancyLaw(sizeScale: 0.25)
  }

  /// Particles a run may have: below 64 no covariance of a few factors is known, above a million memory ends.
  public static let particleCounts = 64...1_000_000
  /// Independent runs there may be.
  public static let runCounts = 1...1000
  /// Rows an ensemble may have.
  public static let rowCounts = 2...10_000_000

  /// The same calibration without any year after the one given.
  public func through(_ year: Int) -> CalibrationStudy {
    var result = self
    result.lastYear = min(lastYear ?? year, year)
    return result
  }

  /// The same calibration without some economies, of which nothing is left: neither figures nor conditions nor levers.
  public func without(_ economies: [String]) -> CalibrationStudy {
    var result = self
    result.histories.removeAll { economies.contains($0.study.economy.name) }
    return result
  }

  /// The folds with their economies; empty when the calibration has none.
  public var dealtFolds: [Fold] {
    switch folds {
    case nil: return []
    case .named(let folds): return folds
    case .dealt(let count):
      let names = histories.map(\.study.economy.name)
      let order = CounterStream(name: "calibration.folds", seed: seed).permutation(
        0, count: names.count)
      return (0..<count).map { fold in
        Fold(
          name: "fold_\(fold + 1)",
          economies: stride(from: fold, to: names.count, by: count).map { names[order[$0]] })
      }
    }
  }
}
