import Analysis
import Foundation
import ModelContract
import NumericCore
import Scenarios
import StudyContract

/// What decision rules say of policy mixes, for each belief and over all of them.
public struct RobustnessComparison: Sendable {
  /// What is asked.
  public struct Request: Sendable {
    /// Name of the outcome; the one that decides when nil. Of a file there is one without a name.
    public var outcome: String?
    /// Further outcomes whose means are criteria of the Pareto sort.
    public var alsoOutcomes: [String] = []
    /// The numbers of the metrics; the threshold is in units of the outcome, whichever way it is wanted.
    public var settings = RobustnessSettings()

    /// Asks for every metric with its defaults.
    public init() {}
  }

  /// Where the numbers are from: a file, a folder, or a study.
  public let source: String
  /// Name of the outcome; nil for a file.
  public let outcome: String?
  /// Whether less is better, so that values were negated.
  public let isNegated: Bool
  /// Whether the outcome is a time that may not be reached, and 1 stands for reached, 0 for not.
  public let isReached: Bool
  /// What was asked, the threshold in the direction of the values.
  public let settings: RobustnessSettings
  /// Name of the mix from whose mean defaults are taken.
  public let reference: String
  /// Names of the scenarios; empty for a file.
  public let scenarios: [String]
  /// Whether scenarios have stated probabilities, by which they weigh.
  public let hasProbabilities: Bool
  /// Whether futures have weights of their own.
  public let hasWeights: Bool
  /// The tables: one for each belief where there are several, and the one over all last.
  public let tables: [RobustnessFindings]
  /// Further outcomes by name: findings of the mean over all, in the direction in which larger is better.
  public let others: [(outcome: String, isNegated: Bool, means: RobustnessFindings.Finding)]

  /// By belief, the mixes year by year in the scenario that leads, which say where another rate or end of the years would
  /// change the best mean; empty for files and folders, which keep no years, and for other outcomes than consumption.
  public var years: [(beliefs: String, paths: YearlyPaths)] = []

  /// The table over all states.
  public var all: RobustnessFindings { tables[tables.count - 1] }

  /// Compares the columns of a file.
  ///
  /// - Parameter isMinimised: whether less is better.
  /// - Throws: `UsageError` for an outcome that a file cannot have, `RobustnessError` for what cannot be compared.
  public init(_ file: PayoffFile, isMinimised: Bool, request: Request) throws {
    if let outcome = request.outcome ?? request.alsoOutcomes.first {
      throw UsageError(
        "\(file.path) is a table of one outcome; --outcome \(outcome) needs the folder of a run or a study."
      )
    }
    let sign: Double = isMinimised ? -1 : 1
    var settings = request.settings
    settings.threshold = settings.threshold.map { sign * $0 }
    let table = try PayoffTable(
      policies: file.policies, values: file.values.map { $0.map { sign * $0 } },
      futures: file.futures, futureWeights: file.weights)
    source = file.path
    outcome = nil
    isNegated = isMinimised
    isReached = false
    self.settings = settings
    reference = file.policies[settings.reference]
    scenarios = []
    hasProbabilities = false
    hasWeights = file.weights != nil
    tables = [try RobustnessFindings(table, settings: settings)]
    others = []
    try requireMetrics()
  }

  /// - Throws: `UsageError` where none of the metrics that were asked for can be computed.
  private func requireMetrics() throws {
    guard all.findings.isEmpty, let first = all.omitted.first else { return }
    let sign = isNegated ? " (less is better, so that its sign is turned)" : ""
    throw UsageError("\(first.name) has no value: \(first.reason)\(sign).")
  }

  /// Compares the mixes of a finished run.
  ///
  /// - Parameter run: with the outcomes of the request, and its factors where distances are wanted.
  /// - Throws: as ``init(_:isMinimised:request:)``.
  public init(_ run: FinishedRun, request: Request) throws {
    guard let outcome = request.outcome ?? run.rankedBy else {
      throw NameSelection.outcomeMissing(run.outcomes.map(\.name))
    }
    try self.init(
      RunValues(
        source: run.folder, outcomes: run.outcomes, policies: run.policies,
        baseline: run.baseline, scenarios: run.scenarios, probabilities: run.probabilities,
        beliefs: run.beliefs.map(\.name), futures: run.futures,
        factors: run.beliefs.map(\.factors)
      ) { name, belief, scenario, policy in
        run.values(of: name, belief: belief, scenario: scenario, policy: policy)
      }, outcome: outcome, request: request)
  }

  init(_ run: RunValues, outcome name: String, request: Request) throws {
    let main = try run.outcome(name)
    var settings = request.settings
    settings.threshold = settings.threshold.map { main.wantsLess ? -$0 : $0 }
    settings.reference = run.baseline.flatMap { run.policies.firstIndex(of: $0) } ?? 0
    let several = run.beliefs.count > 1 ? Array(run.beliefs.indices) : []
    var tables = try several.map { belief in
      try RobustnessFindings(
        run.table(main, beliefs: [belief]), settings: settings, name: run.beliefs[belief])
    }
    tables.append(
      try RobustnessFindings(
        run.table(main, beliefs: Array(run.beliefs.indices)), settings: settings))
    source = run.source
    outcome = name
    isNegated = main.wantsLess
    isReached = main.outcome.isCensored
    self.settings = settings
    reference = run.policies[settings.reference]
    scenarios = run.scenarios
    hasProbabilities = run.probabilities != nil
    hasWeights = false
    self.tables = tables
    var only = settings
    only.threshold = nil
    others = try request.alsoOutcomes.map { other in
      let kind = try run.outcome(other)
      return (
        other, kind.wantsLess,
        try RobustnessFindings.means(
          run.table(kind, beliefs: Array(run.beliefs.indices)), settings: only)
      )
    }
    try requireMetrics()
  }
}

/// Runs of a study, wherever they are kept, as tables of payoffs.
struct RunValues {
  let source: String
  let outcomes: [Outcome]
  let policies: [String]
  let baseline: String?
  let scenarios: [String]
  let probabilities: [Double]?
  let beliefs: [String]
  let futures: Int
  /// By belief, factor and future; empty where factors are not known.
  let factors: [[[Double]]]
  /// Values by outcome, belief, scenario and policy.
  let values: (String, Int, Int, Int) -> ArraySlice<Double>

  /// An outcome and whether less of what is read is better: of a time that may not be reached it is whether it is
  /// reached, which is good where an early time is.
  func outcome(_ name: String) throws -> (outcome: Outcome, wantsLess: Bool) {
    try NameSelection.check(name, among: outcomes.map(\.name), kind: "outcome")
    guard let outcome = outcomes.first(where: { $0.name == name }), outcome.direction != .describe
    else { throw UsageError("\(name) has no direction by which mixes could be ranked.") }
    return (outcome, (outcome.direction == .minimize) != outcome.isCensored)
  }

  /// The payoffs under some beliefs: states by belief, scenario and future.
  func table(_ kind: (outcome: Outcome, wantsLess: Bool), beliefs chosen: [Int]) throws
    -> PayoffTable
  {
    let sign: Double = kind.wantsLess ? -1 : 1
    let columns = policies.indices.map { policy in
      chosen.flatMap { belief in
        scenarios.indices.flatMap { scenario in
          values(kind.outcome.name, belief, scenario, policy).map { value in
            if kind.outcome.isCensored {
              return value.isNaN ? .nan : sign * (value == .infinity ? 0 : 1)
            }
            return sign * value
          }
        }
      }
    }
    let hasSeveral = (chosen.count > 1, scenarios.count > 1)
    let groups = chosen.flatMap { belief in
      scenarios.map { scenario in
        [hasSeveral.0 ? beliefs[belief] : "", hasSeveral.1 ? scenario : ""]
          .filter { !$0.isEmpty }.joined(separator: ", ")
      }
    }
    return try PayoffTable(
      policies: policies, values: columns, futures: (0..<futures).map(String.init),
      groups: groups,
      groupWeights: probabilities.map { weights in chosen.flatMap { _ in weights } },
      distances: distances(chosen))
  }

  /// How far every state lies from the middle of all factors: the largest distance of a factor to its median over the
  /// range it has, so that 0.5 is the edge of a symmetric law; the same in every scenario.
  private func distances(_ chosen: [Int]) -> [Double]? {
    guard let first = factors.first, !first.isEmpty else { return nil }
    return chosen.flatMap { belief -> [Double] in
      var own = [Double](repeating: 0, count: futures)
      for column in factors[belief] {
        let low = column.min() ?? 0
        let range = (column.max() ?? 0) - low
        if !(range > 0) { continue }
        let median = Quantiles.exact(column, at: [0.5])[0]
        for future in own.indices {
          own[future] = max(own[future], abs(column[future] - median) / range)
        }
      }
      return scenarios.flatMap { _ in own }
    }
  }
}
