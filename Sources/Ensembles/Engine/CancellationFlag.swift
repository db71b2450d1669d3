import Synchronization

/// A flag that may be raised from a signal handler or another thread to stop a run between blocks.
public final class CancellationFlag: Sendable {
  private let raised = Atomic<Bool>(false)

  /// Makes a flag that is down.
  public init() {}

  /// Raises the flag; it never goes down again. Safe in a signal handler.
  public func raise() { raised.store(true, ordering: .relaxed) }

  /// Whether the flag is up.
  public var isRaised: Bool { raised.load(ordering: .relaxed) }
}
