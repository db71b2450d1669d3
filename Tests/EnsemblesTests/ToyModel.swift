import ModelContract

/// A small economy with every feature the engine has to carry: a sampled and a constant factor, luck drawn once
/// and at every step, a lever, an outcome that accumulates, one that is censored, and a region of factor space
/// in which it fails.
///
/// `level` grows by `growth + 0.1 * dial + 0.01 * noise` a step from `1 + gift`; `cost` is the sum of the dial
/// times step; `arrival` is the first year with `level >= 2`; all are not a number from the year in which
/// `fragility` exceeds 1, which is `2030`.
struct ToyModel: BatchModel {
  let name = "toy"
  let version = "1"
  let vectorPath = "scalar"
  let factors = [
    Factor(
      name: "growth", meaning: "growth a step", unit: .perYear, defaultValue: 0.02,
      admissible: 0...1, source: "none", dimension: 0),
    Factor(
      name: "fragility", meaning: "fails above 1", unit: .dimensionless, defaultValue: 0,
      admissible: 0...2, source: "none", dimension: 1),
  ]
  let levers = [
    Lever(name: "dial", meaning: "the dial", unit: .fraction, admissible: 0...1, cost: 1)
  ]
  let traits: [Trait] = []
  let outcomes = [
    Outcome(name: "level", meaning: "level", unit: .dimensionless, direction: .maximize),
    Outcome(name: "cost", meaning: "cost", unit: .dimensionless, direction: .minimize),
    Outcome(
      name: "arrival", meaning: "year of level 2", unit: .calendarYear, direction: .minimize,
      isCensored: true),
  ]
  let luck = [
    LuckStream(
      name: "gift", meaning: "start", width: 2, law: .standardNormal,
      timing: .once(firstDimension: 192)),
    LuckStream(
      name: "noise", meaning: "shock", width: 1, law: .uniform, timing: .everyStep),
  ]

  func compile(_ policies: [Policy], in world: World) throws -> any CompiledModel {
    for policy in policies where policy.levers["dial"] == nil {
      throw ModelError("Policy \(policy.name) has no path for dial.")
    }
    return CompiledToy(policies: policies, world: world)
  }

  func trace(_ policy: Policy, in world: World, factors: [Double], luck: [[Double]?]) throws
    -> Trace
  {
    let rows = ToyRun(policy: policy, world: world).rows(
      growth: factors[0], fragility: factors[1], gift: luck[0]?[0],
      noise: { luck[1]?[$0] })
    return Trace(details: ["hidden"], rows: rows)
  }
}

/// The equations of the toy, for one future.
struct ToyRun {
  let policy: Policy
  let world: World

  func rows(
    growth: Double, fragility: Double, gift: Double?, noise: (Int) -> Double?
  ) -> [Trace.Row] {
    var level = 1 + 0.01 * (gift ?? 0)
    var cost = 0.0
    var arrival = Double.infinity
    var rows: [Trace.Row] = []
    for step in 0...world.stepCount {
      let year = world.start + Double(step) * world.step
      if fragility > 1 && year >= 2030 { level = .nan }
      if level >= 2 && arrival == .infinity { arrival = year }
      rows.append(
        Trace.Row(
          year: year, outcomes: [level, cost, level.isNaN ? .nan : arrival], details: [level * 2]))
      let dial = policy.levers["dial"]!.value(at: year)
      cost += dial * world.step * (1 + growth)
      level *= 1 + growth + 0.1 * dial + 0.01 * (noise(step) ?? 0)
    }
    return rows
  }
}

struct CompiledToy: CompiledModel {
  let policies: [Policy]
  let world: World
  var policyCount: Int { policies.count }
  var years: [Double] { Array(stride(from: world.start, through: world.end, by: 1)) }

  final class Workspace {}
  func makeWorkspace(lanes: Int) -> AnyObject { Workspace() }

  func run(_ draws: DrawBlock, using workspace: AnyObject, into outcomes: OutcomeBlock) {
    for (index, policy) in policies.enumerated() {
      for lane in 0..<draws.lanes {
        let rows = ToyRun(policy: policy, world: world).rows(
          growth: draws.factors[lane], fragility: draws.factors[draws.lanes + lane],
          gift: draws.luck[0]?[lane],
          noise: { step in draws.luck[1].map { $0[step * draws.lanes + lane] } })
        for (outcome, value) in rows[rows.count - 1].outcomes.enumerated() {
          outcomes.column(policy: index, outcome: outcome)[lane] = value
        }
        guard let yearly = outcomes.yearly else { continue }
        for year in 0..<outcomes.yearCount {
          for (outcome, value) in rows[year * world.stepsPerYear].outcomes.enumerated() {
            let column = (index * outcomes.yearCount + year) * outcomes.outcomeCount + outcome
            yearly[column * outcomes.lanes + lane] = value
          }
        }
      }
    }
  }
}
