#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// The x86-64 level this kernel is compiled to, 4, 3 or 1: as the compiler's flags were, whatever its name is.
public let growthKernelLevel = Int32(lane_level)

/// Lane groups that share one product when it is computed outside; 64 futures make the matrix wide
/// enough for a library and keep four groups in the second-level cache.
let groupsPerProduct = 4

/// Doubles of scratch memory one block needs.
public let growthKernelMemory = MemoryPlan.end

/// Runs every policy on every future of a block.
///
/// - Parameter block: a `growth_block`, read through accessors only.
public func growthKernelRun(_ block: UnsafeRawPointer) {
  let lanes = Int(growth_block_lanes(block))
  let isExternal = growth_block_uses_external_product(block) != 0
  let width = isExternal ? groupsPerProduct * lane_count : lane_count
  var first = 0
  while first < lanes {
    if isExternal {
      runTogether(block, firstLane: first, groups: min(width, lanes - first) / lane_count)
    } else {
      // The last group may overlap the one before it, and then computes some futures again, to the same bits.
      runAlone(block, firstLane: min(first, lanes - lane_count))
    }
    first += width
  }
}

/// One lane group in the first-level cache, with the kernel's own product.
func runAlone(_ block: UnsafeRawPointer, firstLane: Int) {
  let convoy = Convoy(block, firstLane: firstLane, groups: 1)
  let group = convoy.group(0)
  prepare(group, block, firstLane: firstLane)
  let origin = growth_block_origin(block)
  if let origin {
    initialize(group, origin)
    for row in 0..<Int(growth_program_steps(origin)) {
      multiplyRelatedness(group, origin)
      stepThroughHistory(group, origin, row: row)
    }
    save(group)
  }
  runPolicies(convoy, isAfterHistory: origin != nil)
}

/// Several lane groups in step, so that one external product serves them all.
func runTogether(_ block: UnsafeRawPointer, firstLane: Int, groups: Int) {
  let convoy = Convoy(block, firstLane: firstLane, groups: groups)
  for index in 0..<groups {
    prepare(convoy.group(index), block, firstLane: firstLane + index * lane_count)
  }
  let origin = growth_block_origin(block)
  if let origin {
    for index in 0..<groups { initialize(convoy.group(index), origin) }
    for row in 0..<Int(growth_program_steps(origin)) {
      convoy.multiply()
      for index in 0..<groups { stepThroughHistory(convoy.group(index), origin, row: row) }
    }
    for index in 0..<groups { save(convoy.group(index)) }
  }
  runPolicies(convoy, isAfterHistory: origin != nil)
}

/// Every policy of the block on groups that are prepared and, with a history, saved at its end.
func runPolicies(_ convoy: Convoy, isAfterHistory: Bool) {
  let block = convoy.block
  for policy in 0..<Int(growth_block_policies(block)) {
    let program = growth_block_program(block, Int64(policy))
    for index in 0..<convoy.groups {
      startPolicy(convoy.group(index), program, isAfterHistory: isAfterHistory)
    }
    let output = Output(block, policy: policy, firstLane: convoy.firstLane)
    let steps = Int(growth_program_steps(program))
    if let trigger = growth_program_trigger(program) {
      followUntilTriggered(convoy, program, trigger, output)
    } else {
      follow(convoy, program, from: 0, through: steps, end: steps, output: output)
    }
  }
}

/// Moves groups from the row `from` past the row `through`, and writes the outcomes of whole years and of the row `end`.
///
/// Never inlined, and the only place where a run is moved: a run that is followed in pieces has the bits of one that is
/// followed in one go.
@inline(never)
func follow(
  _ convoy: Convoy, _ program: UnsafeRawPointer, from: Int, through last: Int, end: Int,
  output: Output
) {
  if growth_block_uses_external_product(convoy.block) != 0 {
    for row in from...last {
      convoy.multiply()
      for index in 0..<convoy.groups {
        stepThroughRun(
          convoy.group(index), program, row: row, end: end, output: output.shifted(by: index))
      }
    }
  } else {
    let group = convoy.group(0)
    for row in from...last {
      multiplyRelatedness(group, program)
      stepThroughRun(group, program, row: row, end: end, output: output)
    }
  }
}

@inline(__always)
func makeGroup(
  _ block: UnsafeRawPointer, firstLane: Int, slots: UnsafeMutablePointer<Lanes>
) -> LaneGroup {
  LaneGroup(
    slots: slots, laneCount: Int(growth_block_lanes(block)),
    noise: growth_block_luck(block, LuckIndex.demandNoise).map { $0 + firstLane },
    crisis: growth_block_luck(block, LuckIndex.demandCrisis).map { $0 + firstLane })
}

/// What policies share: constants of the factors and the luck of sectors.
func prepare(_ group: LaneGroup, _ block: UnsafeRawPointer, firstLane: Int) {
  let anyProgram = growth_block_program(block, 0)
  let factors = growth_block_factors(block) + firstLane
  for column in 0..<Column.count {
    group[Slot.factors + column] = Lanes(loading: factors + column * group.laneCount)
  }
  prepareConstants(group, step: growth_program_step(anyProgram))
  prepareLuck(
    group, luck: growth_block_luck(block, LuckIndex.sectorLuck).map { $0 + firstLane },
    efficiency: growth_block_luck(block, LuckIndex.sectorEfficiency).map { $0 + firstLane })
}

/// Puts the group where the policy starts: at the economy's initial state or at the end of its history.
func startPolicy(_ group: LaneGroup, _ program: UnsafeRawPointer, isAfterHistory: Bool) {
  if isAfterHistory {
    restore(group)
    takeOver(group, program)
  } else {
    initialize(group, program)
  }
  resetAccounts(group)
}

@inline(__always)
func stepThroughHistory(_ group: LaneGroup, _ program: UnsafeRawPointer, row: Int) {
  carryOutLevers(group, program, row: row)
  let head = StepHead(group, program, row: row)
  advance(group, program, row: row, step: growth_program_step(program), head: head)
}

@inline(__always)
func stepThroughRun(
  _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, end: Int, output: Output
) {
  let step = growth_program_step(program)
  carryOutLevers(group, program, row: row)
  let head = StepHead(group, program, row: row)
  let accounts = account(group, program, row: row, step: step, head: head)
  let perYear = Int(growth_program_steps_per_year(program))
  if let yearly = output.yearly, row % perYear == 0 {
    output.take(
      group, program, row: row, step: step, head: head, accounts: accounts,
      into: yearly + (row / perYear) * output.yearStride)
  }
  if row == end {
    output.take(
      group, program, row: row, step: step, head: head, accounts: accounts, into: output.final)
  } else {
    advance(group, program, row: row, step: step, head: head)
    advanceShock(group, program, row: row, step: step)
  }
}

/// Keeps the state at the end of the history for the next policy.
func save(_ group: LaneGroup) {
  for slot in 0..<Slot.stateCount { group[Slot.saved + slot] = group[slot] }
}

/// Takes the state at the end of the history back.
func restore(_ group: LaneGroup) {
  for slot in 0..<Slot.stateCount { group[slot] = group[Slot.saved + slot] }
}
