import Ensembles
import ModelContract
import Sampling
import TestSupport
import Testing

@Suite struct FailureLogTests {
  private func run(_ experiment: Experiment, threads: Int = 2) throws -> EnsembleResult<
    OutcomeTable
  > {
    try EnsembleRunner.run(experiment, context: RunContext(threads: threads)) {
      OutcomeTable(model: Toy.model)
    }
  }

  @Test func failuresAreCountedAndLocated() throws {
    let result = try run(Toy.experiment(futures: 500, fragility: 1.25))
    let fragile = result.summary.factors[0][1].indices.filter {
      result.summary.factors[0][1][$0] > 1
    }
    #expect(fragile.count > 50)
    #expect(result.failures.total == fragile.count * 6)
    #expect(
      result.failures.counts
        == Array(repeating: Array(repeating: fragile.count, count: 3), count: 2))
    let first = try #require(result.failures.failures.first)
    #expect(first.future == fragile[0])
    #expect(first.scenario == 0 && first.policy == 0)
    #expect(first.outcomes == ["level", "arrival"])
    #expect(first.factors[1] > 1)
    #expect(first.factors == result.summary.factors[0].map { $0[fragile[0]] })
  }

  @Test func notReachedInTimeIsNoFailure() throws {
    let result = try run(Toy.experiment(policies: [Toy.policies[2]]))
    #expect(result.summary.columns[0][0][2].contains(.infinity))
    #expect(result.failures.total == 0)
    #expect(result.failures.failures.isEmpty)
  }

  @Test func theFirstThousandAreKeptWhateverTheThreads() throws {
    let experiment = try Toy.experiment(futures: 2000, fragility: 1.5)
    let one = try run(experiment, threads: 1).failures
    let many = try run(experiment, threads: 5).failures
    #expect(one.failures.count == FailureLog.defaultCapacity)
    #expect(one.total > 3000)
    #expect(one.failures == many.failures && one.counts == many.counts)
  }

  @Test func theReasonNamesYearAndQuantity() throws {
    let experiment = try Toy.experiment(futures: 500, fragility: 1.25)
    let failure = try #require(try run(experiment).failures.failures.first)
    let reason = try #require(try FutureReplay(experiment).reason(for: failure))
    #expect(reason.year == 2030)
    #expect(reason.quantity == "hidden")
    #expect(reason.description == "hidden is not a number in 2030.0")
  }

  @Test func aSoundFutureHasNoReason() throws {
    let experiment = try Toy.experiment(futures: 32)
    let sound = try run(Toy.experiment(futures: 500, fragility: 1.25)).failures.failures[0]
    // The same policy and scenario in a future that does not fail.
    let innocent = Failure(
      scenario: sound.scenario, policy: sound.policy, future: 0, outcomes: [], factors: [])
    #expect(try FutureReplay(experiment).reason(for: innocent) == nil)
  }
}
