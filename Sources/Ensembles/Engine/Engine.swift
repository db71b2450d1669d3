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
  /// What the run left, for further blocks of the same plan.
  let merged: MergedBlocks<Summary>
}

/// Blocks that are merged, and the place of the run log where they are kept.
struct MergedBlocks<Summary: BlockSummary>: Sendable {
  var tree: MergeTree<Summary>
  var stage: LogStage<Summary>?
}

/// The one loop over blocks.
///
/// A block of a ``BlockPlan`` is claimed by whichever worker is free, evaluated and summarised there, and merged
/// into the result in block order, along a ``MergeTree``. Every number of a run is therefore the same for any number of
/// threads, and whether blocks are computed now or were found in a ``RunLog``.
///
/// Memory: that of one worker for each thread, and at most twice as many finished summaries as workers wait for
/// their turn. It does not grow with the number of blocks unless the summary does.
public enum Engine {
  /// Finished blocks a worker may be ahead of the merged ones, per worker: one it computes and one that waits,
  /// so that a slow block stalls nobody unless it takes twice as long as the others.
  static let windowPerWorker = 2

  /// Runs a plan, or some of its blocks.
  ///
  /// A run in parts gives the same bytes as one in a single go: blocks have the same bounds and are merged along the same
  /// tree. Blocks that the context's log holds are not computed again. BLAS is set to one thread in the whole process,
  /// because its own threads would fight the workers and change the last bits of products.
  ///
  /// - Parameters:
  ///   - plan: what a block computes.
  ///   - blocks: consecutive blocks; all when nil.
  ///   - earlier: what a run of the blocks before them left; nil when there was none.
  ///   - stage: what progress is reported as.
  ///   - context: threads, the log, whom to tell after every merged block and whom to ask before every block.
  ///   - sink: where blocks go beside the summary.
  /// - Throws: ``EnsembleError/cancelled(blocksDone:blockCount:)``, ``RunLogError``, ``ShareFinished`` where the context has
  ///   a share of the work, and whatever plan and sink throw.
  public static func run<Plan: BlockPlan, Sink: BlockSink>(
    _ plan: Plan, blocks: Range<Int>? = nil, onto earlier: EngineResult<Plan.Summary>? = nil,
    stage: String = "", context: RunContext, sink: Sink
  ) throws -> EngineResult<Plan.Summary> where Sink.Block == Plan.Block {
    let all = blocks ?? 0..<plan.blockCount
    precondition(
      all.lowerBound >= 0 && all.upperBound <= plan.blockCount,
      "blocks \(all) of \(plan.blockCount)")
    guard earlier == nil, let own = context.share?.blocks(of: all), try sink.mark() != nil else {
      return try computed(
        plan, blocks: all, onto: earlier, stage: stage, context: context, sink: sink)
    }
    let part = try computed(
      plan, blocks: own, onto: nil, stage: stage,
      context: context.telling { $0.within(own, of: plan) }, sink: sink)
    throw ShareFinished(
      stage: .init(
        stage: part.merged.stage?.number ?? 0, first: own.lowerBound, end: own.upperBound,
        blocks: all.upperBound))
  }

  /// Runs blocks here, or together with other processes.
  private static func computed<Plan: BlockPlan, Sink: BlockSink>(
    _ plan: Plan, blocks: Range<Int>, onto earlier: EngineResult<Plan.Summary>?, stage: String,
    context: RunContext, sink: Sink
  ) throws -> EngineResult<Plan.Summary> where Sink.Block == Plan.Block {
    singleThreadedBLAS()
    if let shared = try shared(
      plan, blocks: blocks, onto: earlier, stage: stage, context: context, sink: sink)
    {
      return shared
    }
    return try begun(
      plan, blocks: blocks, onto: earlier, stage: stage, context: context, sink: sink
    ) { run, workers in
      PeerGroup.apart(context) {
        DispatchQueue.concurrentPerform(iterations: workers) { _ in run.work() }
      }
    }
  }

  /// Runs blocks of a plan that no log holds.
  ///
  /// - Parameter compute: has all blocks of a run computed by a number of workers.
  static func begun<Plan: BlockPlan, Sink: BlockSink>(
    _ plan: Plan, blocks: Range<Int>, onto earlier: EngineResult<Plan.Summary>?, stage: String,
    context: RunContext, sink: Sink, _ compute: (Run<Plan, Sink>, _ workers: Int) throws -> Void
  ) throws -> EngineResult<Plan.Summary> where Sink.Block == Plan.Block {
    let started = ContinuousClock().now
    var merged = earlier?.merged ?? MergedBlocks(tree: MergeTree(from: blocks.lowerBound))
    precondition(merged.tree.next == blocks.lowerBound, "\(blocks) after \(merged.tree.next)")
    if earlier == nil, let log = context.log, try sink.mark() != nil {
      merged.stage = log.stage(plan)
    }
    let work = try MissingBlocks(&merged, before: blocks.upperBound, sink: sink)
    let workers = min(context.threads, work.count)
    let run = Run(
      plan: plan, work: work, merged: merged, workers: workers, sink: sink, started: started,
      isCancelled: context.isCancelled, progress: context.reporting(stage))
    try compute(run, workers)
    merged = try run.finish()
    var times = run.times
    times.wall = started.duration(to: ContinuousClock().now).inSeconds
    let busy = times.draws + times.model + times.summaries + times.merging
    times.waiting = max(times.wall * Double(workers) - busy, 0)
    return EngineResult(
      summary: merged.tree.total ?? plan.makeSummary(), times: times, threads: workers,
      merged: merged)
  }

  /// Runs a plan whose blocks go nowhere beside the summary.
  public static func run<Plan: BlockPlan>(
    _ plan: Plan, blocks: Range<Int>? = nil, onto earlier: EngineResult<Plan.Summary>? = nil,
    stage: String = "", context: RunContext
  ) throws -> EngineResult<Plan.Summary> {
    try run(
      plan, blocks: blocks, onto: earlier, stage: stage, context: context,
      sink: NoSink<Plan.Block>())
  }
}

/// The state the workers of one run share.
///
/// `merged` and `found` are touched only by the worker that merges, `times` only under its lock.
final class Run<Plan: BlockPlan, Sink: BlockSink>: @unchecked Sendable
where Sink.Block == Plan.Block {
  let sequencer: BlockSequencer<FinishedBlocks<Plan.Summary, Sink.Record>>
  private(set) var times = RunTimes()

  let plan: Plan
  let missing: MissingBlocks<Plan.Summary>
  private var found: FoundBlocks<Plan.Summary>
  private var merged: MergedBlocks<Plan.Summary>
  let sink: Sink
  private let started: ContinuousClock.Instant
  private let runsBefore: Int
  private let isCancelled: @Sendable () -> Bool
  private let progress: (@Sendable (RunProgress) -> Void)?
  private let timesLock = NSLock()
  /// Whether a block was merged that the sink did not take whole.
  private var isBroken = false

  init(
    plan: Plan, work: MissingBlocks<Plan.Summary>, merged: MergedBlocks<Plan.Summary>, workers: Int,
    sink: Sink, started: ContinuousClock.Instant, isCancelled: @escaping @Sendable () -> Bool,
    progress: (@Sendable (RunProgress) -> Void)?
  ) {
    self.plan = plan
    self.missing = work
    self.found = work.found
    self.merged = merged
    self.sink = sink
    self.started = started
    self.isCancelled = isCancelled
    self.progress = progress
    runsBefore = plan.runs(before: merged.tree.next)
    sequencer = BlockSequencer(
      blockCount: work.count, window: Engine.windowPerWorker * max(workers, 1),
      pieceEnd: work.pieceEnd)
  }

  /// One worker, from its first block to its last.
  func work() {
    // The memory is made on the worker's own thread, so that it lies near its processor.
    let worker = plan.makeWorker()
    while let index = sequencer.claim() {
      if stopsIfAsked() { break }
      do {
        var summary = plan.makeSummary()
        let block = try plan.evaluate(missing.block(index), on: worker, into: &summary)
        let record = try worker.time(\.summaries) { try sink.prepare(block) }
        worker.time(\.merging) {
          deliver(index, FinishedBlocks(summary: summary, stretch: nil, records: [record]))
        }
      } catch {
        sequencer.fail(error)
        break
      }
    }
    timesLock.withLock { times.add(worker.times) }
  }

  /// Ends the run where somebody asks to stop.
  func stopsIfAsked() -> Bool {
    guard isCancelled() else { return false }
    stop()
    return true
  }

  /// Ends the run because somebody asked to stop, here or elsewhere.
  func stop() {
    sequencer.fail(
      EnsembleError.cancelled(
        blocksDone: missing.block(sequencer.consumedCount), blockCount: plan.blockCount))
  }

  /// Takes what was computed of the missing blocks from a position on.
  func deliver(_ index: Int, _ finished: FinishedBlocks<Plan.Summary, Sink.Record>) {
    sequencer.deliver(index, count: finished.records.count, finished, consume: consume)
  }

  private func consume(
    _ index: Int, _ finished: FinishedBlocks<Plan.Summary, Sink.Record>
  ) throws {
    isBroken = true
    found.add(to: &merged.tree, before: missing.block(index))
    let isWhole = finished.add(to: &merged.tree)
    for record in finished.records { try sink.receive(record) }
    isBroken = false
    if isWhole { try keep(isEnd: false) }
    let done = merged.tree.next
    progress?(
      RunProgress(
        blocksDone: done, blockCount: plan.blockCount, runsDone: plan.runs(before: done),
        runCount: plan.runs(before: plan.blockCount), runsBefore: runsBefore,
        elapsed: started.duration(to: ContinuousClock().now).inSeconds))
  }

  /// What was merged; kept in the log whether all went well or somebody asked to stop.
  func finish() throws -> MergedBlocks<Plan.Summary> {
    do {
      try sequencer.rethrow()
    } catch {
      if !isBroken { try? keep(isEnd: true) }
      throw error
    }
    found.add(to: &merged.tree)
    try keep(isEnd: true)
    return merged
  }

  private func keep(isEnd: Bool) throws {
    try merged.stage?.keep(merged.tree, isEnd: isEnd) { try sink.mark() ?? [] }
  }
}

extension Duration {
  /// The duration as a number of seconds.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
