/// A sink whose records may be prepared by another process than the one that receives them.
///
/// Under ``PeerGroup`` rank 0 alone receives records, and the others prepare. A run into any other sink is computed by every
/// process by itself.
public protocol PortableSink<Block>: BlockSink {
  /// A record of nothing, which one that arrives replaces.
  func makeRecord() -> Record
  /// Writes a record, or replaces a blank one by what was written.
  func archive(_ record: inout Record, _ archive: inout ByteArchive) throws
}

extension NoSink: PortableSink {
  /// Nothing.
  public func makeRecord() {}
  /// Nothing.
  public func archive(_ record: inout Void, _ archive: inout ByteArchive) {}
}
