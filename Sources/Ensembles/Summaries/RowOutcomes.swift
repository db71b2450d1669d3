/// What the runs of a ``RowDesign`` gave.
public struct RowOutcomes: RowAccumulator {
  /// By target and row one number for each point; not a number where a run failed.
  public private(set) var values: [[[Double]]]
  /// By factor column the draws of the first row, one for each point.
  public private(set) var inputs: [[Double]]
  /// By factor column the draws of runs that failed, of ``failureLimit`` of them at most.
  public private(set) var failedInputs: [[Double]]
  /// Runs of which a target is not a number.
  public private(set) var failures = 0

  /// Most failed runs whose draws are kept: enough to tell where they lie, in a few megabytes.
  public static let failureLimit = 4096

  /// The outcomes of no points.
  init(targets: Int, rows: Int, columns: Int) {
    values = [[[Double]]](
      repeating: [[Double]](repeating: [], count: rows), count: targets)
    inputs = [[Double]](repeating: [], count: columns)
    failedInputs = inputs
  }

  /// Keeps the targets of a row, and the draws of the first row and of runs that failed.
  public mutating func absorb(row: Int, of results: RowResults) {
    let block = results.block
    let count = block.points.count
    for target in values.indices {
      values[target][row] = Array(
        UnsafeBufferPointer(start: results.targets[target][row], count: count))
    }
    for lane in 0..<count {
      let hasFailed = values.contains { !$0[row][lane].isFinite }
      if hasFailed { failures += 1 }
      let isKept = hasFailed && failedInputs.first.map { $0.count < Self.failureLimit } ?? false
      guard row == 0 || isKept else { continue }
      for column in inputs.indices {
        let value = block.row.factors[column * block.lanes + lane]
        if row == 0 { inputs[column].append(value) }
        if isKept { failedInputs[column].append(value) }
      }
    }
  }

  /// Version 1.
  public static var format: String { "rows 1" }

  /// Everything.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.code(&values)
    try archive.code(&inputs)
    try archive.code(&failedInputs)
    try archive.code(&failures)
    let points = values.first?.first?.count ?? 0
    try archive.require(
      values.allSatisfy { $0.allSatisfy { $0.count == points } }
        && inputs.allSatisfy { $0.count == points }
        && failedInputs.allSatisfy { $0.count == failedInputs[0].count },
      "columns of another length than \(points)")
  }

  /// Takes in the outcomes of later points.
  public mutating func merge(_ later: RowOutcomes) {
    for target in values.indices {
      for row in values[target].indices { values[target][row] += later.values[target][row] }
    }
    for column in inputs.indices {
      inputs[column] += later.inputs[column]
      let room = Self.failureLimit - failedInputs[column].count
      failedInputs[column] += later.failedInputs[column].prefix(max(room, 0))
    }
    failures += later.failures
  }
}
