import Foundation
import NumericCore

/// What a run of a plan returns.
public struct EngineResult<Summary: BlockSummary>: Sendable {
  /// The merged summary.
  public let summary: Summary
  /// Where the time went.
  public let times: RunTimes
  /// Threads that were used.
  public let threads: Int
}

/// The one loop over blocks.
///
/// A block of a ``BlockPlan`` is claimed by whichever worker is free, evaluated and summarised there, and merged
/// into the result in block order. Every number of a run is therefore the same for any number of threads.
///
/// Memory: that of one worker for each thread, and at most twice as many finished summaries as workers wait for
/// their turn. It does not grow with the number of blocks unless the summary does.
public enum Engine {
  /// Finished blocks a worker may be ahead of the merged ones, per worker: one it computes and one that waits,
  /// so that a slow block stalls nobody unless it takes twice as long as the others.
  static let windowPerWorker = 2

  /// Runs a plan, or some of its blocks.
  ///
  /// A run in parts gives the same bytes as one in a single go: blocks have the same bounds and are merged in
  /// the same order, each onto what came before. BLAS is set to one thread in the whole process, because its
  /// own threads would fight the workers and change the last bits of products.
  ///
  /// - Parameters:
  ///   - plan: what a block computes.
  ///   - blocks: consecutive blocks; all when nil.
  ///   - earlier: what the blocks before them left; nil when there are none.
  ///   - stage: what progress is reported as.
  ///   - context: threads, whom to tell after every merged block and whom to ask before every block.
  ///   - sink: where blocks go beside the summary.
  /// - Throws: ``EnsembleError/cancelled(blocksDone:blockCount:)``, and whatever plan and sink throw.
  public static func run<Plan: BlockPlan, Sink: BlockSink>(
    _ plan: Plan, blocks: Range<Int>? = nil, onto earlier: Plan.Summary? = nil, stage: String = "",
    context: RunContext, sink: Sink
  ) throws -> EngineResult<Plan.Summary> where Sink.Block == Plan.Block {
    let blocks = blocks ?? 0..<plan.blockCount
    precondition(
      blocks.lowerBound >= 0 && blocks.upperBound <= plan.blockCount,
      "blocks \(blocks) of \(plan.blockCount)")
    singleThreadedBLAS()
    let started = ContinuousClock().now
    let workers = min(context.threads, blocks.count)
    let run = Run(
      plan: plan, blocks: blocks, total: earlier, workers: workers, sink: sink, started: started,
      isCancelled: context.isCancelled, progress: context.reporting(stage))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in run.work() }
    try run.sequencer.rethrow()
    var times = run.times
    times.wall = started.duration(to: ContinuousClock().now).inSeconds
    let busy = times.draws + times.model + times.summaries + times.merging
    times.waiting = max(times.wall * Double(workers) - busy, 0)
    return EngineResult(
      summary: run.total ?? plan.makeSummary(), times: times, threads: workers)
  }

  /// Runs a plan whose blocks go nowhere beside the summary.
  public static func run<Plan: BlockPlan>(
    _ plan: Plan, blocks: Range<Int>? = nil, onto earlier: Plan.Summary? = nil, stage: String = "",
    context: RunContext
  ) throws -> EngineResult<Plan.Summary> {
    try run(
      plan, blocks: blocks, onto: earlier, stage: stage, context: context,
      sink: NoSink<Plan.Block>())
  }
}

/// The state the workers of one run share.
///
/// `total` is touched only by the worker that merges, `times` only under its lock.
private final class Run<Plan: BlockPlan, Sink: BlockSink>: @unchecked Sendable
where Sink.Block == Plan.Block {
  let sequencer: BlockSequencer<(summary: Plan.Summary, record: Sink.Record)>
  private(set) var total: Plan.Summary?
  private(set) var times = RunTimes()

  private let plan: Plan
  private let blocks: Range<Int>
  private let sink: Sink
  private let started: ContinuousClock.Instant
  private let isCancelled: @Sendable () -> Bool
  private let progress: (@Sendable (RunProgress) -> Void)?
  private let timesLock = NSLock()

  init(
    plan: Plan, blocks: Range<Int>, total: Plan.Summary?, workers: Int, sink: Sink,
    started: ContinuousClock.Instant, isCancelled: @escaping @Sendable () -> Bool,
    progress: (@Sendable (RunProgress) -> Void)?
  ) {
    self.plan = plan
    self.blocks = blocks
    self.total = total
    self.sink = sink
    self.started = started
    self.isCancelled = isCancelled
    self.progress = progress
    sequencer = BlockSequencer(
      blockCount: blocks.count, window: Engine.windowPerWorker * max(workers, 1))
  }

  /// One worker, from its first block to its last.
  func work() {
    // The memory is made on the worker's own thread, so that it lies near its processor.
    let worker = plan.makeWorker()
    while let index = sequencer.claim() {
      if isCancelled() {
        sequencer.fail(
          EnsembleError.cancelled(
            blocksDone: blocks.lowerBound + sequencer.consumedCount, blockCount: plan.blockCount))
        break
      }
      do {
        var summary = plan.makeSummary()
        let block = try plan.evaluate(blocks.lowerBound + index, on: worker, into: &summary)
        let record = try worker.time(\.summaries) { try sink.prepare(block) }
        worker.time(\.merging) { sequencer.deliver(index, (summary, record), consume: consume) }
      } catch {
        sequencer.fail(error)
        break
      }
    }
    timesLock.withLock { times.add(worker.times) }
  }

  private func consume(
    _ index: Int, _ finished: (summary: Plan.Summary, record: Sink.Record)
  ) throws {
    if total == nil { total = finished.summary } else { total!.merge(finished.summary) }
    try sink.receive(finished.record)
    let done = blocks.lowerBound + index + 1
    progress?(
      RunProgress(
        blocksDone: done, blockCount: plan.blockCount, runsDone: plan.runs(before: done),
        runCount: plan.runs(before: plan.blockCount),
        elapsed: started.duration(to: ContinuousClock().now).inSeconds))
  }
}

extension Duration {
  /// The duration as a number of seconds.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
