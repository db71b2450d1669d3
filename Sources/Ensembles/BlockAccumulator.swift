import ModelContract

/// Draws and outcomes of one block of futures in every scenario, as the engine hands them on.
public struct BlockResults {
  /// Position of the block; blocks are merged in this order.
  public let index: Int
  /// Futures of the block.
  public let futures: Range<Int>
  /// Draws by scenario. Luck and factors a scenario does not override are shared memory.
  public let draws: [DrawBlock]
  /// Outcomes by scenario.
  public let outcomes: [OutcomeBlock]
  /// For each future of the block the error group it belongs to: its replicate, hypercube or batch.
  public let groups: [Int]
  /// For each future of the block the row of the joint ensemble it drew; nil without an ensemble.
  public let ensembleRows: [Int]?

  /// Collects what a block produced.
  public init(
    index: Int, futures: Range<Int>, draws: [DrawBlock], outcomes: [OutcomeBlock], groups: [Int],
    ensembleRows: [Int]?
  ) {
    self.index = index
    self.futures = futures
    self.draws = draws
    self.outcomes = outcomes
    self.groups = groups
    self.ensembleRows = ensembleRows
  }
}

/// A summary that grows block by block.
///
/// The engine makes an empty accumulator for each block (on the worker that computed it), lets it absorb
/// that block alone, and merges the accumulators in block order, so that a summary never depends on how
/// many threads there were or which finished first.
public protocol BlockAccumulator: Sendable {
  /// Takes in one block. Called at most once on an accumulator.
  mutating func absorb(_ block: BlockResults)
  /// Takes in the accumulator of later blocks.
  mutating func merge(_ later: Self)
}
