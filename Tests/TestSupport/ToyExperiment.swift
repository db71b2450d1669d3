import Ensembles
import ModelContract
import Sampling

/// Experiments on the toy model.
package enum Toy {
  package static let model = ToyModel()
  package static let economy = Economy(
    name: "toy", summary: "toy", initialConditions: [:], series: [:], strengths: [:])

  package static func policy(_ name: String, dial: Double) -> Policy {
    Policy(
      name: name, summary: name, levers: ["dial": Path(constant: dial)], traits: [:], targets: [])
  }

  package static let policies = [
    policy("status_quo", dial: 0.1), policy("push", dial: 0.5), policy("rest", dial: 0),
  ]

  package static func world(_ name: String) -> World {
    World(
      name: name, economy: economy, start: 2025, end: 2035, step: 0.5, discountRate: 0.03,
      paths: [:], reference: policies[0])
  }

  /// Growth uniform; fragility uniform up to `fragility`, so that futures fail when it is above 1.
  package static func draws(_ design: Design, fragility: Double = 0.5) throws -> DrawSource {
    try DrawSource(
      design: design,
      columns: [
        .marginal(
          StreamKey(name: "growth", dimension: 0), .uniform(low: 0.01, high: 0.06)),
        .marginal(
          StreamKey(name: "fragility", dimension: 1), .uniform(low: 0, high: fragility)),
      ], copula: nil, joint: nil)
  }

  package static func experiment(
    futures: Int = 1000, seed: UInt64 = 7, kind: DesignSpecification.Kind = .random,
    policies: [Policy] = policies, scenarioNames: [String] = ["reference", "fast"],
    fragility: Double = 0.5, hasNoise: Bool = true, recordsYears: Bool = false
  ) throws -> Experiment {
    let design = try Design(
      DesignSpecification(kind: kind, futures: futures, seed: seed, replicates: 32, cubeSize: 256))
    let base = try draws(design, fragility: fragility)
    let fast = base.replacing([
      0: .marginal(StreamKey(name: "growth", dimension: 0), .uniform(low: 0.03, high: 0.08))
    ])
    return Experiment(
      model: model, policies: policies,
      scenarios: scenarioNames.map {
        ExperimentScenario(
          world: world($0), probability: nil, draws: $0.hasPrefix("fast") ? fast : base)
      }, design: design, hasNoise: hasNoise, recordsYears: recordsYears)
  }

  package static func table(_ experiment: Experiment, threads: Int = 2) throws -> OutcomeTable {
    try EnsembleRunner.run(experiment, context: RunContext(threads: threads)) {
      OutcomeTable(model: model)
    }.summary
  }
}

/// The bits of a column, so that equality means the same bytes and holds for what is not a number.
package func bits(_ column: [Double]) -> [UInt64] { column.map(\.bitPattern) }
