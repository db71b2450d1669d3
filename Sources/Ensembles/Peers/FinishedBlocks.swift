/// What was computed at once: a block, or the blocks of a stretch that another process has merged.
struct FinishedBlocks<Summary: BlockSummary, Record> {
  let summary: Summary
  /// Nil for a block.
  let stretch: Range<Int>?
  /// One for each block.
  let records: [Record]

  /// Adds it to a tree.
  ///
  /// - Returns: whether it completed a stretch.
  func add(to tree: inout MergeTree<Summary>) -> Bool {
    guard let stretch else { return tree.add(summary) }
    tree.add(MergeTree.Node(blocks: stretch, summary: summary))
    return BlockStretch.isWhole(stretch)
  }
}

extension MissingBlocks {
  /// Where the piece ends that begins at a position: with its stretch, or before a gap.
  func pieceEnd(from position: Int) -> Int {
    let first = block(position)
    var end = position + 1
    while end < count, block(end) == first + end - position,
      block(end) != BlockStretch.start(of: block(end))
    {
      end += 1
    }
    return end
  }

  /// Whether the piece that begins at a position can be merged by itself: not where the beginning of its stretch was merged
  /// before, one block onto the other.
  func isPortable(from position: Int) -> Bool {
    block(position) == BlockStretch.start(of: block(position))
  }
}
