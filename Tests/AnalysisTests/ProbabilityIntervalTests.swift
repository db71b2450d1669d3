import ModelContract
import Sampling
import TestSupport
import Testing

@testable import Analysis

/// Probabilities have intervals that cover, whatever was counted.
@Suite struct ProbabilityIntervalTests {
  static let repetitions = 400
  /// 45 checks of the number of intervals that cover against the binomial law with 92 %; a right program with other
  /// seeds would fail one of them with a probability below 1e-3 if all covered just 92 %, and they cover more.
  static let alarm = 2e-5
  static let probabilities = [0.001, 0.02, 0.3, 0.5, 1]

  /// Intervals that cover the probability that the mean of two factors' levels falls below a bound. The event is
  /// smooth in neither, so that no design counts it exactly.
  static func hits(
    _ kind: DesignSpecification.Kind, futures: Int, probability: Double
  ) throws -> Int {
    var hits = 0
    for repetition in 0..<repetitions {
      let design = try Design(
        DesignSpecification(
          kind: kind, futures: futures, seed: UInt64(7 * repetition + 1), replicates: 32,
          cubeSize: max(futures / 32, 2)))
      let first = design.uniforms(StreamKey(name: "x", dimension: 0))
      let second = design.uniforms(StreamKey(name: "y", dimension: 1))
      // P(x + y < s) = s^2 / 2 for s up to 1; 1 itself is below 2 for certain.
      let bound = probability == 1 ? 2 : (2 * probability).squareRoot()
      var study = try SyntheticStudy(
        policies: 1, groups: design.errorGroupCount,
        outcomes: [.synthetic("welfare"), .share("trap")],
        hasIndependentFutures: design.takesFuturesForIndependent)
      study.group = { design.errorGroup(of: $0) }
      let accumulator = study.run(futures: design.futures) { _, _, outcome, future in
        outcome == 0 ? first[future] : first[future] + second[future] < bound ? 1 : 0
      }
      let estimate = try #require(accumulator.estimate(0, 0, 1))
      #expect(estimate.low < estimate.high && estimate.standardError > 0)
      if (estimate.low...estimate.high).contains(probability) { hits += 1 }
    }
    return hits
  }

  @Test(arguments: DesignSpecification.Kind.allCases, [64, 256, 1_024])
  func theyCoverInEveryDesign(kind: DesignSpecification.Kind, futures: Int) throws {
    let band = Binomial.band(
      trials: Self.repetitions, probability: 0.92, alarm: 2 * Self.alarm)
    for probability in Self.probabilities {
      let hits = try Self.hits(kind, futures: futures, probability: probability)
      #expect(hits >= band.lowerBound, "\(kind) \(futures) \(probability): \(hits)")
    }
  }

  /// In every replicate the same number of points lies below a bound near a stratum's end: no spread between them.
  @Test func equalCountsInAllReplicatesAreNoProof() throws {
    let design = try Design(
      DesignSpecification(kind: .sobol, futures: 1_024, seed: 3, replicates: 32))
    let uniforms = design.uniforms(StreamKey(name: "x", dimension: 0))
    var study = try SyntheticStudy(
      policies: 1, groups: 32, outcomes: [.synthetic("welfare"), .share("trap")])
    study.group = { design.group(of: $0) }
    let comparison = study.run(futures: 1_024) { _, _, outcome, future in
      outcome == 0 ? uniforms[future] : uniforms[future] < 0.5 ? 1 : 0
    }.finish()
    let estimate = try #require(comparison.scenarios[0].policies[0].outcomes[1].mean)
    #expect(estimate.value == 0.5)
    // 1 - 0.025^(1 / 1024) on either side, a ninth of the binomial width.
    #expect(abs(estimate.high - 0.5 - 0.0035959) < 1e-6)
    #expect(abs(estimate.low - 0.5 + 0.0035959) < 1e-6)
  }

  @Test func anEventThatNoFutureShowsHasAnInterval() throws {
    for isIndependent in [false, true] {
      let study = try SyntheticStudy(
        policies: 2, groups: 32,
        outcomes: [
          .synthetic("welfare"), .share("trap"),
          .synthetic("arrival", .minimize, isCensored: true),
        ],
        compared: [
          .init(name: "welfare", direction: .maximize, threshold: 1),
          .init(name: "trap", direction: .minimize), .init(name: "arrival", direction: .minimize),
        ], hasIndependentFutures: isIndependent)
      let comparison = study.run(futures: 256) { _, policy, outcome, future in
        outcome == 0
          ? (Double(future) + Double(policy)) / 512 : outcome == 1 ? 0 : .infinity
      }.finish()
      let outcomes = comparison.scenarios[0].policies[1].outcomes
      let least = 0.0143063627  // 1 - 0.025^(1 / 256)
      for estimate in [
        outcomes[0].probabilityThresholdMet, outcomes[1].mean, outcomes[2].probabilityReached,
      ] {
        let estimate = try #require(estimate)
        #expect(estimate.value == 0 && estimate.low == 0 && estimate.standardError > 0)
        #expect(abs(estimate.high - least) < 1e-6)
      }
      // Neither is the difference of two such events known to be 0, as the two policies are not the same.
      let differences = comparison.scenarios[0].differences
      let trap = try #require(differences[1].difference)
      let reached = try #require(differences[2].differenceReached)
      for estimate in [trap, reached] {
        #expect(estimate.value == 0 && abs(estimate.high - least) < 1e-6)
        #expect(estimate.low == -estimate.high && estimate.standardError > 0)
      }
      // Better in every future, and best in every one.
      let better = try #require(differences[0].betterEstimate)
      #expect(better.value == 1 && better.high == 1 && abs(better.low - (1 - least)) < 1e-6)
      let best = try #require(comparison.scenarios[0].ranking[0].shareBestEstimate)
      #expect(best.value == 1 && abs(best.low - (1 - least)) < 1e-6 && best.standardError > 0)
    }
  }

  @Test func anEnsembleIsWorthNoMoreThanItsRows() throws {
    var study = try SyntheticStudy(
      policies: 1, groups: 32, outcomes: [.synthetic("welfare"), .share("trap")],
      ensemble: EnsembleSize(rowCount: 60, effectiveSize: 30))
    study.row = { $0 % 60 }
    let comparison = study.run(futures: 2_400) { _, _, outcome, future in
      outcome == 0 ? Double(future) : 0
    }.finish()
    let estimate = try #require(comparison.scenarios[0].policies[0].outcomes[1].mean)
    // 30 rows: 1 - 0.025^(1 / 30) = 0.1157, and a little more for the futures.
    #expect(estimate.high > 0.1157 && estimate.high < 0.12)
  }

  @Test func aConstantThatIsNoShareStaysOne() throws {
    let study = try SyntheticStudy(
      policies: 2, groups: 8, outcomes: [.synthetic("welfare"), .synthetic("cost")])
    let comparison = study.run(futures: 64) { _, policy, outcome, future in
      outcome == 0 ? Double(future + policy) : 0
    }.finish()
    let mean = try #require(comparison.scenarios[0].policies[0].outcomes[1].mean)
    #expect(mean.value == 0 && mean.high == 0 && mean.standardError == 0)
  }

  @Test func sharesAndRegretHaveTheErrorOfTheirGroups() throws {
    let rows = try HandComputedComparisonTests.comparison().scenarios[0].ranking
    // Regrets of b are 0 2 0 0: group means 0 and 1, so the error is sqrt(0.5 / 2) with one degree of freedom.
    let regret = try #require(rows[0].regretEstimate)
    #expect(regret.value == 0.5 && abs(regret.standardError - 0.5) < 1e-12 && regret.low == 0)
    // Ranks of b 1 2.5 1 1: group means 1 and 1.75.
    let rank = try #require(rows[0].rankEstimate)
    #expect(abs(rank.standardError - 0.375) < 1e-12 && rank.low == 1 && rank.high == 3)
    let share = try #require(rows[0].shareBestEstimate)
    #expect(share.value == 0.75 && share.low < 0.25 && share.high > 0.99)
  }
}

extension Outcome {
  /// A share without a meaning.
  static func share(_ name: String) -> Outcome {
    Outcome(name: name, meaning: name, unit: .fraction, direction: .minimize)
  }
}
