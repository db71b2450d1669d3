#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// How the scratch memory of a block is divided, in doubles.
enum MemoryPlan {
  private static var lanes: Int { MemoryLayout<Lanes>.stride / MemoryLayout<Double>.stride }
  /// Lanes of a group in single precision, where there are most.
  private static var mostLanes: Int { 32 }

  /// Slots of every group, then capabilities and what they are multiplied to.
  static var slots: Int { 0 }
  static var products: Int { slots + groupsPerProduct * Slot.count * lanes }
  /// Slots of every group as they were when it looked.
  static var aside: Int { products + groupsPerProduct * 60 * lanes }
  /// Outcomes of every group before they are sorted.
  static var observed: Int { aside + groupsPerProduct * Slot.constants * lanes }
  /// What every lane is marked with.
  static var marks: Int { observed + groupsPerProduct * OutcomeColumn.count * mostLanes }
  static var end: Int { marks + groupsPerProduct * mostLanes }
}

/// Lane groups that move together: one with the kernel's own product, up to four with an external one.
struct Convoy {
  let block: UnsafeRawPointer
  let firstLane: Int
  let groups: Int

  init(_ block: UnsafeRawPointer, firstLane: Int, groups: Int) {
    self.block = block
    self.firstLane = firstLane
    self.groups = groups
  }

  @inline(__always) private var memory: UnsafeMutablePointer<Double> { growth_block_memory(block) }

  @inline(__always) private func slots(_ place: Int) -> UnsafeMutablePointer<Lanes> {
    UnsafeMutableRawPointer(memory + place).assumingMemoryBound(to: Lanes.self)
  }

  /// A group by its position.
  @inline(__always) func group(_ index: Int) -> LaneGroup {
    makeGroup(
      block, firstLane: firstLane + index * lane_count,
      slots: slots(MemoryPlan.slots) + index * Slot.count)
  }

  /// Relatedness of all groups by the block's external product.
  func multiply() {
    let capability = slots(MemoryPlan.products)
    let related = capability + growth_sectors * groups
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

  /// A choice of lanes by a mark; see ``Choice``.
  func choice(of mark: Double, since: Int? = nil) -> Choice {
    Choice(
      marks: memory + MemoryPlan.marks, mark: mark, observed: memory + MemoryPlan.observed,
      since: since)
  }

  /// Lanes of all groups.
  var laneCount: Int { groups * lane_count }

  /// Puts aside everything that a row changes: state, totals, levers.
  func setAside() {
    for index in 0..<groups {
      let group = group(index)
      let copy = slots(MemoryPlan.aside) + index * Slot.constants
      for slot in 0..<Slot.constants { copy[slot] = group[slot] }
    }
  }

  /// Takes back what was put aside.
  func takeBack() {
    for index in 0..<groups {
      let group = group(index)
      let copy = slots(MemoryPlan.aside) + index * Slot.constants
      for slot in 0..<Slot.constants { group[slot] = copy[slot] }
    }
  }
}
