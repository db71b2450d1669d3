import Ensembles
import ModelContract
import Sampling
import StudyContract
import TestSupport

@testable import Analysis

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

  static func experiment(
    _ model: FunctionModel, policies: [Policy], futures: Int, seed: UInt64 = 11,
    columns: [ColumnSource]? = nil, scenarios: [[Int: ColumnSource]] = [[:]]
  ) throws -> Experiment {
    let design = try Design(.init(kind: .sobol, futures: futures, seed: seed))
    let draws = try DrawSource(
      design: design, columns: columns ?? self.columns(model.count), copula: nil, joint: nil)
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
          design: design.base, columns: columns, copula: nil, joint: nil),
        targets: try evaluators(targets, model, policies)), inputs
    )
  }
}
