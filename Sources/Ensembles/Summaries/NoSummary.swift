/// A summary of nothing, for runs whose blocks go to a ``BlockSink``.
public struct NoSummary: BlockAccumulator {
  /// Makes one.
  public init() {}
  /// Version 1.
  public static var format: String { "nothing 1" }
  /// Nothing.
  public mutating func absorb(_ block: BlockResults) {}
  /// Nothing.
  public mutating func merge(_ later: NoSummary) {}
  /// Nothing.
  public mutating func archive(_ archive: inout ByteArchive) {}
}
