import Foundation
import NumericCore
import Sampling
import Testing

@testable import Calibration

/// Scores and importance weights against other programs.
@Suite struct BacktestScoresTests {
  /// Both sides round a dozen operations in double precision.
  static let rounding = 1e-12
  /// Smoothed weights pass through a fit of a shape with hundreds of exponentials.
  static let fitted = 1e-9

  static let draws = [0.3, -1.2, 2.5, 0.3, 0.9, -0.4, 1.7]
  static let weights = [1, 2, 0.5, 1, 3, 0.25, 1.25]
  static let observations = [-2.0, 0.3, 0.5, 4.0]

  private func close(_ a: Double, _ b: Double, _ tolerance: Double = rounding) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(b))
  }

  @Test func theRankedProbabilityScoreIsTheIntegral() {
    let sample = WeightedSample(Self.draws, weights: Self.weights)
    for (observation, score) in zip(Self.observations, BacktestReference.rankedProbabilityScores) {
      #expect(close(sample.rankedProbabilityScore(observation), score))
    }
    #expect(WeightedSample([2]).rankedProbabilityScore(5) == 3)
  }

  /// The score of many normal draws is that of the law, within five standard errors of a mean of 4096 distances,
  /// and the fair form has no bias for few: the mean over 2048 samples of four draws is the same.
  @Test func theScoreOfDrawsIsTheScoreOfTheirLaw() {
    let exact = BacktestReference.normalScore[0]
    let stream = CounterStream(name: "test.crps", seed: 1)
    var normals = [Double](repeating: 0, count: 8192)
    stream.normals(0, count: normals.count, into: &normals)
    #expect(abs(WeightedSample(normals).rankedProbabilityScore(0.7) - exact) < 0.05)
    let few = (0..<2048).map { start in
      WeightedSample(Array(normals[start * 4..<start * 4 + 4])).rankedProbabilityScore(0.7)
    }
    let mean = few.reduce(0, +) / 2048
    let variance = few.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2047
    #expect(abs(mean - exact) < 5 * (variance / 2048).squareRoot())
  }

  @Test func quantilesAndIntervals() {
    let sample = WeightedSample(Self.draws)
    for (level, value) in zip([0.05, 0.1, 0.25, 0.5, 0.75, 0.95], BacktestReference.hazenQuantiles)
    {
      #expect(close(sample.quantile(level), value), "\(level)")
    }
    for (observation, score) in zip(Self.observations, BacktestReference.intervalScores) {
      #expect(close(sample.intervalScore(observation, level: 0.5), score))
    }
    #expect(sample.covers(0.3, level: 0.5) && !sample.covers(4, level: 0.9))
    #expect(close(sample.transform(0.3), (2 + 0.5 * 2) / 7.0))
    // A weight of two is the same draw twice.
    let twice = WeightedSample([1, 1, 4], weights: nil)
    let heavy = WeightedSample([1, 4], weights: [2, 1])
    #expect(close(twice.transform(2), heavy.transform(2)))
    #expect(close(heavy.effectiveSize, 1.8))
  }

  @Test func weightsAreSmoothedAsByTheirAuthors() throws {
    let logs = (0..<200).map { index in
      let uniform = (Double(index) + 0.5) / 200
      return 0.6 * log(uniform / (1 - uniform))
    }
    let weights = ImportanceWeights(takingOut: logs.map { -$0 })
    #expect(close(try #require(weights.shape), BacktestReference.tailShape[0], Self.fitted))
    for (weight, other) in zip(weights.weights.suffix(12), BacktestReference.smoothedWeights) {
      #expect(close(weight, other, Self.fitted), "\(weight) against \(other)")
    }
    #expect(abs(weights.weights.reduce(0, +) - 1) < Self.rounding)
    #expect(ImportanceWeights(takingOut: [1, 1, 1, 1]).effectiveSize == 4)
  }

  @Test func importanceWeightsMoveANormalPosterior() {
    // Rows of N(1/2, 1/2), the posterior of a mean with prior N(0, 1) and one observation 1 of unit variance: without
    // the observation the mean is 0 and the variance 1.
    let rows = (0..<20_000).map { index in
      0.5 + Normal.quantile((Double(index) + 0.5) / 20_000) * 0.5.squareRoot()
    }
    let weights = ImportanceWeights(takingOut: rows.map { -0.5 * ($0 - 1) * ($0 - 1) })
    let mean = zip(rows, weights.weights).reduce(0) { $0 + $1.0 * $1.1 }
    let square = zip(rows, weights.weights).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
    // The weights have an infinite variance here (shape 1/2), and equidistant rows cut the tail.
    #expect(abs(mean) < 0.03 && abs(square - mean * mean - 1) < 0.06, "\(mean) \(square)")
    #expect(abs((weights.shape ?? 0) - 0.5) < 0.2)
  }

  /// The share of years in a band and its error, for economies that are all in or all out.
  @Test func theErrorOfCoverageComesFromWholeEconomies() {
    func score(_ name: String, _ isIn: Bool) -> EconomyScore {
      EconomyScore(
        BacktestEconomy(
          name: name, series: "output", start: 1960, startLog: 0, years: [1970, 1980],
          logs: [isIn ? 0 : 9, isIn ? 0 : 9], investment: .init(constant: 0.2),
          labour: .init(constant: 1), skill: nil),
        origin: ForecastOrigin(year: 1960, log: 0, targets: [1970, 1980]), forecast: [0, 0],
        draws: [WeightedSample([-1, 0, 1]), WeightedSample([-1, 0, 1])], others: [:],
        effectiveSize: 3, shape: nil)
    }
    let result = ProtocolResult(
      kind: .inSample, economies: (0..<10).map { score("\($0)", $0 < 8) }, notFreed: [],
      discrepancy: Discrepancy(size: 0.1, persistence: 0.8), seed: 1)
    let share = result.share(\.coverage90)
    #expect(close(share.value, 0.8))
    // Ten independent economies: sqrt(0.8 * 0.2 / 9).
    #expect(close(share.standardError ?? 0, (0.16 / 9).squareRoot()))
    #expect(close(result.rmse, (81.0 * 4 / 20).squareRoot()))
    #expect(result.rival(.trend) == nil)
  }
}
