import Foundation
import ModelContract
import NumericCore
import StudyContract
import Testing

@testable import Analysis

/// What is found over beliefs and scenarios together, by cases worked out by hand.
@Suite struct DecisionSummaryTests {
  /// Roundings of a handful of operations.
  static let rounding = 1e-12

  @Test(arguments: [
    (1.0, "virtually certain"), (0.9901, "virtually certain"), (0.99, "very likely"),
    (0.9001, "very likely"), (0.9, "likely"), (0.6601, "likely"), (0.66, "about as likely as not"),
    (0.33, "about as likely as not"), (0.3299, "unlikely"), (0.1, "unlikely"),
    (0.0999, "very unlikely"), (0.01, "very unlikely"), (0, "exceptionally unlikely"),
  ])
  func likelihoodsHaveOneScale(_ probability: Double, _ word: String) {
    #expect(Likelihood(probability)?.rawValue == word)
  }

  @Test func noNumberHasNoWord() { #expect(Likelihood(.nan) == nil) }

  @Test func mixesAreComparedWithTheBestOfTheirGroup() {
    // Steps of 0.6 at a margin of 1: the third is 1.2 behind the first and opens a group.
    let chain = TieGroups([3, 2.4, 1.8, 1.2], margin: 1)
    #expect(chain.group == [0, 0, 1, 1])
    #expect(chain.order == [0, 1, 2, 3] && chain.members(1) == [2, 3])
    // A difference of the margin matters, equal values never do.
    #expect(TieGroups([1, 0, 1], margin: 1).group == [0, 1, 0])
    #expect(TieGroups([1, 1, 0], margin: 0).group == [0, 0, 1])
    // What cannot be told apart from the best is equal with it, and with nothing else.
    let open = TieGroups([0, 5, 9, 2], margin: 1, contenders: [1, 2])
    #expect(open.group == [2, 0, 0, 1] && open.members(0) == [2, 1])
    #expect(TieGroups([.nan, 1, .nan], margin: 1).group == [1, 0, 1])
  }

  @Test func weightsAtWhichTheLeaderChangesAreExact() {
    // a: 4 - 4 w, b: 3, c: 4 w; a and b cross at 1/4, b and c at 3/4.
    let three = BeliefWeights([4, 3, 0], [0, 3, 4]).segments
    #expect(three.map(\.mix) == [0, 1, 2])
    #expect(three.map(\.high) == [0.25, 0.75, 1] && three[1].low == 0.25)
    // b is never above both: a and c cross at 1/2 with 2.
    #expect(BeliefWeights([4, 1.9, 0], [0, 1.9, 4]).segments.map(\.mix) == [0, 2])
    #expect(BeliefWeights([4, 1], [3, 2]).segments == [.init(low: 0, high: 1, mix: 0)])
    // Equal under the first beliefs: the better one under the second leads from the start.
    #expect(BeliefWeights([1, 1], [0, 2]).segments == [.init(low: 0, high: 1, mix: 1)])
    #expect(BeliefWeights([.nan, 1], [0, 2]).segments.isEmpty)
  }

  @Test func whatGainsMoreForNoMoreDominates() {
    let frontier = CostFrontier(costs: [0, 1, 2, 2, 4], gains: [0, 3, 2, 5, 6])
    #expect(frontier.dominatedBy == [nil, nil, 3, nil, nil])
    #expect(frontier.steps.map(\.mix) == [0, 1, 3, 4])
    #expect(frontier.price(0) == nil)
    #expect((1..<4).map { frontier.price($0) } == [3, 2, 0.5])
    // Half of the first and half of the last cost 2 and gain 3, more than the one between them.
    let blended = CostFrontier(costs: [0, 2, 4, 5], gains: [0, 2, 6, 6.5])
    #expect(blended.isBelowBlend == [false, true, false, false])
    #expect(blended.steps.map(\.mix) == [0, 2, 3] && blended.dominatedBy.allSatisfy { $0 == nil })
    // Costs and gains within what does not matter dominate nothing, and no step is bought by them.
    let alike = CostFrontier(
      costs: [1, 1.01, 2], gains: [3, 3.5, 3.9], tolerance: 0.02, margin: 1)
    #expect(alike.dominatedBy == [nil, nil, nil] && alike.steps.map(\.mix) == [0])
    #expect(
      CostFrontier(costs: [1, 1.01], gains: [3, 5], tolerance: 0.02).dominatedBy == [1, nil])
  }

  @Test func theWorstTenthIsAMeanOfTheLowestValues() throws {
    var sketch = QuantileSketch()
    #expect(sketch.lowerMean(0.1) == nil)
    sketch.add(contentsOf: (1...25).reversed().map(Double.init))
    // Two and a half values: 1, 2 and half of 3.
    #expect(sketch.lowerMean(0.1) == (1 + 2 + 1.5) / 2.5)
    #expect(sketch.lowerMean(1) == 13)
    var long = QuantileSketch()
    long.add(contentsOf: (0..<40_000).map { Double(($0 * 7_919) % 40_000) })
    // Mean of 0 ... 3999; the ranks of the sketch are off by at most its bound.
    #expect(abs(try #require(long.lowerMean(0.1)) - 1_999.5) <= 40_000 * long.rankErrorBound)
  }

  /// Two mixes whose yearly consumption is early (a) or late (b).
  private let paths = YearlyPaths(
    scenario: "reference", futures: 1, start: 2025, step: 1, discountRate: 0.03,
    policies: ["a", "b"], consumption: [[2, 4, 5, 5.5], [1, 2, 4, 5.6]], costs: [0.1, 0.4],
    output: [10, 20])

  @Test func leadersByRateAndEndCoverAllOfThem() {
    // The first mix gives 1 early, the second 2 late.
    let paths = YearlyPaths(
      scenario: "", futures: 1, start: 2020, step: 1, discountRate: 0.03,
      policies: ["early", "late"], consumption: [[0, 1, 1, 1], [0, 0, 0, 1.02]],
      costs: [0, 0], output: [1, 1])
    let ends = paths.leadersByEnd
    #expect(ends.map(\.leader) == ["early", "late"])
    #expect(ends.map(\.high) == [2022, 2023] && ends[0].low == 2021)
    // 1.02 exp(-2 (r - 0.03)) = 1 where r = 0.03 + ln(1.02) / 2.
    let rates = paths.leadersByRate
    #expect(rates.map(\.leader) == ["late", "early"])
    #expect(abs(rates[0].high - (0.03 + log(1.02) / 2)) < 1e-6)
    #expect(rates[0].low == 0 && rates[1].high == 0.1 && rates[1].low == rates[0].high)
  }

  @Test func aNearerEndAndAHigherRateFavourWhatComesEarly() throws {
    #expect(paths.years == 3 && paths.leader() == 1)
    #expect(paths.horizonChange == .init(value: 2027, leader: "a"))
    #expect(paths.lowerRateChange == nil)
    // 2 + 2 z + z^2 + z^3/2 = 1 + z + 2 z^2 + 1.6 z^3 at z = exp(-(r - 0.03)): the flows of a year come at its end.
    let change = try #require(paths.higherRateChange)
    let z = exp(-(change.value - 0.03))
    #expect(change.leader == "a")
    #expect(abs(1 + z - z * z - 1.1 * z * z * z) < 1e-5)
    #expect(
      abs(
        paths.total(0, discountRate: 0.05)
          - (2 + 2 * exp(-0.02) + exp(-0.04)
            + 0.5 * exp(-0.06))) < Self.rounding)
  }

  @Test func costsAreSharesOfTheBaselinesOutputAndPathsEndAsTold() {
    #expect(abs((paths.cost(of: "b", above: "a") ?? 0) - 0.03) < Self.rounding)
    #expect(paths.cost(of: "c", above: "a") == nil)
    let stretched = paths.ending(at: ["a": 11])
    #expect(stretched.consumption[0] == [4, 8, 10, 11])
    #expect(stretched.consumption[1] == paths.consumption[1] && stretched.leader() == 0)
  }

  /// Stocks, bonds and money against a baseline of 10, in two worlds under two beliefs.
  private func comparison(
    _ payoffs: [[Double]], beliefs: String, probabilities: [Double?] = [nil, nil]
  ) throws -> Comparison {
    let scenarios = zip(["falling", "rising"], probabilities)
      .map { Scenario(name: $0, probability: $1) }
    let study = try SyntheticStudy(
      policies: 4, groups: 4, scenarios: scenarios, indifference: 0.1, beliefs: beliefs)
    return study.run(futures: 40) { scenario, policy, _, future in
      // The last mix loses 4 in every tenth future and gains in the others.
      let swing = policy == 3 ? (future % 10 == 0 ? -4.5 : 0.5) : 0
      return payoffs[scenario][policy] + swing
    }.finish()
  }

  private let first: [[Double]] = [[10, 10, 12, 11], [10, 18, 13, 12]]
  private let second: [[Double]] = [[20, 22, 24, 25], [20, 30, 26, 22]]

  @Test func mixesAreRankedByTheirWorstRegretOverBeliefsAndScenarios() throws {
    let summary = DecisionSummary(
      [
        try comparison(first, beliefs: "prior"), try comparison(second, beliefs: "ensemble"),
      ], isRelative: true)
    // Gains: prior a 0 0, b 0 0.8, c 0.2 0.3, d 0.1 0.2; ensemble a 0 0, b 0.1 0.5, c 0.2 0.3, d 0.25 0.1.
    #expect(summary.isRelative && summary.mixes.map(\.policy) == ["b", "c", "d", "a"])
    for (mix, regret) in zip(summary.mixes, [0.2, 0.5, 0.6, 0.8]) {
      #expect(abs(mix.worstRegret - regret) < Self.rounding)
    }
    #expect(summary.mixes[0].worstPlace == .init(beliefs: 0, scenario: "falling"))
    #expect(summary.mix("c")?.worstPlace == .init(beliefs: 0, scenario: "rising"))
    let range = try #require(summary.mix("b")?.range)
    #expect(abs(range.lowerBound) < Self.rounding && abs(range.upperBound - 0.8) < Self.rounding)
    // Under the prior the swing of d hides how far it is behind.
    #expect(summary.leadingGroups == [["c", "d"], ["d", "c"]])
    #expect(summary.areWithinMargin == [false, true] && summary.dominant == nil)
    #expect(summary.safest.map(\.policy) == ["b"])
    // c: 0.2 whatever the weight; d: 0.1 to 0.25, so that it leads beyond two thirds.
    #expect(summary.weightLeaders == ["c", "d"])
    #expect(abs(summary.weights[0].high - 2.0 / 3) < 1e-9)
    let tenth = try #require(summary.mix("d")?.worstTenths[0])
    #expect(abs(tenth - (11 - 4.5 - 10) / 10) < Self.rounding)
    #expect(summary.mix("d")?.chances[0] == 0.9)
    #expect(summary.mix("a")?.worstTenths == [0, 0])
    #expect(summary.frontiers.allSatisfy { $0 == nil })
  }

  @Test func statedProbabilitiesWeighTheGainsAndNotTheRegret() throws {
    let summary = DecisionSummary(
      [try comparison(first, beliefs: "prior", probabilities: [0.75, 0.25])], isRelative: true)
    #expect(summary.hasProbabilities && summary.weights.isEmpty)
    // c: 3/4 of 0.2 and 1/4 of 0.3.
    #expect(abs((summary.mix("c")?.gains[0].value ?? 0) - 0.225) < Self.rounding)
    #expect(abs((summary.mix("b")?.gains[0].value ?? 0) - 0.2) < Self.rounding)
    #expect(abs((summary.mix("c")?.worstRegret ?? 0) - 0.5) < Self.rounding)
  }

  @Test func aMixThatIsBestEverywhereNeedsNoWeights() throws {
    let summary = DecisionSummary(
      [try comparison([[10, 12, 11, 10], [10, 15, 11, 10]], beliefs: "prior")], isRelative: false)
    #expect(summary.dominant == "b" && !summary.isRelative)
    #expect(abs((summary.mix("b")?.gains[0].value ?? 0) - 2) < Self.rounding)
  }

  @Test func confidenceComesFromWhatWasHeldOut() {
    func row(_ name: String, _ error: Double, _ rival: Double?, _ coverage: Double, _ held: Bool)
      -> EnsembleTest.Row
    {
      EnsembleTest.Row(
        name: name, economies: 40, years: 200, isHeldOut: held, error: error, bestRival: rival,
        coverage: coverage)
    }
    #expect(ModelConfidence(nil) == .veryLow)
    #expect(ModelConfidence(EnsembleTest(rows: [row("a", 0.1, 0.2, 0.9, false)])) == .veryLow)
    let wins = row("a", 0.1, 0.2, 0.9, true)
    #expect(ModelConfidence(EnsembleTest(rows: [wins])) == .high)
    #expect(
      ModelConfidence(EnsembleTest(rows: [wins, wins, row("b", 0.3, 0.2, 0.9, true)])) == .medium)
    #expect(ModelConfidence(EnsembleTest(rows: [row("b", 0.3, 0.2, 0.9, true)])) == .low)
    #expect(ModelConfidence(EnsembleTest(rows: [row("a", 0.1, 0.2, 0.5, true)])) == .low)
  }
}
