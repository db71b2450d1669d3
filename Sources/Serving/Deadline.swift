import FlyingSocks
import Foundation

/// Work that has to be done in time.
enum Deadline {
  /// Nothing came, or nobody took what was sent, in time.
  struct Missed: Error {}

  /// Does work, and gives it up when its time is over.
  ///
  /// - Throws: ``Missed``, and what the work throws.
  static func within<Value: Sendable>(
    _ seconds: Double, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        throw Missed()
      }
      defer { group.cancelAll() }
      return try await group.next()!
    }
  }
}
