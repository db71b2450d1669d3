import ModelContract
import Testing

@testable import Analysis

/// Runs that fail are counted, located and never replaced; a censored outcome is no failure.
@Suite struct FailedRunTests {
  static let outcomes: [Outcome] = [
    .synthetic("welfare"), .synthetic("arrival", .minimize, isCensored: true),
  ]

  /// Policy b fails in future 3 (NaN), c in future 5 (infinite welfare) and 6 (arrival of -infinity).
  static func value(_ policy: Int, _ outcome: Int, _ future: Int) -> Double {
    switch (policy, outcome, future) {
    case (1, 0, 3): .nan
    case (2, 0, 5): .infinity
    case (2, 1, 6): -.infinity
    case (_, 1, _): future % 2 == 0 ? Double(2_030 + future) : .infinity
    default: Double(future + policy)
    }
  }

  static func comparison() throws -> Comparison {
    let study = try SyntheticStudy(policies: 3, groups: 2, outcomes: outcomes)
    return study.run(futures: 8, size: 5) { _, policy, outcome, future in
      Self.value(policy, outcome, future)
    }.finish()
  }

  @Test func failuresAreCountedAndLocated() throws {
    let comparison = try Self.comparison()
    #expect(comparison.failedRuns == 3)
    #expect(
      comparison.failures == [
        FailedRun(scenario: "reference", policy: "b", future: 3, outcome: "welfare"),
        FailedRun(scenario: "reference", policy: "c", future: 5, outcome: "welfare"),
        FailedRun(scenario: "reference", policy: "c", future: 6, outcome: "arrival"),
      ])
    let scenario = comparison.scenarios[0]
    #expect(scenario.incompleteFutures == 3)
    #expect(scenario.policies.map { $0.outcomes[0].failed } == [0, 1, 2])
    #expect(scenario.policies.map { $0.outcomes[0].succeeded } == [8, 7, 6])
  }

  @Test func ownStatisticsUseOwnSuccesses() throws {
    let policies = try Self.comparison().scenarios[0].policies
    #expect(policies[0].outcomes[0].mean?.value == 3.5)
    // 1 ... 8 without the 4 of future 3.
    #expect(policies[1].outcomes[0].mean?.value == 32.0 / 7)
    // 2 ... 9 without the 7 and 8 of futures 5 and 6.
    #expect(policies[2].outcomes[0].mean?.value == 29.0 / 6)
    #expect(policies[2].outcomes[0].quantiles.last == 9)
  }

  @Test func comparisonsUseFuturesInWhichAllSucceeded() throws {
    let scenario = try Self.comparison().scenarios[0]
    #expect(scenario.differences[0].difference?.value == 1)
    #expect(scenario.differences[0].probabilityBetter == 1)
    // Futures 0, 1, 2, 4 and 7 have a mean of 14 / 5.
    let mean = try #require(scenario.ranking.first { $0.policy == "c" }?.mean)
    #expect(abs(mean - (14.0 / 5 + 2)) < HandComputedComparisonTests.rounding)
  }

  @Test func censoredOutcomesHaveQuantilesAndAProbability() throws {
    let comparison = try Self.comparison()
    let arrival = comparison.scenarios[0].policies[0].outcomes[1]
    #expect(arrival.mean == nil && arrival.standardDeviation == nil)
    #expect(arrival.probabilityReached?.value == 0.5)
    #expect(arrival.quantiles == [2_030, 2_032, 2_036, .infinity, .infinity])
    #expect(arrival.failed == 0)
    // Equal in every complete future, infinite ones included.
    let difference = comparison.scenarios[0].differences[1]
    #expect(difference.outcome == "arrival" && difference.difference == nil)
    // So few futures do not show that the two are reached equally often.
    let reached = try #require(difference.differenceReached)
    #expect(reached.value == 0 && reached.high == -reached.low && reached.high > 0)
    #expect(difference.probabilityBetter == 0.5)
  }

  @Test func anEarlierArrivalIsBetter() throws {
    let study = try SyntheticStudy(policies: 2, groups: 2, outcomes: Self.outcomes)
    let comparison = study.run(futures: 8) { _, policy, outcome, future in
      if outcome == 0 { return 1 }
      return future < 2 + 4 * policy ? Double(2_040 - policy) : .infinity
    }.finish()
    let difference = comparison.scenarios[0].differences[1]
    // Earlier in futures 0 to 5, both later than the horizon in 6 and 7.
    #expect(difference.probabilityBetter == 0.875)
    #expect(difference.differenceReached?.value == 0.5)
    let winner = try #require(comparison.scenarios[0].winners.last)
    #expect(winner.outcome == "arrival" && winner.policy == "b" && winner.isCertain)
  }

  @Test func onlyTheFirstFailuresAreListed() throws {
    let study = try SyntheticStudy(policies: 2, groups: 2)
    let comparison = study.run(futures: 700) { _, policy, _, future in
      policy == 1 ? .nan : Double(future)
    }.finish()
    #expect(comparison.failedRuns == 700)
    #expect(comparison.failures.count == ComparisonSettings.recordedFailures)
    #expect(comparison.failures.map(\.future) == Array(0..<100))
    // Without a complete future there is nothing to say of the ranking, and it is said.
    let scenario = comparison.scenarios[0]
    #expect(scenario.incompleteFutures == 700)
    #expect(scenario.differences[0].difference == nil)
    #expect(scenario.policies[1].outcomes[0].mean == nil)
    #expect(scenario.policies[1].outcomes[0].quantiles == [])
    #expect(scenario.policies[0].outcomes[0].mean?.value == 349.5)
    #expect(comparison.verdict.finding == .tooCloseToCall)
    #expect(comparison.verdict.contenders == ["a", "b"])
    #expect(comparison.indifferenceMargin == 0)
  }
}
