import CGrowthKernel

/// Per-lane constants that no step changes, computed once a lane group.
enum Constant {
  static var humanCapitalWeight: Int { Slot.constants }
  static var researchWeight: Int { Slot.constants + 1 }
  static var routinesWeight: Int { Slot.constants + 2 }
  static var institutionsWeight: Int { Slot.constants + 3 }
  static var densityWeight: Int { Slot.constants + 4 }
  /// 1 + research scale effect times home market.
  static var researchScale: Int { Slot.constants + 5 }
  /// Cognitive skill times its scale effect.
  static var skillScale: Int { Slot.constants + 6 }
  /// Square of the proximity at which invention is half effective.
  static var hillThreshold: Int { Slot.constants + 7 }
  static var stepOverSchooling: Int { Slot.constants + 8 }
  static var stepOverTurnover: Int { Slot.constants + 9 }
  static var stepOverResearch: Int { Slot.constants + 10 }
  static var stepOverMissions: Int { Slot.constants + 11 }
  static var fadeStep: Int { Slot.constants + 12 }
  /// (1 - value captured by assemblers) / 2.
  static var valueOfUpgrading: Int { Slot.constants + 13 }
}

/// Computes the constants of a lane group; see ``Constant``.
func prepareConstants(_ group: LaneGroup, step: Double) {
  let human = group.factor(Column.humanCapitalWeight)
  let research = group.factor(Column.researchWeight)
  let routines = group.factor(Column.routinesWeight)
  let institutions = group.factor(Column.institutionsWeight)
  let density = group.factor(Column.relatedDensityWeight)
  let scale = 1 / (human + research + routines + institutions + density)
  group[Constant.humanCapitalWeight] = human * scale
  group[Constant.researchWeight] = research * scale
  group[Constant.routinesWeight] = routines * scale
  group[Constant.institutionsWeight] = institutions * scale
  group[Constant.densityWeight] = density * scale
  let market =
    group.factor(Column.researchScaleEffect) * group.factor(Column.homeMarketSize)
  group[Constant.researchScale] = 1 + market
  group[Constant.skillScale] = group.factor(Column.cognitiveSkill) * (1 + 0.5 * market)
  let threshold = group.factor(Column.inventionProximityThreshold)
  group[Constant.hillThreshold] = threshold * threshold
  group[Constant.stepOverSchooling] = step / group.factor(Column.schoolingDelay)
  group[Constant.stepOverTurnover] = step / group.factor(Column.workforceTurnoverTime)
  group[Constant.stepOverResearch] = step / group.factor(Column.researchStockTime)
  group[Constant.stepOverMissions] = step / group.factor(Column.missionGestationTime)
  group[Constant.fadeStep] = exponential(
    -step / group.factor(Column.initialResidualFadingTime))
  group[Constant.valueOfUpgrading] =
    0.5 * (1 - group.factor(Column.valueCapturedByAssemblers))
}

/// Turns standard normals into sector luck exp(0.6 N - 0.18) and efficiency exp(0.15 N - 0.01125), both 1
/// when luck is off.
func prepareLuck(
  _ group: LaneGroup, luck: UnsafePointer<Double>?, efficiency: UnsafePointer<Double>?
) {
  for sector in 0..<growth_sectors {
    if let luck {
      let normal = UnsafeRawPointer(luck + sector * group.laneCount).loadUnaligned(as: Lanes.self)
      group[Slot.luck + sector] = exponential(0.6 * normal - 0.18)
    } else {
      group[Slot.luck + sector] = Lanes(1)
    }
    if let efficiency {
      let normal = UnsafeRawPointer(efficiency + sector * group.laneCount).loadUnaligned(
        as: Lanes.self)
      group[Slot.efficiency + sector] = exponential(0.15 * normal - 0.01125)
    } else {
      group[Slot.efficiency + sector] = Lanes(1)
    }
  }
}
