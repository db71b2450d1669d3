import ArgumentParser
import Ensembles
import Foundation
import NumericCore
import Reporting
import Scenarios
import Studies

/// Which part of a command is computed here.
struct SharingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Computes one part of the futures, such as 3/16, into the folder --out; 'latecomer merge' puts parts together.",
      valueName: "part/parts"),
    transform: Self.share)
  var shard: WorkShare?

  @Flag(help: "Go on with what a stop left in --out; a part that has not begun begins.")
  var resume = false

  /// Says so where a run has fewer futures than that many parts are good for.
  static func noteIdleParts(of count: Int, futures: Int) {
    let (useful, whole) = (WorkShare.useful(futures: futures), WorkShare.wholeFutures)
    if futures <= whole, count > 1 {
      Terminal.note(
        "Every part computes all \(Figures.grouped(futures)) futures by itself: only more than \(Figures.grouped(whole)) "
          + "are divided. 'latecomer run' without parts does the same once.")
    } else if count > useful {
      Terminal.note(
        "Of \(Figures.grouped(count)) parts only \(Figures.grouped(useful)) have futures of their own: a part gets at least "
          + "\(Figures.grouped(whole)) of the \(Figures.grouped(futures)).")
    }
  }

  /// Reads a part of several: `3/16`.
  @Sendable private static func share(_ text: String) throws -> WorkShare {
    let words = text.split(separator: "/", omittingEmptySubsequences: false)
    guard words.count == 2, let number = Int(words[0]), let count = Int(words[1]),
      WorkShare.counts.contains(count), (1...count).contains(number)
    else {
      throw ValidationError("expected a part and how many there are, such as 3/16")
    }
    return WorkShare(number: number, count: count)
  }

  /// Hash of the study that a part is of; nil where there is no part, or what is read is no study or cannot be read twice.
  func hash(of input: String) -> String? {
    if shard == nil || InputFile.isHandedOver(input) { return nil }
    return (try? StudyLoader.load(input))?.source?.hash
  }

  /// What the folder of the command is to hold.
  ///
  /// - Parameter study: hash of the study; nil for one without a file.
  /// - Throws: `UsageError` where the folder is not named.
  func role(out: String?, study: String?) throws -> RunFolderRole {
    if let shards = CommandWords.assembly { return .assembly(shards) }
    guard let shard else { return .run }
    if Ranks.group != nil {
      throw UsageError("--shard is for one process; 'mpirun' shares the whole command out.")
    }
    if out == nil {
      throw UsageError("--shard computes a part into a folder; name it with --out.")
    }
    let words = CommandWords.deciding
    guard ShardRecord.canKeep(words) else {
      throw UsageError("The command of a part is kept in one line; leave line breaks and tabs out.")
    }
    return .part(
      ShardRecord(
        version: Latecomer.version, command: words, study: study, shard: shard.number,
        count: shard.count))
  }
}

/// Where a command keeps finished work, to go on from it after a stop.
struct LogOption: ParsableArguments {
  @Option(
    help: "File in which finished blocks are kept; the same command goes on from it after a stop.",
    completion: .file())
  var log: String?

  func validate() throws {
    if log == "" { throw ValidationError("--log is empty; name a file.") }
  }

  /// Keeps blocks of a session from now on, where a file was named, and takes those that are there.
  ///
  /// - Throws: `RunLogError` for the log of something else.
  func keep(_ session: inout StudySession) throws {
    guard let log, Ranks.leads else { return }
    let kept = try RunLog(path: log)
    try session.keep(in: kept, command: CommandWords.facts)
    CommandWords.log = kept
  }
}

/// Where a command that prints a report keeps its blocks, and which part of it is computed here.
struct KeepingOptions: ParsableArguments {
  @OptionGroup var sharing: SharingOptions

  @OptionGroup var keeping: LogOption

  func validate() throws {
    if sharing.shard != nil, keeping.log != nil {
      throw ValidationError("A part keeps its blocks in its folder; leave --log out.")
    }
    if sharing.resume, sharing.shard == nil {
      throw ValidationError("--resume goes on with a part, see --shard; elsewhere --log does.")
    }
  }

  /// The option that was given; nil without one.
  var given: String? { sharing.shard != nil ? "--shard" : keeping.log.map { _ in "--log" } }

  /// Refuses what cannot be written, before anything is computed for it.
  ///
  /// - Parameters:
  ///   - output: where the report goes, or the folder of a part.
  ///   - input: what the command reads.
  /// - Throws: `CleanExit` where the part is finished.
  func check(_ output: OutputOptions, input: String) throws {
    if let log = keeping.log, log == output.out {
      throw UsageError("--log and --out name the same file, \(log).")
    }
    let role = try sharing.role(out: output.out, study: sharing.hash(of: input))
    guard case .part(let record) = role, let folder = output.out else {
      return try output.check(input: input)
    }
    if !output.replace.force, RunFolder.isFinished(folder, part: record) {
      throw CleanExit.message("\(folder) holds part \(record.name), finished.")
    }
    try RunFolder.check(
      folder, replaces: output.replace.force, resumes: sharing.resume, role: role)
  }

  /// Keeps blocks of a session from now on: in the folder of a part, in a log that was named, or nowhere; and takes those
  /// that are there.
  ///
  /// - Parameter output: where the report goes, or the folder of a part.
  /// - Throws: `RunLogError` for the log of something else, `CreationError` for a folder that cannot be made.
  func keep(_ session: inout StudySession, _ output: OutputOptions) throws {
    let role = try sharing.role(out: output.out, study: session.study.source?.hash)
    switch role {
    case .part:
      let folder = try RunFolder(
        path: output.out!, replaces: output.replace.force, resumes: sharing.resume, role: role)
      CommandWords.folder = folder
      if let log = folder.log { try session.keep(in: log, command: CommandWords.facts) }
      session.share(sharing.shard!)
    case .assembly:
      try session.keep(in: CommandWords.passingLog(of: role.logs), command: CommandWords.facts)
    case .run, .longer: try keeping.keep(&session)
    }
  }
}
