#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// Relatedness by the kernel's own product: density from the dense product space, suppliers from five
/// entries a row.
///
/// Rows are taken in blocks of ten with one accumulator each, so that a capability is loaded once a block.
@inline(__always)
func multiplyRelatedness(_ group: LaneGroup, _ program: UnsafeRawPointer) {
  let sectors = growth_sectors
  let proximity = growth_program_proximity(program)
  var first = 0
  while first < sectors {
    var s0 = Lanes(densityShift)
    var s1 = Lanes(densityShift)
    var s2 = Lanes(densityShift)
    var s3 = Lanes(densityShift)
    var s4 = Lanes(densityShift)
    var s5 = Lanes(densityShift)
    var s6 = Lanes(densityShift)
    var s7 = Lanes(densityShift)
    var s8 = Lanes(densityShift)
    var s9 = Lanes(densityShift)
    let rows = proximity + first * sectors
    for other in 0..<sectors {
      let a = group[Slot.capability + other]
      s0 += a * rows[other]
      s1 += a * rows[other + 20]
      s2 += a * rows[other + 40]
      s3 += a * rows[other + 60]
      s4 += a * rows[other + 80]
      s5 += a * rows[other + 100]
      s6 += a * rows[other + 120]
      s7 += a * rows[other + 140]
      s8 += a * rows[other + 160]
      s9 += a * rows[other + 180]
    }
    let out = group.slots + (Slot.density + first)
    out[0] = s0
    out[1] = s1
    out[2] = s2
    out[3] = s3
    out[4] = s4
    out[5] = s5
    out[6] = s6
    out[7] = s7
    out[8] = s8
    out[9] = s9
    first += 10
  }
  let supplier = growth_program_supplier(program)
  let weight = growth_program_supplier_weight(program)
  let width = growth_suppliers
  for sector in 0..<sectors {
    let index = supplier + sector * width
    let share = weight + sector * width
    var sum = group[Slot.capability + Int(index[0])] * share[0]
    sum += group[Slot.capability + Int(index[1])] * share[1]
    sum += group[Slot.capability + Int(index[2])] * share[2]
    sum += group[Slot.capability + Int(index[3])] * share[3]
    sum += group[Slot.capability + Int(index[4])] * share[4]
    group[Slot.suppliers + sector] = sum
  }
}
