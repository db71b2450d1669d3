import ModelContract
import Sampling

/// A calibration, read from its file: which histories the factors are fitted to, and how.
///
/// Made by ``CalibrationLoader/load(_:)``.
public struct CalibrationStudy: Sendable {
  /// One economy's history.
  public struct History: Sendable {
    /// The study of the history: its world, its policy and the laws of its factors.
    public let study: Study
    /// Observed income relative to the USA, by year.
    public let income: [Int: Double]
    /// Observed research as a fraction of gross domestic product, by year.
    public let research: [Int: Double]

    /// Observed years, ascending.
    public var years: [Int] { Set(income.keys).union(research.keys).sorted() }
  }

  /// The law of a discrepancy.
  public struct DiscrepancyLaw: Sendable, Hashable {
    /// Scale of the half-normal law of its size.
    public let sizeScale: Double
    /// Range of its persistence.
    public let persistence: ClosedRange<Double>
  }

  /// Differences between policies that must be known as well as the factors.
  public struct Differences: Sendable {
    /// The study whose policies are compared, in its first scenario.
    public let study: Study
    /// The outcome.
    public let outcome: String
    /// Policies, each compared with the baseline of the study.
    public let policies: [Policy]
  }

  /// The name in snake case; the ensemble has it too.
  public let name: String
  /// What is fitted to what, in one line.
  public let summary: String
  /// What every result that uses the ensemble must say.
  public let caveats: [String]
  /// The file.
  public let path: String
  /// FNV-1a hash of all files that went in.
  public let hash: String
  /// The histories.
  public private(set) var histories: [History]
  /// How far the coding of a lever may be off to either side, over all years alike, by lever.
  public let leverIntervals: [String: Double]
  /// The last year that is fitted; nil for all.
  public private(set) var lastYear: Int?
  /// Law of the discrepancy of log relative income.
  public let incomeDiscrepancy: DiscrepancyLaw
  /// Law of the discrepancy of log research intensity.
  public let researchDiscrepancy: DiscrepancyLaw
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

  /// The same calibration without any year after the one given.
  public func through(_ year: Int) -> CalibrationStudy {
    var result = self
    result.lastYear = min(lastYear ?? year, year)
    return result
  }

  /// The same calibration without an economy, of which nothing is left: neither figures nor conditions nor levers.
  public func without(_ economy: String) -> CalibrationStudy {
    var result = self
    result.histories.removeAll { $0.study.economy.name == economy }
    return result
  }
}
