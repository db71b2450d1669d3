import Ensembles
import ModelContract
import StudyContract
import TestSupport
import Testing

@testable import Analysis

/// Mixes that were run apart and kept compare as they do when they run side by side, futures that failed included.
@Suite struct KeptOutcomesTests {
  /// About a fifth of futures fail.
  private static let fragility = 1.25
  private static let context = RunContext(threads: 2)

  private func experiment(_ policies: [Policy] = Toy.policies) throws -> Experiment {
    try Toy.experiment(
      futures: 700, kind: .sobol, policies: policies, scenarioNames: ["reference"],
      fragility: Self.fragility)
  }

  private func settings(_ experiment: Experiment) throws -> ComparisonSettings {
    try ComparisonSettings(
      experiment: experiment, outcomes: [Objective(name: "level", direction: .maximize)],
      baseline: "status_quo", rankedBy: "level")
  }

  private func kept(_ outcomes: [Int]) throws -> [MixOutcomes] {
    try Toy.policies.map { policy in
      try EnsembleRunner.run(try experiment([policy]), context: Self.context) {
        MixOutcomesTable(outcomes: outcomes)
      }.summary.mixes[0]
    }
  }

  @Test func theComparisonIsTheSame() throws {
    let experiment = try experiment()
    let settings = try settings(experiment)
    let direct = try EnsembleRunner.run(experiment, context: Self.context) {
      ComparisonAccumulator(settings: settings)
    }.summary.finish()
    #expect(direct.failedRuns > 100)
    let level = try #require(Toy.model.outcomes.firstIndex { $0.name == "level" })
    let mixes = try kept([level])
    let again = try EnsembleRunner.summary(of: mixes, in: experiment, context: Self.context) {
      ComparisonAccumulator(settings: settings)
    }.finish()
    #expect(again.failures == direct.failures && again.failedRuns == direct.failedRuns)
    #expect(again.scenarios[0].ranking == direct.scenarios[0].ranking)
    #expect(again.scenarios[0].differences == direct.scenarios[0].differences)
    #expect(again.verdict == direct.verdict)
  }

  @Test func whatFailedIsNamedAndWhatIsNotKeptIsEmpty() throws {
    let level = try #require(Toy.model.outcomes.firstIndex { $0.name == "level" })
    let mix = try kept([level])[1]
    #expect(try mix.futures == experiment().design.futures)
    #expect(mix.columns[level].count == mix.futures)
    #expect(mix.columns.indices.allSatisfy { $0 == level || mix.columns[$0].isEmpty })
    #expect(!mix.failures.isEmpty)
    #expect(mix.failures.map(\.lane) == mix.failures.map(\.lane).sorted())
    #expect(mix.size >= 8 * mix.futures)
  }
}
