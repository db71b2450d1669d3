import Scenarios

/// What a folder of a run is to hold.
public enum RunFolderRole: Sendable {
  /// A run.
  case run
  /// A part of a command, for others to be put together with.
  case part(ShardRecord)
  /// The run that finished parts make, by number.
  case assembly([ShardSet.Shard])
  /// A run that begins with a shorter one.
  case longer(EarlierRun)

  /// Whether it is a part.
  public var isPart: Bool { if case .part = self { true } else { false } }

  /// Whether what is finished of it is worth keeping: putting parts together again takes moments.
  var canResume: Bool { if case .assembly = self { false } else { true } }

  /// The shorter run that it begins with.
  var earlier: EarlierRun? { if case .longer(let run) = self { run } else { nil } }

  /// Paths of the logs that parts left.
  public var logs: [String] { folders.map { $0 + "/" + RunFolder.logName } }

  private var folders: [String] {
    if case .assembly(let shards) = self { shards.map(\.folder) } else { [] }
  }

  /// Folders whose tables follow each other: those of all parts, or of one where each ran all futures because they were few.
  var foldersOfTables: [String] {
    guard case .assembly(let shards) = self, let first = shards.first else { return [] }
    return first.record.stages.isEmpty ? [first.folder] : folders
  }
}
