import ModelContract

/// A model whose value is a function of its levers, as they are in the last year, and of its factors.
///
/// `value` is the function, a year's share of it in every year between start and end; `cost` is the sum of levers times
/// their costs.
package struct LeverModel: BatchModel {
  package let function: @Sendable (_ levers: [Double], _ factors: UnsafePointer<Double>) -> Double
  package let levers: [Lever]
  package let factors: [Factor]

  package let name = "levers"
  package let version = "1"
  package let vectorPath = "scalar"
  package let traits: [Trait] = []
  package let luck: [LuckStream] = []
  package let outcomes = [
    Outcome(name: "value", meaning: "value", unit: .dimensionless, direction: .maximize),
    Outcome(name: "fiscal_cost", meaning: "cost", unit: .dimensionless, direction: .minimize),
  ]

  /// Makes a model of a function of as many levers as there are costs and of factors between 0 and 1.
  package init(
    costs: [Double], factorCount: Int,
    function: @escaping @Sendable (_ levers: [Double], _ factors: UnsafePointer<Double>) -> Double
  ) {
    self.function = function
    levers = costs.enumerated().map {
      Lever(
        name: "lever\($0)", meaning: "lever", unit: .fraction, admissible: 0...1, cost: $1)
    }
    factors = (0..<factorCount).map {
      Factor(
        name: "x\($0)", meaning: "input", unit: .dimensionless, defaultValue: 0.5,
        admissible: 0...1, source: "none", dimension: $0)
    }
  }

  /// A mix with these levers.
  package func policy(_ name: String, _ levers: [Double]) -> Policy {
    Policy(
      name: name,
      levers: Dictionary(
        uniqueKeysWithValues: zip(self.levers, levers).map { ($0.name, Path(constant: $1)) }))
  }

  package func compile(_ policies: [Policy], in world: World) throws -> any CompiledModel {
    CompiledLevers(
      model: self,
      levers: policies.map { policy in
        levers.map { policy.levers[$0.name]!.value(at: world.end) }
      }, years: Array(stride(from: world.start, through: world.end, by: 1)))
  }

  package func trace(
    _ policy: Policy, in world: World, factors: [Double], luck: [[Double]?]
  ) throws -> Trace { Trace(details: [], rows: []) }
}

private struct CompiledLevers: CompiledModel {
  let model: LeverModel
  let levers: [[Double]]
  let years: [Double]
  var policyCount: Int { levers.count }

  final class Workspace {}
  func makeWorkspace(lanes: Int) -> AnyObject { Workspace() }

  func run(_ draws: DrawBlock, using workspace: AnyObject, into outcomes: OutcomeBlock) {
    let lanes = draws.lanes
    var point = [Double](repeating: 0, count: model.factors.count)
    for lane in 0..<lanes {
      for factor in point.indices { point[factor] = draws.factors[factor * lanes + lane] }
      for (policy, setting) in levers.enumerated() {
        let value = model.function(setting, point)
        let cost = zip(model.levers, setting).reduce(0.0) { $0 + $1.0.cost * $1.1 }
        outcomes.column(policy: policy, outcome: 0)[lane] = value
        outcomes.column(policy: policy, outcome: 1)[lane] = cost
        guard let yearly = outcomes.yearly else { continue }
        for year in 0..<outcomes.yearCount {
          let share = Double(year) / Double(outcomes.yearCount - 1)
          let column = (policy * outcomes.yearCount + year) * outcomes.outcomeCount
          yearly[column * lanes + lane] = share * value
          yearly[(column + 1) * lanes + lane] = share * cost
        }
      }
    }
  }
}
