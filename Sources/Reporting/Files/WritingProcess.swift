import Synchronization

/// Which of several processes that do the same work writes its files: this one, unless it leaves them to another.
///
/// What a process that leaves them to another opens for writing goes nowhere: it makes no folder, looks at no name, holds no
/// log and removes nothing, so that it computes the same as the process that does, whatever that one has written by then.
public enum WritingProcess {
  private static let another = Atomic<Bool>(false)

  /// Whether files are another process's to write.
  public static var isAnother: Bool { another.load(ordering: .relaxed) }

  /// Leaves files to another process, for good; before the first one is opened.
  public static func leaveToAnother() { another.store(true, ordering: .relaxed) }
}
