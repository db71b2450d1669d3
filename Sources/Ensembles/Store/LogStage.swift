/// One call of the engine in a log: what was there of it, and where what it finishes goes.
///
/// Touched by the thread that begins the stage, and then by one merging thread at a time.
final class LogStage<Summary: BlockSummary>: @unchecked Sendable {
  /// Blocks that were finished before, with where their sink stood after them.
  typealias Found = (node: MergeTree<Summary>.Node, mark: [Int])

  private let log: RunLog
  /// The call of the engine, counted from 1.
  let number: Int
  private let kind: UInt64
  /// A summary of nothing, whose shape what is read must have.
  private let empty: Summary
  /// What was in the log, by first block, wide before narrow.
  private let places: [Int: [LogFile.Place]]
  /// Blocks of the tree that are in the log.
  private var kept: Set<Range<Int>> = []
  private var pace = Pace()

  init(log: RunLog, number: Int, kind: UInt64, empty: Summary, places: Set<LogFile.Place>) {
    self.log = log
    self.number = number
    self.kind = kind
    self.empty = empty
    self.places = Dictionary(grouping: places, by: \.first).mapValues {
      $0.sorted { $0.end > $1.end }
    }
  }

  /// Whether something begins where the stretch of a block does and goes beyond the block.
  func hasBlocks(from block: Int, to limit: Int) -> Bool {
    !candidates(beginning: BlockStretch.start(of: block), from: block, to: limit).isEmpty
  }

  /// The first block after one from which on something was found; the limit when there is nothing.
  func nextFound(after block: Int, to limit: Int) -> Int {
    places.keys.filter { $0 > block && $0 < limit && hasBlocks(from: $0, to: limit) }.min()
      ?? limit
  }

  /// The widest finished blocks that begin where the stretch of a block does, or where others do that are merged already, go
  /// beyond the block, and end at a limit or before.
  ///
  /// - Parameter starts: first blocks of what is merged.
  /// - Throws: ``RunLogError`` when the file cannot be read, ``SummaryError`` for what another study left.
  func found(from block: Int, to limit: Int, among starts: [Int] = []) throws -> Found? {
    let places = (starts + [BlockStretch.start(of: block)]).flatMap {
      candidates(beginning: $0, from: block, to: limit)
    }
    for place in places {
      guard let content = try log.content(of: place) else { continue }
      let (summary, mark) = try LogContent.read(content, empty: empty)
      let blocks = place.first..<place.end
      log.use(block..<blocks.upperBound)
      if log.holds(place) { kept.insert(blocks) }
      return (
        MergeTree.Node(blocks: blocks, summary: summary),
        log.isEarlier(place) ? [blocks.upperBound] : mark
      )
    }
    return nil
  }

  /// Keeps what a tree holds, as often as costs little; always at the end.
  ///
  /// - Parameter mark: where the sink stands; asked only when something is kept.
  func keep(_ tree: MergeTree<Summary>, isEnd: Bool, mark: () throws -> [Int]) throws {
    guard isEnd || pace.isDue else { return }
    try pace.measure {
      let mark = try mark()
      var isLong = false
      for node in tree.nodes where !kept.contains(node.blocks) {
        // The sink stands behind the last of them: where that is lost, the others say nothing of where it stood.
        let mark = node.blocks.upperBound == tree.next ? mark : []
        let place = LogFile.Place(
          stage: number, first: node.blocks.lowerBound, end: node.blocks.upperBound, kind: kind)
        kept.insert(node.blocks)
        // Joined from narrower ones that were found, as it was before.
        if mark.isEmpty, log.holds(place) { continue }
        isLong = try log.append(place, LogContent.bytes(of: node.summary, mark: mark))
      }
      if isLong { try log.compact() }
    }
  }

  private func candidates(
    beginning start: Int, from block: Int, to limit: Int
  ) -> [LogFile.Place] {
    (places[start] ?? []).filter { $0.end > block && $0.end <= limit }
  }
}

/// When to do again what takes a while: after a second, and so seldom that it takes a fiftieth of the time.
private struct Pace {
  private var last = ContinuousClock.now
  private var pause = Duration.seconds(1)

  var isDue: Bool { last.duration(to: .now) >= pause }

  mutating func measure(_ work: () throws -> Void) rethrows {
    let started = ContinuousClock.now
    try work()
    last = .now
    pause = max(.seconds(1), started.duration(to: last) * 50)
  }
}
