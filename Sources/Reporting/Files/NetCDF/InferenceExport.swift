import NumericCore
import Scenarios

/// Draws of a calibration as a NetCDF-4 file in the groups that ArviZ calls InferenceData: `posterior`, `prior`,
/// `sample_stats` and `observed_data`.
///
/// A chain is an independent run of the tempered sampler, a draw one of its particles. `lp` is the log density of the posterior,
/// but for a constant, in the standard normal coordinates in which the sampler works; `acceptance_rate` is that of the last
/// stage, the same for all draws of a chain. Observations have dimensions economy and year; a figure nobody observed is missing.
///
/// Source: R. Kumar, C. Carroll, A. Hartikainen and O. Martin, ArviZ a unified library for exploratory analysis of Bayesian
/// models in Python, Journal of Open Source Software 4 (2019) 1143, doi:10.21105/joss.01143; the schema of InferenceData:
/// https://python.arviz.org/en/stable/schema/schema.html.
public struct InferenceExport {
  private let archive: CalibrationArchive

  /// Chooses draws.
  public init(_ archive: CalibrationArchive) { self.archive = archive }

  /// Columns of numbers that lie in one group, by chain and draw.
  private struct Part {
    let group: String
    let table: DataTable
    let columns: [String]
  }

  /// Writes the file.
  ///
  /// - Throws: `StudyErrors` for a table that cannot be read, ``CreationError`` or ``NetCDFError`` for a file that cannot be made
  ///   or written.
  public func write(to path: String) throws {
    let keys = CalibrationArchive.sampleColumns
    let factors = archive.posterior.header.filter { !keys.contains($0) }
    let parts = [
      Part(group: "posterior", table: archive.posterior, columns: factors),
      Part(group: "sample_stats", table: archive.posterior, columns: Array(keys.dropFirst(2))),
      Part(group: "prior", table: archive.prior, columns: factors),
    ]
    let file = try NetCDFFile(path: path)
    try describe(file, nil)
    var writes: [() throws -> Void] = []
    for part in parts { writes.append(try define(part, in: file)) }
    writes.append(try defineObserved(in: file))
    try file.define()
    for write in writes { try write() }
    try file.close()
  }

  private func describe(_ file: NetCDFFile, _ group: NetCDFFile.Group?) throws {
    for (name, text) in [
      ("inference_library", "latecomer"), ("inference_library_version", archive.version),
      ("title", archive.summary), ("name", archive.name), ("command", archive.command),
      ("calibration_hash", archive.calibration), ("seed", "\(archive.seed)"),
      ("model_version", archive.modelVersion),
      ("converged", archive.hasConverged ? "true" : "false"),
    ] {
      try file.attribute(name, text, of: group)
    }
  }

  private func define(_ part: Part, in file: NetCDFFile) throws -> () throws -> Void {
    let group = try file.group(part.group)
    try describe(file, group)
    let chain = try file.dimension("chain", archive.runs, in: group)
    let draw = try file.dimension("draw", archive.particles, in: group)
    let places = try [("chain", chain), ("draw", draw)].map {
      ($0.1, try file.variable($0.0, .integer, [$0.1], in: group))
    }
    let variables = try part.columns.map {
      try file.variable(
        $0, .double, [chain, draw], in: group, chunks: [archive.runs, archive.particles],
        compression: NetCDFFile.Compression(level: 4))
    }
    return {
      for (dimension, variable) in places {
        try file.write(
          (0..<dimension.size).map(Int32.init), to: variable, start: [0], count: [dimension.size])
      }
      for (column, variable) in zip(part.columns, variables) {
        try file.write(
          try part.table.numbers(column, mayFail: true), to: variable, [chain, draw])
      }
    }
  }

  private func defineObserved(in file: NetCDFFile) throws -> () throws -> Void {
    let table = archive.observed
    let rows = try table.texts("economy")
    let yearOfRow = try table.numbers("year").map { Int($0) }
    var economies: [String] = []
    for name in rows where !economies.contains(name) { economies.append(name) }
    let years = Set(yearOfRow).sorted()
    let group = try file.group("observed_data")
    try describe(file, group)
    let economy = try file.dimension("economy", economies.count, in: group)
    let year = try file.dimension("year", years.count, in: group)
    let names = try file.variable("economy", .text, [economy], in: group)
    let numbers = try file.variable("year", .integer, [year], in: group)
    let columns = table.header.filter { !["economy", "year"].contains($0) }
    let variables = try columns.map {
      try file.variable($0, .double, [economy, year], in: group)
    }
    return {
      try file.write(economies, to: names)
      try file.write(years.map(Int32.init), to: numbers, start: [0], count: [years.count])
      for (column, variable) in zip(columns, variables) {
        var values = [Double](repeating: .nan, count: economies.count * years.count)
        for (row, value) in try table.numbers(column, mayFail: true).enumerated() {
          let place = economies.firstIndex(of: rows[row])! * years.count
          values[place + years.firstIndex(of: yearOfRow[row])!] = value
        }
        try file.write(values, to: variable, [economy, year])
      }
    }
  }
}
