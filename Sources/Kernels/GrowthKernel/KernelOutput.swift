#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// Where the outcomes of lane groups under one policy go.
struct Output {
  var final: UnsafeMutablePointer<Double>
  var yearly: UnsafeMutablePointer<Double>?
  let yearStride: Int
  /// The lanes that are written; nil for all of them.
  var choice: Choice?

  @inline(__always) init(_ block: UnsafeRawPointer, policy: Int, firstLane: Int) {
    let lanes = Int(growth_block_lanes(block))
    yearStride = OutcomeColumn.count * lanes
    final = growth_block_outcomes(block) + policy * yearStride + firstLane
    let years = Int(growth_block_years(block))
    let offset = policy * years * yearStride + firstLane
    yearly = growth_block_yearly(block).map { $0 + offset }
  }

  /// The same for a later group.
  @inline(__always) func shifted(by groups: Int) -> Output {
    var result = self
    result.final += groups * lane_count
    result.yearly = yearly.map { $0 + groups * lane_count }
    result.choice = choice?.shifted(by: groups)
    return result
  }

  /// Writes the outcomes of a row, of every lane or of those that are chosen.
  @inline(__always) func take(
    _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, step: Double, head: StepHead,
    accounts: RowAccounts, into place: UnsafeMutablePointer<Double>
  ) {
    guard let choice else {
      observe(group, program, row: row, step: step, head: head, accounts: accounts, into: place)
      return
    }
    observe(
      choice.narrow(group), program, row: row, step: step, head: head, accounts: accounts,
      into: choice.observed)
    choice.copy(
      to: place, stride: group.laneCount, row: row,
      perYear: Int(growth_program_steps_per_year(program)))
  }
}

/// Lanes of groups that go one way while the others go another one.
struct Choice {
  /// What each lane is marked with.
  let marks: UnsafeMutablePointer<Double>
  /// The mark of the lanes that are chosen; one that no lane has chooses none.
  var mark: Double
  /// Where the outcomes of one group are put down before they are sorted: outcome by lane.
  let observed: UnsafeMutablePointer<Double>
  /// The row from which on the chosen lanes follow their second plan; nil while they follow the first.
  var since: Int?

  @inline(__always) func shifted(by groups: Int) -> Choice {
    Choice(
      marks: marks + groups * lane_count, mark: mark,
      observed: observed + groups * OutcomeColumn.count * lane_count, since: since)
  }

  /// The group as one whose columns are as long as it is wide. Its luck is not read in this form.
  @inline(__always) func narrow(_ group: LaneGroup) -> LaneGroup {
    LaneGroup(slots: group.slots, laneCount: lane_count, noise: group.noise, crisis: group.crisis)
  }

  /// Copies the outcomes of the chosen lanes, with the years since they switched.
  func copy(to place: UnsafeMutablePointer<Double>, stride: Int, row: Int, perYear: Int) {
    if let since {
      let years = Double(row - since) / Double(perYear)
      let switched = observed + OutcomeColumn.switchedYears * lane_count
      for lane in 0..<lane_count { switched[lane] += years }
    }
    for outcome in 0..<OutcomeColumn.count {
      for lane in 0..<lane_count where marks[lane] == mark {
        place[outcome * stride + lane] = observed[outcome * lane_count + lane]
      }
    }
  }
}
