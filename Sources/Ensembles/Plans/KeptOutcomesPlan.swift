import ModelContract

/// An experiment whose outcomes are known: every block is put together from columns that were kept, and no model runs.
///
/// A summary sees what it would have seen of a run: the same futures in the same blocks, with their error groups, ensemble
/// rows and failed runs, and so comes to the same bits in every outcome that was kept. Others read 0, and a block has no
/// draws.
public struct KeptOutcomesPlan<Accumulator: BlockAccumulator>: BlockPlan {
  private let experiment: Experiment
  private let mixes: [MixOutcomes]
  private let outcomeCount: Int
  private let accumulator: @Sendable () -> Accumulator

  /// Puts mixes beside each other.
  ///
  /// - Parameters:
  ///   - experiment: with one scenario and those policies that the mixes belong to.
  ///   - mixes: in the order of the policies, over the futures of the design.
  ///   - accumulator: makes an empty summary, of one that does not look at draws.
  public init(
    _ experiment: Experiment, mixes: [MixOutcomes],
    accumulator: @escaping @Sendable () -> Accumulator
  ) {
    precondition(
      experiment.scenarios.count == 1 && mixes.count == experiment.policies.count
        && mixes.allSatisfy { $0.futures == experiment.design.futures },
      "\(mixes.count) kept mixes of \(experiment.policies.count)")
    self.experiment = experiment
    self.mixes = mixes
    self.accumulator = accumulator
    outcomeCount = experiment.model.outcomes.count
  }

  /// Blocks of ``Experiment/blockSize`` futures.
  public var blockCount: Int { Experiment.blockCount(of: experiment.design.futures) }

  /// Futures times policies.
  public func runs(before block: Int) -> Int {
    Experiment.items(before: block, of: experiment.design.futures) * mixes.count
  }

  /// An empty summary.
  public func makeSummary() -> Accumulator { accumulator() }

  /// Memory of one block.
  public func makeWorker() -> KeptOutcomesWorker {
    KeptOutcomesWorker(count: mixes.count * outcomeCount * BlockDraws.lanes)
  }

  /// Copies a block together and takes it in.
  public func evaluate(
    _ block: Int, on worker: KeptOutcomesWorker, into summary: inout Accumulator
  ) -> BlockResults {
    let futures = Experiment.items(ofBlock: block, of: experiment.design.futures)
    let results = worker.time(\.summaries) { self.results(block, futures, worker) }
    worker.time(\.summaries) { summary.absorb(results) }
    return results
  }

  private func results(
    _ block: Int, _ futures: Range<Int>, _ worker: KeptOutcomesWorker
  ) -> BlockResults {
    let outcomes = OutcomeBlock(
      policyCount: mixes.count, outcomeCount: outcomeCount, lanes: BlockDraws.lanes,
      values: worker.memory.base)
    for (policy, mix) in mixes.enumerated() {
      for (outcome, column) in mix.columns.enumerated() where !column.isEmpty {
        let target = outcomes.column(policy: policy, outcome: outcome)
        column.withUnsafeBufferPointer {
          target.update(from: $0.baseAddress! + futures.lowerBound, count: futures.count)
        }
      }
    }
    return BlockResults(
      index: block, futures: futures, draws: [], outcomes: [outcomes],
      failed: FailedRuns(runs: [mixes.map { Self.failures(of: $0, in: futures) }]),
      groups: futures.map { experiment.design.errorGroup(of: $0) },
      ensembleRows: experiment.scenarios[0].draws.ensembleRows(futures: futures))
  }
}

extension KeptOutcomesPlan {
  /// Failed runs of a block, counted from its first future.
  fileprivate static func failures(
    of mix: MixOutcomes, in futures: Range<Int>
  ) -> [FailedRuns.Run] {
    if mix.failures.isEmpty { return [] }
    return mix.failures.filter { futures.contains($0.lane) }.map {
      FailedRuns.Run(lane: $0.lane - futures.lowerBound, outcome: $0.outcome)
    }
  }
}

/// The memory in which a block is put together.
public final class KeptOutcomesWorker: BlockWorker {
  let memory: BlockMemory

  init(count: Int) { memory = BlockMemory(count: count) }
}

extension EnsembleRunner {
  /// Summarises mixes whose outcomes were kept, as ``run(_:stage:context:sink:accumulator:)`` would summarise their runs.
  ///
  /// - Throws: ``EnsembleError/cancelled(blocksDone:blockCount:)``.
  public static func summary<Summary: BlockAccumulator>(
    of mixes: [MixOutcomes], in experiment: Experiment, context: RunContext,
    accumulator: @escaping @Sendable () -> Summary
  ) throws -> Summary {
    let plan = KeptOutcomesPlan(experiment, mixes: mixes, accumulator: accumulator)
    return try Engine.run(plan, context: context).summary
  }
}
