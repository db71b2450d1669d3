/// Somewhere blocks go beside the summaries: a file of outcomes, a log.
///
/// A block is turned into a record on the worker that computed it, so that formatting runs on all threads;
/// records are then received in block order, one at a time. An error from either stops the run.
public protocol BlockSink<Block>: Sendable {
  /// What a plan shows of a block, ``BlockPlan/Block``.
  associatedtype Block
  /// What is kept of a block until its turn; it must not refer to the block's memory.
  associatedtype Record: Sendable
  /// Turns a block into a record. Called from many threads at once, in any order.
  func prepare(_ block: Block) throws -> Record
  /// Takes the record of a block. Called in block order, never twice at once.
  func receive(_ record: Record) throws
  /// Where the sink stands, in numbers that ``resume(at:)`` understands; nil for a sink that cannot go back, whose blocks
  /// are computed whatever a run log holds.
  ///
  /// - Throws: where what was received cannot be brought to the disk.
  func mark() throws -> [Int]?
  /// Goes back to where the sink stood, or to its beginning.
  ///
  /// - Returns: whether it could; false where what it had received since is gone, so that blocks must come again.
  func resume(at mark: [Int]?) throws -> Bool
}

extension BlockSink {
  /// A sink that cannot go back.
  public func mark() -> [Int]? { nil }
  /// It stands at its beginning.
  public func resume(at mark: [Int]?) -> Bool { mark == nil }
}

/// A sink that keeps nothing.
public struct NoSink<Block>: BlockSink {
  /// Makes the sink.
  public init() {}
  /// Does nothing.
  public func prepare(_ block: Block) {}
  /// Does nothing.
  public func receive(_ record: Void) {}
  /// It always stands where it stood.
  public func mark() -> [Int]? { [] }
  /// Does nothing.
  public func resume(at mark: [Int]?) -> Bool { true }
}
