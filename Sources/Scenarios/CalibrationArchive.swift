import Foundation
import NumericCore

/// Draws that `latecomer calibrate --draws` left beside an ensemble, whose files are those it wrote.
public struct CalibrationArchive: Sendable {
  /// What the record of the draws says.
  private struct Contents: Decodable {
    let version: String
    let modelVersion: String
    let name: String
    let summary: String
    let calibration: String
    let seed: UInt64
    let runs: Int
    let particles: Int
    let converged: Bool
    let command: String
    let files: [FinishedRunManifest.File]
  }

  /// Name of the calibration.
  public let name: String
  /// What was fitted to what.
  public let summary: String
  /// Version of the program.
  public let version: String
  /// Version of the model.
  public let modelVersion: String
  /// The hash of the calibration and all files it names.
  public let calibration: String
  /// The seed.
  public let seed: UInt64
  /// Independent runs, the chains.
  public let runs: Int
  /// Particles of a run, the draws of a chain.
  public let particles: Int
  /// Whether the runs agree.
  public let hasConverged: Bool
  /// The command that makes the draws again.
  public let command: String
  /// Chain, draw, what the sampler says of a draw, then every factor.
  public let posterior: DataTable
  /// Chain, draw, then every factor.
  public let prior: DataTable
  /// Economy, year, then what was observed.
  public let observed: DataTable

  /// What the files of draws are called beside `NAME.yaml`, their record last.
  public static let endings = [".posterior.csv", ".prior.csv", ".observed.csv", ".draws.json"]
  /// Columns of the posterior before its factors.
  public static let sampleColumns = ["chain", "draw", "lp", "log_likelihood", "acceptance_rate"]

  /// Reads the draws of an ensemble.
  ///
  /// - Parameters:
  ///   - file: the ensemble's file, `NAME.yaml`.
  ///   - version: the version of this program; draws of another one are refused.
  /// - Throws: ``StudyErrors`` for an ensemble without draws, draws of another version, and files that are missing, cut short
  ///   or changed.
  public init(_ file: String, version: String) throws {
    let base = file.hasSuffix(".yaml") ? String(file.dropLast(5)) : file
    let record = base + Self.endings[3]
    guard let data = InputFile.contents(record, most: FinishedRunManifest.mostBytes) else {
      throw StudyErrors([
        StudyIssue(
          kind: .missingFile, file: file, line: nil, column: nil, key: "",
          sentence: "not an ensemble with its draws, which 'latecomer calibrate --draws' keeps")
      ])
    }
    guard let contents = try? JSONDecoder().decode(Contents.self, from: data),
      contents.runs > 0, contents.particles > 0
    else { throw FinishedTable.error(record, "not the record of draws of latecomer") }
    guard contents.version == version else {
      throw FinishedTable.error(
        record,
        "the draws are of version \(contents.version.excerpt) of the program, and this is version \(version); "
          + "calibrate again")
    }
    let folder = URL(fileURLWithPath: base).deletingLastPathComponent().path
    let stem = URL(fileURLWithPath: base).lastPathComponent
    let tables = try Self.endings.dropLast().map { ending in
      let table = try FinishedRunManifest.located(
        stem + ending, in: folder, files: contents.files, manifest: record)
      guard
        FinishedTable.hash(of: table.data)
          == contents.files.first(where: { $0.name == stem + ending })?.hash
      else { throw FinishedTable.changed(table.path) }
      return try DataTable.read(table.path)
    }
    name = contents.name
    summary = contents.summary
    self.version = contents.version
    modelVersion = contents.modelVersion
    calibration = contents.calibration
    seed = contents.seed
    runs = contents.runs
    particles = contents.particles
    hasConverged = contents.converged
    command = contents.command
    (posterior, prior, observed) = (tables[0], tables[1], tables[2])
    let (draws, isTooMany) = runs.multipliedReportingOverflow(by: particles)
    for table in tables.prefix(2) where isTooMany || table.rowCount != draws {
      throw FinishedTable.error(
        table.path, "there are \(table.rowCount) draws of \(runs) chains of \(particles)")
    }
  }
}
