import ModelContract

/// All outcomes of a run, kept in memory: for small runs, for tests and for analysis that needs every future.
///
/// Cost: 8 bytes for each scenario, policy, future and outcome. Larger runs stream their outcomes to a
/// ``BlockSink`` instead.
public struct OutcomeTable: BlockAccumulator {
  /// Futures of the table.
  public private(set) var futures = 0
  /// By scenario, policy and outcome: one number a future.
  public private(set) var columns: [[[[Double]]]] = []
  /// By scenario and factor: one number a future.
  public private(set) var factors: [[[Double]]] = []

  private let factorCount: Int

  /// An empty table of a model.
  public init(model: any BatchModel) { factorCount = model.factors.count }

  /// Copies the block.
  public mutating func absorb(_ block: BlockResults) {
    let count = block.futures.count
    futures = count
    columns = block.outcomes.map { outcomes in
      (0..<outcomes.policyCount).map { policy in
        (0..<outcomes.outcomeCount).map { outcome in
          Array(
            UnsafeBufferPointer(
              start: outcomes.column(policy: policy, outcome: outcome), count: count))
        }
      }
    }
    factors = block.draws.map { draws in
      (0..<factorCount).map {
        Array(UnsafeBufferPointer(start: draws.factors + $0 * draws.lanes, count: count))
      }
    }
  }

  /// Version 1.
  public static var format: String { "outcomes 1" }

  /// Everything. An empty table has no columns yet and takes those it finds.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.match("\(factorCount)", "factors")
    try archive.code(&futures)
    try archive.code(&columns)
    try archive.code(&factors)
    try archive.require(
      columns.allSatisfy { $0.allSatisfy { $0.allSatisfy { $0.count == futures } } }
        && factors.count == columns.count
        && factors.allSatisfy { $0.count == factorCount && $0.allSatisfy { $0.count == futures } },
      "columns of another length than \(futures)")
  }

  /// Appends later blocks.
  public mutating func merge(_ later: OutcomeTable) {
    guard futures > 0 else {
      self = later
      return
    }
    futures += later.futures
    for scenario in columns.indices {
      for policy in columns[scenario].indices {
        for outcome in columns[scenario][policy].indices {
          columns[scenario][policy][outcome] += later.columns[scenario][policy][outcome]
        }
      }
      for factor in factors[scenario].indices {
        factors[scenario][factor] += later.factors[scenario][factor]
      }
    }
  }
}
