import Foundation

/// A value behind a lock that the thread sanitizer knows, which `Synchronization.Mutex` is not on Linux.
package final class Locked<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  /// Makes the lock.
  package init(_ value: Value) { self.value = value }

  /// Does something to the value while nobody else does.
  package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
