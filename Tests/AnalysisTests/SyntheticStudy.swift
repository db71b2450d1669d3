import Ensembles
import ModelContract
import StudyContract

@testable import Analysis

/// Outcomes made by a formula instead of a model, cut into blocks as the engine would.
struct SyntheticStudy {
  /// The number of a future under a policy in a scenario, for one outcome.
  typealias Formula = (_ scenario: Int, _ policy: Int, _ outcome: Int, _ future: Int) -> Double

  var settings: ComparisonSettings
  /// The ensemble row of a future.
  var row: (Int) -> Int = { _ in 0 }
  /// The error group of a future; nil for the remainder of its number.
  var group: ((Int) -> Int)?
  /// What the lanes beyond the last future hold.
  var padding = Double.nan

  /// The accumulator of one block.
  func block(_ index: Int, _ futures: Range<Int>, _ formula: Formula) -> ComparisonAccumulator {
    let lanes = (futures.count + 15) / 16 * 16
    let policies = settings.policies.count
    let outcomes = settings.modelOutcomes.count
    let size = policies * outcomes * lanes
    let memory = UnsafeMutablePointer<Double>.allocate(
      capacity: size * settings.scenarios.count)
    memory.initialize(repeating: padding, count: size * settings.scenarios.count)
    defer { memory.deallocate() }
    var blocks: [OutcomeBlock] = []
    var draws: [DrawBlock] = []
    for scenario in settings.scenarios.indices {
      let block = OutcomeBlock(
        policyCount: policies, outcomeCount: outcomes, lanes: lanes,
        values: memory + scenario * size)
      for policy in 0..<policies {
        for outcome in 0..<outcomes {
          let column = block.column(policy: policy, outcome: outcome)
          for (lane, future) in futures.enumerated() {
            column[lane] = formula(scenario, policy, outcome, future)
          }
        }
      }
      blocks.append(block)
      draws.append(
        DrawBlock(
          firstFuture: futures.lowerBound, count: futures.count, lanes: lanes,
          factors: UnsafePointer(memory), luck: []))
    }
    var accumulator = ComparisonAccumulator(settings: settings)
    accumulator.absorb(
      BlockResults(
        index: index, futures: futures, draws: draws, outcomes: blocks,
        failed: FailedRuns(
          blocks, count: futures.count, outcomes: settings.modelOutcomes),
        groups: futures.map(group ?? { $0 % settings.groupCount }),
        ensembleRows: settings.ensemble == nil ? nil : futures.map(row)))
    return accumulator
  }

  /// The accumulators of all blocks.
  func blocks(futures: Int, size: Int = 256, _ formula: Formula) -> [ComparisonAccumulator] {
    stride(from: 0, to: futures, by: size).enumerated().map { index, start in
      block(index, start..<min(start + size, futures), formula)
    }
  }

  /// All blocks merged in their order into an empty accumulator.
  func run(futures: Int, size: Int = 256, _ formula: Formula) -> ComparisonAccumulator {
    var merged = ComparisonAccumulator(settings: settings)
    for block in blocks(futures: futures, size: size, formula) { merged.merge(block) }
    return merged
  }
}

extension SyntheticStudy {
  /// A study with one scenario and one outcome unless told otherwise.
  init(
    policies: Int, groups: Int,
    scenarios: [Scenario] = [Scenario(name: "reference")],
    outcomes: [Outcome] = [.synthetic("welfare")], compared: [Objective]? = nil,
    rankedBy: String = "welfare", indifference: Double = 0.01, ensemble: EnsembleSize? = nil,
    baseline: String = "a", beliefs: String = "prior", hasIndependentFutures: Bool = false
  ) throws {
    let names = ["a", "b", "c", "d", "e", "f"]
    settings = try ComparisonSettings(
      modelOutcomes: outcomes, outcomes: compared, policies: Array(names.prefix(policies)),
      baseline: baseline, scenarios: scenarios, rankedBy: rankedBy,
      indifferenceShare: indifference, groupCount: groups,
      hasIndependentFutures: hasIndependentFutures, ensemble: ensemble, beliefs: beliefs)
  }
}

extension Outcome {
  /// An outcome without a meaning.
  static func synthetic(
    _ name: String, _ direction: Direction = .maximize, isCensored: Bool = false
  ) -> Outcome {
    Outcome(
      name: name, meaning: name, unit: .dimensionless, direction: direction, isCensored: isCensored)
  }
}
