import NumericCore

/// The mean difference of one outcome between every policy and one of them, in the first scenario.
///
/// Futures in which either of the two is not finite are left out.
struct PairedMeans: BlockAccumulator {
  private let outcome: Int
  private let baseline: Int
  private var sums: [CompensatedSum] = []
  private var counts: [Int] = []

  init(outcome: Int, baseline: Int) {
    self.outcome = outcome
    self.baseline = baseline
  }

  /// By policy the mean of its outcome minus the baseline's; nil when no future has both.
  var differences: [Double?] {
    zip(sums, counts).map { $1 > 0 ? $0.value / Double($1) : nil }
  }

  mutating func absorb(_ block: BlockResults) {
    let outcomes = block.outcomes[0]
    let base = outcomes.column(policy: baseline, outcome: outcome)
    for policy in 0..<outcomes.policyCount {
      let column = outcomes.column(policy: policy, outcome: outcome)
      var sum = CompensatedSum()
      var count = 0
      for lane in 0..<block.futures.count {
        let difference = column[lane] - base[lane]
        if difference.isFinite {
          sum.add(difference)
          count += 1
        }
      }
      sums.append(sum)
      counts.append(count)
    }
  }

  static var format: String { "paired means 1" }

  mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.match("\(outcome) \(baseline)", "an outcome or a baseline")
    try archive.code(&sums)
    try archive.code(&counts)
    try archive.require(
      sums.count == counts.count, "\(sums.count) sums of \(counts.count) policies")
  }

  mutating func merge(_ later: PairedMeans) {
    guard !counts.isEmpty else {
      self = later
      return
    }
    for policy in sums.indices {
      sums[policy].merge(later.sums[policy])
      counts[policy] += later.counts[policy]
    }
  }
}
