import ModelContract

/// Capability closes a share of its gap to the frontier every year: a whole model.
struct CatchUpModel: BatchModel {
  let name = "catch_up"
  let version = "1"
  let vectorPath = "scalar"
  let factors = [
    Factor(
      name: "speed", meaning: "share of the gap that closes in a year", unit: .perYear,
      defaultValue: 0.05, admissible: 0...1, source: "judgement", dimension: 0)
  ]
  let levers = [
    Lever(
      name: "effort", meaning: "multiplies the speed", unit: .fraction, admissible: 0...2, cost: 1)
  ]
  let traits: [Trait] = []
  let outcomes = [
    Outcome(
      name: "capability", meaning: "capability in the last year", unit: .relativeToFrontier,
      direction: .maximize)
  ]
  let luck: [LuckStream] = []

  func compile(_ policies: [Policy], in world: World) throws -> any CompiledModel {
    CompiledCatchUp(policies: policies, world: world)
  }

  func trace(_ policy: Policy, in world: World, factors: [Double], luck: [[Double]?]) throws
    -> Trace
  {
    var capability = 0.2
    var rows: [Trace.Row] = []
    for step in 0...world.stepCount {
      let year = world.start + Double(step) * world.step
      rows.append(Trace.Row(year: year, outcomes: [capability], details: []))
      let effort = policy.levers["effort"]!.value(at: year)
      capability += world.step * factors[0] * effort * (1 - capability)
    }
    return Trace(details: [], rows: rows)
  }
}

/// Several policies in one world; a lane is a future.
struct CompiledCatchUp: CompiledModel {
  let policies: [Policy]
  let world: World
  var policyCount: Int { policies.count }
  let years: [Double] = []

  func makeWorkspace(lanes: Int) -> AnyObject { CatchUpWorkspace() }

  func run(_ draws: DrawBlock, using workspace: AnyObject, into outcomes: OutcomeBlock) {
    for (index, policy) in policies.enumerated() {
      let capability = outcomes.column(policy: index, outcome: 0)
      for lane in 0..<draws.lanes { capability[lane] = 0.2 }
      for step in 0..<world.stepCount {
        let year = world.start + Double(step) * world.step
        let pace = world.step * policy.levers["effort"]!.value(at: year)
        for lane in 0..<draws.lanes {
          capability[lane] += pace * draws.factors[lane] * (1 - capability[lane])
        }
      }
    }
  }
}

/// This model needs no scratch memory.
final class CatchUpWorkspace {}
