import Foundation

extension Engine {
  /// Does work that takes its time on a thread beside those of Swift's tasks, which must never be blocked.
  ///
  /// The thread itself only waits for the workers of what it runs. Nothing here limits how many there are at once; whoever
  /// calls does.
  public static func aside<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global(qos: .userInitiated).async {
        continuation.resume(with: Result { try work() })
      }
    }
  }
}
