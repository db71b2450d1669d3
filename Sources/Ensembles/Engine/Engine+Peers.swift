extension Engine {
  /// Runs blocks together with other processes.
  ///
  /// - Returns: nil where there are none, or the work is not shared: few blocks, or a sink that wants to see them here.
  /// - Throws: as ``run(_:blocks:onto:stage:context:sink:)``, and the ``PeerFailure`` of another process.
  static func shared<Plan: BlockPlan, Sink: BlockSink>(
    _ plan: Plan, blocks: Range<Int>, onto earlier: EngineResult<Plan.Summary>?, stage: String,
    context: RunContext, sink: Sink
  ) throws -> EngineResult<Plan.Summary>? where Sink.Block == Plan.Block {
    guard let group = context.peers, group.shares(blocks),
      let sink = sink as? any PortableSink<Plan.Block>
    else { return nil }
    let exchange = group.begin()
    let runs = plan.runs(before: plan.blockCount)
    let facts =
      group.facts + ["\(Plan.Summary.format), \(runs) runs, blocks \(blocks) of \(plan.blockCount)"]
    return group.leads
      ? try lead(
        group, exchange, facts, plan, blocks: blocks, onto: earlier, stage: stage, context: context,
        sink: sink)
      : try help(group, exchange, facts, plan, onto: earlier, context: context, sink: sink)
  }

  /// Computes with this process's threads, hands out stretches, merges all, and tells the others how it ended.
  private static func lead<Plan: BlockPlan, Sink: PortableSink<Plan.Block>>(
    _ group: PeerGroup, _ exchange: Int, _ facts: [String], _ plan: Plan, blocks: Range<Int>,
    onto earlier: EngineResult<Plan.Summary>?, stage: String, context: RunContext, sink: Sink
  ) throws -> EngineResult<Plan.Summary> {
    do {
      let result = try begun(
        plan, blocks: blocks, onto: earlier, stage: stage, context: context, sink: sink
      ) { run, workers in
        LeadingRun(group, exchange: exchange, facts: facts, run: run).compute(workers: workers)
      }
      try group.tell(result.merged.tree.message(in: exchange))
      return result
    } catch {
      // The first word about the error is the one that counts.
      try? group.tell(.stopped(PeerFailure(error)), in: exchange)
      throw error
    }
  }

  /// Computes the stretches that rank 0 hands out, until it says how the run ended.
  private static func help<Plan: BlockPlan, Sink: PortableSink<Plan.Block>>(
    _ group: PeerGroup, _ exchange: Int, _ facts: [String], _ plan: Plan,
    onto earlier: EngineResult<Plan.Summary>?, context: RunContext, sink: Sink
  ) throws -> EngineResult<Plan.Summary> {
    let started = ContinuousClock().now
    let run = HelpingRun(group, exchange: exchange, plan: plan, sink: sink)
    let tree = try run.compute(
      threads: context.threads, facts: facts, isCancelled: context.isCancelled)
    var times = run.times
    times.wall = started.duration(to: ContinuousClock().now).inSeconds
    return EngineResult(
      summary: tree.total ?? plan.makeSummary(), times: times, threads: context.threads,
      merged: MergedBlocks(tree: tree, stage: earlier?.merged.stage))
  }
}

extension MergeTree {
  /// The tree as rank 0 tells it to the others.
  func message(in exchange: Int) throws -> [UInt8] {
    var archive = PeerMessage.finished(in: exchange)
    var blocks = nodes.flatMap { [$0.blocks.lowerBound, $0.blocks.upperBound] }
    try archive.code(&blocks)
    for node in nodes {
      var summary = node.summary
      try archive.code(&summary)
    }
    return archive.bytes
  }

  /// Reads what ``message(in:)`` wrote.
  ///
  /// - Parameter empty: a summary of nothing.
  /// - Throws: ``SummaryError`` for a tree of something else.
  init(reading archive: inout ByteArchive, empty: Summary) throws {
    var bounds: [Int] = []
    try archive.code(&bounds)
    self.init(from: bounds.first ?? 0)
    for position in stride(from: 0, to: bounds.count - 1, by: 2) {
      let (first, end) = (bounds[position], bounds[position + 1])
      try archive.require(first == next && first < end, "blocks \(first) to \(end) after \(next)")
      var summary = empty
      try archive.code(&summary)
      add(Node(blocks: first..<end, summary: summary))
    }
    try archive.requireEnd()
  }
}
