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
}

/// A sink that keeps nothing.
public struct NoSink<Block>: BlockSink {
  /// Makes the sink.
  public init() {}
  /// Does nothing.
  public func prepare(_ block: Block) {}
  /// Does nothing.
  public func receive(_ record: Void) {}
}
