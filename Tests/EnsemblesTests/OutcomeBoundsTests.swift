import Ensembles
import ModelContract
import Sampling
import TestSupport
import Testing

/// A value that an outcome cannot have is a failure, whether it is finite or not.
@Suite struct OutcomeBoundsTests {
  private func outcome(_ unit: Unit, isCensored: Bool = false) -> Outcome {
    Outcome(
      name: "value", meaning: "value", unit: unit, direction: .maximize, isCensored: isCensored)
  }

  @Test func possibleValuesAreThoseOfTheUnit() {
    for value in [0, 0.5, 1, -1e-9, 1 + 1e-9] { #expect(outcome(.fraction).isPossible(value)) }
    for value in [-0.01, 1.01, .nan, .infinity, -.infinity] {
      #expect(!outcome(.fraction).isPossible(value), "\(value)")
    }
    #expect(outcome(.relativeToFrontier).isPossible(3))
    #expect(!outcome(.relativeToFrontier).isPossible(-0.01))
    #expect(!outcome(.relativeToFrontier).isPossible(.infinity))
    #expect(outcome(.logRatio).isPossible(-7))
    #expect(outcome(.calendarYear, isCensored: true).isPossible(.infinity))
    #expect(!outcome(.calendarYear, isCensored: true).isPossible(-.infinity))
  }

  /// A model whose value is 3 x - 1, a fraction in a third of the futures.
  private var fractions: FunctionModel {
    var model = FunctionModel(count: 1, function: { 3 * $0[0] - 1 })
    model.unit = .fraction
    return model
  }

  @Test func futuresOutsideTheBoundsAreCountedAndNamed() throws {
    let model = fractions
    let policy = Policy(
      name: "one", summary: "one",
      levers: ["dial": Path(constant: 1), "base": Path(constant: 0)], traits: [:], targets: [])
    let design = try Design(DesignSpecification(kind: .random, futures: 603, seed: 3))
    let draws = try DrawSource(
      design: design,
      columns: [.marginal(StreamKey(name: "x0", dimension: 0), .uniform(low: 0, high: 1))],
      copula: nil, joint: nil)
    let world = World(
      name: "reference", economy: Toy.economy, start: 2025, end: 2026, step: 1,
      discountRate: 0.03, paths: [:], reference: policy)
    let experiment = Experiment(
      model: model, policies: [policy],
      scenarios: [ExperimentScenario(world: world, probability: nil, draws: draws)],
      design: design, hasNoise: false)
    let result = try EnsembleRunner.run(experiment, context: RunContext(threads: 2)) {
      [model] in OutcomeTable(model: model)
    }
    let values = result.summary.columns[0][0][0]
    let outside = values.indices.filter { !model.outcomes[0].isPossible(values[$0]) }
    #expect(outside.count > 300 && outside.count < 500)
    #expect(result.failures.total == outside.count)
    #expect(result.failures.failures.map(\.future) == outside)
    #expect(result.failures.failures.allSatisfy { $0.outcomes == ["value"] })
  }
}
