import CGrowthKernel
import ModelContract

extension GrowthTables {
  /// Adds the second plan of a mix, with tables for each year in which it may begin.
  func add(_ contingency: Contingency, to policy: Policy, in world: World) {
    let transition = MixTransition(
      from: (world.reference, world.start),
      years: GrowthValidation.setting("transition_years", of: world))
    let rows = contingency.looks.map {
      Int((($0.year - world.start) * Double(world.stepsPerYear)).rounded())
    }
    later = zip(contingency.looks, rows).map { look, row in
      let second = policy.following(look.plan)
      let tables = GrowthTables(
        policy: second, reference: world.reference, world: world, start: world.start,
        end: world.end, originSteps: world.originStepCount, observedIncome: nil,
        transition: transition.after(policy, to: second, year: look.year))
      tables.inheritMissions(from: self)
      tables.takesOver(at: row)
      return tables
    }
    var trigger = growth_trigger()
    trigger.outcome = Int64(GrowthOutcomes.all.firstIndex { $0.name == contingency.outcome }!)
    trigger.fires_above = contingency.side == .above ? 1 : 0
    trigger.threshold = contingency.threshold
    trigger.looks = Int64(rows.count)
    trigger.rows = keep(rows.map { Int64($0) })
    trigger.programs = keep(later.map { Optional(UnsafePointer($0.program)) })
    program.pointee.trigger = keep([trigger])
  }

  /// Levers are carried out anew in the row in which the tables come into force.
  private func takesOver(at row: Int) {
    let rows = Int(program.pointee.steps) + 1
    program.pointee.changed = keep(
      (0..<rows).map { $0 == row ? 1 : program.pointee.changed[$0] })
  }
}
