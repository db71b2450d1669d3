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

  private let folder: OutputFolder
  private var open: [OutputFile] = []
  private var names: [String] = []

  /// Makes the folder.
  ///
  /// - Throws: ``CreationError`` when it cannot be made, or holds files that no run of latecomer wrote.
  public init(path: String) throws {
    let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let isOurs = present.contains(Self.manifest) || present.allSatisfy(Self.isPartial)
    guard isOurs else {
      throw CreationError(
        "\(path) holds files that were not written by latecomer, \(present.sorted()[0]) "
          + "for one; name another folder for --out.")
    }
    folder = try CreationError.creating { try OutputFolder(path: path) }
  }

  /// Compares under one set of beliefs and writes outcomes, factors and failures of every future.
  ///
  /// - Parameter isFirst: whether the tables have plain names; those of further beliefs carry the beliefs' name.
  public func record(
    _ session: StudySession, under beliefs: Beliefs, isFirst: Bool, stage: String
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
    let run = try session.compare(under: beliefs, stage: stage, sink: sink, explainsAll: true)
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
  public func finish(_ manifest: (_ files: [Manifest.File]) -> Manifest) throws {
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let stale = present.filter { $0 == Self.manifest || Self.isTable($0) }
    // The manifest goes first: without it nobody takes the rest for a complete run.
    for name in stale.sorted(by: { first, _ in first == Self.manifest }) { remove(name) }
    for file in open { try file.close() }
    let files = zip(names, open).map { Manifest.File(name: $0, bytes: $1.byteCount) }
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

/// Output that cannot be started: a folder or file that cannot be made, or one that belongs to somebody else.
public struct CreationError: KindedError {
  /// What is wrong, in one sentence.
  public let description: String
  /// Output that cannot be started.
  public var kind: ErrorKind { .cannotCreate }

  /// Makes an error with its sentence.
  public init(_ description: String) { self.description = description }

  /// Does what starts an output, so that its errors are of this kind.
  public static func creating<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as OutputError {
      throw CreationError(error.description)
    }
  }
}
