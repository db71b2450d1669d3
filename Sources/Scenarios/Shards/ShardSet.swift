import Foundation
import NumericCore

/// The folders of the parts of one command, and what is wrong with them.
public struct ShardSet: Sendable {
  /// A part that is there.
  public struct Shard: Sendable, Hashable {
    /// Its folder.
    public let folder: String
    /// What it says of itself.
    public let record: ShardRecord
    /// Why it cannot be used; nil where it can.
    public let obstacle: String?
  }

  /// Words of the command, see ``ShardRecord/command``.
  public let command: [String]
  /// How many parts there are to be.
  public let count: Int
  /// Parts by number; nil where none is there.
  public let shards: [Shard?]
  /// Folders that do not belong to the set, each with a sentence.
  public let strangers: [StudyIssue]
  /// Folders where parts belong that are missing, and whose records cannot be read, each with a sentence.
  private let unreadable: [StudyIssue]

  /// Looks into folders: each is that of a part, or holds folders of parts.
  ///
  /// The first part says what the command is. Cost: every byte of tables is read, and of logs unless that is left to others.
  ///
  /// - Parameters:
  ///   - folders: their paths.
  ///   - version: the version of this program.
  ///   - readsLogs: whether logs are read; only their sizes are compared otherwise.
  /// - Throws: ``StudyErrors`` for a folder that is missing, and where there is no part at all.
  public init(_ folders: [String], version: String, readsLogs: Bool = true) throws {
    var found: [(folder: String, record: ShardRecord)] = []
    var strangers: [StudyIssue] = []
    var unreadable: [(folder: String, issues: [StudyIssue])] = []
    for folder in try folders.flatMap(Self.expanded) {
      do {
        guard let record = try ShardRecord.read(folder) else {
          strangers.append(Self.issue(folder, "the folder holds no part of a command"))
          continue
        }
        found.append((folder, record))
      } catch let error as StudyErrors { unreadable.append((folder, error.issues)) }
    }
    guard let first = found.first?.record else {
      let issues = strangers + unreadable.flatMap(\.issues)
      throw StudyErrors(
        issues.isEmpty
          ? folders.map { Self.issue($0, "the folder holds no part of a command") } : issues)
    }
    var shards = [Shard?](repeating: nil, count: first.count)
    for (folder, record) in found {
      if let difference = Self.difference(record, first, of: found[0].folder) {
        strangers.append(Self.issue(folder, difference))
      } else if let other = shards[record.shard - 1] {
        strangers.append(Self.issue(folder, "this is part \(record.name), as \(other.folder) is"))
      } else {
        shards[record.shard - 1] = Shard(
          folder: folder, record: record,
          obstacle: record.obstacle(in: folder, version: version, readsLogs: readsLogs))
      }
    }
    command = first.command
    count = first.count
    self.shards = shards
    // What a folder's name says is enough to run its part again.
    let absent = unreadable.isEmpty ? [] : shards.indices.filter { shards[$0] == nil }
    let names = PartNames(shards)
    let places = Set(absent.map { names.folder(of: $0 + 1) })
    self.strangers =
      strangers + unreadable.filter { !places.contains($0.folder) }.flatMap(\.issues)
    self.unreadable = unreadable.filter { places.contains($0.folder) }.flatMap(\.issues)
  }

  /// Parts that have to be run, or run again, with the folders they belong in.
  public var missing: [(number: Int, folder: String)] {
    let names = PartNames(shards)
    return shards.enumerated().compactMap { position, shard in
      if let shard, shard.obstacle == nil { return nil }
      return (position + 1, shard?.folder ?? names.folder(of: position + 1))
    }
  }

  /// All parts.
  ///
  /// - Throws: ``StudyErrors`` that name parts that are missing, unfinished, damaged, there twice or of something else.
  public func complete() throws -> [Shard] {
    var issues = strangers + unreadable
    for case let shard? in shards {
      if let obstacle = shard.obstacle { issues.append(Self.issue(shard.folder, obstacle)) }
    }
    let absent = shards.indices.filter { shards[$0] == nil }.map { $0 + 1 }
    if !absent.isEmpty {
      let first = shards.lazy.compactMap { $0 }.first?.folder ?? ""
      let folder = String(first.dropLast(URL(fileURLWithPath: first).lastPathComponent.count))
      issues.append(
        Self.issue(
          folder,
          "of the \(count) parts of this command "
            + (absent.count == 1 ? "this one is" : "these are")
            + " missing: \(NumberList(absent).text); 'latecomer missing' prints what to run"))
    }
    if !issues.isEmpty { throw StudyErrors(issues) }
    return shards.compactMap { $0 }
  }

  /// A folder of a part, or the folders of parts in it.
  private static func expanded(_ folder: String) throws -> [String] {
    var path = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    // A folder must have a name, by which those of other parts are known.
    if [".", ".."].contains(path.split(separator: "/").last) {
      path = URL(fileURLWithPath: path).standardizedFileURL.path
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw StudyErrors([issue(folder, "there is no such folder", kind: .missingFile)])
    }
    func holdsPart(_ path: String) -> Bool {
      FileManager.default.fileExists(atPath: path + "/" + ShardRecord.fileName)
    }
    if holdsPart(path) { return [path] }
    let inside = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let parts = inside.sorted().map { path + "/" + $0 }.filter(holdsPart)
    return parts.isEmpty ? [path] : parts
  }

  /// How a part differs from the first one in what both should be of; nil where it does not.
  private static func difference(
    _ record: ShardRecord, _ first: ShardRecord, of folder: String
  ) -> String? {
    if record.isSameCommand(as: first) { return nil }
    if record.count != first.count {
      return "this is one of \(record.count) parts, and \(folder) is one of \(first.count)"
    }
    if record.version != first.version {
      return "this is a part of version \(record.version), and \(folder) of \(first.version)"
    }
    if record.command == first.command {
      return "the study was changed between this part and \(folder); run those of the older study "
        + "again, with --force"
    }
    return "this is a part of '\(record.command.joined(separator: " "))', and \(folder) of "
      + "'\(first.command.joined(separator: " "))'"
  }

  private static func issue(
    _ folder: String, _ sentence: String, kind: ErrorKind = .badData
  ) -> StudyIssue {
    StudyIssue(
      kind: kind, file: folder, line: nil, column: nil, key: "", sentence: sentence)
  }
}

/// Where parts belong that are not there: beside one that is, with their numbers in place of that one's.
private struct PartNames {
  /// What comes before a number.
  private let start: String
  /// Digits of every number, with zeros before it; 0 for numbers as they are.
  private let digits: Int

  /// - Parameter shards: parts by number, one of which is there.
  init(_ shards: [ShardSet.Shard?]) {
    let other = shards.lazy.compactMap { $0 }.first!
    let name = URL(fileURLWithPath: other.folder).lastPathComponent
    let count = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    guard count > 0, Int(name.suffix(count)) == other.record.shard else {
      start = other.folder.dropLast(name.count) + "shard-"
      digits = 0
      return
    }
    start = String(other.folder.dropLast(count))
    // Numbers of one length begin with zeros; of others, with themselves.
    let isPadded = name.suffix(count).hasPrefix("0") || "\(shards.count)".count == count
    digits = isPadded ? count : 0
  }

  func folder(of number: Int) -> String {
    let text = "\(number)"
    return start + String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
