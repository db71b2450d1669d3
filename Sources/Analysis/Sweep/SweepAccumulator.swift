import Ensembles
import ModelContract
import StudyContract

/// Summarises a sweep block by block, with the statistics of a comparison.
///
/// The runs of a sweep are those of an experiment whose policies are ``SweepGrid/policyCount`` and whose
/// scenarios are, for every scenario of the study in turn, ``SweepGrid/worldCount`` worlds. Each point of
/// the grid is then one competitor of a ``ComparisonAccumulator``, whether its level is a lever's or a
/// factor's: errors are paired, and the probability of being best takes all points together.
///
/// Memory and cost: those of a comparison of one outcome.
public struct SweepAccumulator: BlockAccumulator {
  /// The grid.
  public let grid: SweepGrid
  private let direction: Outcome.Direction
  private let outcome: Int
  private var comparison: ComparisonAccumulator

  /// Makes an empty accumulator.
  ///
  /// - Parameters:
  ///   - model: the model that is run.
  ///   - outcome: name of the outcome.
  ///   - direction: which end is wanted.
  ///   - scenarios: scenarios of the study.
  ///   - groupCount: error groups of the design, `Design.errorGroupCount`.
  ///   - hasIndependentFutures: whether futures are independent of each other, not only groups of them.
  ///   - ensemble: the joint ensemble the futures are drawn from, nil without one.
  /// - Throws: ``ComparisonError`` when the model has no such outcome or it has no expectation.
  public init(
    grid: SweepGrid, model: any BatchModel, outcome name: String, direction: Outcome.Direction,
    scenarios: [Scenario], groupCount: Int, hasIndependentFutures: Bool = false,
    ensemble: EnsembleSize? = nil
  ) throws {
    guard let position = model.outcomes.firstIndex(where: { $0.name == name }) else {
      throw ComparisonError("The model has no outcome \"\(name)\".")
    }
    if model.outcomes[position].isCensored {
      throw ComparisonError(
        "The outcome \"\(name)\" may not be reached and has no expectation to sweep.")
    }
    self.grid = grid
    self.direction = direction
    outcome = position
    // Without a direction the comparison needs one all the same; what is best is then not reported.
    let ranked = direction == .describe ? Outcome.Direction.maximize : direction
    let points = (0..<grid.pointCount).map { "point_\($0)" }
    comparison = ComparisonAccumulator(
      settings: try ComparisonSettings(
        modelOutcomes: [model.outcomes[position]],
        outcomes: [Objective(name: name, direction: ranked)], policies: points,
        baseline: points[0], scenarios: scenarios, rankedBy: name, groupCount: groupCount,
        hasIndependentFutures: hasIndependentFutures, ensemble: ensemble))
  }

  /// Takes in one block: its runs become points. A run that failed in any outcome failed.
  public mutating func absorb(_ block: BlockResults) {
    let worlds = grid.worldCount
    let points = grid.pointCount
    let lanes = block.outcomes[0].lanes
    precondition(
      block.outcomes.count % worlds == 0 && block.outcomes[0].policyCount == grid.policyCount,
      "runs of another sweep")
    let scenarioCount = block.outcomes.count / worlds
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: scenarioCount * points * lanes)
    defer { memory.deallocate() }
    memory.initialize(repeating: 0, count: scenarioCount * points * lanes)
    var failed = [[[FailedRuns.Run]]](repeating: [], count: scenarioCount)
    for scenario in 0..<scenarioCount {
      for point in 0..<points {
        let world = scenario * worlds + grid.world(of: point)
        let policy = grid.policy(of: point)
        (memory + (scenario * points + point) * lanes).update(
          from: block.outcomes[world].column(policy: policy, outcome: outcome),
          count: block.futures.count)
        failed[scenario].append(
          block.failed.runs[world][policy].map { FailedRuns.Run(lane: $0.lane, outcome: 0) })
      }
    }
    comparison.absorb(
      BlockResults(
        index: block.index, futures: block.futures,
        draws: (0..<scenarioCount).map { block.draws[$0 * worlds] },
        outcomes: (0..<scenarioCount).map { scenario in
          OutcomeBlock(
            policyCount: points, outcomeCount: 1, lanes: lanes,
            values: memory + scenario * points * lanes)
        }, failed: FailedRuns(runs: failed), groups: block.groups, ensembleRows: block.ensembleRows)
    )
  }

  /// That of the comparison beneath.
  public static var format: String { "sweep 1, \(ComparisonAccumulator.format)" }

  /// The comparison beneath, of the same grid.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.match(
      "\(grid.axes.map { "\($0.name) \($0.kind) \($0.levels)" }) \(outcome) \(direction)", "a grid")
    try archive.code(&comparison)
  }

  /// Takes in the accumulator of later blocks.
  public mutating func merge(_ later: SweepAccumulator) { comparison.merge(later.comparison) }

  /// The sweep of all that was taken in.
  public func finish() -> Sweep {
    let result = comparison.finish()
    return Sweep(
      outcome: result.rankedBy, direction: direction, grid: grid, futures: result.futures,
      failedRuns: result.failedRuns, errorGroups: result.errorGroups,
      scenarios: result.scenarios.enumerated().map { index, scenario in
        self.scenario(scenario, index: index)
      })
  }

  private func scenario(_ result: ScenarioComparison, index: Int) -> SweepScenario {
    let position = Dictionary(
      uniqueKeysWithValues: comparison.settings.policies.enumerated().map { ($1, $0) })
    var rows = [RankingRow?](repeating: nil, count: grid.pointCount)
    for row in result.ranking { rows[position[row.policy]!] = row }
    let points = (0..<grid.pointCount).map { point in
      let statistics = result.policies[point].outcomes[0]
      let row = rows[point]!
      let (quantiles, intervals) = (statistics.quantiles, statistics.quantileIntervals)
      return SweepPoint(
        levels: grid.levels(of: point), mean: statistics.mean,
        band: quantiles.isEmpty ? [] : [quantiles[0], quantiles[2], quantiles[4]],
        bandIntervals: quantiles.isEmpty ? [] : [intervals[0], intervals[2], intervals[4]],
        carriers: statistics.carriers, confidenceBest: row.confidenceBest,
        shareBest: row.shareBest, shareBestEstimate: row.shareBestEstimate,
        isContender: row.isContender, failed: statistics.failed)
    }
    return SweepScenario(
      scenario: result.scenario, probability: result.probability, points: points,
      best: direction == .describe ? nil : position[result.ranking[0].policy],
      returns: returns(scenario: index), incompleteFutures: result.incompleteFutures)
  }

  private func returns(scenario: Int) -> [MarginalReturn] {
    let errors = (0..<grid.pointCount).map { comparison.differenceError(scenario, $0, 0) }
    var returns: [MarginalReturn] = []
    for axis in grid.axes.indices {
      for point in 0..<grid.pointCount {
        guard let next = grid.neighbour(of: point, along: axis),
          let change = errors[next].minus(errors[point]).estimate
        else { continue }
        let distance = grid.levels(of: next)[axis] - grid.levels(of: point)[axis]
        returns.append(
          MarginalReturn(
            axis: axis, from: point, to: next, change: change,
            perUnit: change.scaled(by: 1 / distance)))
      }
    }
    return returns
  }
}
