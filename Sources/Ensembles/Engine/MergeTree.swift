/// Summaries of consecutive blocks on their way to one, merged along a tree whose form the blocks alone decide.
///
/// Sixteen blocks, a stretch, are merged one onto the other. A whole stretch is a node; two nodes of the same width
/// that begin at a multiple of twice their width become one. So the summary of many blocks is made of parts that any
/// process may have computed and merged, and its bits are the same whoever did: threads, shards, a run that was
/// resumed. A tree of n blocks holds at most log2(n / 16) + 2 summaries.
public struct MergeTree<Summary: BlockSummary>: Sendable {
  /// Consecutive blocks that are summarised.
  struct Node: Sendable {
    var blocks: Range<Int>
    var summary: Summary
  }

  /// From wide to narrow: whole stretches, and last the beginning of one.
  private(set) var nodes: [Node] = []

  private let first: Int

  /// Makes a tree of no blocks.
  ///
  /// - Parameter first: the first block it will take in.
  public init(from first: Int = 0) { self.first = first }

  /// The block that comes next: those before it were taken in.
  public var next: Int { nodes.last?.blocks.upperBound ?? first }

  /// The summary of all blocks; nil when there are none.
  public var total: Summary? {
    guard var total = nodes.first?.summary else { return nil }
    for node in nodes.dropFirst() { total.merge(node.summary) }
    return total
  }

  /// Takes in the next block.
  ///
  /// - Returns: whether it completed a stretch.
  @discardableResult
  mutating func add(_ block: Summary) -> Bool {
    let index = next
    if let last = nodes.last, !BlockStretch.isWhole(last.blocks) {
      nodes[nodes.count - 1].summary.merge(block)
      nodes[nodes.count - 1].blocks = last.blocks.lowerBound..<index + 1
    } else {
      nodes.append(Node(blocks: index..<index + 1, summary: block))
    }
    return join()
  }

  /// Takes in blocks that were merged before, in place of those among them that it holds.
  mutating func add(_ node: Node) {
    while let last = nodes.last, last.blocks.lowerBound >= node.blocks.lowerBound {
      nodes.removeLast()
    }
    precondition(node.blocks.lowerBound == next, "blocks \(node.blocks) after \(next)")
    nodes.append(node)
    join()
  }

  /// Merges neighbours that belong together.
  ///
  /// - Returns: whether the last stretch is whole.
  @discardableResult
  private mutating func join() -> Bool {
    guard let last = nodes.last, BlockStretch.isWhole(last.blocks) else { return false }
    while nodes.count > 1 {
      let (left, right) = (nodes[nodes.count - 2].blocks, nodes[nodes.count - 1].blocks)
      guard left.count == right.count, left.lowerBound.isMultiple(of: 2 * left.count) else { break }
      let later = nodes.removeLast().summary
      var summary = nodes.removeLast().summary
      summary.merge(later)
      nodes.append(Node(blocks: left.lowerBound..<right.upperBound, summary: summary))
    }
    return true
  }
}

/// Sixteen blocks: the unit of merging and of the run log.
enum BlockStretch {
  /// Blocks of a stretch: 4,096 futures, which a study of ordinary size runs in a second.
  static let blocks = 16

  /// Where the stretch of a block begins.
  static func start(of block: Int) -> Int { block / blocks * blocks }

  /// Whether blocks are whole stretches.
  static func isWhole(_ range: Range<Int>) -> Bool { range.upperBound.isMultiple(of: blocks) }
}
