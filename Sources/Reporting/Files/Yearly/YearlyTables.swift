import Ensembles
import ModelContract
import NumericCore
import Sampling
import Studies

/// Outcomes of every whole year of a run: quantiles over futures always, the path of every future where that is asked for.
///
/// Both come from the run itself and not from another one. Paths go to the disk block by block. Quantiles are those of the
/// first 8,192 futures of a longer run, because they need all numbers of a year at once: 64 KiB for each scenario, mix,
/// outcome and year, 180 MB for 3 scenarios, 15 mixes, 31 years of 2 outcomes. That leaves the rank of a quantile uncertain by
/// less than 0.6 %; the table states how many futures there were. A file that goes with the end of the run holds the numbers
/// themselves, so that one that is stopped goes on with them.
final class YearlyTables: @unchecked Sendable {
  // Only `receive` changes anything, and the engine never calls it twice at once.

  /// Futures that quantiles are taken over at most.
  static let futures = 8_192

  /// What is kept of a block.
  struct Record: Sendable, Archivable {
    /// By scenario, mix, outcome and year: values of the futures that quantiles are taken over.
    var columns: [[Double]] = []
    /// By file of paths.
    var paths: [CSVRows] = []

    /// Both.
    mutating func archive(_ archive: inout ByteArchive) throws {
      try archive.code(&columns)
      try archive.code(&paths)
    }
  }

  private let scenarios: [String]
  private let policies: [String]
  private let outcomes: [Outcome]
  /// Columns of the model that are summarised.
  private let summarised: [Int]
  /// Columns of the model whose paths are kept.
  private let kept: [Int]
  private let years: [Int]
  private let design: Design
  private let table: OutputFile
  /// Numbers that quantiles are taken over, as they came.
  private let numbers: OutputFile
  private let pathFiles: [OutputFile]
  private var columns: [[Double]] = []
  /// Whether ``YearlySpread`` are in their table, all futures they are of having come.
  private var isWritten = false

  /// Opens `yearly.csv` and the files of paths.
  ///
  /// - Parameters:
  ///   - paths: names of outcomes whose paths are kept.
  ///   - open: opens a table by its name and header.
  ///   - openScratch: opens a file by its name that goes with the end of the run.
  /// - Returns: nil where a run has no years to record.
  /// - Throws: `UsageError` for paths of a run without years, and what `open` throws.
  init?(
    _ session: StudySession, paths: [String], suffix: String,
    open: (_ name: String, _ header: [String]) throws -> OutputFile,
    openScratch: (_ name: String) throws -> OutputFile
  ) throws {
    let all = session.study.allOutcomes(of: session.model)
    func columns(_ names: [String]) -> [Int] {
      names.compactMap { name in all.firstIndex { $0.name == name } }
    }
    outcomes = all
    kept = columns(paths)
    let usual = columns(StudySession.yearlyOutcomes)
    summarised = usual + kept.filter { !usual.contains($0) }
    years = Self.years(of: session)
    guard !summarised.isEmpty, years.count > 1 else {
      if paths.isEmpty { return nil }
      throw UsageError("The study ends within a year; there are no paths to keep.")
    }
    scenarios = session.scenarios.map(\.name)
    policies = session.selected.map(\.name)
    design = session.design
    let header = OutcomeRows.header(outcomes: years.map(String.init))
    table = try open("yearly\(suffix).csv", [])
    numbers = try openScratch("yearly\(suffix)\(Self.numbersEnding)")
    pathFiles = try paths.map { try open("paths-\($0)\(suffix).csv", header) }
  }

  /// Whether futures have come that are not in their table yet.
  var waits: Bool { !columns.isEmpty }

  /// What the name of the file of numbers ends in.
  static let numbersEnding = ".numbers"
  /// All tables, in a fixed order.
  var tables: [OutputFile] { [table] + pathFiles }
  /// All files, in a fixed order.
  var files: [OutputFile] { tables + [numbers] }

  /// Stands at its beginning, or behind the futures that quantiles are taken over.
  func restart(isWritten: Bool) {
    columns = []
    self.isWritten = isWritten
  }

  /// Stands where its file of numbers stands, which holds those of whole blocks.
  ///
  /// - Throws: ``OutputError`` when the file cannot be read.
  func resumeWaiting() throws {
    let count = scenarios.count * policies.count * summarised.count * years.count
    columns = [[Double]](repeating: [], count: count)
    isWritten = false
    let futures = Experiment.blockSize
    let bytesOfBlock = count * futures * MemoryLayout<Double>.size
    for block in 0..<numbers.byteCount / bytesOfBlock {
      let bytes = try numbers.bytes(block * bytesOfBlock..<(block + 1) * bytesOfBlock)
      bytes.withUnsafeBytes { buffer in
        let values = buffer.bindMemory(to: Double.self)
        for column in 0..<count {
          columns[column] += values[column * futures..<(column + 1) * futures]
        }
      }
    }
  }

  /// Whole calendar years of a session, both ends included.
  static func years(of session: StudySession) -> [Int] {
    let last = Int(session.study.end - session.study.start)
    return last < 0 ? [] : (0...last).map { Int(session.study.start) + $0 }
  }

  /// Copies what is kept of a block; called from any thread.
  func prepare(_ block: BlockResults) -> Record {
    let first = block.futures.lowerBound
    let few = max(0, min(block.futures.upperBound, Self.futures) - first)
    var columns: [[Double]] = []
    var paths = kept.map { _ in CSVRows() }
    let replicates = pathFiles.isEmpty ? [] : block.futures.map(design.group(of:))
    for (scenario, results) in block.outcomes.enumerated() {
      guard let yearly = results.yearly else { preconditionFailure("years were not recorded") }
      func column(_ policy: Int, _ outcome: Int, _ year: Int) -> UnsafePointer<Double> {
        UnsafePointer(
          yearly + ((policy * results.yearCount + year) * results.outcomeCount + outcome)
            * results.lanes)
      }
      for policy in policies.indices {
        if few > 0 {
          for outcome in summarised {
            for year in years.indices {
              columns.append(
                Array(UnsafeBufferPointer(start: column(policy, outcome, year), count: few)))
            }
          }
        }
        for (file, outcome) in kept.enumerated() {
          for lane in 0..<block.futures.count {
            paths[file].append(scenarios[scenario])
            paths[file].append(policies[policy])
            paths[file].append(first + lane)
            paths[file].append(replicates[lane])
            for year in years.indices { paths[file].append(column(policy, outcome, year)[lane]) }
            paths[file].endRow()
          }
        }
      }
    }
    return Record(columns: columns, paths: paths)
  }

  /// Takes the next block.
  func receive(_ record: Record) throws {
    for (file, rows) in zip(pathFiles, record.paths) { try file.write(rows) }
    if columns.isEmpty {
      columns = record.columns
    } else {
      for (position, values) in record.columns.enumerated() { columns[position] += values }
    }
    guard !isWritten, let count = columns.first?.count else { return }
    if count < min(design.futures, Self.futures) {
      var bytes: [UInt8] = []
      for column in record.columns { column.withUnsafeBytes { bytes.append(contentsOf: $0) } }
      return try numbers.write(bytes)
    }
    try table.write(rows)
    isWritten = true
    columns = []
  }

  /// The rows of `yearly.csv`: one for each scenario, mix, outcome and year.
  ///
  /// A run without a number in some year is left out of all years of that outcome and counted as failed.
  private var rows: CSVRows {
    var rows = CSVRows()
    rows.appendRow(YearlySpread.header)
    var position = 0
    for scenario in scenarios {
      for policy in policies {
        for outcome in summarised {
          let own = columns[position..<position + years.count]
          position += years.count
          let count = own.first?.count ?? 0
          let whole = (0..<count).filter { future in
            own.allSatisfy { outcomes[outcome].isPossible($0[future]) }
          }
          for (year, values) in zip(years, own) {
            rows.append(scenario)
            rows.append(policy)
            rows.append(outcomes[outcome].name)
            rows.append(year)
            rows.append(count)
            rows.append(count - whole.count)
            let spread = YearlySpread(
              whole.count == count ? values : whole.map { values[$0] })
            rows.append(spread.mean)
            for quantile in spread.quantiles { rows.append(quantile) }
            rows.endRow()
          }
        }
      }
    }
    return rows
  }
}
