import ModelContract

/// A function of uniform factors as a model: `value = base + dial * function(x) + noise * luck`, not a number
/// where the function is not.
package struct FunctionModel: BatchModel {
  package let count: Int
  package let function: @Sendable (UnsafePointer<Double>) -> Double
  package var noise = 0.0
  /// The unit of the value, whose bounds it may leave.
  package var unit = Unit.dimensionless

  package let name = "function"
  package let version = "1"
  package let vectorPath = "scalar"
  package let traits: [Trait] = []
  package let levers = [
    Lever(name: "dial", meaning: "dial", unit: .fraction, admissible: -10...10, cost: 0),
    Lever(name: "base", meaning: "base", unit: .fraction, admissible: -10...10, cost: 0),
  ]
  package var outcomes: [Outcome] {
    [
      Outcome(name: "value", meaning: "value", unit: unit, direction: .maximize),
      Outcome(
        name: "arrival", meaning: "2030 when the value is above 0", unit: .calendarYear,
        direction: .minimize, isCensored: true),
    ]
  }
  package let luck = [
    LuckStream(
      name: "noise", meaning: "luck", width: 1, law: .uniform, timing: .everyStep)
  ]

  /// Makes a model of a function of `count` factors, each uniform between 0 and 1.
  package init(
    count: Int, function: @escaping @Sendable (UnsafePointer<Double>) -> Double, noise: Double = 0
  ) {
    self.count = count
    self.function = function
    self.noise = noise
  }

  package var factors: [Factor] {
    (0..<count).map {
      Factor(
        name: "x\($0)", meaning: "input", unit: .dimensionless, defaultValue: 0.5,
        admissible: 0...1, source: "none", dimension: $0)
    }
  }

  package func compile(_ policies: [Policy], in world: World) throws -> any CompiledModel {
    CompiledFunction(
      model: self,
      dials: policies.map {
        ($0.levers["dial"]!.value(at: 2040), $0.levers["base"]!.value(at: 2040))
      }
    )
  }

  package func trace(
    _ policy: Policy, in world: World, factors: [Double], luck: [[Double]?]
  ) throws -> Trace { Trace(details: [], rows: []) }
}

private struct CompiledFunction: CompiledModel {
  let model: FunctionModel
  let dials: [(dial: Double, base: Double)]
  var policyCount: Int { dials.count }
  let years = [2025.0, 2026]

  final class Workspace {}
  func makeWorkspace(lanes: Int) -> AnyObject { Workspace() }

  func run(_ draws: DrawBlock, using workspace: AnyObject, into outcomes: OutcomeBlock) {
    let lanes = draws.lanes
    var point = [Double](repeating: 0, count: model.count)
    for lane in 0..<lanes {
      for factor in 0..<model.count { point[factor] = draws.factors[factor * lanes + lane] }
      let value = model.function(point)
      let luck = model.noise * (draws.luck[0]?[lane] ?? 0)
      for (policy, dial) in dials.enumerated() {
        let result = dial.base + dial.dial * value + luck
        outcomes.column(policy: policy, outcome: 0)[lane] = result
        outcomes.column(policy: policy, outcome: 1)[lane] =
          result.isNaN ? .nan : result > 0 ? 2030 : .infinity
      }
    }
  }
}
