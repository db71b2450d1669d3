import Foundation
import NumericCore

extension Engine {
  /// The values of a function of the numbers below a count, computed on all workers and returned in their order.
  ///
  /// For resamples, folds and factors of data that are already there: what a block of a ``BlockPlan`` is to a model.
  /// The function must depend on its argument alone; then the result is the same for any number of threads.
  ///
  /// - Parameters:
  ///   - count: how many values.
  ///   - context: threads, and whom to ask before every value whether to stop.
  ///   - compute: called from many threads at once.
  /// - Throws: ``EnsembleError/cancelled(blocksDone:blockCount:)``, and what the function throws.
  public static func map<Value: Sendable>(
    _ count: Int, context: RunContext, _ compute: @escaping @Sendable (Int) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(count)
    try stream(count, context: context, compute) { values.append($0) }
    return values
  }

  /// Computes values of a function of the numbers below a count on all workers, and hands each over in their order.
  ///
  /// As ``map(_:context:_:)`` for values that need not be kept: at most twice as many as workers wait for their turn.
  ///
  /// - Parameters:
  ///   - count: how many values.
  ///   - context: threads, and whom to ask before every value whether to stop.
  ///   - compute: called from many threads at once.
  ///   - receive: takes a value; called from any thread, never twice at once.
  /// - Throws: ``EnsembleError/cancelled(blocksDone:blockCount:)``, and what the functions throw.
  public static func stream<Value: Sendable>(
    _ count: Int, context: RunContext, _ compute: @escaping @Sendable (Int) throws -> Value,
    receive: (Value) throws -> Void
  ) throws {
    singleThreadedBLAS()
    let workers = min(context.threads, count)
    let sequencer = BlockSequencer<Value>(
      blockCount: count, window: Engine.windowPerWorker * max(workers, 1))
    try withoutActuallyEscaping(receive) { receive in
      let receiver = Receiver(receive: receive)
      PeerGroup.apart(context) {
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
          while let index = sequencer.claim() {
            if context.isCancelled() {
              sequencer.fail(
                EnsembleError.cancelled(blocksDone: sequencer.consumedCount, blockCount: count))
              break
            }
            do {
              let value = try compute(index)
              sequencer.deliver(index, value) { _, value in try receiver.receive(value) }
            } catch {
              sequencer.fail(error)
              break
            }
          }
        }
      }
      try sequencer.rethrow()
    }
  }
}

/// Whoever takes values in their order: the sequencer never calls it twice at once.
private struct Receiver<Value>: @unchecked Sendable {
  let receive: (Value) throws -> Void
}
