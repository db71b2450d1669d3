/// What one mix yields in one scenario: chosen outcomes of the model, one number a future, and which runs failed.
///
/// Runs of a mix do not depend on the mixes beside it, so that columns that were kept stand for running it again, bit for
/// bit. Memory: 8 bytes for each outcome that is kept and future.
public struct MixOutcomes: Sendable {
  /// By outcome of the model; empty where it was not kept.
  public let columns: [[Double]]
  /// Futures whose run failed, ascending, with the first outcome that is not finite.
  public let failures: [FailedRuns.Run]
  /// Futures.
  public let futures: Int

  /// Bytes of memory.
  public var size: Int { columns.reduce(16 * failures.count) { $0 + 8 * $1.count } }
}

/// Keeps chosen outcomes of every mix of an experiment with one scenario.
public struct MixOutcomesTable: BlockAccumulator {
  private let outcomes: [Int]
  private var futures = 0
  /// By mix and outcome of the model.
  private var columns: [[[Double]]] = []
  /// By mix, futures and outcomes of failed runs.
  private var failedFutures: [[Int]] = []
  private var failedOutcomes: [[Int]] = []

  /// Keeps nothing yet.
  ///
  /// - Parameter outcomes: columns of the model that will be kept.
  public init(outcomes: [Int]) { self.outcomes = outcomes }

  /// By mix, in the order of the experiment.
  public var mixes: [MixOutcomes] {
    columns.indices.map { mix in
      MixOutcomes(
        columns: columns[mix],
        failures: zip(failedFutures[mix], failedOutcomes[mix]).map {
          FailedRuns.Run(lane: $0, outcome: $1)
        }, futures: futures)
    }
  }

  /// Copies the block.
  public mutating func absorb(_ block: BlockResults) {
    precondition(block.outcomes.count == 1, "outcomes of \(block.outcomes.count) scenarios")
    let results = block.outcomes[0]
    futures = block.futures.count
    columns = (0..<results.policyCount).map { policy in
      (0..<results.outcomeCount).map { outcome in
        guard outcomes.contains(outcome) else { return [] }
        return Array(
          UnsafeBufferPointer(
            start: results.column(policy: policy, outcome: outcome), count: futures))
      }
    }
    failedFutures = block.failed.runs[0].map { $0.map { $0.lane + block.futures.lowerBound } }
    failedOutcomes = block.failed.runs[0].map { $0.map(\.outcome) }
  }

  /// Version 1.
  public static var format: String { "mix outcomes 1" }

  /// Everything.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.match("\(outcomes)", "outcomes")
    try archive.code(&futures)
    try archive.code(&columns)
    try archive.code(&failedFutures)
    try archive.code(&failedOutcomes)
    try archive.require(
      columns.joined().allSatisfy { $0.isEmpty || $0.count == futures }
        && failedFutures.map(\.count) == failedOutcomes.map(\.count)
        && failedFutures.count == columns.count, "columns of different lengths")
  }

  /// Appends later blocks.
  public mutating func merge(_ later: MixOutcomesTable) {
    guard futures > 0 else {
      self = later
      return
    }
    futures += later.futures
    for policy in columns.indices {
      failedFutures[policy] += later.failedFutures[policy]
      failedOutcomes[policy] += later.failedOutcomes[policy]
      for outcome in outcomes { columns[policy][outcome] += later.columns[policy][outcome] }
    }
  }
}
