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
public let growthKernelMemory =
  groupsPerProduct * (Slot.count + 60) * MemoryLayout<Lanes>.stride / MemoryLayout<Double>.stride

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
  let slots = UnsafeMutableRawPointer(growth_block_memory(block)).assumingMemoryBound(
    to: Lanes.self)
  let group = makeGroup(block, firstLane: firstLane, slots: slots)
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
  for policy in 0..<Int(growth_block_policies(block)) {
    let program = growth_block_program(block, Int64(policy))
    startPolicy(group, program, isAfterHistory: origin != nil)
    let output = Output(block, policy: policy, firstLane: firstLane)
    let steps = Int(growth_program_steps(program))
    for row in 0...steps {
      multiplyRelatedness(group, program)
      stepThroughRun(group, program, row: row, steps: steps, output: output)
    }
  }
}

/// Several lane groups in step, so that one external product serves them all.
func runTogether(_ block: UnsafeRawPointer, firstLane: Int, groups: Int) {
  let slots = UnsafeMutableRawPointer(growth_block_memory(block)).assumingMemoryBound(
    to: Lanes.self)
  let capability = slots + groupsPerProduct * Slot.count
  let related = capability + growth_sectors * groups
  func group(_ index: Int) -> LaneGroup {
    makeGroup(block, firstLane: firstLane + index * lane_count, slots: slots + index * Slot.count)
  }
  func multiply() {
    for index in 0..<groups {
      let group = group(index)
      for sector in 0..<growth_sectors {
        capability[sector * groups + index] = group[Slot.capability + sector]
      }
    }
    growth_block_multiply(
      block, UnsafeRawPointer(capability).assumingMemoryBound(to: Double.self),
      UnsafeMutableRawPointer(related).assumingMemoryBound(to: Double.self),
      Int64(groups * lane_count))
    for index in 0..<groups {
      let group = group(index)
      for sector in 0..<growth_sectors {
        group[Slot.density + sector] = related[sector * groups + index] + densityShift
        group[Slot.suppliers + sector] = related[(growth_sectors + sector) * groups + index]
      }
    }
  }
  for index in 0..<groups {
    prepare(group(index), block, firstLane: firstLane + index * lane_count)
  }
  let origin = growth_block_origin(block)
  if let origin {
    for index in 0..<groups { initialize(group(index), origin) }
    for row in 0..<Int(growth_program_steps(origin)) {
      multiply()
      for index in 0..<groups { stepThroughHistory(group(index), origin, row: row) }
    }
    for index in 0..<groups { save(group(index)) }
  }
  for policy in 0..<Int(growth_block_policies(block)) {
    let program = growth_block_program(block, Int64(policy))
    let steps = Int(growth_program_steps(program))
    for index in 0..<groups { startPolicy(group(index), program, isAfterHistory: origin != nil) }
    for row in 0...steps {
      multiply()
      for index in 0..<groups {
        let output = Output(block, policy: policy, firstLane: firstLane + index * lane_count)
        stepThroughRun(group(index), program, row: row, steps: steps, output: output)
      }
    }
  }
}

/// Where the outcomes of one lane group under one policy go.
struct Output {
  let final: UnsafeMutablePointer<Double>
  let yearly: UnsafeMutablePointer<Double>?
  let yearStride: Int

  @inline(__always) init(_ block: UnsafeRawPointer, policy: Int, firstLane: Int) {
    let lanes = Int(growth_block_lanes(block))
    yearStride = OutcomeColumn.count * lanes
    final = growth_block_outcomes(block) + policy * yearStride + firstLane
    let years = Int(growth_block_years(block))
    let offset = policy * years * yearStride + firstLane
    yearly = growth_block_yearly(block).map { $0 + offset }
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
  _ group: LaneGroup, _ program: UnsafeRawPointer, row: Int, steps: Int, output: Output
) {
  let step = growth_program_step(program)
  carryOutLevers(group, program, row: row)
  let head = StepHead(group, program, row: row)
  let accounts = account(group, program, row: row, step: step, head: head)
  let perYear = Int(growth_program_steps_per_year(program))
  if let yearly = output.yearly, row % perYear == 0 {
    observe(
      group, program, row: row, step: step, head: head, accounts: accounts,
      into: yearly + (row / perYear) * output.yearStride)
  }
  if row == steps {
    observe(
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
