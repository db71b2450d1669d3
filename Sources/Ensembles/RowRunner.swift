import Foundation
import ModelContract
import NumericCore
import Sampling
import StudyContract

/// The runs of a ``RowDesign``: an experiment of one scenario and the rows made from its draws.
public struct RowExperiment<Rows: RowDesign>: Sendable {
  /// Model, policies, world and draws.
  public let experiment: Experiment
  /// The rows.
  public let rows: Rows
  /// The second draws; nil for a design that needs none.
  public let second: DrawSource?
  /// Offset of the Sobol' dimensions of the second draws.
  public let dimensionOffset: Int
  /// What is computed of every run.
  public let targets: [QueryEvaluator]

  /// Describes the runs.
  ///
  /// - Precondition: one scenario; second draws where the design uses them; every point's future exists.
  public init(
    experiment: Experiment, rows: Rows, second: DrawSource? = nil,
    dimensionOffset: Int = PickFreezeSide.dimensionOffset, targets: [QueryEvaluator]
  ) {
    precondition(experiment.scenarios.count == 1, "\(experiment.scenarios.count) scenarios")
    precondition(!rows.usesSecondSide || second != nil, "the design needs second draws")
    precondition(
      rows.pointCount > 0
        && rows.future(ofPoint: rows.pointCount - 1) < experiment.design.futures,
      "\(rows.pointCount) points of \(experiment.design.futures) futures")
    precondition(
      experiment.recordsYears || !targets.contains(where: \.needsYears), "years are not recorded")
    self.experiment = experiment
    self.rows = rows
    self.second = second
    self.dimensionOffset = dimensionOffset
    self.targets = targets
  }

  /// Runs of the model.
  public var runCount: Int { rows.pointCount * rows.rowCount * experiment.policies.count }
}

/// Evaluates designs made of rows with a model's batch kernel on all processors.
///
/// A worker claims a block of ``Experiment/blockSize`` points, draws them once, and makes and runs row after
/// row. Results are put together in the order of the points, so that they do not depend on the number of
/// threads. Memory: 8 bytes a target, row and point. Cost: that of the model.
public enum RowRunner {
  /// Runs a design.
  ///
  /// - Parameters:
  ///   - threads: workers.
  ///   - progress: called after every finished block, never twice at once.
  ///   - isCancelled: asked before every block.
  /// - Throws: ``EnsembleError`` when the experiment is invalid or cancelled, `ModelError` from the model.
  public static func run<Rows: RowDesign>(
    _ runs: RowExperiment<Rows>,
    threads: Int = ProcessInfo.processInfo.activeProcessorCount,
    progress: (@Sendable (RunProgress) -> Void)? = nil,
    isCancelled: @Sendable () -> Bool = { false }
  ) throws -> RowOutcomes {
    precondition(threads > 0, "a run on \(threads) threads")
    singleThreadedBLAS()
    let plan = try CompiledExperiment(runs.experiment)
    let size = Experiment.blockSize
    let blockCount = (runs.rows.pointCount + size - 1) / size
    let workers = min(threads, blockCount)
    let sequencer = BlockSequencer<RowOutcomes>(blockCount: blockCount, window: 2 * workers)
    let total = Total()
    let started = ContinuousClock().now
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      let worker = RowWorker(runs, plan: plan)
      while let index = sequencer.claim() {
        if isCancelled() {
          sequencer.fail(
            EnsembleError.cancelled(
              blocksDone: sequencer.consumedCount, blockCount: sequencer.blockCount))
          break
        }
        let points = index * size..<min((index + 1) * size, runs.rows.pointCount)
        sequencer.deliver(index, worker.evaluate(points: points)) { index, values in
          if index == 0 { total.value = values } else { total.value!.append(values) }
          let done = min((index + 1) * size, runs.rows.pointCount)
          progress?(
            RunProgress(
              blocksDone: index + 1, blockCount: blockCount,
              runsDone: runs.runCount / runs.rows.pointCount * done, runCount: runs.runCount,
              elapsed: started.duration(to: ContinuousClock().now).inSeconds))
        }
      }
    }
    try sequencer.rethrow()
    return total.value!
  }

  /// What only the merging worker touches.
  private final class Total: @unchecked Sendable {
    var value: RowOutcomes?
  }
}
