import NumericCore
import TestSupport
import Testing

@testable import Analysis

/// Studies whose truth is known: outcomes are normal with given means and covariances.
///
/// Each check counts successes in ``repetitions`` studies of one fixed seed and compares the count with
/// the binomial band of its nominal probability that a right program leaves with probability ``alarm``.
/// There are fewer than twenty checks, so that a right program with another seed would raise a false alarm
/// in this file with a probability below 2e-4.
@Suite struct GaussianOracleTests {
  static let repetitions = 400
  static let alarm = 1e-5
  static let groups = 16
  static let futures = 64

  /// Policies with a common and an own part: correlation 0.8 between any two.
  static func sample(
    means: [Double], repetition: Int, seed: UInt64, spreads: [Double]? = nil
  ) throws -> ComparisonAccumulator {
    var stream = NormalStream(seed: seed &+ UInt64(repetition) &* 1_000_003)
    let common = stream.normals(futures)
    let own = means.map { _ in stream.normals(futures) }
    let study = try SyntheticStudy(policies: means.count, groups: groups)
    return study.run(futures: futures) { _, policy, _, future in
      let spread = spreads?[policy] ?? 1
      return means[policy] + 2 * common[future] + spread * own[policy][future]
    }
  }

  @Test func intervalsOfMeansAndDifferencesCoverTheTruth() throws {
    let means = [1.0, 1.2, -3]
    var meanHits = [0, 0, 0]
    var differenceHits = [0, 0]
    var variances = (0.0, 0.0)
    for repetition in 0..<Self.repetitions {
      let accumulator = try Self.sample(means: means, repetition: repetition, seed: 11)
      for policy in 0..<3 {
        let mean = try #require(accumulator.runError(0, policy, 0).estimate)
        if (mean.low...mean.high).contains(means[policy]) { meanHits[policy] += 1 }
      }
      for policy in 1..<3 {
        let difference = try #require(accumulator.differenceError(0, policy, 0).estimate)
        let truth = means[policy] - means[0]
        if (difference.low...difference.high).contains(truth) { differenceHits[policy - 1] += 1 }
        let own = accumulator.runError(0, policy, 0).standardError
        variances.0 += difference.standardError * difference.standardError
        variances.1 += own * own
      }
    }
    let band = Binomial.band(trials: Self.repetitions, probability: 0.95, alarm: Self.alarm)
    for hits in meanHits + differenceHits { #expect(band.contains(hits)) }
    // Variance 2 of a difference against 5 of an outcome; a variance of 800 estimates with 15 degrees of
    // freedom is known to 1.3 %, their ratio to 2 %, and five times that is allowed.
    #expect(abs(variances.0 / variances.1 / 0.4 - 1) < 0.1)
  }

  @Test func theTrueBestIsAContenderAlsoWhenSeveralTie() throws {
    let band = Binomial.band(trials: Self.repetitions, probability: 0.95, alarm: Self.alarm)
    // All tied; two tied; one best by about half a standard error of the difference; far apart.
    let cases: [[Double]] = [[0, 0, 0, 0], [0.5, 0.5, 0.3, 0.1], [0.1, 0, 0, 0], [9, 0, 0, 0]]
    for (index, means) in cases.enumerated() {
      let best = means.indices.filter { means[$0] == means.max()! }
      var hits = [Int](repeating: 0, count: means.count)
      var intervals = 0
      for repetition in 0..<Self.repetitions {
        let accumulator = try Self.sample(
          means: means, repetition: repetition, seed: 100 + UInt64(index),
          spreads: [1, 1, 0.5, 2])
        let selection = accumulator.selection(0, column: 0, wantsLess: false)
        for policy in means.indices where selection.isContender[policy] { hits[policy] += 1 }
        let covers = means.indices.allSatisfy { policy in
          let rivals = means.indices.filter { $0 != policy }.map { means[$0] }
          return selection.distances[policy].contains(means[policy] - rivals.max()!)
        }
        if covers { intervals += 1 }
      }
      // At least the nominal probability; more is no fault of a simultaneous statement.
      for policy in best { #expect(hits[policy] >= band.lowerBound) }
      #expect(intervals >= band.lowerBound)
      // And the set is of use: what is far behind is never in it.
      if means[0] == 9 { #expect(hits == [Self.repetitions, 0, 0, 0]) }
    }
  }

  /// The leader is chosen by the same numbers, so that these tests describe; the contenders decide.
  @Test func adjustedTestsAreHolms() throws {
    for repetition in 0..<50 {
      let accumulator = try Self.sample(
        means: [0, 0.2, 0.4, 0.6], repetition: repetition, seed: 7)
      let selection = accumulator.selection(0, column: 0, wantsLess: false)
      let adjusted = selection.adjustedPValues()
      #expect(adjusted[selection.leader] == nil)
      let tests = (0..<4).filter { $0 != selection.leader }
        .map { (raw: selection.differenceToLeader($0).pValue, adjusted: adjusted[$0]!) }
        .sorted { $0.raw < $1.raw }
      #expect(abs(tests[0].adjusted - min(1, 3 * tests[0].raw)) < 1e-12)
      #expect(tests[1].adjusted >= min(1, 2 * tests[1].raw))
      #expect(tests[2].adjusted >= tests[2].raw)
      #expect(tests[0].adjusted <= tests[1].adjusted && tests[1].adjusted <= tests[2].adjusted)
    }
  }

  /// Four standard errors of the share of 32,768 independent draws; the Sobol' design is better.
  static let simulationError = 0.011

  @Test(arguments: [2, 3, 16, 32])
  func confidenceOfTwoPoliciesIsAStudentProbability(groups: Int) throws {
    var stream = NormalStream(seed: 5)
    let confidence = ConfidenceOfBest(policyCount: 2)
    for gap in [0.0, 0.05, 0.1, -0.2, 0.4] {
      let numbers = stream.normals(512)
      let study = try SyntheticStudy(policies: 2, groups: groups)
      let accumulator = study.run(futures: 512) { _, policy, _, future in
        policy == 0 ? 0 : gap + numbers[future]
      }
      let error = accumulator.differenceError(0, 1, 0)
      let exact = StudentT.cumulative(
        error.value / error.standardError, degreesOfFreedom: Double(groups - 1))
      let simulated = confidence.probabilities(
        accumulator.selection(0, column: 0, wantsLess: false))
      #expect(abs(simulated[1] - exact) < Self.simulationError)
      #expect(abs(simulated[0] + simulated[1] - 1) < 1e-12)
    }
  }

  @Test func confidenceTakesSingularCovariances() throws {
    // The third policy is always half way between the others and can never be best.
    let numbers = {
      var stream = NormalStream(seed: 9)
      return stream.normals(512)
    }()
    let study = try SyntheticStudy(policies: 3, groups: 16)
    let accumulator = study.run(futures: 512) { _, policy, _, future in
      Double(policy) / 2 * numbers[future] + (policy == 1 ? 0.001 : 0)
    }
    let selection = accumulator.selection(0, column: 0, wantsLess: false)
    let confidence = ConfidenceOfBest(policyCount: 3).probabilities(selection)
    #expect(ConfidenceOfBest.factor(selection.errors.map(\.design))[0].count == 1)
    #expect(confidence[1] < 0.05)
    #expect(abs(confidence.reduce(0, +) - 1) < 1e-12)
    #expect(confidence[0] > 0 && confidence[2] > 0)
  }

  @Test func exchangeablePoliciesShareTheConfidence() throws {
    // Deviations of a regular simplex: six groups, each favouring one policy equally, equal means.
    let study = try SyntheticStudy(policies: 6, groups: 6)
    let accumulator = study.run(futures: 6) { _, policy, _, future in policy == future ? 1 : 0 }
    let selection = accumulator.selection(0, column: 0, wantsLess: false)
    for share in ConfidenceOfBest(policyCount: 6).probabilities(selection) {
      #expect(abs(share - 1.0 / 6) < Self.simulationError)
    }
  }
}
