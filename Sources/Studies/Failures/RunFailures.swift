import Analysis
import Ensembles
import ModelContract
import NumericCore
import Scenarios
import StudyContract

/// What failed in a finished run: how often, which runs, and in which region of the factors.
///
/// A run has failed when an outcome has a value that it cannot have (`Outcome.isPossible`).
public struct RunFailures: Sendable {
  /// Failed runs of one mix in one scenario.
  public struct Count: Sendable, Hashable {
    /// Name of the beliefs.
    public let beliefs: String
    /// Name of the scenario.
    public let scenario: String
    /// Name of the policy mix.
    public let policy: String
    /// Failed runs, of as many as there are futures.
    public let failed: Int
  }

  /// The value of a factor, and how usual it is.
  public struct Input: Sendable, Hashable {
    /// Name of the factor.
    public let factor: String
    /// Its value in the future, in the scenario of the failed run.
    public let value: Double
    /// Share of the run's futures with a smaller value, half of those with the same one added, as drawn in the first
    /// scenario. 0.5 is the middle, near 0 or 1 hardly any future lies farther out.
    public let rank: Double
  }

  /// One failed run.
  public struct Entry: Sendable, Hashable {
    /// Name of the beliefs.
    public let beliefs: String
    /// Where and how it failed.
    public let failure: FinishedFailure
    /// Its factors, in the order of their table.
    public let inputs: [Input]
  }

  /// A factor whose values in failed futures are not those of all futures.
  public struct CommonInput: Sendable, Hashable {
    /// Name of the factor.
    public let factor: String
    /// Mean rank of the failed futures, from 0 to 1; that of all futures is 0.5.
    public let meanRank: Double
    /// Its distance from the middle in standard errors of as many futures drawn at random.
    public let score: Double
    /// Smallest and largest value among the failed futures.
    public let range: ClosedRange<Double>

    /// Scores below this are chance: where nothing is to be found, a normal score of 4 comes about for one of a hundred
    /// factors in less than one run of a hundred.
    public static let leastScore = 4.0
  }

  /// Futures in which some mix failed.
  public struct Region: Sendable {
    /// Name of the beliefs.
    public let beliefs: String
    /// Scenarios in which the same futures failed.
    public let scenarios: [String]
    /// Futures in which at least one mix failed.
    public let failed: Int
    /// Factors that these futures have in common, the most telling first; empty where none is told from chance.
    public let common: [CommonInput]
    /// The boxes in which they lie; nil where too few or too many failed to seek any.
    public let discovery: DiscoveryResult?
  }

  /// The folder.
  public let folder: String
  /// Futures of the run.
  public let futures: Int
  /// Names of the scenarios.
  public let scenarios: [String]
  /// Names of the policy mixes.
  public let policies: [String]
  /// Names of the beliefs.
  public let beliefs: [String]
  /// Names of the factors, in the order of their table; empty where nothing failed.
  public let factors: [String]
  /// By beliefs, scenario and policy.
  public let counts: [Count]
  /// Failed runs that were kept with their factors: the first thousand under each set of beliefs.
  public let entries: [Entry]
  /// Where failures lie, by beliefs and scenarios; empty where nothing failed.
  public let regions: [Region]

  /// Of a failed run the factors that failed futures of its scenario have in common, the most telling first.
  public func commonInputs(of entry: Entry) -> [Input] {
    let region = regions.first {
      $0.beliefs == entry.beliefs && $0.scenarios.contains(entry.failure.scenario)
    }
    return (region?.common ?? []).compactMap { common in
      entry.inputs.first { $0.factor == common.factor }
    }
  }

  /// Failed runs.
  public var failed: Int { counts.reduce(0) { $0 + $1.failed } }
  /// All runs.
  public var runs: Int { counts.count * futures }

  /// Reads a folder, and looks for the region in which failures lie.
  ///
  /// Cost: every outcome is read once; with failures the factors as well, and a search for boxes by beliefs and scenario: a
  /// few seconds for 100,000 futures.
  ///
  /// - Parameters:
  ///   - folder: its path.
  ///   - version: the version of this program.
  ///   - modelVersion: this program's version of a model by its name.
  ///   - settings: how boxes are sought.
  ///   - context: threads.
  /// - Throws: `StudyErrors` for what is no finished run, is of another version, was changed or cannot be read.
  public init(
    folder: String, version: String, modelVersion: @escaping (String) -> String?,
    settings: DiscoverySettings = DiscoverySettings(), context: RunContext = RunContext()
  ) throws {
    let archive = try RunArchive(folder, version: version, modelVersion: modelVersion)
    // Any outcome says whether a run failed.
    let outcome = archive.outcomes[0].name
    var run = try FinishedRun(
      folder, version: version, modelVersion: modelVersion, outcomes: [outcome])
    counts = run.beliefs.flatMap { beliefs in
      run.scenarios.indices.flatMap { scenario in
        run.policies.indices.map { policy in
          Count(
            beliefs: beliefs.name, scenario: run.scenarios[scenario],
            policy: run.policies[policy], failed: beliefs.failed[scenario][policy])
        }
      }
    }
    if counts.contains(where: { $0.failed > 0 }) {
      run = try FinishedRun(
        folder, version: version, modelVersion: modelVersion, outcomes: [outcome],
        readsFactors: true)
    }
    self.folder = folder
    (futures, scenarios, policies) = (run.futures, run.scenarios, run.policies)
    beliefs = run.beliefs.map(\.name)
    factors = run.factorNames
    entries = try run.beliefs.indices.flatMap { [run] belief in
      try Self.entries(archive, run: run, belief: belief)
    }
    regions = try run.beliefs.indices.flatMap { [run] belief in
      try Self.regions(run, outcome: outcome, belief: belief, settings: settings, context: context)
    }
  }

  private static func entries(
    _ archive: RunArchive, run: FinishedRun, belief: Int
  ) throws -> [Entry] {
    let (names, failures) = try archive.failures(belief: belief)
    if failures.isEmpty { return [] }
    let usual = Dictionary(
      uniqueKeysWithValues: zip(run.factorNames, run.beliefs[belief].factors.map { $0.sorted() }))
    return failures.map { failure in
      let inputs = zip(names, failure.factors).map { name, value in
        Input(
          factor: name, value: value,
          rank: usual[name].map { FutureRanks.rank(value, in: $0) } ?? 0.5)
      }
      return Entry(
        beliefs: run.beliefs[belief].name, failure: failure, inputs: inputs)
    }
  }

  private static func regions(
    _ run: FinishedRun, outcome: String, belief: Int, settings: DiscoverySettings,
    context: RunContext
  ) throws -> [Region] {
    var groups: [(scenarios: [Int], isCase: [Bool])] = []
    for scenario in run.scenarios.indices {
      var isCase = [Bool](repeating: false, count: run.futures)
      for policy in run.policies.indices where run.beliefs[belief].failed[scenario][policy] > 0 {
        let values = run.values(of: outcome, belief: belief, scenario: scenario, policy: policy)
        for (future, value) in values.enumerated() where value.isNaN { isCase[future] = true }
      }
      if !isCase.contains(true) { continue }
      if let known = groups.firstIndex(where: { $0.isCase == isCase }) {
        groups[known].scenarios.append(scenario)
      } else {
        groups.append(([scenario], isCase))
      }
    }
    return try groups.map { scenarios, isCase in
      let names = scenarios.map { run.scenarios[$0] }
      let failed = isCase.count { $0 }
      let table = DiscoveryTable(
        source: run.folder, condition: Condition([.failed], description: "failed"),
        reading: "scenario \(names.joined(separator: ", ")), beliefs \(run.beliefs[belief].name)",
        factors: zip(run.factorNames, run.beliefs[belief].factors).map {
          DiscoveryFactor(name: $0, values: .numbers($1))
        }, isCase: isCase)
      return Region(
        beliefs: run.beliefs[belief].name, scenarios: names, failed: failed,
        common: CommonInputs.find(run, belief: belief, isCase: isCase),
        discovery: try discover(table, failed, run.futures, settings, context))
    }
  }

  /// Boxes by the method of the settings, or where it finds none by a tree: slices of a peeling cannot take off a value of
  /// which most futures have one.
  private static func discover(
    _ table: DiscoveryTable, _ failed: Int, _ futures: Int, _ settings: DiscoverySettings,
    _ context: RunContext
  ) throws -> DiscoveryResult? {
    if min(failed, futures - failed) < DiscoverySettings.fewestCases { return nil }
    let first = try table.discover(settings, context: context)
    if !first.finding.boxes.isEmpty || settings.method == .cart { return first }
    var settings = settings
    settings.method = .cart
    let second = try table.discover(settings, context: context)
    return second.finding.boxes.isEmpty ? first : second
  }
}
