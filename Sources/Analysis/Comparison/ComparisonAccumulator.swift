import Ensembles
import ModelContract
import NumericCore

/// Compares policies block by block, in memory that does not grow with the number of futures.
///
/// Rule for failed runs: a policy's own statistics use the runs of that policy that succeeded; differences
/// and rankings use the futures in which every policy succeeded in that scenario, so that they compare the
/// same futures. Both kinds of loss are counted.
///
/// Memory: a quantile sketch for each outcome of each run and one for its difference on the ranked outcome (at most 64 KiB up to 8,192 futures, about
/// 112 KiB at 10^5), and 40 B for each column of each run and each error group and row block. 15 policies,
/// 5 scenarios and 19 outcomes: 160 MB at 10^5 futures. Cost: a few nanoseconds a number.
public struct ComparisonAccumulator: BlockAccumulator {
  /// Blocks of consecutive ensemble rows for the jackknife. About 30 blocks give the ensemble error 29
  /// degrees of freedom, as many as 32 scrambles give the design error, while blocks stay long enough that
  /// neighbouring rows of a Markov chain mostly fall into the same one.
  public static let rowBlockCount = 30

  /// What is compared.
  public let settings: ComparisonSettings

  let layout: ComparisonLayout
  /// Futures taken in.
  private(set) var futures = 0
  /// Sums by error group.
  var groups: PartitionTally
  /// Sums by block of ensemble rows.
  var rowBlocks: PartitionTally
  /// Moments of columns over successful runs, by cell.
  private(set) var runMoments: [Moments]
  /// Moments of differences to the baseline over complete futures, by cell.
  private(set) var differenceMoments: [Moments]
  /// Outcomes, by series.
  private(set) var sketches: [QuantileSketch]
  /// Differences to the baseline on the ranked outcome over complete futures, more being better, by run.
  private(set) var tails: [QuantileSketch]
  /// Sum of the baseline's ranked outcome over complete futures, by scenario.
  private(set) var baselineSums: [Double]
  /// Futures in which a policy is the best on the ranked outcome, alone or tied, by run.
  var amongBest: [Int]
  /// By compared outcome whether some run had 0, 1, or another number.
  private(set) var kinds: [OutcomeKinds]
  /// Whether a policy had the baseline's outcomes in every complete future, by run.
  var isTwin: [Bool]
  /// Failed runs, by run.
  private(set) var failed: [Int]
  /// The first failed runs.
  private(set) var failures: [FailedRun] = []
  /// Whether a scenario has shown no policy difference other than the first scenario's, by scenario.
  private(set) var isInert: [Bool]

  /// Makes an empty accumulator.
  public init(settings: ComparisonSettings) {
    self.settings = settings
    layout = ComparisonLayout(settings)
    groups = PartitionTally(layout)
    rowBlocks = PartitionTally(layout)
    runMoments = [Moments](repeating: Moments(), count: layout.cellCount)
    differenceMoments = runMoments
    let seriesCount = layout.runCount * layout.outcomeCount
    sketches = [QuantileSketch](repeating: QuantileSketch(), count: seriesCount)
    tails = [QuantileSketch](repeating: QuantileSketch(), count: layout.runCount)
    baselineSums = [Double](repeating: 0, count: layout.scenarioCount)
    amongBest = [Int](repeating: 0, count: layout.runCount)
    kinds = [OutcomeKinds](repeating: OutcomeKinds(), count: layout.outcomeCount)
    isTwin = [Bool](repeating: true, count: layout.runCount)
    failed = amongBest
    isInert = [Bool](repeating: true, count: layout.scenarioCount)
  }

  /// Differences to the baseline on the ranked outcome over complete futures, more being better, by scenario and policy;
  /// those of the baseline are empty.
  public var gains: [[QuantileSketch]] {
    (0..<layout.scenarioCount).map { scenario in
      (0..<layout.policyCount).map { tails[layout.run(scenario, $0)] }
    }
  }

  /// Takes in one block; lanes beyond its futures are padding and ignored.
  public mutating func absorb(_ block: BlockResults) {
    precondition(futures == 0, "an accumulator absorbs one block; merge the others")
    precondition(
      block.outcomes.count == layout.scenarioCount,
      "\(block.outcomes.count) scenarios in the block, \(layout.scenarioCount) in the settings")
    let count = block.futures.count
    precondition(block.groups.count >= count && count > 0)
    futures = count
    let group = Parts(Array(block.groups.prefix(count)))
    precondition(group.range.upperBound <= settings.groupCount, "group beyond the design's")
    groups.cover(group.range)
    let row = rowParts(block, count: count)
    if let row { rowBlocks.cover(row.range) }

    var scenarios: [RunOutcomes] = []
    for (scenario, outcomes) in block.outcomes.enumerated() {
      precondition(
        outcomes.policyCount == layout.policyCount
          && outcomes.outcomeCount == settings.modelOutcomes.count && outcomes.lanes >= count,
        "a block of another shape than the settings")
      let runs = RunOutcomes(outcomes, count: count, failures: block.failed.runs[scenario])
      scenarios.append(runs)
      recordFailures(runs, scenario: scenario, futures: block.futures)
      addColumns(runs, scenario: scenario, count: count, group: group, row: row)
      addQuantiles(runs, scenario: scenario, count: count)
      addBetter(runs, scenario: scenario, group: group, row: row)
      addRanks(runs, scenario: scenario, group: group, row: row)
      isInert[scenario] = runs.hasDifferences(
        of: scenarios[0], baseline: settings.baseline, outcomes: layout.modelColumns)
    }
  }

  /// Version 4.
  public static var format: String { "comparison 4" }

  /// Everything but the settings, which must be the same.
  public mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.match(settings.identity, "settings")
    try archive.code(&futures)
    try archive.code(&groups)
    try archive.code(&rowBlocks)
    try archive.code(&runMoments)
    try archive.code(&differenceMoments)
    try archive.code(&sketches)
    try archive.code(&tails)
    try archive.code(&baselineSums)
    try archive.code(&amongBest)
    try archive.code(&kinds)
    try archive.code(&isTwin)
    try archive.code(&failed)
    try archive.code(
      &failures, blank: FailedRun(scenario: "", policy: "", future: 0, outcome: ""))
    try archive.code(&isInert)
    try archive.require(
      groups.runs.parts.upperBound <= settings.groupCount
        && rowBlocks.runs.parts.upperBound <= Self.rowBlockCount,
      "parts of another comparison")
  }

  /// Takes in the accumulator of later blocks.
  public mutating func merge(_ later: ComparisonAccumulator) {
    precondition(settings == later.settings, "accumulators of different studies")
    futures += later.futures
    groups.merge(later.groups)
    rowBlocks.merge(later.rowBlocks)
    for cell in runMoments.indices {
      runMoments[cell].merge(later.runMoments[cell])
      differenceMoments[cell].merge(later.differenceMoments[cell])
    }
    for series in sketches.indices { sketches[series].merge(later.sketches[series]) }
    for run in tails.indices { tails[run].merge(later.tails[run]) }
    for outcome in kinds.indices { kinds[outcome].merge(later.kinds[outcome]) }
    for scenario in isInert.indices {
      baselineSums[scenario] += later.baselineSums[scenario]
      isInert[scenario] = isInert[scenario] && later.isInert[scenario]
    }
    for run in failed.indices {
      failed[run] += later.failed[run]
      amongBest[run] += later.amongBest[run]
      isTwin[run] = isTwin[run] && later.isTwin[run]
    }
    let room = ComparisonSettings.recordedFailures - failures.count
    failures.append(contentsOf: later.failures.prefix(max(room, 0)))
  }
}

/// For each lane of a block the part of a partition it belongs to.
struct Parts {
  /// The parts of the block, without gaps.
  let range: Range<Int>
  /// For each lane its part, counted from the first of the range.
  let offsets: [Int]
  /// Whether lanes take the parts of the range in turn, over and over, as replicates do.
  let isCyclic: Bool

  init(_ parts: [Int]) {
    let first = parts.min()!
    precondition(first >= 0)
    range = first..<(parts.max()! + 1)
    offsets = parts.map { $0 - first }
    let size = range.count
    isCyclic = parts.indices.allSatisfy { parts[$0] - first == $0 % size }
  }
}

extension ComparisonAccumulator {
  private func rowParts(_ block: BlockResults, count: Int) -> Parts? {
    guard let ensemble = settings.ensemble else { return nil }
    guard let rows = block.ensembleRows else {
      preconditionFailure("the settings name an ensemble and the block has no rows")
    }
    precondition(rows.count >= count)
    return Parts(rows.prefix(count).map(ensemble.block(ofRow:)))
  }

  private mutating func recordFailures(
    _ runs: RunOutcomes, scenario: Int, futures: Range<Int>
  ) {
    for policy in 0..<layout.policyCount {
      failed[layout.run(scenario, policy)] = runs.failures[policy].count
      for failure in runs.failures[policy] {
        if failures.count == ComparisonSettings.recordedFailures { break }
        failures.append(
          FailedRun(
            scenario: settings.scenarios[scenario].name, policy: settings.policies[policy],
            future: futures.lowerBound + failure.lane,
            outcome: settings.modelOutcomes[failure.outcome].name))
      }
    }
  }

  /// Sums and moments of every column, over the successful runs of each policy and, as differences to the
  /// baseline, over the complete futures.
  private mutating func addColumns(
    _ runs: RunOutcomes, scenario: Int, count: Int, group: Parts, row: Parts?
  ) {
    let ones = [Double](repeating: 1, count: count)
    Self.tally(
      ones, lanes: runs.complete, parts: group, into: &groups.completeCounts, cell: scenario)
    if let row {
      Self.tally(
        ones, lanes: runs.complete, parts: row, into: &rowBlocks.completeCounts, cell: scenario)
    }
    for policy in 0..<layout.policyCount {
      let run = layout.run(scenario, policy)
      let lanes = runs.succeeded[policy]
      Self.tally(ones, lanes: lanes, parts: group, into: &groups.runCounts, cell: run)
      if let row {
        Self.tally(ones, lanes: lanes, parts: row, into: &rowBlocks.runCounts, cell: run)
      }
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * count) { memory in
      memory.initialize(repeating: 0)
      let base = memory.baseAddress!
      let values = base + count
      let packed = values + count
      for (index, column) in layout.columns.enumerated() {
        column.fill(from: runs.outcomes, policy: settings.baseline, count: count, into: base)
        if index == settings.rankedBy {
          for lane in runs.complete { baselineSums[scenario] += base[lane] }
        }
        for policy in 0..<layout.policyCount {
          let cell = layout.cell(scenario, policy, index)
          column.fill(from: runs.outcomes, policy: policy, count: count, into: values)
          let lanes = runs.succeeded[policy]
          Self.tally(values, lanes: lanes, parts: group, into: &groups.runs, cell: cell)
          if let row {
            Self.tally(values, lanes: lanes, parts: row, into: &rowBlocks.runs, cell: cell)
          }
          runMoments[cell] = Self.moments(values, lanes: lanes, count: count, packed: packed)
          if policy == settings.baseline { continue }
          // Lanes of incomplete futures hold what is never read.
          for lane in 0..<count { values[lane] -= base[lane] }
          if index == settings.rankedBy {
            addTail(values, lanes: runs.complete, to: layout.run(scenario, policy))
          }
          differenceMoments[cell] = Self.moments(
            values, lanes: runs.complete, count: count, packed: packed)
          Self.tally(
            values, lanes: runs.complete, parts: group, into: &groups.differences, cell: cell)
          if let row {
            Self.tally(
              values, lanes: runs.complete, parts: row, into: &rowBlocks.differences, cell: cell)
          }
        }
      }
    }
  }

  /// Keeps differences to the baseline for their tails.
  private mutating func addTail(_ differences: UnsafePointer<Double>, lanes: [Int], to run: Int) {
    let sign = settings.outcomes[settings.rankedBy].direction == .minimize ? -1.0 : 1.0
    tails[run].add(contentsOf: lanes.map { sign * differences[$0] })
  }

  /// The moments of some lanes of a column; `packed` is memory for as many numbers.
  private static func moments(
    _ values: UnsafePointer<Double>, lanes: [Int], count: Int, packed: UnsafeMutablePointer<Double>
  ) -> Moments {
    if lanes.count == count { return Moments(values, count: count) }
    for (position, lane) in lanes.enumerated() { packed[position] = values[lane] }
    return Moments(packed, count: lanes.count)
  }

  /// Adds some lanes of a column to the sums of their parts, each part's lanes in their order.
  static func tally(
    _ values: UnsafePointer<Double>, lanes: [Int], parts: Parts, into sums: inout PartitionedSums,
    cell: Int
  ) {
    let size = parts.range.count
    withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { memory in
      memory.initialize(repeating: 0)
      let partials = memory.baseAddress!
      if parts.isCyclic && lanes.count == parts.offsets.count {
        // The same additions in the same order for each part, in vectors.
        for start in stride(from: 0, to: lanes.count, by: size) {
          for part in 0..<min(size, lanes.count - start) { partials[part] += values[start + part] }
        }
      } else {
        parts.offsets.withUnsafeBufferPointer { offsets in
          for lane in lanes { partials[offsets[lane]] += values[lane] }
        }
      }
      sums.add(UnsafePointer(partials), to: cell)
    }
  }

  /// Quantiles of every outcome, and whether it is an indicator.
  private mutating func addQuantiles(_ runs: RunOutcomes, scenario: Int, count: Int) {
    var packed: [Double] = []
    for (outcome, column) in layout.modelColumns.enumerated() {
      for policy in 0..<layout.policyCount {
        let series = layout.series(scenario, policy, outcome)
        let values = runs.outcomes.column(policy: policy, outcome: column)
        let lanes = runs.succeeded[policy]
        if lanes.count == count {
          sketches[series].add(contentsOf: UnsafeBufferPointer(start: values, count: count))
        } else {
          packed.removeAll(keepingCapacity: true)
          for lane in lanes { packed.append(values[lane]) }
          sketches[series].add(contentsOf: packed)
        }
        if !kinds[outcome].hasOthers { kinds[outcome].add(values, lanes: lanes) }
      }
    }
  }
}
