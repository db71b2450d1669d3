import CGrowthKernel

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
      let a = group.capability[other * group.relatedStride]
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
    let out = group.related + first * group.relatedStride
    out[0] = s0
    out[group.relatedStride] = s1
    out[2 * group.relatedStride] = s2
    out[3 * group.relatedStride] = s3
    out[4 * group.relatedStride] = s4
    out[5 * group.relatedStride] = s5
    out[6 * group.relatedStride] = s6
    out[7 * group.relatedStride] = s7
    out[8 * group.relatedStride] = s8
    out[9 * group.relatedStride] = s9
    first += 10
  }
  let supplier = growth_program_supplier(program)
  let weight = growth_program_supplier_weight(program)
  let width = growth_suppliers
  for sector in 0..<sectors {
    let index = supplier + sector * width
    let share = weight + sector * width
    var sum = group.capability[Int(index[0]) * group.relatedStride] * share[0]
    sum += group.capability[Int(index[1]) * group.relatedStride] * share[1]
    sum += group.capability[Int(index[2]) * group.relatedStride] * share[2]
    sum += group.capability[Int(index[3]) * group.relatedStride] * share[3]
    sum += group.capability[Int(index[4]) * group.relatedStride] * share[4]
    group.related[(20 + sector) * group.relatedStride] = sum
  }
}
