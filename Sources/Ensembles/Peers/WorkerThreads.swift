import Foundation

/// Threads that compute while the calling one talks with other processes.
///
/// They are threads of their own, and not of the pool that others share, because workers that wait for a stretch would keep
/// the pool from everybody else. There are no more than processors, which is what the pool would give.
struct WorkerThreads {
  private let ended = DispatchGroup()

  /// Does the same work on several threads at once.
  init(_ count: Int, _ work: @escaping @Sendable () -> Void) {
    for _ in 0..<min(count, max(ProcessInfo.processInfo.activeProcessorCount, 1)) {
      ended.enter()
      Thread.detachNewThread { [ended] in
        work()
        ended.leave()
      }
    }
  }

  /// Waits until all have ended.
  func wait() { ended.wait() }
}
