import Foundation

/// The part of every other rank in a shared run: the calling thread asks for stretches and sends what they gave, others
/// compute.
///
/// So many stretches are held that no worker waits for the next one. A stretch is merged by whoever computes its last block,
/// block by block from its first one, as rank 0 would.
final class HelpingRun<Plan: BlockPlan, Sink: PortableSink<Plan.Block>>: @unchecked Sendable {
  /// Blocks on their way.
  private final class Stretch {
    let blocks: Range<Int>
    var begun = 0
    var finished: [(summary: Plan.Summary, record: Sink.Record)?]
    var missing: Int

    init(_ blocks: Range<Int>) {
      self.blocks = blocks
      finished = blocks.map { _ in nil }
      missing = blocks.count
    }
  }

  private(set) var times = RunTimes()
  private let group: PeerGroup
  private let exchange: Int
  private let plan: Plan
  private let sink: Sink

  // All below belongs to the condition.
  private let condition = NSCondition()
  private var queue: [Stretch] = []
  private var outbox: [[UInt8]] = []
  private var failure: PeerFailure?
  private var isOver = false

  init(_ group: PeerGroup, exchange: Int, plan: Plan, sink: Sink) {
    self.group = group
    self.exchange = exchange
    self.plan = plan
    self.sink = sink
  }

  /// Computes until rank 0 says that all is done.
  ///
  /// - Returns: the tree of rank 0.
  /// - Throws: why rank 0 stopped the run.
  func compute(threads: Int, facts: [String], isCancelled: @Sendable () -> Bool) throws
    -> MergeTree<Plan.Summary>
  {
    let workers = WorkerThreads(threads) { [self] in work() }
    defer {
      end()
      workers.wait()
    }
    // One stretch more than all workers need, which lies ready when the first is done.
    let stretches = (threads + BlockStretch.blocks - 1) / BlockStretch.blocks + 1
    try group.send(.wants(stretches, facts: facts), to: 0, in: exchange)
    var hasReported = false
    var pause = PeerPause()
    while true {
      if let content = try group.next(in: exchange)?.content {
        pause.restart()
        switch content {
        case .stretch(let blocks): add(Stretch(blocks))
        case .finished(var archive):
          return try MergeTree(reading: &archive, empty: plan.makeSummary())
        case .stopped(let failure): throw failure.error
        default: break
        }
        continue
      }
      if let bytes = finishedStretch {
        pause.restart()
        try group.send(bytes, to: 0)
        continue
      }
      if !hasReported, let failure = failure(isCancelled) {
        hasReported = true
        try group.send(.failed(failure), to: 0, in: exchange)
      }
      pause.rest()
    }
  }

  /// One worker, from its first block to its last; it makes no memory before there is a block for it.
  private func work() {
    var worker: Plan.Worker?
    while let (stretch, position) = claim() {
      let own = worker ?? plan.makeWorker()
      worker = own
      do {
        var summary = plan.makeSummary()
        let block = try plan.evaluate(
          stretch.blocks.lowerBound + position, on: own, into: &summary)
        let record = try own.time(\.summaries) { try sink.prepare(block) }
        if keep(summary, record, of: stretch, at: position) {
          let bytes = try own.time(\.merging) { try message(of: stretch) }
          condition.withLock { outbox.append(bytes) }
        }
      } catch {
        condition.withLock { failure = failure ?? PeerFailure(error) }
        break
      }
    }
    if let worker { condition.withLock { times.add(worker.times) } }
  }

  /// The next block; waits for one, and is nil at the end.
  private func claim() -> (Stretch, Int)? {
    condition.withLock {
      while !isOver, failure == nil, queue.isEmpty { condition.wait() }
      guard !isOver, failure == nil, let stretch = queue.first else { return nil }
      let position = stretch.begun
      stretch.begun += 1
      if stretch.begun == stretch.blocks.count { queue.removeFirst() }
      return (stretch, position)
    }
  }

  /// Keeps a block.
  ///
  /// - Returns: whether it was the last one of its stretch.
  private func keep(
    _ summary: Plan.Summary, _ record: Sink.Record, of stretch: Stretch, at position: Int
  ) -> Bool {
    condition.withLock {
      stretch.finished[position] = (summary, record)
      stretch.missing -= 1
      return stretch.missing == 0
    }
  }

  /// A whole stretch as it is sent.
  private func message(of stretch: Stretch) throws -> [UInt8] {
    let finished = stretch.finished.compactMap { $0 }
    var summary = finished[0].summary
    for block in finished.dropFirst() { summary.merge(block.summary) }
    var archive = try PeerMessage.computed(stretch.blocks, in: exchange)
    try archive.code(&summary)
    for block in finished {
      var record = block.record
      try sink.archive(&record, &archive)
    }
    return archive.bytes
  }

  private func add(_ stretch: Stretch) {
    condition.withLock {
      queue.append(stretch)
      condition.broadcast()
    }
  }

  private var finishedStretch: [UInt8]? {
    condition.withLock { outbox.isEmpty ? nil : outbox.removeFirst() }
  }

  /// Why this process cannot go on, if it cannot.
  private func failure(_ isCancelled: () -> Bool) -> PeerFailure? {
    condition.withLock {
      if failure == nil, isCancelled() {
        failure = PeerFailure(
          EnsembleError.cancelled(blocksDone: 0, blockCount: plan.blockCount))
        condition.broadcast()
      }
      return failure
    }
  }

  private func end() {
    condition.withLock {
      isOver = true
      condition.broadcast()
    }
  }
}
