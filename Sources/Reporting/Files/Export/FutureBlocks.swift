import Ensembles
import NumericCore
import Scenarios

extension RunTable {
  /// Reads all rows on all threads, and hands them over as they are, in their order.
  ///
  /// - Parameter columns: positions of the columns that are read; all when nil.
  /// - Throws: `StudyErrors` for a file that is not the one the run wrote, and what `receive` throws.
  func stream(
    columns: [Int]? = nil, context: RunContext, receive: (Rows) throws -> Void
  ) throws {
    try stream(columns: columns, context: context, shape: { $0 }, receive: receive)
  }

  /// Reads all rows on all threads, and hands them over in their order.
  ///
  /// - Parameters:
  ///   - columns: positions of the columns that are read; all when nil.
  ///   - shape: makes of rows what is handed over; called from many threads at once.
  /// - Throws: `StudyErrors` for a file that is not the one the run wrote, and what `receive` throws.
  func stream<Shaped: Sendable>(
    columns: [Int]? = nil, context: RunContext, shape: @escaping @Sendable (Rows) throws -> Shaped,
    receive: (Shaped) throws -> Void
  ) throws {
    var check = Check()
    do {
      try Engine.stream(pieceCount, context: context) { piece in
        let rows = try rows(ofPiece: piece, columns: columns)
        return (shaped: try shape(rows), end: rows.end)
      } receive: { result in
        check.add(until: result.end, of: self)
        context.announce?("reading \(path)  \(100 * result.end / max(byteCount, 1)) %")
        try receive(result.shaped)
      }
    } catch let error as StudyErrors {
      // Whatever is wrong in a file that was changed, that it was changed is what went wrong.
      try check.finish(self)
      throw error
    }
    try check.finish(self)
  }
}

/// Rows of a finished run gathered to blocks of consecutive futures, as files of arrays store them.
///
/// A table goes block by block, within a block by scenario, mix and future; arrays go by scenario and mix first. A block is
/// handed over when all its rows are there, so that memory is that of one block.
struct FutureBlocks {
  /// One block.
  struct Block {
    /// Its futures.
    let futures: Range<Int>
    /// By scenario and mix, then by column and future, or by future and column.
    let values: [Double]
    /// By scenario, mix and future: 1 for a run that failed, else 0.
    let failed: [Int8]
    /// By future.
    let replicates: [Int32]
  }

  /// What comes first within a scenario and mix.
  enum Order {
    /// All futures of a column, then the next column.
    case byColumn
    /// All columns of a future, then the next future.
    case byFuture
  }

  /// Numbers that a block holds at most, 64 MB, unless the smallest block has more.
  static let numbers = 8 << 20

  /// Futures of a block: a multiple of that by which tables are written, and evenly many in all blocks.
  ///
  /// - Parameter numbersAFuture: of all scenarios, mixes and columns.
  static func size(futures: Int, numbersAFuture: Int) -> Int {
    let unit = Experiment.blockSize
    if futures <= unit { return futures }
    let most = min(max(numbers / max(numbersAFuture, 1), unit), 16_384)
    let blocks = (futures + most - 1) / most
    let even = (futures + blocks - 1) / blocks
    return min((even + unit - 1) / unit * unit, futures)
  }

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - columns: positions of the columns that are read.
  ///   - size: futures of a block.
  /// - Throws: `StudyErrors` for a file that is not the one the run wrote, and what `receive` throws.
  static func read(
    _ table: RunTable, columns: [Int], size: Int, order: Order, context: RunContext,
    receive: (Block) throws -> Void
  ) throws {
    let runs = table.hasRuns ? table.scenarios.count * table.policies.count : 1
    var futures = 0..<min(size, table.futures)
    var values: [Double] = []
    var failed: [Int8] = []
    var replicates: [Int32] = []
    var missing = 0
    func begin() {
      missing = runs * futures.count
      values = [Double](repeating: .nan, count: missing * columns.count)
      failed = [Int8](repeating: 0, count: missing)
      replicates = [Int32](repeating: 0, count: futures.count)
    }
    begin()
    try table.stream(columns: columns, context: context) { rows in
      for (row, future) in rows.futures.enumerated() {
        let lane = future - futures.lowerBound
        guard missing > 0, lane >= 0, lane < futures.count else {
          throw ExportError(
            description: "\(table.path): the rows are not in the order in which a run writes them")
        }
        let run =
          table.hasRuns ? rows.scenarios[row] * table.policies.count + rows.policies[row] : 0
        let source = row * columns.count
        switch order {
        case .byColumn:
          for column in columns.indices {
            values[(run * columns.count + column) * futures.count + lane] =
              rows.values[source + column]
          }
        case .byFuture:
          let target = (run * futures.count + lane) * columns.count
          for column in columns.indices { values[target + column] = rows.values[source + column] }
        }
        failed[run * futures.count + lane] = rows.failed[row] ? 1 : 0
        replicates[lane] = Int32(rows.replicates[row])
        missing -= 1
        if missing == 0 {
          try receive(
            Block(futures: futures, values: values, failed: failed, replicates: replicates))
          futures =
            futures.upperBound..<min(futures.upperBound + size, table.futures)
          begin()
        }
      }
    }
  }
}
