import Ensembles
import GrowthModels
import ModelContract
import Sampling
import Testing

/// The whole way from a design to outcomes against a closed form.
@Suite struct SolowPipelineTests {
  /// Error of the oracle's fourth-order steps of half a year over forty years: rates stay below 0.15 a year, so
  /// that a step errs by about (0.075)^5 / 120 and eighty steps by less than 2e-6 relative; what is seen is
  /// far smaller, because errors fade as capital converges.
  private static let integrationError = 2e-6

  private func experiment(saving policies: [Double]) throws -> Experiment {
    let model = SolowModel()
    let mixes = policies.map {
      Policy(
        name: "saves_\(Int($0 * 100))", summary: "", levers: ["investment": Path(constant: $0)],
        traits: [:], targets: [])
    }
    let world = World(
      name: "reference",
      economy: Economy(
        name: "solow", summary: "", initialConditions: [:], series: [:], strengths: [:]),
      start: 2025, end: 2065, step: 0.5, discountRate: 0.03, paths: [:], reference: mixes[0])
    let design = try Design(
      DesignSpecification(kind: .sobol, futures: 512, seed: 3, replicates: 32, cubeSize: 256))
    let laws: [Distribution] = [
      .uniform(low: 0.2, high: 0.5), .uniform(low: 0.03, high: 0.08),
      .uniform(low: 0, high: 0.03), .uniform(low: 0, high: 0.03), .uniform(low: 0.2, high: 4),
    ]
    let columns = zip(model.factors, laws).map { factor, law in
      ColumnSource.marginal(StreamKey(name: factor.name, dimension: factor.dimension), law)
    }
    let draws = try DrawSource(
      design: design, columns: columns, copula: nil, joint: nil)
    return Experiment(
      model: model, policies: mixes,
      scenarios: [ExperimentScenario(world: world, probability: nil, draws: draws)],
      design: design)
  }

  @Test func everyFutureHasItsClosedForm() throws {
    let saving = [0.15, 0.25, 0.35]
    let experiment = try experiment(saving: saving)
    let result = try EnsembleRunner.run(experiment, context: RunContext(threads: 2)) {
      OutcomeTable(model: experiment.model)
    }
    #expect(result.failures.total == 0)
    #expect(result.futures == 512)
    let factors = result.summary.factors[0]
    for (policy, investment) in saving.enumerated() {
      for future in 0..<result.futures {
        let expected = SolowModel.capital(
          after: 40, investment: investment, capitalShare: factors[0][future],
          dilution: factors[1][future] + factors[2][future] + factors[3][future],
          initialCapital: factors[4][future])
        let capital = result.summary.columns[0][policy][0][future]
        #expect(abs(capital - expected) <= Self.integrationError * expected)
      }
    }
  }
}
