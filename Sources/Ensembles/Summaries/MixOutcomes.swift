/// What one mix yields in one scenario: every outcome of the model, one number a future.
///
/// Runs of a mix do not depend on the mixes beside it, so that columns that were kept stand for running it again, bit for
/// bit. Memory: 8 bytes for each outcome and future.
public struct MixOutcomes: Sendable {
  /// By outcome of the model.
  public let columns: [[Double]]
  /// Whether the run of a future failed.
  public let hasFailed: [Bool]

  /// Futures.
  public var futures: Int { hasFailed.count }
  /// Bytes of memory.
  public var size: Int { columns.reduce(hasFailed.count) { $0 + 8 * $1.count } }

  /// An outcome of every future; not a number where the run failed.
  public func valid(_ outcome: Int) -> [Double] {
    zip(columns[outcome], hasFailed).map { $1 ? .nan : $0 }
  }
}

/// Keeps all outcomes of every mix of an experiment with one scenario.
public struct MixOutcomesTable: BlockAccumulator {
  private var columns: [[[Double]]] = []
  private var hasFailed: [[Bool]] = []

  /// Keeps nothing yet.
  public init() {}

  /// By mix, in the order of the experiment.
  public var mixes: [MixOutcomes] {
    zip(columns, hasFailed).map { MixOutcomes(columns: $0, hasFailed: $1) }
  }

  /// Copies the block.
  public mutating func absorb(_ block: BlockResults) {
    precondition(block.outcomes.count == 1, "outcomes of \(block.outcomes.count) scenarios")
    let (outcomes, count) = (block.outcomes[0], block.futures.count)
    columns = (0..<outcomes.policyCount).map { policy in
      (0..<outcomes.outcomeCount).map { outcome in
        Array(
          UnsafeBufferPointer(
            start: outcomes.column(policy: policy, outcome: outcome), count: count))
      }
    }
    hasFailed = block.failed.runs[0].map { runs in
      var failed = [Bool](repeating: false, count: count)
      for run in runs { failed[run.lane] = true }
      return failed
    }
  }

  /// Version 1.
  public static var format: String { "mix outcomes 1" }

  /// Everything; what failed follows from the numbers of a run and is kept beside them as 0 and 1.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    var failed = hasFailed.map { $0.map { $0 ? 1 : 0 } }
    try archive.code(&columns)
    try archive.code(&failed)
    hasFailed = failed.map { $0.map { $0 == 1 } }
    try archive.require(
      zip(columns, hasFailed).allSatisfy { mix, failed in
        mix.allSatisfy { $0.count == failed.count }
      }, "columns of different lengths")
  }

  /// Appends later blocks.
  public mutating func merge(_ later: MixOutcomesTable) {
    guard !columns.isEmpty else {
      self = later
      return
    }
    for policy in columns.indices {
      hasFailed[policy] += later.hasFailed[policy]
      for outcome in columns[policy].indices {
        columns[policy][outcome] += later.columns[policy][outcome]
      }
    }
  }
}
