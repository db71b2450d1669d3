import ModelContract
import StudyContract
import TestSupport
import Testing

@testable import Analysis

/// Regret, changes of leader and break-even probabilities over scenarios, by hand.
@Suite struct ScenarioDecisionTests {
  static let rounding = 1e-12

  /// Stocks, bonds and money in a falling, an even and a rising world: the payoffs by which the
  /// literature shows that rules of choice disagree.
  static let payoffs: [[Double]] = [[-4, -2, 3], [4, 3, 2], [12, 8, 1]]

  static func comparison(
    probabilities: [Double?] = [nil, nil, nil], policies: Int = 3, noise: Double = 0,
    extra: [Double] = []
  ) throws -> Comparison {
    let scenarios = zip(["falling", "even", "rising"], probabilities)
      .map { Scenario(name: $0, probability: $1) }
    let study = try SyntheticStudy(policies: policies, groups: 4, scenarios: scenarios)
    let numbers = {
      var stream = NormalStream(seed: 1)
      return stream.normals(64 * policies)
    }()
    return study.run(futures: 64) { scenario, policy, _, future in
      let payoff =
        policy < 3 ? Self.payoffs[scenario][policy] : Self.payoffs[scenario][2] + extra[policy - 3]
      return payoff + noise * numbers[policy * 64 + future]
    }.finish()
  }

  @Test func maximumRegretOfTheTextbookPayoffs() throws {
    #expect(try Self.comparison().maximumRegret == ["a": 7, "b": 5, "c": 11])
  }

  @Test func leadersChangeByScenario() throws {
    let verdict = try Self.comparison().verdict
    #expect(verdict.leadingScenario == "falling" && verdict.leader == "c")
    #expect(verdict.runnerUp == "b" && verdict.lead?.value == 5)
    #expect(verdict.finding == .clear && verdict.contenders == ["c"])
    #expect(verdict.scenariosThatChangeIt == ["even": "a", "rising": "a"])
    #expect(
      verdict.leaderChanges == [
        LeaderChange(scenario: "even", leader: "a", isCertain: true),
        LeaderChange(scenario: "rising", leader: "a", isCertain: true),
      ])
    #expect(verdict.isSameInEveryFuture)
    // With noise far above the gaps the changes are still told, as uncertain.
    let noisy = try Self.comparison(noise: 400).verdict
    #expect(noisy.finding == .tooCloseToCall && noisy.contenders.count == 3)
    #expect(noisy.leaderChanges.allSatisfy { !$0.isCertain })
    #expect(!noisy.isSameInEveryFuture)
  }

  @Test func breakEvenProbabilitiesAgainstTheLeadingScenario() throws {
    let breakEvens = try Self.comparison().breakEvens
    #expect(breakEvens.map(\.scenario) == ["even", "rising"])
    #expect(breakEvens.allSatisfy { $0.holder == "c" && $0.challenger == "a" && $0.isCertain })
    // Stocks catch up 7 by 2 a unit of probability more: 7 / 9; in the rising world 7 / 18.
    #expect(abs(breakEvens[0].probability! - 7.0 / 9) < Self.rounding)
    #expect(abs(breakEvens[1].probability! - 7.0 / 18) < Self.rounding)
  }

  @Test func scenariosWithProbabilitiesAreWeighted() throws {
    let comparison = try Self.comparison(probabilities: [0.3, 0.3, nil])
    // Without the rising world: stocks 0, bonds 0.5, money 2.5.
    #expect(comparison.breakEvens.map(\.scenario) == ["rising"])
    let breakEven = try #require(comparison.breakEvens.first)
    #expect(breakEven.holder == "c" && breakEven.challenger == "a")
    #expect(abs(breakEven.probability! - 2.5 / 13.5) < Self.rounding)
    // The most probable scenario leads.
    let probable = try Self.comparison(probabilities: [0.2, nil, 0.5])
    #expect(probable.verdict.leadingScenario == "rising" && probable.verdict.leader == "a")
    #expect(probable.verdict.scenariosThatChangeIt == ["falling": "c"])
  }

  @Test func noChallengerWhereTheHolderStaysBest() throws {
    let scenarios = ["one", "two"].map { Scenario(name: $0) }
    let study = try SyntheticStudy(policies: 2, groups: 2, scenarios: scenarios)
    let comparison = study.run(futures: 8) { scenario, policy, _, _ in
      Double(policy * (scenario + 1))
    }.finish()
    #expect(
      comparison.breakEvens == [
        BreakEven(scenario: "two", holder: "b", challenger: nil, probability: nil)
      ])
    #expect(comparison.verdict.leaderChanges.isEmpty)
  }

  @Test func aDominatedPolicyChangesNothingButRanks() throws {
    let three = try Self.comparison(noise: 3)
    let four = try Self.comparison(policies: 4, noise: 3, extra: [-1_000])
    for (before, after) in zip(three.scenarios, four.scenarios) {
      #expect(Array(after.policies.prefix(3)) == before.policies)
      #expect(Array(after.differences.prefix(2)) == before.differences)
      #expect(after.ranking.map(\.policy) == before.ranking.map(\.policy) + ["d"])
      for (row, same) in zip(before.ranking, after.ranking) {
        #expect(row.mean == same.mean && row.shareBest == same.shareBest)
        #expect(row.expectedRegret == same.expectedRegret)
        #expect(row.confidenceBest == same.confidenceBest)
        #expect(row.expectedRank == same.expectedRank)
      }
      let last = try #require(after.ranking.last)
      #expect(last.shareBest == 0 && last.expectedRank == 4 && !last.isContender)
    }
    for (policy, regret) in three.maximumRegret { #expect(four.maximumRegret[policy] == regret) }
    #expect(four.verdict.leader == three.verdict.leader)
    #expect(four.breakEvens == three.breakEvens)
  }

  @Test func aDominatingPolicyChangesEverything() throws {
    let four = try Self.comparison(policies: 4, extra: [1_000])
    #expect(four.verdict.leader == "d" && four.verdict.scenariosThatChangeIt.isEmpty)
    #expect(four.maximumRegret == ["a": 1_007, "b": 1_005, "c": 1_000, "d": 0])
  }

  @Test func aScenarioThatMovesNoDifferenceIsInert() throws {
    let names = ["reference", "shifted", "scaled", "failing", "one_future"]
    let study = try SyntheticStudy(
      policies: 2, groups: 2, scenarios: names.map { Scenario(name: $0) },
      outcomes: [.synthetic("welfare"), .synthetic("arrival", .minimize, isCensored: true)])
    let comparison = study.run(futures: 600) { scenario, policy, outcome, future in
      if outcome == 1 { return future % 3 == 0 ? .infinity : Double(2_030 + future % 7 - policy) }
      let value = Double(future) / 7 + Double(policy) / 3
      switch scenario {
      case 1: return value + 0.1
      case 2: return value * 1.001
      case 3: return policy == 1 && future == 99 ? .nan : value
      case 4: return policy == 1 && future == 599 ? value + 1e-6 : value
      default: return value
      }
    }.finish()
    #expect(comparison.scenarios.map(\.isInert) == [false, true, false, false, false])
    let alone = try SyntheticStudy(
      policies: 1, groups: 2, scenarios: names.map { Scenario(name: $0) })
    let single = alone.run(futures: 8) { _, _, _, future in Double(future) }.finish()
    #expect(single.scenarios.allSatisfy { !$0.isInert })
  }
}
