import Ensembles
import ModelContract
import Sampling
import StudyContract

@testable import Analysis

/// A function of uniform factors as a model: `value = base + dial * function(x) + noise * luck`, not a number
/// where the function is not.
struct FunctionModel: BatchModel {
  let count: Int
  let function: @Sendable (UnsafePointer<Double>) -> Double
  var noise = 0.0

  let name = "function"
  let version = "1"
  let vectorPath = "scalar"
  let traits: [Trait] = []
  let levers = [
    Lever(name: "dial", meaning: "dial", unit: .fraction, admissible: -10...10, cost: 0),
    Lever(name: "base", meaning: "base", unit: .fraction, admissible: -10...10, cost: 0),
  ]
  let outcomes = [
    Outcome(name: "value", meaning: "value", unit: .dimensionless, direction: .maximize),
    Outcome(
      name: "arrival", meaning: "2030 when the value is above 0", unit: .calendarYear,
      direction: .minimize, isCensored: true),
  ]
  let luck = [
    LuckStream(
      name: "noise", meaning: "luck", width: 1, law: .uniform, timing: .everyStep)
  ]

  var factors: [Factor] {
    (0..<count).map {
      Factor(
        name: "x\($0)", meaning: "input", unit: .dimensionless, defaultValue: 0.5,
        admissible: 0...1, source: "none", dimension: $0)
    }
  }

  func compile(_ policies: [Policy], in world: World) throws -> any CompiledModel {
    CompiledFunction(
      model: self,
      dials: policies.map {
        ($0.levers["dial"]!.value(at: 2040), $0.levers["base"]!.value(at: 2040))
      }
    )
  }

  func trace(
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

/// Experiments on a function.
enum FunctionStudy {
  static func policy(_ name: String, dial: Double, base: Double = 0) -> Policy {
    Policy(
      name: name, summary: name,
      levers: ["dial": Path(constant: dial), "base": Path(constant: base)], traits: [:],
      targets: [])
  }

  static func world(_ name: String, reference: Policy) -> World {
    World(
      name: name,
      economy: Economy(
        name: "none", summary: "none", initialConditions: [:], series: [:], strengths: [:]),
      start: 2025, end: 2026, step: 1, discountRate: 0.03, paths: [:], reference: reference)
  }

  static func columns(_ count: Int) -> [ColumnSource] {
    (0..<count).map {
      .marginal(StreamKey(name: "x\($0)", dimension: $0), .uniform(low: 0, high: 1))
    }
  }

  static let jointKey = StreamKey(name: "ensemble_row", dimension: 160)

  static func experiment(
    _ model: FunctionModel, policies: [Policy], futures: Int, seed: UInt64 = 11,
    columns: [ColumnSource]? = nil, scenarios: [[Int: ColumnSource]] = [[:]]
  ) throws -> Experiment {
    let design = try Design(.init(kind: .sobol, futures: futures, seed: seed))
    let draws = try DrawSource(
      design: design, columns: columns ?? self.columns(model.count), copula: nil, joint: nil,
      jointKey: jointKey)
    return Experiment(
      model: model, policies: policies,
      scenarios: scenarios.enumerated().map { index, overrides in
        ExperimentScenario(
          world: world("world_\(index)", reference: policies[0]), probability: nil,
          draws: draws.replacing(overrides))
      }, design: design, hasNoise: model.noise != 0)
  }

  /// Queries of runs of a function.
  static func evaluators(
    _ queries: [Query], _ model: FunctionModel, _ policies: [Policy]
  ) throws -> [QueryEvaluator] {
    try queries.map {
      try QueryEvaluator($0, outcomes: model.outcomes, policies: policies.map(\.name))
    }
  }

  /// A pick-freeze run of all inputs.
  static func runs(
    _ model: FunctionModel, policies: [Policy], points: Int, targets: [Query],
    layout: PickFreezeDesign.Layout = .symmetric, seed: UInt64 = 11
  ) throws -> (PickFreezeExperiment, InputGroups) {
    let experiment = try experiment(model, policies: policies, futures: points, seed: seed)
    let columns = columns(model.count)
    let inputs = InputGroups(
      model: model, columns: columns, copula: nil, joint: nil, hasNoise: model.noise != 0)
    let design = try PickFreezeDesign(
      base: experiment.design, groups: inputs.groups, columnCount: model.count,
      luckCount: 1, fixedLuck: model.noise == 0 ? [0] : [], layout: layout)
    return (
      PickFreezeExperiment(
        experiment: experiment, design: design,
        draws: try PickFreezeSide.b.draws(
          design: design.base, columns: columns, copula: nil, joint: nil, jointKey: jointKey),
        targets: try evaluators(targets, model, policies)), inputs
    )
  }
}
