/// A table as an Apache Parquet file, written group of rows by group of rows.
///
/// Words are stored as positions in a list, numbers as they are, nothing is compressed; every value is there. Memory: one
/// group of 65,536 rows. Format: https://parquet.apache.org/docs/file-format, version 1 pages without checksums.
final class ParquetFile {
  /// Rows of a group: half a megabyte of every real column.
  static let groupRows = 65_536

  private enum Encoding: Int32 {
    case plain = 0
    case runs = 3
    case dictionary = 8
  }

  private struct Chunk {
    let rows: Int
    let start: Int
    let dataStart: Int
    let bytes: Int
    let hasDictionary: Bool
  }

  private let file: OutputFile
  private var columns: [ParquetColumn]
  private var rows = 0
  private var groups: [[Chunk]] = []
  private let program: String
  private let provenance: [(String, String)]

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - program: who writes it.
  ///   - provenance: what is kept beside the table, by name.
  init(
    _ file: OutputFile, columns: [ParquetColumn], program: String, provenance: [(String, String)]
  ) throws {
    self.file = file
    self.columns = columns
    self.program = program
    self.provenance = provenance
    try file.write("PAR1")
  }

  /// Adds a value to a column; every column gets one before the row ends.
  func append(_ value: Int, _ column: Int) { columns[column].append(value) }

  /// Adds a value to a column; every column gets one before the row ends.
  func append(_ value: Double, _ column: Int) { columns[column].append(value) }

  /// Ends a row.
  func endRow() throws {
    rows += 1
    if rows == Self.groupRows { try endGroup() }
  }

  /// Ends the file; it has its name then.
  func close() throws {
    if rows > 0 { try endGroup() }
    var footer = CompactThrift()
    footer.field(1, Int32(1))
    describeColumns(&footer)
    footer.field(3, groups.reduce(0) { $0 + $1[0].rows })
    footer.field(4, groups) { group, thrift in
      thrift.field(1, Array(zip(group, self.columns))) { self.describe($0.0, $0.1, &$1) }
      thrift.field(2, group.reduce(0) { $0 + $1.bytes })
      thrift.field(3, group[0].rows)
    }
    footer.field(5, provenance) { entry, thrift in
      thrift.field(1, entry.0)
      thrift.field(2, entry.1)
    }
    footer.field(6, program)
    footer.end()
    try file.write(footer.bytes)
    try file.write(withUnsafeBytes(of: UInt32(footer.bytes.count).littleEndian) { Array($0) })
    try file.write("PAR1")
    try file.close()
  }

  /// The schema: a root, then every column, none of which may be missing.
  private func describeColumns(_ footer: inout CompactThrift) {
    footer.field(2, [nil] + columns) { column, thrift in
      guard let column else {
        thrift.field(4, "schema")
        thrift.field(5, Int32(self.columns.count))
        return
      }
      thrift.field(1, column.type)
      thrift.field(3, Int32(0))
      thrift.field(4, column.name)
      // Text is UTF-8.
      if column.isText { thrift.field(6, Int32(0)) }
    }
  }

  private func describe(_ chunk: Chunk, _ column: ParquetColumn, _ thrift: inout CompactThrift) {
    thrift.field(2, chunk.start)
    thrift.field(3) { thrift in
      thrift.field(1, column.type)
      thrift.field(
        2,
        numbers: chunk.hasDictionary
          ? [Encoding.plain, .runs, .dictionary].map(\.rawValue)
          : [Encoding.plain, .runs].map(\.rawValue))
      thrift.field(3, texts: [column.name])
      thrift.field(4, Int32(0))
      thrift.field(5, chunk.rows)
      thrift.field(6, chunk.bytes)
      thrift.field(7, chunk.bytes)
      thrift.field(9, chunk.dataStart)
      if chunk.hasDictionary { thrift.field(11, chunk.start) }
    }
  }

  private func endGroup() throws {
    var group: [Chunk] = []
    for index in columns.indices {
      let start = file.byteCount
      let dictionary = columns[index].dictionary
      if let dictionary {
        try page(2, dictionary.bytes) { thrift in
          thrift.field(7) {
            $0.field(1, Int32(dictionary.count))
            $0.field(2, Encoding.plain.rawValue)
          }
        }
      }
      let dataStart = file.byteCount
      try page(0, columns[index].page) { thrift in
        thrift.field(5) {
          $0.field(1, Int32(rows))
          $0.field(2, (dictionary == nil ? Encoding.plain : .dictionary).rawValue)
          $0.field(3, Encoding.runs.rawValue)
          $0.field(4, Encoding.runs.rawValue)
        }
      }
      group.append(
        Chunk(
          rows: rows, start: start, dataStart: dataStart, bytes: file.byteCount - start,
          hasDictionary: dictionary != nil))
      columns[index].clear()
    }
    groups.append(group)
    rows = 0
  }

  private func page(
    _ kind: Int32, _ bytes: [UInt8], _ describe: (inout CompactThrift) -> Void
  ) throws {
    var header = CompactThrift()
    header.field(1, kind)
    header.field(2, Int32(bytes.count))
    header.field(3, Int32(bytes.count))
    describe(&header)
    header.end()
    try file.write(header.bytes)
    try file.write(bytes)
  }
}
