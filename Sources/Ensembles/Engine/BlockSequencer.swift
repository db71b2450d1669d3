import Foundation

/// Hands out blocks to workers and takes their results back in block order.
///
/// Blocks are claimed one by one, in order, by whoever is free. Results may arrive in any order; they are
/// consumed strictly by block index, by whichever worker delivers the one that was missing, while the others
/// go on computing. A worker may claim at most `window` blocks beyond the last consumed one, so that memory
/// stays bounded when one block takes long; then it waits. No deadlock: the block everybody waits for is
/// always being computed by somebody who does not wait.
///
/// One lock is taken twice a block, tens of milliseconds of work apart; consuming happens outside it.
final class BlockSequencer<Item>: @unchecked Sendable {
  let blockCount: Int
  private var window: Int
  /// Where the piece ends that begins with a block. A piece is computed by one process.
  private let pieceEnd: (Int) -> Int
  private let condition = NSCondition()
  private var nextPiece = 0
  /// Blocks of pieces that the workers of this process have begun.
  private var own = 0..<0
  private var consumed = 0
  private var pending: [Int: (count: Int, item: Item)] = [:]
  private var isConsuming = false
  private var failure: (any Error)?

  /// Begins with no block consumed.
  ///
  /// - Parameter pieceEnd: where the piece ends that begins with a block; all blocks are one unless others take some.
  init(blockCount: Int, window: Int, pieceEnd: ((Int) -> Int)? = nil) {
    precondition(window > 0, "a window of \(window) blocks can never move")
    self.blockCount = blockCount
    self.window = window
    self.pieceEnd = pieceEnd ?? { _ in blockCount }
  }

  /// The next block to compute; nil when there is none left or the run has failed.
  func claim() -> Int? {
    condition.lock()
    defer { condition.unlock() }
    while failure == nil, let next = nextOwn, next >= consumed + window { condition.wait() }
    guard failure == nil, let next = nextOwn else { return nil }
    if own.isEmpty {
      own = next..<pieceEnd(next)
      nextPiece = own.upperBound
    }
    own = next + 1..<own.upperBound
    return next
  }

  /// The next piece, for another process; nil where there is none left, none yet, or one that cannot go there. It does not
  /// wait.
  func claimPiece(where isPortable: (Int) -> Bool) -> Range<Int>? {
    condition.lock()
    defer { condition.unlock() }
    guard failure == nil, nextPiece < blockCount, nextPiece < consumed + window,
      isPortable(nextPiece)
    else { return nil }
    let piece = nextPiece..<pieceEnd(nextPiece)
    nextPiece = piece.upperBound
    return piece
  }

  /// The next block for a worker of this process.
  private var nextOwn: Int? {
    own.first ?? (nextPiece < blockCount ? nextPiece : nil)
  }

  /// Lets results be further ahead of the consumed ones, where there are more workers than was known.
  func widen(by blocks: Int) {
    condition.lock()
    window += blocks
    condition.broadcast()
    condition.unlock()
  }

  /// Delivers the result of claimed blocks and consumes all results whose turn it is.
  ///
  /// `consume` is never called twice at once and always in block order; an error it throws stops the run.
  ///
  /// - Parameter count: blocks that the result is of, of which `index` is the first.
  func deliver(
    _ index: Int, count: Int = 1, _ item: Item, consume: (Int, Item) throws -> Void
  ) {
    condition.lock()
    defer { condition.unlock() }
    pending[index] = (count, item)
    guard !isConsuming else { return }
    isConsuming = true
    defer { isConsuming = false }
    while failure == nil, let next = pending.removeValue(forKey: consumed) {
      let turn = consumed
      condition.unlock()
      let result = Result { try consume(turn, next.item) }
      condition.lock()
      switch result {
      case .success: consumed += next.count
      case .failure(let error): failure = error
      }
      condition.broadcast()
    }
  }

  /// Stops the run: blocks already claimed are finished and dropped.
  func fail(_ error: any Error) {
    condition.lock()
    if failure == nil { failure = error }
    condition.broadcast()
    condition.unlock()
  }

  /// Blocks consumed so far.
  var consumedCount: Int {
    condition.lock()
    defer { condition.unlock() }
    return consumed
  }

  /// Whether all is consumed, or the run has failed.
  var isOver: Bool {
    condition.lock()
    defer { condition.unlock() }
    return failure != nil || consumed == blockCount
  }

  /// Throws the error that stopped the run, if one did.
  func rethrow() throws {
    condition.lock()
    defer { condition.unlock() }
    if let failure { throw failure }
    precondition(consumed == blockCount, "\(consumed) of \(blockCount) blocks were consumed")
  }
}
