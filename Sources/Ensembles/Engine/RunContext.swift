import Foundation

/// How work is done, as opposed to what: threads, and whom to tell and to ask on the way.
///
/// Passed to everything that runs for long. No number of a result depends on it.
public struct RunContext: Sendable {
  /// Workers.
  public var threads: Int
  /// Called after every merged block with the label of the stage and the moment; never twice at once, from any
  /// thread.
  public var progress: (@Sendable (_ stage: String, _ progress: RunProgress) -> Void)?
  /// Called when work begins that has no progress of its own, with a few words for whoever watches.
  public var announce: (@Sendable (String) -> Void)?
  /// Asked before every block; work stops when it says so.
  public var isCancelled: @Sendable () -> Bool
  /// Where finished blocks are kept, and found again; nil when nothing is kept.
  public var log: RunLog?
  /// Which part of the work is done here, where other processes do the rest; it is kept in ``log``.
  public var share: WorkShare?
  /// Other processes that do the same work; nil for none.
  public var peers: PeerGroup?

  /// Workers there may be: far more than any machine has processors.
  public static let threadCounts = 1...65_536

  /// States how to work.
  ///
  /// - Parameter threads: by default one for each processor the process may use; more than there are processors
  ///   gains nothing.
  public init(
    threads: Int = ProcessInfo.processInfo.activeProcessorCount,
    progress: (@Sendable (_ stage: String, _ progress: RunProgress) -> Void)? = nil,
    announce: (@Sendable (String) -> Void)? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    precondition(threads > 0, "work on \(threads) threads")
    self.threads = threads
    self.progress = progress
    self.announce = announce
    self.isCancelled = isCancelled
  }

  /// The progress of one stage alone, as the engine reports it; nil when nobody listens.
  public func reporting(_ stage: String) -> (@Sendable (RunProgress) -> Void)? {
    guard let progress else { return nil }
    return { moment in progress(stage, moment) }
  }

  /// The same work with another account of how far it is.
  func telling(
    _ change: @escaping @Sendable (RunProgress) -> RunProgress
  ) -> RunContext {
    guard let progress else { return self }
    var context = self
    context.progress = { stage, moment in progress(stage, change(moment)) }
    return context
  }

  /// The same work without a word: for parts of a second each.
  public var quiet: RunContext {
    var context = self
    context.progress = nil
    context.announce = nil
    return context
  }
}
