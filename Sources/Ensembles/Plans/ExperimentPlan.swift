import ModelContract
import Sampling

/// An experiment as blocks of futures: every policy in every scenario on each, and the log of failed runs.
public struct ExperimentPlan<Accumulator: BlockAccumulator>: BlockPlan {
  private let compiled: CompiledExperiment
  private let accumulator: @Sendable () -> Accumulator

  /// Checks and compiles an experiment.
  ///
  /// - Parameter accumulator: makes an empty accumulator.
  /// - Throws: ``EnsembleError`` when the experiment is invalid, `ModelError` from the model.
  public init(
    _ experiment: Experiment, accumulator: @escaping @Sendable () -> Accumulator
  ) throws {
    compiled = try CompiledExperiment(experiment)
    self.accumulator = accumulator
  }

  /// Blocks of ``Experiment/blockSize`` futures.
  public var blockCount: Int { compiled.blockCount }

  /// Futures times policies times scenarios.
  public func runs(before block: Int) -> Int { compiled.runs(before: block) }

  /// An empty accumulator beside an empty log.
  public func makeSummary() -> ExperimentSummary<Accumulator> {
    let experiment = compiled.experiment
    return ExperimentSummary(
      accumulated: accumulator(),
      failures: FailureLog(
        model: experiment.model, policyCount: experiment.policies.count,
        scenarioCount: experiment.scenarios.count))
  }

  /// Memory of one block: draws 0.6 MB, outcomes 37 KB a policy and scenario for the growth model.
  public func makeWorker() -> ExperimentWorker { ExperimentWorker(compiled) }

  /// Draws and runs a block and takes it in.
  public func evaluate(
    _ block: Int, on worker: ExperimentWorker, into summary: inout ExperimentSummary<Accumulator>
  ) -> BlockResults {
    let results = worker.evaluate(block: block)
    worker.time(\.summaries) {
      summary.accumulated.absorb(results)
      summary.failures.absorb(results)
    }
    return results
  }
}

/// What is kept of an experiment.
public struct ExperimentSummary<Accumulator: BlockAccumulator>: BlockSummary {
  /// What was asked for.
  public internal(set) var accumulated: Accumulator
  /// Futures that failed.
  public internal(set) var failures: FailureLog

  /// That of the accumulator beside the log.
  public static var format: String { "experiment 1, \(Accumulator.format)" }

  /// Accumulator and log.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.code(&accumulated)
    try archive.code(&failures)
  }

  /// Takes in the summary of later blocks.
  public mutating func merge(_ later: ExperimentSummary) {
    accumulated.merge(later.accumulated)
    failures.merge(later.failures)
  }
}

/// One thread's memory for an experiment and the code that fills and runs a block in it.
///
/// Draws are filled once a block; a scenario that overrides factors copies the columns of the first scenario
/// and fills again only those it overrides; all policies of all scenarios then run while the draws are in
/// cache. Nothing is allocated here after the first block but what the results list by future.
public final class ExperimentWorker: BlockWorker {
  private let compiled: CompiledExperiment
  /// Luck of all scenarios and factors of the first.
  private let first: BlockDraws
  /// Factors of scenarios that have columns of their own; nil for the others and the first.
  private let others: [BlockMemory?]
  private let outcomes: [BlockOutcomes]
  private let workspaces: [AnyObject]

  init(_ compiled: CompiledExperiment) {
    self.compiled = compiled
    let experiment = compiled.experiment
    let model = experiment.model
    first = BlockDraws(compiled)
    others = experiment.scenarios.indices.map { scenario in
      scenario > 0 && compiled.drawsOwner[scenario] == scenario
        ? BlockMemory(count: model.factors.count * BlockDraws.lanes) : nil
    }
    outcomes = experiment.scenarios.map { _ in
      BlockOutcomes(
        policyCount: experiment.policies.count, outcomeCount: model.outcomes.count,
        lanes: BlockDraws.lanes, yearCount: compiled.yearCount)
    }
    workspaces = compiled.models.map { $0.makeWorkspace(lanes: BlockDraws.lanes) }
  }

  /// Runs every policy in every scenario on the futures of one block.
  ///
  /// The result views the worker's memory: it is valid until the next call.
  func evaluate(block index: Int) -> BlockResults {
    let futures = compiled.futures(ofBlock: index)
    let draws = time(\.draws) { fillDraws(futures) }
    time(\.model) { runModels(on: draws) }
    return time(\.summaries) {
      let experiment = compiled.experiment
      let outcomes = outcomes.map(\.block)
      return BlockResults(
        index: index, futures: futures, draws: draws, outcomes: outcomes,
        failed: FailedRuns(
          outcomes, count: futures.count, outcomes: experiment.model.outcomes),
        groups: futures.map { experiment.design.errorGroup(of: $0) },
        ensembleRows: experiment.scenarios[0].draws.ensembleRows(futures: futures))
    }
  }

  /// Runs every policy in every scenario on draws that were filled here.
  func runModels(on draws: [DrawBlock]) {
    for (scenario, model) in compiled.models.enumerated() {
      model.run(draws[scenario], using: workspaces[scenario], into: outcomes[scenario].block)
    }
  }

  /// Fills factors and luck of the futures, padded to the block's lanes.
  func fillDraws(_ futures: Range<Int>) -> [DrawBlock] {
    let scenarios = compiled.experiment.scenarios
    first.fill(scenarios[0].draws, futures: futures)
    for (scenario, memory) in others.enumerated() {
      guard let memory else { continue }
      memory.base.update(from: first.factors.base, count: memory.count)
      // A source writes the columns it is asked for one after the other; here each has its own place.
      for column in compiled.overriddenColumns[scenario] {
        scenarios[scenario].draws.fill(
          columns: [column], futures: futures, lanes: BlockDraws.lanes,
          into: memory.base + column * BlockDraws.lanes)
      }
    }
    return scenarios.indices.map { scenario in
      first.block(futures, factors: others[compiled.drawsOwner[scenario]])
    }
  }
}
