import Analysis
import Ensembles
import Foundation
import GrowthModels
import ModelContract
import NumericCore
import Sampling
import Scenarios
import StudyContract

/// Benchmarks of what a run of a study is made of: draws, kernel, comparison.
struct EngineBenchmarks {
  private static let count = Experiment.blockSize
  private let study: Study
  private let design: Design

  /// Loads the study that ships as the generic one.
  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    study = try StudyLoader.load(root.appendingPathComponent("Models/studies/generic.yaml").path)
    var specification = study.design
    specification.futures = Self.count
    design = try Design(specification)
  }

  func all() throws -> [Benchmark] {
    try [draws()] + kernels() + [absorb(), merge()]
  }

  private func source() throws -> DrawSource {
    let sources = study.columnSources(
      of: GrowthModel().factors, beliefs: .prior, scenario: study.scenarios[0])
    return try DrawSource(
      design: design, columns: sources.columns, copula: sources.copula, joint: sources.joint)
  }

  private func draws() throws -> Benchmark {
    let source = try source()
    let memory = scratch(source.columns.count * Self.count)
    return Benchmark(name: "DrawSource.fill", item: "future", items: Self.count) {
      source.fill(futures: 0..<Self.count, lanes: Self.count, into: memory)
    }
  }

  /// The kernel by machine code, product and precision: four mixes, one of them with missions, in one scenario.
  private func kernels() throws -> [Benchmark] {
    let scenario = study.scenarios[0]
    let policies = Array(study.policies.prefix(3) + study.policies.suffix(1))
    var benchmarks: [Benchmark] = []
    for path in VectorPath.allCases where path.isAvailable {
      let models = [
        GrowthModel(path: path), GrowthModel(path: path, product: .blas),
        GrowthModel(path: path, precision: .single),
      ]
      for model in models {
        let block = try KernelBlock(
          Experiment(
            model: model, policies: policies,
            scenarios: [
              ExperimentScenario(
                world: study.world(in: scenario), probability: scenario.probability,
                draws: try source())
            ], design: design))
        benchmarks.append(
          Benchmark(
            name: "GrowthKernel \(model.vectorPath)", item: "future",
            items: block.futures
          ) { block.run() })
      }
    }
    return benchmarks
  }

  /// Fifteen policies in five scenarios, all outcomes of the growth model.
  private func settings() throws -> ComparisonSettings {
    let outcomes = GrowthModel().outcomes
    return try ComparisonSettings(
      modelOutcomes: outcomes,
      outcomes: outcomes.map { Objective(name: $0.name, direction: $0.direction) },
      policies: (0..<15).map { "policy_\($0)" }, baseline: "policy_0",
      scenarios: (0..<5).map { Scenario(name: "scenario_\($0)") },
      rankedBy: "discounted_consumption", indifferenceShare: 0.01,
      groupCount: design.errorGroupCount,
      ensemble: nil, beliefs: "prior")
  }

  private func block(_ settings: ComparisonSettings) -> BlockResults {
    let outcomeCount = settings.modelOutcomes.count
    let policyCount = settings.policies.count
    let outcomes = settings.scenarios.indices.map { scenario in
      OutcomeBlock(
        policyCount: policyCount, outcomeCount: outcomeCount, lanes: Self.count,
        values: scratch(policyCount * outcomeCount * Self.count) {
          Normal.quantile(
            (Double(($0 + scenario) &* 2_654_435_761 % 65_536) + 0.5) / 65_536)
        })
    }
    return BlockResults(
      index: 0, futures: 0..<Self.count, draws: [], outcomes: outcomes,
      failed: FailedRuns(
        outcomes, count: Self.count, outcomes: settings.modelOutcomes),
      groups: (0..<Self.count).map { design.group(of: $0) }, ensembleRows: nil)
  }

  private func absorb() throws -> Benchmark {
    let settings = try settings()
    let block = block(settings)
    let futures = Self.count * settings.policies.count * settings.scenarios.count
    return Benchmark(name: "ComparisonAccumulator.absorb", item: "future", items: futures) {
      var accumulator = ComparisonAccumulator(settings: settings)
      accumulator.absorb(block)
    }
  }

  private func merge() throws -> Benchmark {
    let settings = try settings()
    let block = block(settings)
    var one = ComparisonAccumulator(settings: settings)
    one.absorb(block)
    let part = one
    var whole = one
    let futures = Self.count * settings.policies.count * settings.scenarios.count
    return Benchmark(name: "ComparisonAccumulator.merge", item: "future", items: futures) {
      whole.merge(part)
    }
  }
}
