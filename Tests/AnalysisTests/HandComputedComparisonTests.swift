import ModelContract
import NumericCore
import Testing

@testable import Analysis

/// Small comparisons worked out by hand. Sums of small whole numbers are exact, so most numbers are
/// compared exactly.
@Suite struct HandComputedComparisonTests {
  /// Roundings of a handful of operations.
  static let rounding = 1e-12

  /// Policies a, b, c in four futures and two error groups (even and odd futures).
  static let payoffs: [[Double]] = [[1, 2, 3, 6], [2, 2, 5, 7], [0, 4, 3, 1]]

  static func comparison(_ direction: Outcome.Direction = .maximize) throws -> Comparison {
    let sign = direction == .maximize ? 1.0 : -1.0
    let study = try SyntheticStudy(
      policies: 3, groups: 2, outcomes: [.synthetic("welfare", direction)])
    return study.run(futures: 4) { _, policy, _, future in sign * Self.payoffs[policy][future] }
      .finish()
  }

  @Test func meansAndTheirErrors() throws {
    let comparison = try Self.comparison()
    #expect(comparison.futures == 4 && comparison.failedRuns == 0 && comparison.errorGroups == 2)
    let outcome = comparison.scenarios[0].policies[0].outcomes[0]
    let mean = try #require(outcome.mean)
    // a: mean 3, group means 2 and 4, so the error is sqrt(2 / 2) with one degree of freedom.
    #expect(mean.value == 3)
    #expect(abs(mean.designError - 1) < Self.rounding)
    #expect(mean.ensembleError == 0)
    let critical = StudentT.quantile(0.975, degreesOfFreedom: 1)
    #expect(abs(critical - 12.706204736432095) < 1e-9)
    #expect(abs(mean.high - mean.value - critical) < 1e-9)
    #expect(abs(mean.value - mean.low - critical) < 1e-9)
    // Squared deviations 4, 1, 0, 9 over 3.
    let deviation = try #require(outcome.standardDeviation)
    #expect(abs(deviation - (14.0 / 3).squareRoot()) < Self.rounding)
    #expect(outcome.quantiles == [1, 1, 2, 3, 6])
    #expect(outcome.quantileRankError == 0)
    #expect(outcome.succeeded == 4 && outcome.failed == 0)
    #expect(outcome.probabilityReached == nil && outcome.probabilityThresholdMet == nil)
  }

  @Test func pairedDifferences() throws {
    let differences = try Self.comparison().scenarios[0].differences
    #expect(differences.map(\.policy) == ["b", "c"])
    // b - a: 1, 0, 2, 1; group means 1.5 and 0.5.
    let first = try #require(differences[0].difference)
    #expect(first.value == 1)
    #expect(abs(first.standardError - 0.5) < Self.rounding)
    #expect(differences[0].probabilityBetter == 0.875)
    // c - a: -1, 2, 0, -5; group means -0.5 and -1.5.
    let second = try #require(differences[1].difference)
    #expect(second.value == -1)
    #expect(abs(second.standardError - 0.5) < Self.rounding)
    #expect(differences[1].probabilityBetter == 0.375)
  }

  @Test func ranking() throws {
    let rows = try Self.comparison().scenarios[0].ranking
    #expect(rows.map(\.policy) == ["b", "a", "c"])
    #expect(rows.map(\.mean) == [4, 3, 2])
    // Best: b, c, b, b.
    #expect(rows.map(\.shareBest) == [0.75, 0, 0.25])
    // Ranks of b 1 2.5 1 1, of a 2 2.5 2.5 2, of c 3 1 2.5 3.
    #expect(rows.map(\.expectedRank) == [1.375, 2.25, 2.375])
    // Regrets of b 0 2 0 0, of a 1 2 2 1, of c 2 0 2 6.
    #expect(rows.map(\.expectedRegret) == [0.5, 1.5, 2.5])
    #expect(abs(rows.reduce(0) { $0 + $1.confidenceBest } - 1) < Self.rounding)
    #expect(rows[0].differenceToLeader == nil && rows[0].pValue == nil)
    #expect(rows[1].differenceToLeader?.value == -1)
  }

  @Test func distancesToTheBestAndAdjustedTests() throws {
    let rows = try Self.comparison().scenarios[0].ranking
    // Differences b - a = 1, b - c = 2 and a - c = 1, errors 0.5, 0 (group means of b - c are 2 and 2)
    // and 0.5, one degree of freedom, critical value t(0.975, 1) for one of two comparisons.
    let margin = 0.5 * StudentT.quantile(0.975, degreesOfFreedom: 1)
    #expect(abs(rows[0].distanceToBest.upperBound - 2) < 1e-9)
    #expect(abs(rows[0].distanceToBest.lowerBound - (1 - margin)) < 1e-9)
    #expect(abs(rows[1].distanceToBest.upperBound - (-1 + margin)) < 1e-9)
    #expect(abs(rows[1].distanceToBest.lowerBound - (-1 - margin)) < 1e-9)
    #expect(rows[2].distanceToBest.upperBound == 0)
    #expect(rows.map(\.isContender) == [true, true, false])
    // t = 2 with one degree of freedom: p = 1 - 2 atan(2) / pi; no error, so p = 0, for c.
    let p = try #require(rows[1].pValue)
    #expect(abs(p - 0.2951672353008665) < 1e-9)
    #expect(rows[2].pValue == 0)
  }

  @Test func lessIsBetterMirrorsEverything() throws {
    let more = try Self.comparison(.maximize)
    let less = try Self.comparison(.minimize)
    #expect(less.direction == .minimize)
    for (row, mirror) in zip(more.scenarios[0].ranking, less.scenarios[0].ranking) {
      #expect(row.policy == mirror.policy && row.mean == -mirror.mean)
      #expect(row.shareBest == mirror.shareBest && row.expectedRank == mirror.expectedRank)
      #expect(row.expectedRegret == mirror.expectedRegret)
      #expect(row.confidenceBest == mirror.confidenceBest)
      #expect(row.isContender == mirror.isContender && row.pValue == mirror.pValue)
      #expect(row.distanceToBest.lowerBound == -mirror.distanceToBest.upperBound)
      #expect(row.distanceToBest.upperBound == -mirror.distanceToBest.lowerBound)
    }
    for (one, mirror) in zip(more.scenarios[0].differences, less.scenarios[0].differences) {
      #expect(one.probabilityBetter == mirror.probabilityBetter)
      #expect(one.difference?.value == -mirror.difference!.value)
    }
    #expect(more.maximumRegret == less.maximumRegret)
    #expect(more.verdict.leader == less.verdict.leader)
    #expect(more.verdict.contenders == less.verdict.contenders)
    #expect(more.scenarios[0].winners == less.scenarios[0].winners)
  }

  @Test func oneErrorGroupKnowsNoErrorAndOnePolicyHasNoRival() throws {
    let study = try SyntheticStudy(policies: 2, groups: 1)
    let comparison = study.run(futures: 8) { _, policy, _, future in Double(policy * future) }
      .finish()
    let mean = try #require(comparison.scenarios[0].policies[1].outcomes[0].mean)
    #expect(mean.value == 3.5 && mean.standardError == .infinity)
    #expect(mean.low == -.infinity && mean.high == .infinity)
    #expect(comparison.verdict.finding == .tooCloseToCall)
    #expect(comparison.scenarios[0].ranking.map(\.confidenceBest) == [0.5, 0.5])

    let alone = try SyntheticStudy(policies: 1, groups: 2)
    let single = alone.run(futures: 8) { _, _, _, future in Double(future) }.finish()
    #expect(single.verdict.finding == .clear && single.verdict.contenders == ["a"])
    #expect(single.scenarios[0].ranking[0].confidenceBest == 1)
    #expect(single.verdict.runnerUp == nil && single.verdict.lead == nil)
  }
}
