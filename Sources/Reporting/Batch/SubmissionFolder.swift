import Foundation
import NumericCore
import Scenarios

/// The folder of a run that a batch system computes: scripts, the record of its jobs, and folders for logs, shards and result.
public struct SubmissionFolder: Sendable {
  private static let folders = ["shards", SlurmScripts.logs]
  private let folder: OutputFolder
  private let isNew: Bool

  /// Refuses a folder before anything is done; makes nothing.
  ///
  /// - Throws: ``CreationError`` for a folder that is not empty, `UsageError` for an empty path.
  public static func check(_ path: String) throws {
    if path.isEmpty { throw UsageError("--out is empty; name a folder.") }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if exists, !isFolder.boolValue {
      throw CreationError("\(path) is a file; name a folder for --out.")
    }
    let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    if present.contains(Submission.file) {
      throw CreationError(
        "\(path) holds a submission; 'latecomer resubmit' goes on with it, or name another folder for --out."
      )
    }
    if let other = present.sorted().first {
      throw CreationError("\(path) holds files, \(other) for one; name another folder for --out.")
    }
  }

  /// Makes the folder.
  ///
  /// - Throws: ``CreationError`` as ``check(_:)``, and when it cannot be made.
  public init(making path: String) throws {
    try Self.check(path)
    isNew = !FileManager.default.fileExists(atPath: path)
    folder = try CreationError.creating {
      let folder = try OutputFolder(path: path)
      for name in Self.folders { _ = try OutputFolder(path: path + "/" + name) }
      return folder
    }
  }

  /// Takes a folder that is there.
  ///
  /// - Throws: ``OutputError`` when it is none.
  public init(existing path: String) throws {
    folder = try OutputFolder(path: path)
    isNew = false
  }

  /// The folder of the shards.
  public static func shards(in folder: String) -> String { folder + "/shards" }

  /// Whether any shard was begun.
  public static func hasParts(_ folder: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: shards(in: folder))) ?? []
    return names.contains {
      FileManager.default.fileExists(
        atPath: "\(shards(in: folder))/\($0)/\(ShardRecord.fileName)")
    }
  }

  /// Whether the merged run is finished.
  public static func isMerged(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(SlurmScripts.result)/manifest.json")
  }

  /// Writes the scripts.
  ///
  /// - Throws: ``OutputError`` when one cannot be written.
  public func write(_ scripts: SlurmScripts) throws {
    for file in scripts.files { try folder.write(file.text, to: file.name) }
  }

  /// Writes the record of the jobs, in place of the one before.
  ///
  /// - Throws: ``OutputError`` when it cannot be written.
  public func write(_ submission: Submission) throws {
    try folder.write(submission.json.rendered, to: Submission.file)
  }

  /// Removes what was made, for a submission that came to nothing.
  public func discard() {
    for name in [SlurmScripts.shardFile, SlurmScripts.mergeFile, Submission.file] {
      unlink(folder.path + "/" + name)
    }
    // Folders go only when they are empty.
    for name in Self.folders { rmdir(folder.path + "/" + name) }
    if isNew { rmdir(folder.path) }
  }
}

extension Submission: JSONConvertible {
  /// The record as it is read again.
  public var json: JSONValue {
    [
      "version": version, "command": command, "folder": folder, "shards": shards,
      "arrayLimit": arrayLimit,
      "jobs": jobs.json { ["id": $0.id, "shards": $0.shards.text] },
    ]
  }
}
