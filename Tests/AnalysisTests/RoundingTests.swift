import TestSupport
import Testing

@testable import Analysis

/// What is no larger than rounding is neither a difference nor a spread.
@Suite struct RoundingTests {
  /// 1 + 2e-15 a, a standard normal: a few units in the last place.
  static func outcome(_ policy: Int, _ future: Int) -> Double {
    var stream = NormalStream(seed: UInt64(1_000 * policy + future))
    return 1 + 2e-15 * stream.normal()
  }

  @Test(arguments: [4, 32])
  func policiesThatDifferByRoundingAreEqual(groups: Int) throws {
    let study = try SyntheticStudy(policies: 4, groups: groups, indifference: 0)
    let comparison = study.run(futures: 256) { _, policy, _, future in
      // The last policy is truly better.
      Self.outcome(policy, future) + (policy == 3 ? 0.5 : 0)
    }.finish()
    let scenario = comparison.scenarios[0]
    #expect(scenario.policies[1].outcomes[0].standardDeviation == 0)
    #expect(scenario.policies[1].outcomes[0].carriers == nil)
    for difference in scenario.differences.prefix(2) {
      let estimate = try #require(difference.difference)
      #expect(estimate.value == 0 && estimate.low == 0 && estimate.high == 0)
      #expect(difference.probabilityBetter == 0.5 && difference.standardDeviation == 0)
    }
    #expect(comparison.verdict.leader == "d" && comparison.verdict.finding == .clear)
    let others = scenario.ranking.dropFirst()
    #expect(others.allSatisfy { $0.expectedRank == 3 && $0.shareBest == 0 })
    #expect(Set(others.map(\.confidenceBest)) == [0])
    let lead = try #require(others.first?.differenceToLeader)
    #expect(abs(lead.value + 0.5) < 1e-12 && lead.standardError == 0)
  }

  @Test func nothingWinsByRounding() throws {
    let study = try SyntheticStudy(policies: 3, groups: 32, indifference: 0)
    let comparison = study.run(futures: 256) { _, policy, _, future in
      // A difference that is the same in every future and still only rounding.
      policy == 2 ? 1 + 2 * Double.ulpOfOne : policy == 1 ? Self.outcome(1, future) : 1
    }.finish()
    #expect(comparison.verdict.contenders.count == 3)
    #expect(comparison.verdict.finding == .equalForPracticalPurposes)
    for row in comparison.scenarios[0].ranking {
      #expect(abs(row.shareBest - 1.0 / 3) < 1e-12 && row.expectedRegret == 0)
      #expect((row.pValue ?? 1) == 1)
    }
    #expect(comparison.maximumRegret.values.allSatisfy { $0 == 0 })
  }

  @Test func aSmallDifferenceThatIsNoRoundingStays() throws {
    let study = try SyntheticStudy(policies: 2, groups: 32, indifference: 0)
    let comparison = study.run(futures: 256) { _, policy, _, future in
      Double(future % 5) + (policy == 1 ? 1e-9 : 0)
    }.finish()
    #expect(comparison.verdict.leader == "b" && comparison.verdict.finding == .clear)
    #expect(comparison.scenarios[0].differences[0].probabilityBetter == 1)
  }
}
