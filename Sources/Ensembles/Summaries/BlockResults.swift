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
  /// Runs that failed.
  public let failed: FailedRuns
  /// For each future of the block the error group it belongs to: its replicate, hypercube or batch.
  public let groups: [Int]
  /// For each future of the block the row of the joint ensemble it drew; nil without an ensemble.
  public let ensembleRows: [Int]?

  /// Collects what a block produced.
  public init(
    index: Int, futures: Range<Int>, draws: [DrawBlock], outcomes: [OutcomeBlock],
    failed: FailedRuns, groups: [Int], ensembleRows: [Int]?
  ) {
    self.index = index
    self.futures = futures
    self.draws = draws
    self.outcomes = outcomes
    self.failed = failed
    self.groups = groups
    self.ensembleRows = ensembleRows
  }
}

/// A summary of experiments, which takes in futures block by block.
public protocol BlockAccumulator: BlockSummary {
  /// Takes in one block. Called at most once on an accumulator.
  mutating func absorb(_ block: BlockResults)
}
