import Analysis
import Ensembles
import Foundation
import NumericCore
import Studies
import StudyContract

/// The folder of one run: tables that grow as blocks arrive and get their names when all is complete.
///
/// A folder is complete when it holds `manifest.json`, which is written last and, when a folder is written
/// again, removed first.
public final class RunFolder {
  private static let manifest = "manifest.json"
  private static let families = ["outcomes", "factors", "failures"]
  private static let report = "report.txt"

  private let folder: OutputFolder
  private var open: [OutputFile] = []
  private var names: [String] = []

  /// Makes the folder.
  ///
  /// - Parameter replaces: whether a finished run in it may be replaced.
  /// - Throws: ``CreationError`` when it cannot be made, holds a finished run that may not be replaced, or files
  ///   that no run of latecomer wrote.
  public init(path: String, replaces: Bool = false) throws {
    try Self.check(path, replaces: replaces)
    folder = try CreationError.creating { try OutputFolder(path: path) }
  }

  /// Refuses a folder before anything is computed for it; makes nothing.
  ///
  /// What a run left that was stopped may always be replaced.
  ///
  /// - Throws: ``CreationError``.
  public static func check(_ path: String, replaces: Bool) throws {
    if path.isEmpty { throw UsageError("--out is empty; name a folder.") }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
      throw CreationError("\(path) is a file; name a folder for --out.")
    }
    let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    if present.allSatisfy(isPartial) { return }
    guard present.contains(manifest) else {
      throw CreationError(
        "\(path) holds files that were not written by latecomer, \(present.sorted()[0]) "
          + "for one; name another folder for --out.")
    }
    if !replaces {
      throw CreationError(
        "\(path) holds a finished run; --force replaces it, or name another folder for --out.")
    }
  }

  /// Refuses runs whose tables the disk cannot take; makes nothing.
  ///
  /// - Parameters:
  ///   - session: what is run.
  ///   - beliefs: under how many beliefs it is run.
  ///   - path: the folder.
  /// - Throws: ``CreationError`` that states what is needed and what there is.
  public static func requireSpace(
    _ session: StudySession, beliefs: Int, at path: String
  ) throws {
    let bytes = bytes(session, beliefs: beliefs)
    try DiskSpace.require(bytes.all, largestFile: bytes.largest, at: path)
  }

  /// About how many bytes the tables of a run take, to within a factor of two.
  ///
  /// - Returns: all files together, and the largest of them.
  static func bytes(_ session: StudySession, beliefs: Int) -> (all: Double, largest: Double) {
    let futures = Double(session.design.futures)
    let names =
      session.scenarios.map(\.name.utf8.count).reduce(0, +) * session.selected.count
      + session.selected.map(\.name.utf8.count).reduce(0, +) * session.scenarios.count
    let runs = session.scenarios.count * session.selected.count
    let row = Double(3 + session.model.outcomes.count * DiskSpace.bytesANumber)
    let outcomes = futures * (Double(runs) * row + Double(names))
    let sampled = Set(session.study.priors.map(\.factor)).count
    // Factors without a law have one short value.
    let factors =
      futures
      * Double(
        sampled * DiskSpace.bytesANumber + (session.model.factors.count - sampled) * 4)
    return (Double(beliefs) * (outcomes + factors), max(outcomes, factors))
  }

  /// Compares under one set of beliefs and writes outcomes, factors and failures of every future.
  ///
  /// - Parameter isFirst: whether the tables have plain names; those of further beliefs carry the beliefs' name.
  public func record(
    _ session: StudySession, under beliefs: Beliefs, isFirst: Bool, stage: String,
    confidence: Double = ComparisonSettings.usualConfidence
  ) throws -> StudyComparison.Run {
    let suffix = isFirst ? "" : "-\(beliefs.name)"
    let (scenarios, policies) = (session.scenarios.map(\.name), session.selected.map(\.name))
    let factors = session.model.factors.map(\.name)
    let sink = TableSink(
      outcomes: try table(
        "outcomes\(suffix).csv",
        header: OutcomeRows.header(outcomes: session.model.outcomes.map(\.name))),
      factors: try table("factors\(suffix).csv", header: FactorRows.header(factors: factors)),
      scenarios: scenarios, policies: policies, factorCount: factors.count)
    let run = try session.compare(
      under: beliefs, stage: stage, sink: sink, explainsAll: true, confidence: confidence)
    if !run.failures.isEmpty {
      let rows = FailureRows.table(
        run.failures, scenarios: scenarios, policies: policies, factors: factors)
      try table("failures\(suffix).csv", header: []).write(rows)
    }
    return run
  }

  /// Opens a table; it gets its name in ``finish(_:)``.
  private func table(_ name: String, header: [String]) throws -> OutputFile {
    let file = try CreationError.creating { try folder.file(name) }
    open.append(file)
    names.append(name)
    var rows = CSVRows()
    if !header.isEmpty {
      rows.appendRow(header)
      try file.write(rows)
    }
    return file
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
    // A signal that comes now would leave tables without their manifest.
    try UnfinishedFiles.naming { try named(inputs, report, manifest) }
  }

  private func named(
    _ inputs: RunInputs?, _ report: String?, _ manifest: (_ files: [Manifest.File]) -> Manifest
  ) throws {
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let stale = present.filter { $0 == Self.manifest || Self.isTable($0) }
    // The manifest goes first: without it nobody takes the rest for a complete run.
    for name in stale.sorted(by: { first, _ in first == Self.manifest }) { remove(name) }
    remove(RunInputs.folder)
    remove(Self.report)
    try inputs?.copy(into: folder)
    if let report {
      let file = try folder.file(Self.report)
      try file.write(report)
      names.append(Self.report)
      open.append(file)
    }
    for file in open { try file.close() }
    let files = zip(names, open).map {
      Manifest.File(name: $0, bytes: $1.byteCount, hash: $1.hash)
    }
    try folder.write(manifest(files).json.rendered, to: Self.manifest)
  }

  /// Removes what is unfinished.
  public func discard() {
    for name in names { remove(name + ".partial") }
  }

  private func remove(_ name: String) {
    try? FileManager.default.removeItem(atPath: folder.path + "/" + name)
  }

  private static func isPartial(_ name: String) -> Bool {
    name.hasSuffix(".partial")
      && (isTable(String(name.dropLast(8))) || name.hasPrefix(Self.manifest))
  }

  private static func isTable(_ name: String) -> Bool {
    name.hasSuffix(".csv")
      && families.contains { name == "\($0).csv" || name.hasPrefix("\($0)-") }
  }
}

/// Writes outcomes and factors of every block, in block order.
private struct TableSink: BlockSink, @unchecked Sendable {
  // Only `receive` touches the files, and the engine never calls it twice at once.
  let outcomes: OutputFile
  let factors: OutputFile
  let scenarios: [String]
  let policies: [String]
  let factorCount: Int

  func prepare(_ block: BlockResults) -> (outcomes: CSVRows, factors: CSVRows) {
    (
      OutcomeRows.rows(block, scenarios: scenarios, policies: policies),
      FactorRows.rows(block, columns: Array(0..<factorCount))
    )
  }

  func receive(_ record: (outcomes: CSVRows, factors: CSVRows)) throws {
    try outcomes.write(record.outcomes)
    try factors.write(record.factors)
  }
}
