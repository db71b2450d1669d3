/// What a record of blocks holds: where the sink stood after them, and their summary.
enum LogContent {
  /// The bytes of both.
  static func bytes(of summary: some BlockSummary, mark: [Int]) throws -> [UInt8] {
    var (summary, mark, archive) = (summary, mark, ByteArchive())
    try archive.code(&mark)
    try archive.code(&summary)
    return archive.bytes
  }

  /// Reads both; the summary must have the shape of an empty one.
  ///
  /// - Throws: ``SummaryError`` for what another study left.
  static func read<Summary: BlockSummary>(
    _ bytes: [UInt8], empty: Summary
  ) throws -> (summary: Summary, mark: [Int]) {
    var (summary, mark, archive) = (empty, [Int](), ByteArchive(reading: bytes))
    try archive.code(&mark)
    try archive.code(&summary)
    try archive.requireEnd()
    return (summary, mark)
  }

  /// The same bytes with a sink that stands nowhere.
  static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
    var (mark, archive) = ([Int](), ByteArchive(reading: bytes))
    guard (try? archive.code(&mark)) != nil else { return bytes }
    return [UInt8](repeating: 0, count: 8) + bytes.dropFirst(8 * (mark.count + 1))
  }
}
