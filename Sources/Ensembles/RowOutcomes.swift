/// What the runs of a ``RowDesign`` gave.
public struct RowOutcomes: Sendable {
  /// By target and row one number for each point; not a number where a run failed.
  public internal(set) var values: [[[Double]]]
  /// By factor column the draws of the first row, one for each point.
  public private(set) var inputs: [[Double]]
  /// By factor column the draws of runs that failed, of ``failureLimit`` of them at most.
  public private(set) var failedInputs: [[Double]]
  /// Runs of which a target is not a number.
  public private(set) var failures = 0

  /// Most failed runs whose draws are kept: enough to tell where they lie, in a few megabytes.
  public static let failureLimit = 4096

  init(targets: Int, columns: Int) {
    values = [[[Double]]](repeating: [], count: targets)
    inputs = [[Double]](repeating: [], count: columns)
    failedInputs = inputs
  }

  /// Takes down the draws of a row that has been run, where they are wanted.
  mutating func note(_ row: Int, of block: RowBlock) {
    for (lane, _) in block.points.enumerated() {
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

  /// Takes in the outcomes of later points.
  mutating func append(_ later: RowOutcomes) {
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
