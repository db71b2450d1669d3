import Ensembles
import ModelContract
import Sampling

/// Two efforts on the same 4096 futures of ``CatchUpModel``.
func catchUpExperiment() throws -> Experiment {
  let model = CatchUpModel()
  let policies = [("steady", 1.0), ("push", 1.5)].map { name, effort in
    Policy(name: name, levers: ["effort": Path(constant: effort)])
  }
  let world = World(
    name: "reference",
    economy: Economy(name: "any"),
    start: 2025, end: 2065, step: 0.5, discountRate: 0.03, paths: [:], reference: policies[0])
  let design = try Design(DesignSpecification(kind: .sobol, futures: 4096, seed: 1))
  let draws = try DrawSource(
    design: design,
    columns: [.marginal(StreamKey(name: "speed", dimension: 0), .uniform(low: 0.01, high: 0.09))],
    copula: nil, joint: nil)
  return Experiment(
    model: model, policies: policies,
    scenarios: [ExperimentScenario(world: world, probability: nil, draws: draws)], design: design)
}

/// Any number of threads gives the same bytes.
func runOnTwoThreads() throws {
  let experiment = try catchUpExperiment()
  let result = try EnsembleRunner.run(experiment, context: RunContext(threads: 2)) {
    OutcomeTable(model: experiment.model)
  }
  print(result.futures, "futures,", result.failures.total, "failed")
  for (policy, columns) in zip(experiment.policies, result.summary.columns[0]) {
    let mean = columns[0].reduce(0, +) / Double(result.futures)
    print(policy.name, (mean * 1000).rounded() / 1000)
  }
}
