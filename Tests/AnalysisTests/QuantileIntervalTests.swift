import NumericCore
import Sampling
import TestSupport
import Testing

@testable import Analysis

/// Intervals of quantiles cover them in every design.
@Suite struct QuantileIntervalTests {
  static let repetitions = 400
  /// 15 checks against 93 %: ranks are discrete and cover 95 % or more of independent futures.
  static let alarm = 1e-5

  @Test(arguments: DesignSpecification.Kind.allCases)
  func theyCover(kind: DesignSpecification.Kind) throws {
    var hits = [Int](repeating: 0, count: 5)
    for repetition in 0..<Self.repetitions {
      let design = try Design(
        DesignSpecification(
          kind: kind, futures: 256, seed: UInt64(repetition), replicates: 16, cubeSize: 16))
      let first = design.uniforms(StreamKey(name: "x", dimension: 0))
      let second = design.uniforms(StreamKey(name: "y", dimension: 1))
      var study = try SyntheticStudy(policies: 1, groups: design.errorGroupCount)
      study.group = { design.errorGroup(of: $0) }
      let sketch = study.run(futures: design.futures) { _, _, _, future in
        first[future] + second[future]
      }.sketches[0]
      let intervals = QuantileRanks(effective: Double(design.futures)).quantiles(sketch).intervals
      for (index, share) in OutcomeStatistics.quantileShares.enumerated() {
        // P(x + y <= s) = s^2 / 2 up to 1, and by symmetry beyond.
        let exact =
          share <= 0.5
          ? (2 * share).squareRoot() : 2 - (2 * (1 - share)).squareRoot()
        if intervals[index].contains(exact) { hits[index] += 1 }
      }
    }
    let band = Binomial.band(trials: Self.repetitions, probability: 0.93, alarm: Self.alarm)
    #expect(hits.allSatisfy { $0 >= band.lowerBound }, "\(hits)")
  }

  @Test func theyAreOrderedValues() throws {
    let study = try SyntheticStudy(policies: 1, groups: 4)
    let outcome = study.run(futures: 100) { _, _, _, future in Double(future + 1) }
      .finish().scenarios[0].policies[0].outcomes[0]
    let intervals = outcome.quantileIntervals
    // P(B < 40) = 0.0176 and P(B < 41) = 0.0284 for 100 futures: the 40th and the 61st value.
    #expect(intervals[2] == 40...61)
    // P(B < 1) = 0.0059 and P(B < 2) = 0.0371 at 5 %.
    #expect(intervals[0].lowerBound == 1 && intervals[4].upperBound == 100)
    // Of 64 futures no value is surely below the quantile at 5 %.
    let few = study.run(futures: 64) { _, _, _, future in Double(future) }
      .finish().scenarios[0].policies[0].outcomes[0].quantileIntervals
    #expect(few[0].lowerBound == -.infinity && few[4].upperBound == .infinity)
  }

  @Test func ranksOfASketchThatIsNotExactAreWiderByItsError() throws {
    let study = try SyntheticStudy(policies: 1, groups: 4)
    let outcome = study.run(futures: 40_000) { _, _, _, future in
      Double((future &* 7_919) % 40_000)
    }.finish().scenarios[0].policies[0].outcomes[0]
    let interval = outcome.quantileIntervals[2]
    let ranks = BinomialInterval.ranks(ofQuantile: 0.5, count: 40_000)
    #expect(outcome.quantileRankError > 0)
    #expect(interval.lowerBound < Double(ranks.low!) && interval.upperBound > Double(ranks.high!))
    #expect(interval.upperBound - interval.lowerBound < 600)
  }
}
