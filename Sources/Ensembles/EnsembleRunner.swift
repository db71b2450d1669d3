import Foundation
import ModelContract
import NumericCore
import Sampling

/// What a run returns.
public struct EnsembleResult<Summary: BlockAccumulator>: Sendable {
  /// The merged summary.
  public let summary: Summary
  /// Futures that failed.
  public let failures: FailureLog
  /// Futures of the design that were run, under every policy in every scenario.
  public let futures: Int
  /// Where the time went.
  public let times: RunTimes
  /// Threads that were used.
  public let threads: Int
}

/// Runs experiments: policies by scenarios by futures, in blocks, on all processors.
///
/// A block of ``Experiment/blockSize`` futures is claimed by whichever worker is free, drawn, run under every
/// policy in every scenario, summarised on the worker, and merged into the result in block order. Every number
/// of a run is therefore the same for any number of threads.
///
/// Memory: each worker holds one block (draws 0.6 MB, outcomes 37 KB a policy and scenario for the growth
/// model), and at most twice as many finished summaries as workers wait for their turn. It does not grow with
/// the number of futures.
public enum EnsembleRunner {
  /// Finished blocks a worker may be ahead of the merged ones, per worker: one it computes and one that waits,
  /// so that a slow block stalls nobody unless it takes twice as long as the others.
  static let windowPerWorker = 2

  /// Runs an experiment.
  ///
  /// BLAS is set to one thread in the whole process, because its own threads would fight the workers and change
  /// the last bits of products.
  ///
  /// - Parameters:
  ///   - experiment: what to run.
  ///   - threads: workers; by default one for each processor the process may use. More than there are
  ///     processors gains nothing, and Dispatch does not run more at once.
  ///   - sink: where blocks go beside the summary.
  ///   - progress: called after every merged block, never twice at once, from any thread.
  ///   - isCancelled: asked before every block; the run stops when it says so.
  ///   - accumulator: makes an empty summary.
  /// - Throws: ``EnsembleError`` when the experiment is invalid or cancelled, `ModelError` from the model, and
  ///   whatever the sink throws.
  public static func run<Summary: BlockAccumulator, Sink: BlockSink>(
    _ experiment: Experiment,
    threads: Int = ProcessInfo.processInfo.activeProcessorCount,
    sink: Sink = NoSink(),
    progress: (@Sendable (RunProgress) -> Void)? = nil,
    isCancelled: @Sendable () -> Bool = { false },
    accumulator: @Sendable () -> Summary
  ) throws -> EnsembleResult<Summary> {
    precondition(threads > 0, "a run on \(threads) threads")
    singleThreadedBLAS()
    let clock = ContinuousClock()
    let started = clock.now
    let plan = try CompiledExperiment(experiment)
    let prepared = clock.now
    let workers = min(threads, plan.blockCount)
    let collector = Collector<Summary, Sink>(
      plan: plan, window: windowPerWorker * workers, sink: sink, started: started,
      progress: progress)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      collector.work(isCancelled: isCancelled, accumulator: accumulator)
    }
    try collector.sequencer.rethrow()
    var times = collector.times
    times.preparation = started.duration(to: prepared).inSeconds
    times.wall = started.duration(to: clock.now).inSeconds
    let busy = times.draws + times.model + times.summaries + times.merging
    times.waiting = max((times.wall - times.preparation) * Double(workers) - busy, 0)
    return EnsembleResult(
      summary: collector.summary!, failures: collector.failures!,
      futures: experiment.design.futures, times: times, threads: workers)
  }
}

/// The state the workers of one run share.
///
/// `summary` and `failures` are touched only by the worker that consumes, `times` only under its lock.
private final class Collector<Summary: BlockAccumulator, Sink: BlockSink>: @unchecked Sendable {
  typealias Finished = (summary: Summary, failures: FailureLog, record: Sink.Record)

  let sequencer: BlockSequencer<Finished>
  private(set) var summary: Summary?
  private(set) var failures: FailureLog?
  private(set) var times = RunTimes()

  private let plan: CompiledExperiment
  private let sink: Sink
  private let started: ContinuousClock.Instant
  private let progress: (@Sendable (RunProgress) -> Void)?
  private let timesLock = NSLock()

  init(
    plan: CompiledExperiment, window: Int, sink: Sink, started: ContinuousClock.Instant,
    progress: (@Sendable (RunProgress) -> Void)?
  ) {
    self.plan = plan
    self.sink = sink
    self.started = started
    self.progress = progress
    sequencer = BlockSequencer(blockCount: plan.blockCount, window: window)
  }

  /// One worker, from its first block to its last.
  func work(isCancelled: @Sendable () -> Bool, accumulator: @Sendable () -> Summary) {
    let clock = ContinuousClock()
    var times = RunTimes()
    // The memory is made on the worker's own thread, so that it lies near its processor.
    let worker = BlockWorker(plan)
    while let index = sequencer.claim() {
      if isCancelled() {
        sequencer.fail(
          EnsembleError.cancelled(
            blocksDone: sequencer.consumedCount, blockCount: sequencer.blockCount))
        break
      }
      let block = worker.evaluate(block: index)
      let computed = clock.now
      do {
        let finished = try summarise(block, accumulator: accumulator)
        let summarised = clock.now
        sequencer.deliver(index, finished, consume: consume)
        times.summaries += computed.duration(to: summarised).inSeconds
        times.merging += summarised.duration(to: clock.now).inSeconds
      } catch {
        sequencer.fail(error)
        break
      }
    }
    times.draws = worker.drawSeconds
    times.model = worker.modelSeconds
    timesLock.withLock { self.times.add(times) }
  }

  private func summarise(
    _ block: BlockResults, accumulator: @Sendable () -> Summary
  ) throws -> Finished {
    var summary = accumulator()
    summary.absorb(block)
    var failures = FailureLog(
      model: plan.experiment.model, policyCount: plan.experiment.policies.count,
      scenarioCount: plan.experiment.scenarios.count)
    failures.absorb(block)
    return (summary, failures, try sink.prepare(block))
  }

  private func consume(_ index: Int, _ finished: Finished) throws {
    if index == 0 {
      summary = finished.summary
      failures = finished.failures
    } else {
      summary!.merge(finished.summary)
      failures!.merge(finished.failures)
    }
    try sink.receive(finished.record)
    guard let progress else { return }
    let runsPerFuture = plan.experiment.policies.count * plan.experiment.scenarios.count
    progress(
      RunProgress(
        blocksDone: index + 1, blockCount: plan.blockCount,
        runsDone: plan.futures(ofBlock: index).upperBound * runsPerFuture,
        runCount: plan.experiment.design.futures * runsPerFuture,
        elapsed: started.duration(to: ContinuousClock().now).inSeconds))
  }
}
