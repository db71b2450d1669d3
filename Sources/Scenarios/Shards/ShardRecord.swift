import Foundation

/// What a part of a command says of itself in its folder, `shard.json`: of which command, and whether it is finished.
public struct ShardRecord: Sendable, Hashable, Decodable {
  /// Blocks that a part computed of a plan.
  public struct Stage: Sendable, Hashable, Decodable {
    /// The call of the engine, counted from 1.
    public let stage: Int
    /// The first block.
    public let first: Int
    /// The block after the last one.
    public let end: Int
    /// Blocks of all parts.
    public let blocks: Int

    /// States blocks.
    public init(stage: Int, first: Int, end: Int, blocks: Int) {
      self.stage = stage
      self.first = first
      self.end = end
      self.blocks = blocks
    }
  }

  /// Commands that have parts.
  public static let commands = ["run", "sweep", "sensitivity", "effects", "explain", "require"]

  /// Name of the file.
  public static let fileName = "shard.json"

  /// Version of the program.
  public let version: String
  /// Words of the command without the program's name and without those that no number depends on.
  public let command: [String]
  /// Which part this is, from 1.
  public let shard: Int
  /// How many parts there are.
  public let count: Int
  /// Whether all of it is there.
  public var isFinished = false
  /// Hash of the study; nil for one without a file.
  public let study: String?
  /// Plans that were split; empty where none was long enough.
  public var stages: [Stage] = []
  /// Tables and the log, once it is finished.
  public var files: [RunRecord.File] = []

  /// States a part that is begun.
  public init(version: String, command: [String], study: String?, shard: Int, count: Int) {
    self.version = version
    self.study = study
    self.command = command
    self.shard = shard
    self.count = count
  }

  /// Whether words can be kept: printed, they are one line.
  public static func canKeep(_ words: [String]) -> Bool {
    !words.contains { $0.unicodeScalars.contains { $0.value < 32 } }
  }

  /// Which part of what: `3/16`.
  public var name: String { "\(shard)/\(count)" }

  /// Whether another record is of the same part of the same command.
  public func isSamePart(as other: ShardRecord) -> Bool {
    isSameCommand(as: other) && shard == other.shard
  }

  /// Whether another record is of a part of the same command.
  public func isSameCommand(as other: ShardRecord) -> Bool {
    version == other.version && command == other.command && count == other.count
      && (study == nil || other.study == nil || study == other.study)
  }

  /// Reads the record of a folder; nil where there is none.
  ///
  /// - Throws: ``StudyErrors`` for a record that is damaged or was changed.
  public static func read(_ folder: String) throws -> ShardRecord? {
    let path = folder + "/" + fileName
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FinishedTable.bytes(of: path), data.count < 1 << 24,
      let text = String(data: data, encoding: .utf8), ManifestDigest.isSealed(text),
      let record = try? JSONDecoder().decode(ShardRecord.self, from: data),
      Submission.shardCounts.contains(record.count), (1...record.count).contains(record.shard),
      commands.contains(record.command.first ?? ""),
      canKeep(record.command),
      record.files.allSatisfy({ !$0.name.contains("/") })
    else {
      throw FinishedTable.error(path, "the record of this part is damaged; run the part again")
    }
    return record
  }

  /// Why the part cannot be used; nil where it can.
  ///
  /// Cost: every byte of its tables is read, and of its log unless only its size is looked at.
  ///
  /// - Parameters:
  ///   - folder: where it lies.
  ///   - version: the version of this program.
  ///   - readsLogs: whether the log is read.
  public func obstacle(in folder: String, version: String, readsLogs: Bool = true) -> String? {
    if self.version != version {
      return "the part was computed by version \(self.version), and this is \(version)"
    }
    if !isFinished { return "part \(name) is not finished" }
    for file in files {
      guard let data = FinishedTable.bytes(of: folder + "/" + file.name) else {
        return "part \(name) lacks its file \(file.name)"
      }
      let isRead = readsLogs || !file.name.hasSuffix(".log")
      if data.count != file.bytes || (isRead && FinishedTable.hash(of: data) != file.hash) {
        return "the file \(file.name) of part \(name) was changed after it was written"
      }
    }
    return nil
  }
}
