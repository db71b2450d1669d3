/// What one block of a run computes and what is kept of it; ``Engine`` runs any plan.
///
/// A plan is checked and compiled before the engine sees it. Blocks are independent of each other and have fixed
/// bounds, so that a block gives the same bits whoever computes it, on whatever machine, beside whichever others.
public protocol BlockPlan: Sendable {
  /// What grows block by block.
  associatedtype Summary: BlockSummary
  /// The memory of one thread.
  associatedtype Worker: BlockWorker
  /// What is shown of a block to a ``BlockSink``; it may view the worker's memory, until the next block.
  associatedtype Block

  /// Number of blocks.
  var blockCount: Int { get }
  /// Runs of the model in all blocks before one; in the whole plan for ``blockCount``.
  func runs(before block: Int) -> Int
  /// A summary of nothing.
  func makeSummary() -> Summary
  /// Memory for one thread, made on that thread.
  func makeWorker() -> Worker
  /// Computes one block and takes it into an empty summary. Called from many threads at once, each with a worker
  /// of its own.
  func evaluate(_ block: Int, on worker: Worker, into summary: inout Summary) throws -> Block
}

/// What is kept of blocks, and how that of later blocks is added.
///
/// The engine fills an empty summary for each block, on the worker that computed it, and merges summaries in
/// block order, so that the result never depends on how many threads there were or which finished first.
///
/// A summary goes to bytes and comes back bit for bit, ``encoded()`` and ``decoded(from:)``: what one process
/// computed another may merge.
public protocol BlockSummary: Archivable, Sendable {
  /// Name and version of the content's form: another version is another name.
  static var format: String { get }
  /// Takes in the summary of later blocks.
  mutating func merge(_ later: Self)
}

/// One thread's memory for the blocks of a plan, with the time it has spent on them.
open class BlockWorker {
  /// Where the time went so far.
  public private(set) var times = RunTimes()

  /// Starts at 0.
  public init() {}

  /// Does some work and counts its time. Costs two looks at a clock, so it is meant for parts of a block.
  public final func time<Value>(
    _ part: WritableKeyPath<RunTimes, Double>, _ work: () throws -> Value
  ) rethrows -> Value {
    let clock = ContinuousClock()
    let started = clock.now
    defer { times[keyPath: part] += started.duration(to: clock.now).inSeconds }
    return try work()
  }
}
