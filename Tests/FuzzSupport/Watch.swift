import Foundation
import Synchronization

/// Ends the process when an input takes too long or too much memory: a thread of its own looks ten times a second.
///
/// What counts is the time for which the process computes, so that a busy machine finds nothing; one that waits is ended as well.
final class Watch: Sendable {
  private let began = Mutex<(instant: ContinuousClock.Instant, processor: Double)?>(nil)

  init() {
    let thread = Thread { [weak self] in
      while let self {
        if let began = self.began.withLock({ $0 }),
          Self.processorSeconds - began.processor > Campaign.patience
            || began.instant.duration(to: .now) > .seconds(Campaign.longestWait)
        {
          _exit(Campaign.hung)
        }
        if Self.peak > Campaign.mostMemory { _exit(Campaign.swollen) }
        usleep(100_000)
      }
    }
    thread.start()
  }

  /// Begins with an input.
  func begin() { began.withLock { $0 = (.now, Self.processorSeconds) } }

  /// Ends with it.
  func end() { began.withLock { $0 = nil } }

  /// Seconds that the process has computed.
  private static var processorSeconds: Double {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6
  }

  /// Bytes that the process has held at most (VmHWM).
  static var peak: Int {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}
