import NumericCore
import TestSupport
import Testing

@testable import Analysis

/// What follows from metrics: where the best mix changes, dominance, Pareto fronts, agreement, mixtures.
@Suite("Robust decisions by hand")
struct RobustDecisionTests {
  /// Roundings of a handful of operations.
  private static let rounding = 1e-9

  private func findings(_ values: [[Double]]) throws -> RobustnessFindings {
    try RobustnessMetricTests.findings(values)
  }

  @Test func theLeaderByHurwiczChangesWhereTheLinesCross() throws {
    let sweep = try findings(RobustnessMetricTests.payoffs).switches[0]
    // 12 - 16 a meets 3 - 2 a at 9/14; bonds, 8 - 10 a, lie below both there: 22/14 against 24/14.
    #expect(sweep.parameter == "pessimism" && sweep.segments.map(\.policy) == [0, 2])
    #expect(abs(sweep.segments[0].high - 9.0 / 14) < Self.rounding)
    #expect(sweep.segments[0].low == 0 && sweep.segments[1].high == 1)
  }

  @Test func theLeaderByRiskAversionChangesWhereEquivalentsCross() throws {
    // Harmonic to arithmetic mean of 1 and 4 crosses 2 at logarithmic utility.
    let switches = try findings([[1, 4], [2, 2]]).switches
    let sweep = try #require(switches.first { $0.parameter == "relative_risk_aversion" })
    #expect(sweep.segments.map(\.policy) == [0, 1])
    // Steps are a half: at 1 both tie and the leader stays.
    #expect(abs(sweep.segments[0].high - 1.25) < Self.rounding)
    #expect(try findings([[-1, 4], [2, 2]]).switches.count == 3)
  }

  @Test func theLeaderByThresholdChangesWithIt() throws {
    let sweep = try findings([[1, 4], [2, 2]]).switches[1]
    #expect(sweep.parameter == "threshold")
    // At 1 both reach it always, at 2 the second does, at 4 the first alone may.
    #expect(sweep.segments.map(\.policy) == [0, 1, 0])
  }

  @Test func dominanceOfHandMadeColumns() throws {
    func pair(_ a: [Double], _ b: [Double]) throws -> (
      RobustnessFindings.Dominance, RobustnessFindings.Dominance
    ) {
      let all = try findings([a, b]).dominance
      return (all[0], all[1])
    }
    // Everywhere better, in another order of futures.
    var (forward, backward) = try pair([3, 1, 2], [0.5, 2, 1])
    #expect(forward.firstOrder && forward.secondOrder && forward.firstViolation == 0)
    #expect(!backward.firstOrder && !backward.secondOrder && backward.firstViolation == 1)
    // A spread of the same mean: second order only; the distributions cross in the middle.
    (forward, backward) = try pair([2, 2], [1, 3])
    #expect(!forward.firstOrder && forward.secondOrder)
    #expect(forward.firstViolation == 0.5 && forward.secondViolation == 0)
    // The reverse fails over the first half and nowhere else: the integrals meet at the end.
    #expect(!backward.secondOrder && backward.secondViolation == 0.5)
    // A gain of 9 in one half against a loss of 1 in the other: nearly first order.
    (forward, backward) = try pair([0, 10], [1, 1])
    #expect(!forward.firstOrder && abs((forward.firstViolation ?? 0) - 0.1) < Self.rounding)
    #expect(abs((forward.secondViolation ?? 0) - 0.1) < Self.rounding)
    #expect(abs((backward.firstViolation ?? 0) - 0.9) < Self.rounding)
    // Equal distributions have no area between them.
    (forward, backward) = try pair([1, 2], [2, 1])
    #expect(forward.firstViolation == nil && forward.firstOrder && backward.firstOrder)
  }

  @Test func frontsAreSortedByEveryCriterion() {
    #expect(
      ParetoSort.fronts([[1, 5], [3, 3], [2, 2], [5, 1], [1, 1], [.nan, 9]])
        == [1, 1, 2, 1, 3, nil])
    #expect(ParetoSort.fronts([[1, 1], [1, 1], [1, 1 + 1e-15]]) == [1, 1, 1])
  }

  @Test func agreementOfOrders() {
    #expect(KendallTau.tau([1, 2, 3], [4, 5, 6]) == 1)
    #expect(KendallTau.tau([1, 2, 3], [6, 5, 4]) == -1)
    #expect(KendallTau.tau([1, 1, 1], [1, 2, 3]) == nil)
    // Four mixes, one pair tied in the first: five pairs of six count there; sum 4 - 1 = 3.
    let tau = KendallTau.tau([1, 1, 2, 3], [1, 2, 4, 3]) ?? 0
    #expect(abs(tau - 3 / (5.0 * 6).squareRoot()) < Self.rounding)
  }

  @Test func theMixtureOfLeastWorstRegret() throws {
    let plan = try #require(try findings(RobustnessMetricTests.payoffs).mixedPlan)
    for (found, wanted) in zip(plan.shares, [11.0 / 18, 0, 7.0 / 18]) {
      #expect(abs(found - wanted) < Self.rounding)
    }
    #expect(abs(plan.maximalRegret - 77.0 / 18) < Self.rounding && plan.bestSingle == 5)
  }

  /// Against every mixture on a grid of hundredths, in 200 random futures.
  @Test func noMixtureOnAGridHasLessWorstRegret() throws {
    var stream = NormalStream(seed: 11)
    let values = (0..<3).map { _ in stream.normals(200) }
    let plan = try #require(try findings(values).mixedPlan)
    let best = (0..<200).map { state in values.map { $0[state] }.max() ?? 0 }
    var least = Double.infinity
    for a in 0...100 {
      for b in 0...(100 - a) {
        let shares = [Double(a) / 100, Double(b) / 100, Double(100 - a - b) / 100]
        let worst =
          (0..<200).map { state in
            best[state] - zip(shares, values).reduce(0) { $0 + $1.0 * $1.1[state] }
          }.max() ?? 0
        least = min(least, worst)
      }
    }
    #expect(plan.maximalRegret <= least + Self.rounding)
    // The grid misses the best mixture by at most a hundredth of the largest slope.
    #expect(plan.maximalRegret >= least - 0.1)
    #expect(abs(plan.shares.reduce(0, +) - 1) < Self.rounding)
  }

  /// A mix and its copy tie under every metric, in every resample and in the sort.
  @Test func aCopyTiesEverywhere() throws {
    var stream = NormalStream(seed: 5)
    let column = stream.normals(100).map { 5 + $0 }
    let findings = try findings([column, column, column.map { $0 - 20 }])
    for finding in findings.findings {
      #expect(finding.values[0] == finding.values[1], "\(finding.metric.name)")
      #expect(finding.winningShares?[0] == finding.winningShares?[1], "\(finding.metric.name)")
    }
    #expect(findings.pareto.fronts == [1, 1, 2])
    #expect(findings.pareto.probabilities == [1, 1, 0])
  }
}
