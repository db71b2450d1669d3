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
  private let window: Int
  private let condition = NSCondition()
  private var nextBlock = 0
  private var consumed = 0
  private var pending: [Int: Item] = [:]
  private var isConsuming = false
  private var failure: (any Error)?

  init(blockCount: Int, window: Int) {
    precondition(window > 0, "a window of \(window) blocks can never move")
    self.blockCount = blockCount
    self.window = window
  }

  /// The next block to compute; nil when there is none left or the run has failed.
  func claim() -> Int? {
    condition.lock()
    defer { condition.unlock() }
    while failure == nil, nextBlock < blockCount, nextBlock >= consumed + window {
      condition.wait()
    }
    guard failure == nil, nextBlock < blockCount else { return nil }
    defer { nextBlock += 1 }
    return nextBlock
  }

  /// Delivers the result of a claimed block and consumes all results whose turn it is.
  ///
  /// `consume` is never called twice at once and always in block order; an error it throws stops the run.
  func deliver(_ index: Int, _ item: Item, consume: (Int, Item) throws -> Void) {
    condition.lock()
    defer { condition.unlock() }
    pending[index] = item
    guard !isConsuming else { return }
    isConsuming = true
    defer { isConsuming = false }
    while failure == nil, let next = pending.removeValue(forKey: consumed) {
      let turn = consumed
      condition.unlock()
      let result = Result { try consume(turn, next) }
      condition.lock()
      switch result {
      case .success: consumed += 1
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

  /// Throws the error that stopped the run, if one did.
  func rethrow() throws {
    condition.lock()
    defer { condition.unlock() }
    if let failure { throw failure }
    precondition(consumed == blockCount, "\(consumed) of \(blockCount) blocks were consumed")
  }
}
