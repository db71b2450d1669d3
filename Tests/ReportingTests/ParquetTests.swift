import Foundation
import Testing

@testable import Reporting

/// Parquet files are read back by a reader of their own, written after the format's description.
@Suite struct ParquetTests {
  private func file() -> String { NSTemporaryDirectory() + "/table-\(UUID().uuidString).parquet" }

  private func write(rows: Int, to path: String) throws {
    let parquet = try ParquetFile(
      try OutputFile(path: path),
      columns: [
        ParquetColumn("policy", .word(["baseline", "naïve, \"quoted\"", "third"])),
        ParquetColumn("future", .integer), ParquetColumn("income", .real),
      ], program: "latecomer test", provenance: [("seed", "7")])
    for row in 0..<rows {
      parquet.append(row / 300 % 3, 0)
      parquet.append(row, 1)
      parquet.append(value(row), 2)
      try parquet.endRow()
    }
    try parquet.close()
  }

  private func value(_ row: Int) -> Double {
    switch row {
    case 0: -.infinity
    case 1: 0x1.fffffffffffffp-1022
    case 2: -0.0
    default: 1 / Double(row)
    }
  }

  @Test(arguments: [0, 1, 300, ParquetFile.groupRows, ParquetFile.groupRows + 17])
  func everyValueComesBack(rows: Int) throws {
    let path = file()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write(rows: rows, to: path)
    let table = try ParquetReading(Array(#require(FileManager.default.contents(atPath: path))))
    #expect(table.names == ["policy", "future", "income"])
    #expect(table.rowCount == rows)
    #expect(
      table.groupCount == (rows + ParquetFile.groupRows - 1) / ParquetFile.groupRows)
    let words = ["baseline", "naïve, \"quoted\"", "third"]
    #expect(table.words == (0..<rows).map { words[$0 / 300 % 3] })
    #expect(table.integers == (0..<rows).map(Int32.init))
    #expect(table.reals.map(\.bitPattern) == (0..<rows).map { value($0).bitPattern })
    #expect(table.createdBy == "latecomer test")
  }

  @Test func oneWordNeedsABitToo() throws {
    let path = file()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let parquet = try ParquetFile(
      try OutputFile(path: path), columns: [ParquetColumn("belief", .word(["prior"]))],
      program: "", provenance: [])
    for _ in 0..<5 {
      parquet.append(0, 0)
      try parquet.endRow()
    }
    try parquet.close()
    let table = try ParquetReading(Array(#require(FileManager.default.contents(atPath: path))))
    #expect(table.words == [String](repeating: "prior", count: 5))
  }

  @Test func whatIsNotClosedLeavesNothing() throws {
    let path = file()
    do {
      let parquet = try ParquetFile(
        try OutputFile(path: path), columns: [ParquetColumn("future", .integer)], program: "",
        provenance: [])
      parquet.append(1, 0)
      try parquet.endRow()
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
  }
}
