#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// Sums over sectors weighted by shares that are not normalised yet.
struct SectorSums {
  var share = Lanes(0)
  var value = Lanes(0)
  var capability = Lanes(0)
  var linkage = Lanes(0)
  var missions = Lanes(0)
  var potential = Lanes(0)

  @inline(__always) init() {}

  @inline(__always) mutating func add(
    share: Lanes, value: Lanes, capability: Lanes, linkage: Lanes, potential: Double
  ) {
    self.potential += share * potential
    self.share += share
    self.value += share * value
    self.capability += share * capability
    self.linkage += share * linkage
  }

  /// Normalises the sums and keeps them with the scale of the shares.
  ///
  /// - Parameter demandValue: 1 / value of world demand, at the row the sums belong to.
  @inline(__always) func store(_ group: LaneGroup, demandValue: Double) {
    let inverse = 1 / (share * value)
    let scale = inverse * value
    let total = value * scale
    group[Slot.shareScale] = scale
    group[Slot.inverseValue] = inverse * share * share
    group[Slot.tradableProductivity] =
      total * ((1 + group.factor(Column.productivityConcavity)) * demandValue)
    group[Slot.meanCapability] = capability * scale
    group[Slot.meanLinkage] = linkage * scale
    group[Slot.missionStock] = missions * scale
    group[Slot.meanPotential] = potential * scale
  }
}
