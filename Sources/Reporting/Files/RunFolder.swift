import Analysis
import Ensembles
import Foundation
import NumericCore
import Sampling
import Scenarios
import Studies
import StudyContract

/// The folder of one run: tables that grow as blocks arrive and get their names when all is complete.
///
/// A folder is complete when it holds `manifest.json`, which is written last and, when a folder is written
/// again, removed first. Until then finished blocks are kept in a log, so that a run that was stopped can go on.
public final class RunFolder {
  /// Name of the log of finished blocks.
  public static let logName = RunRecord.logName
  static let manifest = "manifest.json"
  private static let families = ["outcomes", "factors", "failures", "yearly", "paths"]
  private static let report = "report.txt"

  /// The log of the run; nil where another process keeps it.
  public let log: RunLog?
  private let folder: OutputFolder
  private let role: RunFolderRole
  private var open: [OutputFile] = []
  private var names: [String] = []
  private var scratchNames: [String] = []

  /// Its path.
  public var path: String { folder.path }

  /// Makes the folder.
  ///
  /// - Parameters:
  ///   - replaces: whether a run in it may be replaced.
  ///   - resumes: whether a run in it that was stopped goes on.
  ///   - role: whether it holds a run, a part of a command, the run that parts make, or one that begins with a shorter one.
  /// - Throws: as ``check(_:replaces:resumes:role:)``, and ``CreationError`` when it cannot be made.
  public init(
    path: String, replaces: Bool = false, resumes: Bool = false, role: RunFolderRole = .run
  ) throws {
    try Self.check(path, replaces: replaces, resumes: resumes, role: role)
    self.role = role
    folder = try CreationError.creating { try OutputFolder(path: path) }
    if WritingProcess.isAnother {
      log = nil
      return
    }
    let name = folder.path + "/" + Self.logName + ".partial"
    if resumes { Self.reopen(folder) }
    // A part that is asked for again though it was finished has lost something.
    let isNew = !resumes || (role.isPart && Self.wasFinished(path))
    log = try RunLog(
      path: name, isNew: isNew, parts: role.logs, earlier: role.earlier?.log)
    if case .part(let record) = role {
      try folder.write(record.text, to: ShardRecord.fileName)
    }
  }

  /// Refuses a folder before anything is computed for it; makes nothing.
  ///
  /// What a run left that was stopped before it had finished a block may always be replaced.
  ///
  /// - Throws: ``CreationError`` for a folder that holds a run which may not be replaced, files that no run of latecomer
  ///   wrote, or nothing that could go on.
  public static func check(
    _ path: String, replaces: Bool, resumes: Bool = false, role: RunFolderRole = .run
  ) throws {
    if path.isEmpty { throw UsageError("--out is empty; name a folder.") }
    if WritingProcess.isAnother { return }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
      throw CreationError("\(path) is a file; name a folder for --out.")
    }
    let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let log = [logName, logName + ".partial"].first(where: present.contains)
    if present.contains(ShardRecord.fileName) {
      return try check(part: path, replaces: replaces, resumes: resumes, role: role)
    }
    if role.earlier?.isFolder(path) == true {
      return try EarlierRun.checkInPlace(path, present, replaces: replaces, resumes: resumes)
    }
    if present.contains(manifest) {
      if resumes, !present.contains(logName + ".partial") {
        throw UsageError("\(path) holds a finished run; there is nothing to resume.")
      }
      if replaces || resumes { return }
      throw CreationError(
        "\(path) holds a finished run; --force replaces it, or name another folder for --out.")
    }
    if let other = present.sorted().first(where: { !isPartial($0) && !(log != nil && isOwn($0)) }) {
      throw CreationError(
        "\(path) holds files that were not written by latecomer, \(other) "
          + "for one; name another folder for --out.")
    }
    if let log, !resumes, !replaces, role.canResume,
      try RunLog(path: path + "/" + log, isReadOnly: true).hasBlocks
    {
      throw CreationError(
        "\(path) holds a run that was stopped; --resume goes on with it, --force begins anew.")
    }
  }

  /// Refuses a folder that holds a part of a command, unless it is this part, or may be replaced.
  private static func check(
    part path: String, replaces: Bool, resumes: Bool, role: RunFolderRole
  ) throws {
    guard case .part(let record) = role else {
      throw CreationError(
        "\(path) holds a part of a command; 'latecomer merge' puts parts together, in another folder."
      )
    }
    if replaces { return }
    // A record that is damaged is made again with its part.
    let stored: ShardRecord?
    do { stored = try ShardRecord.read(path) } catch { stored = record }
    guard let stored, stored.isSamePart(as: record) else {
      let isEdited =
        stored?.command == record.command && stored?.study != record.study
      throw CreationError(
        "\(path) holds a part of "
          + (isEdited ? "this command and of a study that was changed since" : "another command")
          + "; --force replaces it, or name another folder for --out.")
    }
    if !resumes {
      throw CreationError(
        "\(path) holds part \(record.name); --resume goes on with it, --force begins anew.")
    }
  }

  /// Whether a folder holds a part that is finished and whole; the record of that part, begun anew, says which.
  public static func isFinished(_ path: String, part record: ShardRecord) -> Bool {
    guard let stored = try? ShardRecord.read(path) else { return false }
    return stored.isSamePart(as: record)
      && stored.obstacle(in: path, version: record.version) == nil
  }

  /// Whether a part was finished, or nobody knows.
  private static func wasFinished(_ path: String) -> Bool {
    do { return try ShardRecord.read(path)?.isFinished == true } catch { return true }
  }

  /// Takes from the files of a run that was stopped while it gave them their names these names again.
  private static func reopen(_ folder: OutputFolder) {
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    if present.contains(manifest) { return }
    if let part = try? ShardRecord.read(folder.path), part.isFinished { return }
    for name in present where isTable(name) || name == logName {
      if present.contains(name + ".partial") { continue }
      rename(folder.path + "/" + name, folder.path + "/" + name + ".partial")
    }
  }

  /// Refuses runs whose tables the disk cannot take; makes nothing.
  ///
  /// - Parameters:
  ///   - session: what is run.
  ///   - beliefs: under how many beliefs it is run.
  ///   - paths: how many outcomes keep the path of every future.
  ///   - parts: into how many parts the futures are divided, of which the folder gets one.
  ///   - path: the folder.
  /// - Throws: ``CreationError`` that states what is needed and what there is.
  public static func requireSpace(
    _ session: StudySession, beliefs: Int, paths: Int = 0, parts: Int = 1, at path: String
  ) throws {
    if WritingProcess.isAnother { return }
    let bytes = bytes(session, beliefs: beliefs, paths: paths)
    try DiskSpace.require(
      bytes.all / Double(parts) - present(in: path), largestFile: bytes.largest / Double(parts),
      at: path)
  }

  /// Bytes of unfinished files in a folder, which a run writes over or goes on with.
  private static func present(in path: String) -> Double {
    let manager = FileManager.default
    let names = (try? manager.contentsOfDirectory(atPath: path)) ?? []
    return names.filter(isPartial).reduce(0) { sum, name in
      let size = try? manager.attributesOfItem(atPath: path + "/" + name)[.size] as? NSNumber
      return sum + (size?.doubleValue ?? 0)
    }
  }

  /// About how many bytes the tables of a run take, to within a factor of two.
  ///
  /// - Returns: all files together, and the largest of them.
  static func bytes(
    _ session: StudySession, beliefs: Int, paths: Int = 0
  ) -> (all: Double, largest: Double) {
    let futures = Double(session.design.futures)
    let names =
      session.scenarios.map(\.name.utf8.count).reduce(0, +) * session.selected.count
      + session.selected.map(\.name.utf8.count).reduce(0, +) * session.scenarios.count
    let runs = session.scenarios.count * session.selected.count
    let row = Double(4 + session.model.outcomes.count * DiskSpace.bytesANumber)
    let outcomes = futures * (Double(runs) * row + Double(names))
    let sampled = Set(session.study.priors.map(\.factor)).count
    // Factors without a law have one short value.
    let factors =
      futures
      * Double(
        sampled * DiskSpace.bytesANumber + (session.model.factors.count - sampled) * 4)
    let years = YearlyTables.years(of: session).count
    // Until the run ends, a file has the numbers that quantiles are taken over.
    let waiting =
      Double(8 * runs * years * (StudySession.yearlyOutcomes.count + paths))
      * min(futures, Double(YearlyTables.futures))
    let ofPaths =
      paths == 0
      ? 0 : futures * (Double(runs * (4 + years * DiskSpace.bytesANumber)) + Double(names))
    // Twice what summaries hold: exact numbers at first, then some thousands of each outcome.
    let log = 16 * Double(runs * session.model.outcomes.count) * min(futures, 16_384)
    return (
      Double(beliefs) * (outcomes + factors + waiting + log + Double(paths) * ofPaths),
      max(outcomes, factors, waiting, ofPaths)
    )
  }

  /// Compares under one set of beliefs and writes outcomes, factors and failures of every future.
  ///
  /// - Parameters:
  ///   - isFirst: whether the tables have plain names; those of further beliefs carry the beliefs' name.
  ///   - paths: names of outcomes of which the path of every future is kept; `yearly.csv` has their quantiles, too.
  public func record(
    _ session: StudySession, under beliefs: Beliefs, isFirst: Bool, stage: String,
    paths: [String] = [],
    confidence: Double = ComparisonSettings.usualConfidence
  ) throws -> StudyComparison.Run {
    let suffix = isFirst ? "" : "-\(beliefs.name)"
    let (scenarios, policies) = (session.scenarios.map(\.name), session.selected.map(\.name))
    let factors = session.model.factors.map(\.name)
    let outcomes = try table(
      "outcomes\(suffix).csv",
      header: OutcomeRows.header(outcomes: session.model.outcomes.map(\.name)))
    let factorTable = try table(
      "factors\(suffix).csv", header: FactorRows.header(factors: factors))
    let yearly = try YearlyTables(
      session, paths: paths, suffix: suffix, open: table, openScratch: scratch)
    let sink = TableSink(
      outcomes: outcomes, factors: factorTable, scenarios: scenarios, policies: policies,
      factorCount: factors.count, design: session.design,
      yearly: yearly, parts: role.foldersOfTables, earlier: role.earlier)
    let run = try session.compare(
      under: beliefs, stage: stage, sink: sink, explainsAll: true, recordsYears: yearly != nil,
      confidence: confidence)
    if !run.failures.isEmpty {
      let rows = FailureRows.table(
        run.failures, scenarios: scenarios, policies: policies, factors: factors)
      try table("failures\(suffix).csv", header: []).write(rows)
    }
    return run
  }

  /// Opens a file that goes when all is done.
  private func scratch(_ name: String) throws -> OutputFile {
    scratchNames.append(name)
    return try CreationError.creating { try folder.file(name, keepsPartial: true) }
  }

  /// Opens a table; it gets its name in ``finish(_:)``.
  private func table(_ name: String, header: [String]) throws -> OutputFile {
    if log?.hasBlocks == false {
      try role.earlier?.copy(name, to: folder.path + "/" + name + ".partial")
    }
    let file = try CreationError.creating { try folder.file(name, keepsPartial: true) }
    open.append(file)
    names.append(name)
    var rows = CSVRows()
    if !header.isEmpty { rows.appendRow(header) }
    try file.begin(with: rows)
    return file
  }

  /// Names all tables of a part, and says last that it is finished.
  ///
  /// - Parameter stages: the plans of which it computed a share.
  public func finish(part stages: [ShardRecord.Stage]) throws {
    guard case .part(var record) = role, let log else {
      preconditionFailure("a run is no part")
    }
    try UnfinishedFiles.naming {
      for file in open { try file.close() }
      try log.finish(as: folder.path + "/" + Self.logName)
      record.isFinished = true
      record.stages = stages
      record.files = zip(names, open).map {
        Manifest.File(name: $0, bytes: $1.byteCount, hash: $1.hash)
      }
      record.files.append(try Manifest.File(Self.logName, in: folder.path))
      try folder.write(record.text, to: ShardRecord.fileName)
      removeScratch()
    }
  }

  /// Names all tables, removes those an earlier run left, and writes the manifest last.
  ///
  /// - Parameters:
  ///   - inputs: files of the study that are kept beside the tables.
  ///   - report: the report as text, which is kept as well.
  public func finish(
    inputs: RunInputs? = nil, report: String? = nil,
    _ manifest: (_ files: [Manifest.File]) -> Manifest
  ) throws {
    guard let log else { return }
    // A signal that comes now would leave tables without their manifest.
    try UnfinishedFiles.naming { try named(log, inputs, report, manifest) }
  }

  /// Everything is on the disk under unfinished names, the manifest too, before the first one gets its own: from then on
  /// ``finishNaming(_:)`` can do the rest.
  private func named(
    _ log: RunLog, _ inputs: RunInputs?, _ report: String?,
    _ manifest: (_ files: [Manifest.File]) -> Manifest
  ) throws {
    if let report {
      let file = try folder.file(Self.report)
      try file.write(report)
      names.append(Self.report)
      open.append(file)
    }
    for file in open { try file.settle() }
    try log.settle()
    // A run that becomes longer where it is keeps the files that it was made of, and is there until the longer one is.
    if role.earlier?.isFolder(folder.path) != true {
      // The manifest goes first: without it nobody takes the rest for a complete run.
      remove(Self.manifest)
      remove(RunInputs.folder)
      try inputs?.copy(into: folder)
    }
    var files = zip(names, open).map {
      Manifest.File(name: $0, bytes: $1.byteCount, hash: $1.hash)
    }
    files.append(
      try Manifest.File(Self.logName, in: folder.path, as: Self.logName + ".partial"))
    let sealed = try folder.file(Self.manifest)
    try sealed.write(ManifestDigest.sealed(manifest(files).json.rendered))
    try sealed.settle()

    remove(Self.manifest)
    if report == nil { remove(Self.report) }
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in present where Self.isTable(name) && !names.contains(name) { remove(name) }
    for file in open { try file.close() }
    try log.finish(as: folder.path + "/" + Self.logName)
    try sealed.close()
    removeScratch()
  }

  private func removeScratch() {
    for name in scratchNames { remove(name + ".partial") }
  }

  /// Removes what is unfinished, unless a block was finished.
  ///
  /// - Returns: whether the run can go on.
  @discardableResult
  public func discard() -> Bool {
    guard let log else { return false }
    if log.hasBlocks, role.canResume { return true }
    removeScratch()
    for name in names + [Self.logName] { remove(name + ".partial") }
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    if !present.contains(Self.manifest) {
      // Files that had got their names are nobody's without the manifest, and nothing goes on from them.
      for name in names + [Self.logName, Self.report, RunInputs.folder] { remove(name) }
    }
    if role.isPart { remove(ShardRecord.fileName) }
    return false
  }

  private func remove(_ name: String) {
    try? FileManager.default.removeItem(atPath: folder.path + "/" + name)
  }

  private static func isPartial(_ name: String) -> Bool {
    name.hasSuffix(".partial")
      && (isTable(String(name.dropLast(8))) || isScratch(String(name.dropLast(8)))
        || [manifest, report, logName, ShardRecord.fileName].contains { name == $0 + ".partial" })
      || name == logName + ".partial" + RunLog.rewritten
  }

  private static func isOwn(_ name: String) -> Bool {
    isTable(name) || [report, logName, RunInputs.folder, ShardRecord.fileName].contains(name)
  }

  static func isScratch(_ name: String) -> Bool {
    name.hasPrefix("yearly") && name.hasSuffix(YearlyTables.numbersEnding)
  }

  static func isTable(_ name: String) -> Bool {
    name.hasSuffix(".csv")
      && families.contains { name == "\($0).csv" || name.hasPrefix("\($0)-") }
  }
}
