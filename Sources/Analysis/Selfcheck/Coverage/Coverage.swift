import Ensembles
import NumericCore
import Sampling

/// How often the 95 % interval of an index holds the exact value, for one function and number of runs.
public struct CoverageResult: Sendable, Hashable {
  /// The function.
  public let caseName: String
  /// The method.
  public let method: String
  /// The index, by its key.
  public let measure: String
  /// Runs the method was given.
  public let runs: Int
  /// Repetitions in which the method gave an answer.
  public let answers: Int
  /// Repetitions in which the answer came with a warning.
  public let warned: Int
  /// Why there was no answer, where there never was one.
  public let refusal: String?
  /// By factor, the share of answers whose interval holds the exact value.
  public let coverage: [Double]
  /// By factor, the mean of half the width of the interval.
  public let halfWidth: [Double]
  /// By factor, the root of the mean squared difference from the exact value.
  public let error: [Double]
  /// Whether the mean over all answers takes the place of an exact value, because the index has none at a finite number
  /// of rows or nobody knows it.
  public let isAgainstMean: Bool

  /// What is said of it.
  public enum Verdict: String, Sendable, Hashable {
    /// The method gives no answer and says why.
    case refuses
    /// Most answers come with a warning.
    case warns
    /// 92 % to 98 % of intervals hold the value.
    case holds
    /// More do: the interval is wider than need be.
    case wide
    /// Fewer do.
    case low
  }

  /// The share over all factors.
  public var mean: Double { coverage.reduce(0, +) / Double(max(coverage.count, 1)) }
  /// The smallest share of a factor.
  public var lowest: Double { coverage.min() ?? .nan }

  /// The verdict. Shares of single factors have an error of their own, 1.1 points in 400 repetitions, of which three are
  /// allowed below 92 %.
  public var verdict: Verdict {
    if answers == 0 { return .refuses }
    if 2 * warned > answers { return .warns }
    if mean < 0.92 || lowest < 0.92 - 3 * (0.92 * 0.08 / Double(answers)).squareRoot() {
      return .low
    }
    return mean > 0.98 ? .wide : .holds
  }
}

extension Selfcheck {
  /// Repetitions of the table of coverage: 400, which know a share of 95 % within 2.1 points.
  public static let repetitions = 400
  /// Runs that methods are given.
  public static let coverageRuns = [128, 256, 1024]

  /// The coverage of the 95 % interval of every method on ``CoverageCase/all``.
  ///
  /// - Parameters:
  ///   - runs: numbers of runs; rows of given data, and all runs of a design.
  ///   - cases: the functions.
  /// - Throws: `EnsembleError` when cancelled.
  public static func coverage(
    repetitions: Int = Self.repetitions, runs: [Int] = Self.coverageRuns,
    cases: [CoverageCase] = CoverageCase.all, seed: UInt64 = 1, context: RunContext
  ) throws -> [CoverageResult] {
    try cases.flatMap { example in
      try runs.flatMap { count -> [CoverageResult] in
        let trial = CoverageTrial(example: example, runs: count, seed: seed)
        let plan = CoveragePlan(trial: trial, repetitions: repetitions)
        let numbers = try Engine.run(
          plan, stage: "\(example.name), \(count) runs", context: context
        ).summary.numbers
        return trial.results(numbers, repetitions: repetitions)
      }
    }
  }
}

/// Repetitions as blocks.
private struct CoveragePlan: BlockPlan {
  let trial: CoverageTrial
  let repetitions: Int

  var blockCount: Int { repetitions }
  func runs(before block: Int) -> Int { block * trial.runs }
  func makeSummary() -> CoverageNumbers { CoverageNumbers() }
  func makeWorker() -> BlockWorker { BlockWorker() }

  func evaluate(_ block: Int, on worker: BlockWorker, into summary: inout CoverageNumbers) throws {
    summary.numbers = try worker.time(\.summaries) { try trial.numbers(repetition: block) }
  }
}

/// The numbers of repetitions, one after the other.
struct CoverageNumbers: BlockSummary {
  var numbers: [Double] = []

  static var format: String { "coverage 1" }
  mutating func merge(_ later: CoverageNumbers) { numbers += later.numbers }
  mutating func archive(_ archive: inout ByteArchive) throws { try archive.code(&numbers) }
}
