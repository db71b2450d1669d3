import Ensembles
import Sampling

/// Writes outcomes and factors of every block, in block order.
struct TableSink: PortableSink, @unchecked Sendable {
  // Only `receive` touches the files, and the engine never calls it twice at once.
  let outcomes: OutputFile
  let factors: OutputFile
  let scenarios: [String]
  let policies: [String]
  let factorCount: Int
  let design: Design
  let yearly: YearlyTables?
  /// Folders of parts whose tables these are made of, in the order of the rows; empty where blocks bring the rows.
  let parts: [String]
  /// The shorter run that the tables begin with; nil without one.
  let earlier: EarlierRun?
  /// In a fixed order.
  private var files: [OutputFile] { [outcomes, factors] + (yearly?.files ?? []) }

  /// What was received is on the disk then: a log that says where the tables stand must not be ahead of them.
  func mark() throws -> [Int]? {
    for file in files { try file.flush() }
    return files.flatMap(\.mark) + [yearly?.waits == true ? 0 : 1]
  }

  func resume(at mark: [Int]?) throws -> Bool {
    yearly?.restart(isWritten: mark != nil)
    if !parts.isEmpty {
      for table in [outcomes, factors] + (yearly?.tables ?? []) {
        try table.assemble(from: parts)
      }
      return true
    }
    guard var mark else {
      for file in files { try file.restart() }
      return true
    }
    if let earlier, mark.count == 1 {
      mark = earlier.mark(of: files.map(\.name), behind: mark[0]).map { $0 + [1] } ?? []
    }
    guard mark.count == 3 * files.count + 1 else { return false }
    for (position, file) in files.enumerated()
    where try !file.resume(at: Array(mark[3 * position..<3 * position + 3])) { return false }
    if mark.last == 0 { try yearly?.resumeWaiting() }
    return true
  }

  typealias Record = (outcomes: CSVRows, factors: CSVRows, yearly: YearlyTables.Record?)

  func prepare(_ block: BlockResults) -> Record {
    (
      OutcomeRows.rows(block, scenarios: scenarios, policies: policies, design: design),
      FactorRows.rows(block, columns: Array(0..<factorCount), design: design),
      yearly?.prepare(block)
    )
  }

  func makeRecord() -> Record { (CSVRows(), CSVRows(), yearly.map { _ in YearlyTables.Record() }) }

  func archive(_ record: inout Record, _ archive: inout ByteArchive) throws {
    try archive.code(&record.outcomes)
    try archive.code(&record.factors)
    // Whether there are years is the same in all processes.
    if var years = record.yearly {
      try archive.code(&years)
      record.yearly = years
    }
  }

  func receive(_ record: Record) throws {
    try outcomes.write(record.outcomes)
    try factors.write(record.factors)
    if let years = record.yearly { try yearly?.receive(years) }
  }
}
