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
    singleThreadedBLAS()
    let workers = min(context.threads, count)
    let run = MapRun<Value>(count: count, workers: workers)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while let index = run.sequencer.claim() {
        if context.isCancelled() {
          run.sequencer.fail(
            EnsembleError.cancelled(
              blocksDone: run.sequencer.consumedCount, blockCount: count))
          break
        }
        do {
          let value = try compute(index)
          run.sequencer.deliver(index, value) { _, value in run.append(value) }
        } catch {
          run.sequencer.fail(error)
          break
        }
      }
    }
    try run.sequencer.rethrow()
    return run.values
  }
}

/// The values of a map; appended to by one worker at a time, in order.
private final class MapRun<Value: Sendable>: @unchecked Sendable {
  let sequencer: BlockSequencer<Value>
  private(set) var values: [Value] = []

  init(count: Int, workers: Int) {
    sequencer = BlockSequencer(
      blockCount: count, window: Engine.windowPerWorker * max(workers, 1))
    values.reserveCapacity(count)
  }

  func append(_ value: Value) { values.append(value) }
}
