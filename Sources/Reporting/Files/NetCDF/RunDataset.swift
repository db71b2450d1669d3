import Ensembles
import ModelContract
import NumericCore
import Scenarios

/// A finished run as a NetCDF-4 file after the CF conventions: one variable an outcome, by belief, scenario, mix and future.
///
/// Runs that failed are missing values of all outcomes, and counted by the variable `failed`; "never" of a time is infinite.
/// Factors lie beside futures, as drawn in the first scenario; quantiles by year and the paths that were kept have the
/// dimension `year`. Memory: one block of futures. Cost: reading the tables, and compressing: about 25 nanoseconds a number.
///
/// Source: CF Metadata Conventions 1.10, doi:10.5281/zenodo.7843600 (all versions).
final class RunDataset {
  let export: RunExport
  let file: NetCDFFile
  private let outcomeTables: [RunTable]
  private let factorTables: [RunTable]
  let yearly: [YearlyQuantiles]
  let paths: [(outcome: String, tables: [RunTable])]
  private let size: Int

  /// Opens tables and file.
  init(_ export: RunExport, path: String) throws {
    let archive = export.archive
    let beliefs = archive.beliefs.indices
    self.export = export
    outcomeTables = try beliefs.map { try archive.table("outcomes", belief: $0) }
    factorTables =
      export.hasFactors ? try beliefs.map { try archive.table("factors", belief: $0) } : []
    let policies = outcomeTables[0].policies
    yearly =
      archive.has("yearly")
      ? try beliefs.map {
        try YearlyQuantiles(
          archive.yearly(belief: $0), scenarios: archive.scenarios, policies: policies)
      } : []
    paths = try archive.paths.map { name in
      (name, try beliefs.map { try archive.table("paths-\(name)", belief: $0) })
    }
    size = FutureBlocks.size(
      futures: archive.futures,
      numbersAFuture: archive.scenarios.count * policies.count * export.outcomes.count)
    file = try NetCDFFile(path: path)
  }

  var compression: NetCDFFile.Compression {
    NetCDFFile.Compression(level: export.compression)
  }

  var number: NetCDFFile.Kind { export.isSingle ? .single : .double }

  /// What was defined.
  struct Layout {
    var outcomes: [NetCDFFile.Variable] = []
    var factors: [NetCDFFile.Variable] = []
    var paths: [NetCDFFile.Variable] = []
    var means: [NetCDFFile.Variable] = []
    var quantiles: [NetCDFFile.Variable] = []
    var counts: [NetCDFFile.Variable] = []
  }

  /// Writes the file.
  ///
  /// - Throws: `StudyErrors` for a table that is not the one of the run, ``NetCDFError`` for a disk that does not take it.
  func write() throws {
    let archive = export.archive
    for (name, text) in [("Conventions", "CF-1.10")] + export.provenance where !text.isEmpty {
      try file.attribute(name, text)
    }
    let belief = try file.dimension("belief", archive.beliefs.count)
    let scenario = try file.dimension("scenario", archive.scenarios.count)
    let policies = outcomeTables[0].policies
    let policy = try file.dimension("policy", policies.count)
    let future = try file.dimension("future", archive.futures)
    let names = try [
      ("belief", belief, "what futures are drawn from"), ("scenario", scenario, "scenario"),
      ("policy", policy, "policy mix"),
    ].map {
      try file.variable($0.0, .text, [$0.1], attributes: [("long_name", $0.2)])
    }
    let futureNumber = try file.variable(
      "future", .integer, [future], attributes: [("long_name", "number of the future, from 0")])
    let replicate = try file.variable(
      "replicate", .integer, [future],
      attributes: [
        ("long_name", "replicate of the design, whose means are independent of each other")
      ])
    let runs = [belief, scenario, policy, future]
    let pieces = export.compression > 0 ? [1, 1, 1, size] : nil
    var layout = Layout()
    layout.outcomes = try export.outcomes.map { name in
      try file.variable(
        name, number, runs, chunks: pieces, compression: compression,
        attributes: attributes(of: export.described(name)))
    }
    let failed = try file.variable(
      "failed", .byte, runs, chunks: [1, 1, 1, size],
      compression: NetCDFFile.Compression(level: 1),
      attributes: [
        ("long_name", "1 for a run that left the domain of the model; its outcomes are missing")
      ])
    layout.factors = try (factorTables.first?.columns ?? []).map { name in
      let factor = export.model.factors.first { $0.name == name }
      return try file.variable(
        taken(name) ? "factor_\(name)" : name, number, [belief, future],
        chunks: pieces.map { _ in [1, size] }, compression: compression,
        attributes: [
          ("long_name", factor?.meaning ?? ""), ("units", factor?.unit.convention ?? "1"),
          ("unit", factor?.unit.rawValue ?? ""), ("role", "factor"),
        ])
    }
    let years = yearly.first?.years ?? paths.first.map { $0.tables[0].columns.map { Int($0)! } }
    var writeYears: () throws -> Void = {}
    if let years {
      writeYears = try defineYears(years, [belief, scenario, policy], future, &layout)
    }
    try file.define()
    for (variable, texts) in zip(names, [archive.beliefs, archive.scenarios, policies]) {
      try file.write(texts, to: variable)
    }
    try file.write(
      (0..<archive.futures).map(Int32.init), to: futureNumber, start: [0], count: [archive.futures])
    try writeYears()
    try writeOutcomes(layout.outcomes, failed: failed, replicate: replicate)
    try writeFactors(layout.factors)
    try writePaths(layout.paths)
    try file.close()
  }

  /// Whether a name belongs to a dimension, an outcome or a count.
  private func taken(_ name: String) -> Bool {
    export.outcomes.contains(name)
      || [
        "belief", "scenario", "policy", "future", "replicate", "failed", "year", "quantile",
      ].contains(name)
  }

  /// What is said of a variable of an outcome; by year it is no longer that of the last one.
  func attributes(of outcome: Outcome, byYear: Bool = false) -> [(String, String)] {
    [
      (
        "long_name",
        byYear ? outcome.meaning.replacing(" in the last year", with: "") : outcome.meaning
      ), ("units", outcome.unit.convention),
      ("unit", outcome.unit.rawValue), ("direction", outcome.direction.rawValue),
      ("coordinates", "replicate"), ("role", "outcome"),
    ]
  }

  private func writeOutcomes(
    _ variables: [NetCDFFile.Variable], failed: NetCDFFile.Variable, replicate: NetCDFFile.Variable
  ) throws {
    for (belief, table) in outcomeTables.enumerated() {
      let columns = export.outcomes.map { table.columns.firstIndex(of: $0)! }
      try FutureBlocks.read(
        table, columns: columns, size: size, order: .byColumn, context: export.context
      ) { block in
        let (count, first) = (block.futures.count, block.futures.lowerBound)
        var values = block.values
        for (place, hasFailed) in block.failed.enumerated() where hasFailed == 1 {
          let (run, lane) = place.quotientAndRemainder(dividingBy: count)
          for column in columns.indices {
            values[(run * columns.count + column) * count + lane] = .nan
          }
        }
        try values.withUnsafeBufferPointer { values in
          for (column, variable) in variables.enumerated() {
            for run in 0..<table.scenarios.count * table.policies.count {
              let (scenario, policy) = run.quotientAndRemainder(dividingBy: table.policies.count)
              try file.write(
                values.baseAddress! + (run * columns.count + column) * count, to: variable,
                start: [belief, scenario, policy, first], count: [1, 1, 1, count])
            }
          }
        }
        try file.write(
          block.failed, to: failed, start: [belief, 0, 0, first],
          count: [1, table.scenarios.count, table.policies.count, count])
        if belief == 0 {
          try file.write(block.replicates, to: replicate, start: [first], count: [count])
        }
      }
    }
  }

  private func writeFactors(_ variables: [NetCDFFile.Variable]) throws {
    for (belief, table) in factorTables.enumerated() {
      try FutureBlocks.read(
        table, columns: Array(table.columns.indices), size: size, order: .byColumn,
        context: export.context
      ) { block in
        try block.values.withUnsafeBufferPointer { values in
          for (column, variable) in variables.enumerated() {
            try file.write(
              values.baseAddress! + column * block.futures.count, to: variable,
              start: [belief, block.futures.lowerBound], count: [1, block.futures.count])
          }
        }
      }
    }
  }
}
