import Foundation
import ModelContract
import NumericCore

/// A table of a finished run whose columns are numbers but for the names of scenario and mix, read in pieces on as many
/// threads as one likes.
///
/// The file is mapped, not loaded. Cost: about 0.15 microseconds a number and thread.
public struct RunTable: Sendable {
  /// Rows of a piece.
  public struct Rows: Sendable {
    /// By row the position of the scenario; empty for a table of factors.
    public internal(set) var scenarios: [Int] = []
    /// By row the position of the mix; empty for a table of factors.
    public internal(set) var policies: [Int] = []
    /// By row the future.
    public internal(set) var futures: [Int] = []
    /// By row the replicate; 0 where the table has none.
    public internal(set) var replicates: [Int] = []
    /// By row whether some number of it is none, or one that its outcome cannot have; "never" is one in a column of times
    /// that may not be reached.
    public internal(set) var failed: [Bool] = []
    /// Numbers, row after row.
    public internal(set) var values: [Double] = []
    /// Byte of the file before which all rows have been read.
    public internal(set) var end = 0
  }

  /// Bytes of a piece, about: thousands of rows, and a few megabytes of numbers for each thread.
  static let pieceBytes = 4 << 20

  /// Names of the columns that say which row it is.
  public let keys: [String]
  /// Names of the other columns.
  public let columns: [String]
  /// Names of the scenarios; empty for a table of factors.
  public let scenarios: [String]
  /// Names of the mixes in the order of their first row; empty for a table of factors.
  public let policies: [String]
  /// Futures of the run.
  public let futures: Int
  private let table: FinishedTable
  private let hash: String
  /// By column the outcome that it holds; nil for others.
  private let outcomes: [Outcome?]
  /// Where the rows begin.
  private let start: Int

  /// Whether rows are those of runs, and not of futures.
  public var hasRuns: Bool { !policies.isEmpty }
  /// Rows of the whole table.
  public var rowCount: Int { futures * (hasRuns ? scenarios.count * policies.count : 1) }
  /// How many pieces there are.
  public var pieceCount: Int {
    max(1, (table.data.count - start + Self.pieceBytes - 1) / Self.pieceBytes)
  }

  /// Reads the header and the rows of the first block, which name the mixes.
  ///
  /// - Parameters:
  ///   - hash: that of the file the run wrote, which whoever reads it all checks with ``Check``.
  ///   - outcomes: what columns of their names hold, which says which of their values are impossible.
  init(
    _ table: FinishedTable, hash: String, scenarios: [String], futures: Int, outcomes: [Outcome]
  ) throws {
    try FinishedOutcomes.require(futures, in: table)
    self.table = table
    self.hash = hash
    self.futures = futures
    (keys, columns, policies, start) = try table.data.withUnsafeBytes { bytes in
      guard let base = bytes.bindMemory(to: UInt8.self).baseAddress, bytes.last == 0x0A else {
        throw FinishedTable.error(table.path, line: 1, "the table does not end with a row")
      }
      var row = FinishedRow(path: table.path, base: base)
      var position = 0
      row.scan(&position)
      let header = (0..<row.count).map { row.text($0) }
      let own = header.first == "future" ? ["future"] : ["scenario", "policy", "future"]
      guard header.starts(with: own) else {
        throw FinishedTable.error(table.path, line: 1, "the columns are not those of a run")
      }
      let count = Self.keyCount(header, own)
      let start = position
      var policies: [String] = []
      var last = ""
      while own.count == 3, position < bytes.count {
        row.scan(&position)
        guard row.count == header.count else {
          throw FinishedTable.error(
            table.path, "a row has \(row.count) fields, but the header has \(header.count)")
        }
        let policy = row.text(1)
        if policy == last, !policies.isEmpty { continue }
        if policies.contains(policy) || row.text(0) != scenarios[0] { break }
        policies.append(policy)
        last = policy
      }
      return (Array(header[..<count]), Array(header[count...]), policies, start)
    }
    self.scenarios = keys.count > 2 ? scenarios : []
    self.outcomes = columns.map { name in outcomes.first { $0.name == name } }
  }

  /// How many columns say which row it is: the given ones, and the replicate where a table has it.
  static func keyCount(_ header: [String], _ keys: [String]) -> Int {
    header.dropFirst(keys.count).first == "replicate" ? keys.count + 1 : keys.count
  }

  /// Reads the rows that begin in a piece, from 0.
  ///
  /// - Parameter chosen: positions of the columns whose numbers are read; all when nil.
  /// - Throws: ``StudyErrors`` for what is no row of the table.
  public func rows(ofPiece piece: Int, columns chosen: [Int]? = nil) throws -> Rows {
    try table.data.withUnsafeBytes { bytes in
      let base = bytes.bindMemory(to: UInt8.self).baseAddress!
      /// The first row that begins at a byte or behind it.
      func row(from byte: Int) -> Int {
        if byte <= start { return start }
        if byte >= bytes.count { return bytes.count }
        let rest = memchr(base + byte - 1, 0x0A, bytes.count - byte + 1)
        return rest.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) + 1 } ?? bytes.count
      }
      let first = row(from: start + piece * Self.pieceBytes)
      let end = row(from: start + (piece + 1) * Self.pieceBytes)
      return try read(base, first, end, chosen ?? Array(columns.indices))
    }
  }

  private func read(
    _ base: UnsafePointer<UInt8>, _ first: Int, _ end: Int, _ chosen: [Int]
  ) throws -> Rows {
    var rows = Rows()
    var row = FinishedRow(path: table.path, base: base)
    var position = first
    rows.end = end
    let scenarioBytes = scenarios.map { Array($0.utf8) }
    let policyBytes = policies.map { Array($0.utf8) }
    let key = hasRuns ? 2 : 0
    let hasReplicate = keys.last == "replicate"
    func place(_ names: [[UInt8]], _ field: Int, _ last: Int) throws -> Int {
      if row.holds(names[last], field) { return last }
      guard let found = names.firstIndex(where: { row.holds($0, field) }) else {
        throw FinishedTable.error(
          table.path, "there is no \(keys[field]) '\(row.text(field).excerpt)' in the run")
      }
      return found
    }
    while position < end {
      row.scan(&position)
      guard row.count == keys.count + columns.count else {
        throw FinishedTable.error(
          table.path,
          "a row has \(row.count) fields, but the header has \(keys.count + columns.count)")
      }
      if hasRuns {
        rows.scenarios.append(try place(scenarioBytes, 0, rows.scenarios.last ?? 0))
        rows.policies.append(try place(policyBytes, 1, rows.policies.last ?? 0))
      }
      rows.futures.append(try row.future(key, below: futures))
      rows.replicates.append(hasReplicate ? try row.replicate(key + 1) : 0)
      rows.failed.append(try columns.indices.contains { try hasFailed(row, $0) })
      for column in chosen {
        rows.values.append(try row.number(keys.count + column, name: columns[column]))
      }
    }
    return rows
  }

  /// Whether a field holds a value that its outcome cannot have; most are seen to be possible by their first letter.
  private func hasFailed(_ row: FinishedRow, _ column: Int) throws -> Bool {
    let field = keys.count + column
    let first = row.first(field)
    guard let outcome = outcomes[column] else {
      let letter = first == UInt8(ascii: "-") ? row.second(field) : first
      return letter == UInt8(ascii: "N") || letter == UInt8(ascii: "I")
    }
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    // Shares are written "0.5", "1" or "5e-05".
    if isDigit, outcome.unit != .fraction || first == UInt8(ascii: "0") { return false }
    return !outcome.isPossible(try row.number(field, name: columns[column]))
  }

  /// Whether the file is the one that the run wrote, found while it is read.
  ///
  /// A nanosecond a byte is as long as reading takes, so that it is not done beforehand.
  public struct Check: Sendable {
    private var sum = FNV1a()
    private var position = 0

    /// Begins.
    public init() {}

    /// Ends.
    ///
    /// - Throws: ``StudyErrors`` for another file.
    public mutating func finish(_ table: RunTable) throws {
      add(until: table.table.data.count, of: table)
      guard sum.text == table.hash else { throw FinishedTable.changed(table.path) }
    }

    /// Takes in the bytes before one, from where it was.
    public mutating func add(until end: Int, of table: RunTable) {
      table.table.data.withUnsafeBytes {
        sum.extend(UnsafeRawBufferPointer(rebasing: $0[position..<end]))
      }
      position = end
    }
  }

  /// Path of the file.
  public var path: String { table.path }
  /// Size of the file.
  public var byteCount: Int { table.data.count }
}
