import ModelContract

/// A small economy with every feature the engine has to carry: a sampled and a constant factor, luck drawn once
/// and at every step, a lever, an outcome that accumulates, one that is censored, and a region of factor space
/// in which it fails.
///
/// `level` grows by `growth + 0.1 * dial + 0.01 * noise` a step from `1 + gift`; `cost` is the sum of the dial
/// times step; `arrival` is the first year with `level >= 2`; all are not a number from the year in which
/// `fragility` exceeds 1, which is `2030`.
package struct ToyModel: BatchModel {
  package let name = "toy"
  package let version = "1"
  package let vectorPath = "scalar"
  package let factors = [
    Factor(
      name: "growth", meaning: "growth a step", unit: .perYear, defaultValue: 0.02,
      admissible: 0...1, source: "none", dimension: 0),
    Factor(
      name: "fragility", meaning: "fails above 1", unit: .dimensionless, defaultValue: 0,
      admissible: 0...2, source: "none", dimension: 1),
  ]
  package let levers = [
    Lever(name: "dial", meaning: "the dial", unit: .fraction, admissible: 0...1, cost: 1)
  ]
  package let traits: [Trait] = []
  package let outcomes = [
    Outcome(name: "level", meaning: "level", unit: .dimensionless, direction: .maximize),
    Outcome(name: "cost", meaning: "cost", unit: .dimensionless, direction: .minimize),
    Outcome(
      name: "arrival", meaning: "year of level 2", unit: .calendarYear, direction: .minimize,
      isCensored: true),
  ]
  package let luck = [
    LuckStream(
      name: "gift", meaning: "start", width: 2, law: .standardNormal,
      timing: .once(firstDimension: 192)),
    LuckStream(
      name: "noise", meaning: "shock", width: 1, law: .uniform, timing: .everyStep),
  ]

  package init() {}

  package func compile(_ policies: [Policy], in world: World) throws -> any CompiledModel {
    for policy in policies where policy.levers["dial"] == nil {
      throw ModelError("Policy \(policy.name) has no path for dial.")
    }
    return CompiledToy(policies: policies, world: world)
  }

  package func trace(
    _ policy: Policy, in world: World, factors: [Double], luck: [[Double]?]
  ) throws -> Trace {
    let path = ToyPath(policy: policy, world: world)
    var state = ToyState(gift: luck[0]?[0] ?? 0)
    var rows: [Trace.Row] = []
    for step in 0...world.stepCount {
      state.observe(path.years[step], fragility: factors[1])
      rows.append(
        Trace.Row(
          year: path.years[step], outcomes: [state.level, state.cost, state.arrival],
          details: [state.level * 2]))
      if step == world.stepCount { break }
      state.advance(
        dial: path.dial[step], growth: factors[0], noise: luck[1]?[step] ?? 0, by: world.step)
    }
    return Trace(details: ["hidden"], rows: rows)
  }
}

/// What does not depend on the future: years and dial at every step.
struct ToyPath {
  let years: [Double]
  let dial: [Double]

  init(policy: Policy, world: World) {
    years = (0...world.stepCount).map { world.start + Double($0) * world.step }
    dial = years.map { policy.levers["dial"]!.value(at: $0) }
  }
}

/// The equations of the toy, for one future.
struct ToyState {
  var level: Double
  var cost = 0.0
  var arrival = Double.infinity

  init(gift: Double) { level = 1 + 0.01 * gift }

  mutating func observe(_ year: Double, fragility: Double) {
    if fragility > 1 && year >= 2030 { (level, arrival) = (.nan, .nan) }
    if level >= 2 && arrival == .infinity { arrival = year }
  }

  mutating func advance(dial: Double, growth: Double, noise: Double, by step: Double) {
    cost += dial * step * (1 + growth)
    level *= 1 + growth + 0.1 * dial + 0.01 * noise
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
    let lanes = draws.lanes
    for (index, policy) in policies.enumerated() {
      let path = ToyPath(policy: policy, world: world)
      let final = outcomes.column(policy: index, outcome: 0)
      for lane in 0..<lanes {
        var state = ToyState(gift: draws.luck[0]?[lane] ?? 0)
        for step in 0...world.stepCount {
          state.observe(path.years[step], fragility: draws.factors[lanes + lane])
          if let yearly = outcomes.yearly, step % world.stepsPerYear == 0 {
            let year = step / world.stepsPerYear
            let column = (index * outcomes.yearCount + year) * outcomes.outcomeCount
            yearly[column * lanes + lane] = state.level
          }
          if step == world.stepCount { break }
          state.advance(
            dial: path.dial[step], growth: draws.factors[lane],
            noise: draws.luck[1]?[step * lanes + lane] ?? 0, by: world.step)
        }
        final[lane] = state.level
        final[lanes + lane] = state.cost
        final[2 * lanes + lane] = state.arrival
      }
    }
  }
}
