import CGrowthKernel

/// Sums over sectors weighted by shares that are not normalised yet.
struct SectorSums {
  var share = Lanes(0)
  var value = Lanes(0)
  var capability = Lanes(0)
  var linkage = Lanes(0)
  var quality = Lanes(0)
  var electronics = Lanes(0)
  var missions = Lanes(0)

  @inline(__always) init() {}

  @inline(__always) mutating func add(
    share: Lanes, value: Lanes, capability: Lanes, linkage: Lanes, quality: Lanes,
    electronics: Double, missions: Lanes
  ) {
    self.share += share
    self.value += share * value
    self.capability += share * capability
    self.linkage += share * linkage
    self.quality += share * quality
    self.electronics += share * electronics
    self.missions += share * missions
  }

  /// Normalises the sums and keeps them with the scale of the shares.
  @inline(__always) func store(_ group: LaneGroup, demandValue: Double) {
    let scale = 1 / share
    group[Slot.shareScale] = scale
    group[Slot.totalValue] = value * scale
    group[Slot.tradableProductivity] = value * scale * demandValue
    group[Slot.meanCapability] = capability * scale
    group[Slot.meanLinkage] = linkage * scale
    group[Slot.meanQuality] = quality * scale
    group[Slot.electronicsShare] = electronics * scale
    group[Slot.missionStock] = missions * scale
  }
}
