import Ensembles
import NumericCore
import Scenarios

/// One table of a finished run, that of all beliefs in one: the rows the run wrote, with the beliefs before them.
struct LongTable {
  private let export: RunExport
  private let name: String

  /// Chooses a table.
  init(_ export: RunExport, _ name: String) {
    self.export = export
    self.name = name
  }

  /// Tables by belief, and positions of the columns that are kept.
  private func open() throws -> (tables: [RunTable], columns: [Int]) {
    let tables = try export.archive.beliefs.indices.map {
      try export.archive.table(name, belief: $0)
    }
    let columns = tables[0].columns.indices.filter {
      name != "outcomes" || export.outcomes.contains(tables[0].columns[$0])
    }
    return (tables, columns)
  }

  /// Writes it as CSV.
  ///
  /// - Throws: `StudyErrors` for a table that is not the one of the run, ``OutputError`` for a disk that does not take it.
  func write(to file: OutputFile, _ dialect: CSVRows.Dialect) throws {
    // Spreadsheets take a table without the mark for one in the machine's old alphabet; other readers skip it.
    if dialect == .semicolon { try file.write([0xEF, 0xBB, 0xBF]) }
    var header = CSVRows(dialect)
    if name == "yearly" {
      try writeYearly(header: &header, dialect, to: file)
      return try file.close()
    }
    let (tables, columns) = try open()
    header.appendRow(["belief"] + tables[0].keys + columns.map { tables[0].columns[$0] })
    try file.write(header)
    for (belief, table) in zip(export.archive.beliefs, tables) {
      try table.stream(columns: columns, context: export.context) {
        Self.text($0, of: table, belief: belief, width: columns.count, dialect)
      } receive: {
        try file.write($0)
      }
    }
    try file.close()
  }

  private static func text(
    _ rows: RunTable.Rows, of table: RunTable, belief: String, width: Int,
    _ dialect: CSVRows.Dialect
  ) -> CSVRows {
    var text = CSVRows(dialect)
    for row in rows.futures.indices {
      text.append(belief)
      if table.hasRuns {
        text.append(table.scenarios[rows.scenarios[row]])
        text.append(table.policies[rows.policies[row]])
      }
      text.append(rows.futures[row])
      if table.keys.last == "replicate" { text.append(rows.replicates[row]) }
      for column in 0..<width { text.append(rows.values[row * width + column]) }
      text.endRow()
    }
    return text
  }

  private func writeYearly(
    header: inout CSVRows, _ dialect: CSVRows.Dialect, to file: OutputFile
  ) throws {
    header.appendRow(["belief"] + YearlySpread.header)
    try file.write(header)
    for (index, belief) in export.archive.beliefs.enumerated() {
      let table = try YearlyRows(export.archive.yearly(belief: index))
      var rows = CSVRows(dialect)
      for row in table.texts[0].indices {
        rows.append(belief)
        for column in table.texts { rows.append(column[row]) }
        for column in table.integers { rows.append(Int(column[row])) }
        for column in table.reals { rows.append(column[row]) }
        rows.endRow()
      }
      try file.write(rows)
    }
  }

  /// Writes it as Parquet.
  ///
  /// - Throws: `StudyErrors` for a table that is not the one of the run, ``OutputError`` for a disk that does not take it.
  func writeParquet(to file: OutputFile) throws {
    if name == "yearly" { return try writeYearlyParquet(to: file) }
    let (tables, columns) = try open()
    let first = tables[0]
    var kinds = [ParquetColumn("belief", .word(export.archive.beliefs))]
    if first.hasRuns {
      kinds += [
        ParquetColumn("scenario", .word(first.scenarios)),
        ParquetColumn("policy", .word(first.policies)),
      ]
    }
    kinds.append(ParquetColumn("future", .integer))
    if first.keys.last == "replicate" { kinds.append(ParquetColumn("replicate", .integer)) }
    let keys = kinds.count
    kinds += columns.map { ParquetColumn(first.columns[$0], .real) }
    let parquet = try ParquetFile(
      file, columns: kinds, program: export.program, provenance: export.provenance)
    for (belief, table) in tables.enumerated() {
      try table.stream(columns: columns, context: export.context) { rows in
        for row in rows.futures.indices {
          parquet.append(belief, 0)
          if first.hasRuns {
            parquet.append(rows.scenarios[row], 1)
            parquet.append(rows.policies[row], 2)
          }
          parquet.append(rows.futures[row], first.hasRuns ? 3 : 1)
          if first.keys.last == "replicate" { parquet.append(rows.replicates[row], keys - 1) }
          for column in columns.indices {
            parquet.append(rows.values[row * columns.count + column], keys + column)
          }
          try parquet.endRow()
        }
      }
    }
    try parquet.close()
  }

  private func writeYearlyParquet(to file: OutputFile) throws {
    let tables = try export.archive.beliefs.indices.map {
      try YearlyRows(export.archive.yearly(belief: $0))
    }
    let words = (0..<3).map { column in
      Array(Set(tables.flatMap { $0.texts[column] })).sorted()
    }
    let names = YearlySpread.header
    let parquet = try ParquetFile(
      file,
      columns: [ParquetColumn("belief", .word(export.archive.beliefs))]
        + (0..<3).map { ParquetColumn(names[$0], .word(words[$0])) }
        + (3..<6).map { ParquetColumn(names[$0], .integer) }
        + names[6...].map { ParquetColumn($0, .real) }, program: export.program,
      provenance: export.provenance)
    for (belief, table) in tables.enumerated() {
      for row in table.texts[0].indices {
        parquet.append(belief, 0)
        for column in 0..<3 {
          parquet.append(words[column].firstIndex(of: table.texts[column][row])!, 1 + column)
        }
        for column in 0..<3 { parquet.append(Int(table.integers[column][row]), 4 + column) }
        for column in table.reals.indices { parquet.append(table.reals[column][row], 7 + column) }
        try parquet.endRow()
      }
    }
    try parquet.close()
  }
}

/// Columns of `yearly.csv`.
private struct YearlyRows {
  /// Scenario, mix and outcome.
  let texts: [[String]]
  /// Year, futures and failed ones.
  let integers: [[Double]]
  /// Mean and quantiles.
  let reals: [[Double]]

  init(_ table: DataTable) throws {
    let names = YearlySpread.header
    texts = try names[..<3].map { try table.texts($0) }
    integers = try names[3..<6].map { try table.numbers($0) }
    reals = try names[6...].map { try table.numbers($0, mayFail: true) }
  }
}
