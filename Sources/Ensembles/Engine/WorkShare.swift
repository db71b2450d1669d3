/// One of several parts of a command, each computed by a process of its own, on any machine and in any order.
///
/// A part computes its share of every plan that is longer than a stretch of ``BlockStretch/blocks`` blocks, and keeps it in
/// its ``RunLog``; shorter plans, which prepare others, every part computes for itself. A command that finds the logs of all
/// parts, see ``RunLog/init(path:isReadOnly:isNew:parts:)``, ends in the bytes of a command that was alone.
public struct WorkShare: Sendable, Hashable {
  /// Which part this is, from 1.
  public let number: Int
  /// How many parts there are.
  public let count: Int

  /// How many parts there may be.
  public static let counts = 1...1_000_000

  /// Futures that are not divided among parts.
  public static let wholeFutures = BlockStretch.blocks * Experiment.blockSize

  /// How many parts of a run of so many futures have some of their own; 1 where every part computes all of them.
  public static func useful(futures: Int) -> Int { max(1, (futures - 1) / wholeFutures) }

  /// Names a part.
  public init(number: Int, count: Int) {
    precondition(number >= 1 && number <= count, "part \(number) of \(count)")
    self.number = number
    self.count = count
  }

  /// The blocks of this part among consecutive ones; nil where they are not split.
  ///
  /// Parts are whole stretches, in the order of their numbers and as equal as that allows. The first two stretches stay
  /// together: sinks may look at the first 8,192 futures as a whole. A part may be empty.
  func blocks(of all: Range<Int>) -> Range<Int>? {
    let stretch = BlockStretch.blocks
    guard all.lowerBound.isMultiple(of: stretch), all.count > stretch else { return nil }
    let stretches = (all.count - 1) / stretch + 1
    let joined = all.lowerBound == 0 ? 1 : 0
    func bound(_ parts: Int) -> Int {
      let piece = ((stretches - joined) * parts) / count
      return min(all.lowerBound + (piece == 0 ? 0 : piece + joined) * stretch, all.upperBound)
    }
    return bound(number - 1)..<bound(number)
  }
}

/// Thrown when the share of a plan is finished: nobody has the result of the whole plan yet.
public struct ShareFinished: Error, Sendable, Hashable {
  /// The blocks that a process was to compute of a plan.
  public struct Stage: Sendable, Hashable {
    /// The call of the engine, counted from 1.
    public let stage: Int
    /// The first block.
    public let first: Int
    /// The block after the last one.
    public let end: Int
    /// Blocks of all parts.
    public let blocks: Int
  }

  /// What is finished.
  public let stage: Stage
}
