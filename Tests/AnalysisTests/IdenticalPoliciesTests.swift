import TestSupport
import Testing

@testable import Analysis

/// Policies that agree in every future are equal without any error, whatever else is uncertain.
@Suite struct IdenticalPoliciesTests {
  /// Numbers with rounding errors in every sum.
  static func number(_ future: Int) -> Double {
    var stream = NormalStream(seed: UInt64(future))
    return stream.normal() / 3
  }

  @Test(arguments: [1, 2, 32], [nil, EnsembleSize(rowCount: 1, effectiveSize: nil)])
  func theyDifferByExactlyZero(groups: Int, ensemble: EnsembleSize?) throws {
    let study = try SyntheticStudy(policies: 3, groups: groups, ensemble: ensemble)
    let comparison = study.run(futures: 1_000) { _, policy, _, future in
      Self.number(future) + (policy == 2 ? Self.number(future + 5_000) : 0)
    }.finish()
    let difference = try #require(comparison.scenarios[0].differences[0].difference)
    #expect(difference.value == 0 && difference.standardError == 0)
    #expect(difference.low == 0 && difference.high == 0)
    #expect(comparison.scenarios[0].differences[0].probabilityBetter == 0.5)
    #expect(comparison.scenarios[0].differences[0].standardDeviation == 0)
    let rows = comparison.scenarios[0].ranking
    let first = try #require(rows.first { $0.policy == "a" })
    let second = try #require(rows.first { $0.policy == "b" })
    #expect(first.shareBest == second.shareBest && first.mean == second.mean)
    #expect(first.confidenceBest == second.confidenceBest)
    #expect(first.expectedRank == second.expectedRank)
    #expect(first.expectedRegret == second.expectedRegret)
    #expect(first.isContender == second.isContender)
  }

  @Test func twinsThatAreNotTheBaselineAreEqualToo() throws {
    let study = try SyntheticStudy(policies: 3, groups: 8)
    let comparison = study.run(futures: 512) { _, policy, _, future in
      policy == 0 ? Self.number(future) : Self.number(future + 5_000) + 0.01
    }.finish()
    let rows = comparison.scenarios[0].ranking.filter { $0.policy != "a" }
    #expect(rows[0].confidenceBest == rows[1].confidenceBest)
    #expect(rows[0].isContender == rows[1].isContender)
    let leader = comparison.verdict.leader
    if leader != "a" {
      let other = try #require(rows.first { $0.policy != leader })
      #expect(other.differenceToLeader?.value == 0 && other.differenceToLeader?.high == 0)
      #expect(other.pValue == 1)
    }
  }

  @Test func allIdenticalShareTheFirstPlace() throws {
    let study = try SyntheticStudy(policies: 4, groups: 8, indifference: 0)
    let comparison = study.run(futures: 256) { _, _, _, future in Self.number(future) }.finish()
    for row in comparison.scenarios[0].ranking {
      #expect(row.shareBest == 0.25 && row.confidenceBest == 0.25 && row.expectedRank == 2.5)
      #expect(row.expectedRegret == 0 && row.isContender && row.distanceToBest == 0...0)
    }
    #expect(comparison.verdict.finding == .equalForPracticalPurposes)
    #expect(comparison.verdict.isSameInEveryFuture)
    #expect(comparison.scenarios[0].winners.map(\.isCertain) == [false])
  }
}
