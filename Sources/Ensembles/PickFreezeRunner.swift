import Foundation
import ModelContract
import NumericCore
import Sampling
import StudyContract

/// The runs of a pick-freeze design: an experiment of one scenario with the draws of side B.
public struct PickFreezeExperiment: Sendable {
  /// Model, policies, world and side A. Its futures are the base points.
  public let experiment: Experiment
  /// Which inputs each run takes from which side.
  public let design: PickFreezeDesign
  /// The draws of side B, ``PickFreezeSide/draws(design:columns:copula:joint:jointKey:dimensionOffset:)``.
  public let draws: DrawSource
  /// What is computed of every run.
  public let targets: [QueryEvaluator]

  /// Describes the runs.
  ///
  /// - Precondition: one scenario, and base points that are the experiment's futures.
  public init(
    experiment: Experiment, design: PickFreezeDesign, draws: DrawSource, targets: [QueryEvaluator]
  ) {
    precondition(experiment.scenarios.count == 1, "\(experiment.scenarios.count) scenarios")
    precondition(
      design.base.specification == experiment.design.specification
        && draws.design.specification == experiment.design.specification, "other base points")
    precondition(
      experiment.recordsYears || !targets.contains(where: \.needsYears), "years are not recorded")
    self.experiment = experiment
    self.design = design
    self.draws = draws
    self.targets = targets
  }
}

/// Targets of all rows of consecutive base points.
public struct PickFreezeBlock {
  /// The base points.
  public let points: Range<Int>
  /// By target and row of the design a column with one number for each base point.
  public let targets: [[UnsafePointer<Double>]]
  /// Factor columns of side A, which are those of an ordinary run, `lanes` apart.
  public let factors: UnsafePointer<Double>
  /// Distance between factor columns.
  public let lanes: Int
}

/// Something that grows by blocks of a pick-freeze design, as a ``BlockAccumulator`` does by futures.
public protocol PickFreezeAccumulator: Sendable {
  /// Takes in one block. Called at most once on an accumulator.
  mutating func absorb(_ block: PickFreezeBlock)
  /// Takes in the accumulator of later base points.
  mutating func merge(_ later: Self)
}

/// Evaluates pick-freeze designs with a model's batch kernel on all processors.
///
/// A worker claims a block of ``Experiment/blockSize`` base points, draws both sides once, and for each row
/// exchanges the columns of the row's group and runs every policy. Luck is exchanged by pointer. Blocks are
/// merged in order, so that results do not depend on the number of threads.
///
/// Memory: each worker holds two blocks of draws and one number for each target, row and base point of a
/// block (4 MB for 13 targets and 160 rows). Cost: that of the model.
public enum PickFreezeRunner {
  /// Runs a design, or some blocks of it.
  ///
  /// A run in parts gives the same bytes as one in a single go: blocks have the same bounds and are merged in
  /// the same order, each onto what came before.
  ///
  /// - Parameters:
  ///   - blocks: consecutive blocks; all when nil.
  ///   - earlier: what the blocks before them left; nil at the first block.
  ///   - threads: workers.
  ///   - progress: called after every merged block, never twice at once.
  ///   - isCancelled: asked before every block.
  ///   - accumulator: makes an empty accumulator.
  /// - Throws: ``EnsembleError`` when the experiment is invalid or cancelled, `ModelError` from the model.
  public static func run<Summary: PickFreezeAccumulator>(
    _ runs: PickFreezeExperiment,
    blocks: Range<Int>? = nil,
    onto earlier: Summary? = nil,
    threads: Int = ProcessInfo.processInfo.activeProcessorCount,
    progress: (@Sendable (RunProgress) -> Void)? = nil,
    isCancelled: @Sendable () -> Bool = { false },
    accumulator: @Sendable () -> Summary
  ) throws -> Summary {
    precondition(threads > 0, "a run on \(threads) threads")
    singleThreadedBLAS()
    let plan = try CompiledExperiment(runs.experiment)
    let blocks = blocks ?? 0..<plan.blockCount
    precondition(
      blocks.lowerBound >= 0 && blocks.upperBound <= plan.blockCount && !blocks.isEmpty
        && (blocks.lowerBound == 0) == (earlier == nil),
      "blocks \(blocks) of \(plan.blockCount)")
    let workers = min(threads, blocks.count)
    let sequencer = BlockSequencer<Summary>(blockCount: blocks.count, window: 2 * workers)
    let total = Total<Summary>()
    total.value = earlier
    let started = ContinuousClock().now
    let runsPerPoint = runs.design.rowCount * runs.experiment.policies.count
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      let worker = PickFreezeWorker(runs, plan: plan)
      while let index = sequencer.claim() {
        if isCancelled() {
          sequencer.fail(
            EnsembleError.cancelled(
              blocksDone: blocks.lowerBound + sequencer.consumedCount,
              blockCount: plan.blockCount))
          break
        }
        var summary = accumulator()
        summary.absorb(worker.evaluate(block: blocks.lowerBound + index))
        sequencer.deliver(index, summary) { index, summary in
          if total.value == nil { total.value = summary } else { total.value!.merge(summary) }
          let done = blocks.lowerBound + index
          progress?(
            RunProgress(
              blocksDone: done + 1, blockCount: plan.blockCount,
              runsDone: plan.futures(ofBlock: done).upperBound * runsPerPoint,
              runCount: runs.experiment.design.futures * runsPerPoint,
              elapsed: started.duration(to: ContinuousClock().now).inSeconds))
        }
      }
    }
    try sequencer.rethrow()
    return total.value!
  }

  /// The targets of the first base points with all inputs from side A.
  ///
  /// They show the size of each target before any sum is taken; one block, some milliseconds.
  ///
  /// - Returns: by target one number for each base point of the first block.
  public static func pilot(_ runs: PickFreezeExperiment) throws -> [[Double]] {
    let plan = try CompiledExperiment(runs.experiment)
    return PickFreezeWorker(runs, plan: plan).pilot()
  }

  /// What only the merging worker touches.
  private final class Total<Summary>: @unchecked Sendable {
    var value: Summary?
  }
}
