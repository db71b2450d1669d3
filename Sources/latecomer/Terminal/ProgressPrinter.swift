import Ensembles
import Foundation
import Reporting

/// The progress line on a terminal; silent when nobody watches.
final class ProgressPrinter: @unchecked Sendable {
  /// Seconds between two lines: a person reads no faster, and a terminal takes no harm.
  private static let interval = 0.1

  private var lastShown = -interval
  private let lock = NSLock()

  /// Shows a moment of a run.
  ///
  /// - Parameter label: what is run, where there are several runs; empty otherwise.
  func show(_ progress: RunProgress, label: String) {
    lock.withLock {
      let isLast = progress.blocksDone == progress.blockCount
      guard Terminal.isWatched, isLast || abs(progress.elapsed - lastShown) >= Self.interval
      else {
        return
      }
      lastShown = progress.elapsed
      Terminal.replaceLine(
        label
          + ProgressLine.text(
            done: progress.runsDone, total: progress.runCount, elapsed: progress.elapsed))
    }
  }
}
