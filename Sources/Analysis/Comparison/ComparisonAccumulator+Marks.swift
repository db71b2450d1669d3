/// What is counted future by future: who is best, and who does better than the baseline.
extension ComparisonAccumulator {
  /// How often each policy is better than the baseline on every outcome, and whether it is its twin.
  mutating func addBetter(_ runs: RunOutcomes, scenario: Int, group: Parts, row: Parts?) {
    let lanes = runs.complete
    var marks = [Double](repeating: 0, count: group.offsets.count)
    for policy in 0..<layout.policyCount where policy != settings.baseline {
      isTwin[layout.run(scenario, policy)] = runs.isTwin(
        policy, of: settings.baseline, outcomes: layout.modelColumns)
      for (outcome, column) in layout.modelColumns.enumerated() {
        let values = runs.outcomes.column(policy: policy, outcome: column)
        let base = runs.outcomes.column(policy: settings.baseline, outcome: column)
        let wantsLess = settings.outcomes[outcome].direction == .minimize
        let (first, second) = wantsLess ? (base, values) : (values, base)
        for lane in lanes {
          let isTie = RunOutcomes.isSame(first[lane], second[lane])
          marks[lane] = isTie ? 0.5 : first[lane] > second[lane] ? 1 : 0
        }
        add(
          marks, lanes: lanes, group: group, row: row,
          to: layout.mark(scenario, policy, .better(outcome: outcome)))
      }
    }
  }

  /// Ranks of the policies in every complete future.
  mutating func addRanks(_ runs: RunOutcomes, scenario: Int, group: Parts, row: Parts?) {
    let column = layout.modelColumns[settings.rankedBy]
    let sign = settings.outcomes[settings.rankedBy].direction == .minimize ? -1.0 : 1.0
    let (count, lanes) = (layout.policyCount, runs.complete)
    let blank = [Double](repeating: 0, count: group.offsets.count)
    var (shares, ranks, regrets) = (
      [[Double]](repeating: blank, count: count), [[Double]](repeating: blank, count: count),
      [[Double]](repeating: blank, count: count)
    )
    var future = FutureRanks(policyCount: count)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { values in
      for lane in lanes {
        for policy in 0..<count {
          values[policy] = sign * runs.outcomes.column(policy: policy, outcome: column)[lane]
        }
        future.rank(UnsafeBufferPointer(values))
        for policy in 0..<count {
          shares[policy][lane] = future.shares[policy]
          ranks[policy][lane] = future.ranks[policy]
          regrets[policy][lane] = future.regrets[policy]
          if future.isBest[policy] { amongBest[layout.run(scenario, policy)] += 1 }
        }
      }
    }
    for policy in 0..<count {
      for (mark, marks) in [
        (FutureMark.best, shares[policy]), (.rank, ranks[policy]), (.regret, regrets[policy]),
      ] {
        add(
          marks, lanes: lanes, group: group, row: row, to: layout.mark(scenario, policy, mark))
      }
    }
  }

  private mutating func add(
    _ marks: [Double], lanes: [Int], group: Parts, row: Parts?, to mark: Int
  ) {
    Self.tally(marks, lanes: lanes, parts: group, into: &groups.marks, cell: mark)
    if let row {
      Self.tally(marks, lanes: lanes, parts: row, into: &rowBlocks.marks, cell: mark)
    }
  }
}
