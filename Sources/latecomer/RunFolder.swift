import Ensembles
import Foundation
import Reporting

/// The folder of one run: tables that grow as blocks arrive and get their names when all is complete.
///
/// A folder is complete when it holds `manifest.json`, which is written last and, when a folder is written
/// again, removed first.
final class RunFolder {
  private static let manifest = "manifest.json"
  private static let families = ["outcomes", "factors", "failures"]

  private let folder: OutputFolder
  private var open: [OutputFile] = []
  private var names: [String] = []

  /// Makes the folder.
  ///
  /// - Throws: ``CreationError`` when it cannot be made, or holds files that no run of latecomer wrote.
  init(path: String) throws {
    let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let isOurs = present.contains(Self.manifest) || present.allSatisfy(Self.isPartial)
    guard isOurs else {
      throw CreationError(
        description:
          "\(path) holds files that were not written by latecomer, \(present.sorted()[0]) "
          + "for one; name another folder for --out.")
    }
    folder = try Self.creating { try OutputFolder(path: path) }
  }

  /// Opens a table; it gets its name in ``finish(_:)``.
  func table(_ name: String, header: [String]) throws -> OutputFile {
    let file = try Self.creating { try folder.file(name) }
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
  func finish(_ manifest: (_ files: [Manifest.File]) -> Manifest) throws {
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let stale = present.filter { $0 == Self.manifest || Self.isTable($0) }
    // The manifest goes first: without it nobody takes the rest for a complete run.
    for name in stale.sorted(by: { first, _ in first == Self.manifest }) { remove(name) }
    for file in open { try file.close() }
    let files = zip(names, open).map { Manifest.File(name: $0, bytes: $1.byteCount) }
    try folder.write(manifest(files).json.rendered, to: Self.manifest)
  }

  /// Removes what is unfinished.
  func discard() {
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

  private static func creating<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as OutputError {
      throw CreationError(description: error.description)
    }
  }
}

/// Writes outcomes and factors of every block, in block order; does nothing without files.
struct TableSink: BlockSink, @unchecked Sendable {
  /// Names and files of one run.
  struct Tables {
    let outcomes: OutputFile
    let factors: OutputFile
    let scenarios: [String]
    let policies: [String]
    let factorCount: Int
  }

  // Only `receive` touches the files, and the engine never calls it twice at once.
  let tables: Tables?

  func prepare(_ block: BlockResults) -> (outcomes: CSVRows, factors: CSVRows)? {
    guard let tables else { return nil }
    return (
      OutcomeRows.rows(block, scenarios: tables.scenarios, policies: tables.policies),
      FactorRows.rows(block, columns: Array(0..<tables.factorCount))
    )
  }

  func receive(_ record: (outcomes: CSVRows, factors: CSVRows)?) throws {
    guard let tables, let record else { return }
    try tables.outcomes.write(record.outcomes)
    try tables.factors.write(record.factors)
  }
}
