/// The blocks of a run that no log holds, and those that it holds behind the first gap.
struct MissingBlocks<Summary: BlockSummary>: Sendable {
  /// In rising order.
  private var ranges: [Range<Int>] = []
  /// Found in the log behind the first gap.
  private(set) var found = FoundBlocks<Summary>()

  /// Blocks to compute.
  var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// Takes from the log what it holds, and finds what is missing.
  ///
  /// A sink receives blocks in their order; where it keeps them, those behind a gap are computed again with the gap.
  ///
  /// - Parameters:
  ///   - merged: takes in all blocks before the first gap.
  ///   - end: the block before which the run stops.
  init(_ merged: inout MergedBlocks<Summary>, before end: Int, sink: some BlockSink) throws {
    guard let stage = merged.stage else {
      ranges = [merged.tree.next..<max(end, merged.tree.next)]
      return
    }
    let start = merged.tree
    var mark: [Int]?
    while let next = try stage.found(
      from: merged.tree.next, to: end, among: merged.tree.nodes.map(\.blocks.lowerBound))
    {
      merged.tree.add(next.node)
      mark = next.mark
    }
    if start.nodes.isEmpty, try !sink.resume(at: mark) {
      merged.tree = start
      _ = try sink.resume(at: nil)
    }
    var position = merged.tree.next
    if try sink.mark() == [] {
      while case let next = stage.nextFound(after: position, to: end), next < end {
        var reached = next
        while let node = try stage.found(from: reached, to: end)?.node {
          found.nodes.append(node)
          reached = node.blocks.upperBound
        }
        // Damaged records may leave nothing.
        if reached == next { break }
        ranges.append(position..<next)
        position = reached
      }
    }
    ranges.append(position..<max(end, position))
  }

  /// The block of a position among the missing ones; the end for the position behind them.
  func block(_ index: Int) -> Int {
    var rest = index
    for range in ranges {
      if rest < range.count { return range.lowerBound + rest }
      rest -= range.count
    }
    return ranges.last?.upperBound ?? 0
  }
}

/// Blocks that a log holds, on their way into a tree.
struct FoundBlocks<Summary: BlockSummary>: Sendable {
  /// In rising order.
  var nodes: ArraySlice<MergeTree<Summary>.Node> = []

  /// Gives a tree the blocks that come before one.
  mutating func add(to tree: inout MergeTree<Summary>, before block: Int = .max) {
    while let node = nodes.first, node.blocks.lowerBound < block {
      tree.add(node)
      nodes.removeFirst()
    }
  }
}
