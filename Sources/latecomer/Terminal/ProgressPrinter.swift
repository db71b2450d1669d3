import Ensembles
import Foundation
import Reporting

/// How far a command is, on standard error: a line that is replaced on a terminal, and elsewhere, as in the log of a batch
/// system, a line every ten seconds.
///
/// Work that says nothing of itself is reported as well, by a thread that only sleeps and prints: what takes over a second on
/// a terminal, or over ten seconds in a log, is seen to be alive.
final class ProgressPrinter: @unchecked Sendable {
  /// The printer of this process.
  static let shared = ProgressPrinter()

  /// Seconds between two lines on a terminal: a person reads no faster, and a terminal takes no harm.
  private static let interval = 0.1
  /// Seconds after which silence on a terminal is filled.
  private static let patience = 1.0

  /// Seconds between two lines in a log: ten, or what `LATECOMER_PROGRESS` says; 0 for none.
  static let logInterval: Double = {
    guard let text = ProcessInfo.processInfo.environment["LATECOMER_PROGRESS"],
      let seconds = Double(text), seconds >= 0
    else { return 10 }
    return seconds
  }()

  // All of it belongs to the lock.
  private let lock = NSLock()
  private var lastShown = -interval
  private var latest = ""
  private var isRunning = false
  private var began = ContinuousClock.now
  private var lastLine = ContinuousClock.now

  /// Begins to fill silence; what was said before does not count.
  func begin() {
    lock.withLock {
      guard !isRunning, Terminal.isWatched || Self.logInterval > 0 else { return }
      isRunning = true
      began = .now
      lastLine = .now
      Thread.detachNewThread { [self] in
        while fill() { Thread.sleep(forTimeInterval: pause) }
      }
    }
  }

  /// Says no more: the results are being printed.
  func end() {
    lock.withLock {
      isRunning = false
      Terminal.replaceLine("")
    }
  }

  /// Shows a moment of a run.
  ///
  /// - Parameter label: what is run, where there are several runs; empty otherwise.
  func show(_ progress: RunProgress, label: String) {
    lock.withLock {
      let isLast = progress.blocksDone == progress.blockCount
      latest =
        label
        + (isLast
          ? "\(ProgressLine.count(progress.runCount)) runs done, working on what follows"
          : ProgressLine.text(
            done: progress.runsDone, total: progress.runCount, before: progress.runsBefore,
            elapsed: progress.elapsed))
      guard Terminal.isWatched, isLast || abs(progress.elapsed - lastShown) >= Self.interval
      else { return }
      lastShown = progress.elapsed
      lastLine = .now
      Terminal.replaceLine(
        label
          + ProgressLine.text(
            done: progress.runsDone, total: progress.runCount, before: progress.runsBefore,
            elapsed: progress.elapsed))
    }
  }

  /// Shows what is done now; nothing is known of how far it is.
  func announce(_ text: String) {
    lock.withLock {
      latest = text
      guard Terminal.isWatched else { return }
      lastLine = .now
      Terminal.replaceLine(text)
    }
  }

  private var pause: Double { Terminal.isWatched ? Self.patience : min(Self.logInterval / 4, 0.5) }

  /// Prints what is due; false when nothing will be any more.
  private func fill() -> Bool {
    lock.withLock {
      guard isRunning else { return false }
      let wait = Terminal.isWatched ? Self.patience : Self.logInterval
      guard lastLine.duration(to: .now) >= .seconds(wait) else { return true }
      lastLine = .now
      let seconds = began.duration(to: .now) / .seconds(1)
      let line =
        "\(ProgressLine.duration(seconds))  \(latest.isEmpty ? "working" : latest)"
      if Terminal.isWatched { Terminal.replaceLine(line) } else { Terminal.note(line) }
      return true
    }
  }
}
