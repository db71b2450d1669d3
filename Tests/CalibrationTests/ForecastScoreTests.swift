import Foundation
import ModelContract
import NumericCore
import Sampling
import Testing

@testable import Calibration

/// Scores of forecasters and what the choice of economies leaves open, against hand-computed values.
@Suite struct ForecastScoreTests {
  /// Rounding of a few sums.
  static let tolerance = 1e-12

  @Test func spearmanCountsRanks() throws {
    // Ranks 1 2 3 4 5 against 2 1 4 3 5: sum of squared differences 4, 1 - 6 * 4 / (5 * 24) = 0.8.
    let some = try #require(RankCorrelation.spearman([0, 1, 5, 6, 9], [0.2, 0.1, 0.4, 0.3, 8]))
    #expect(abs(some - 0.8) < Self.tolerance)
    #expect(RankCorrelation.spearman([1, 2, 3], [3, 2, 1]) == -1)
    #expect(RankCorrelation.spearman([1, 1, 1], [3, 2, 1]) == nil)
    #expect(RankCorrelation.spearman([1, 2], [2, 1]) == nil)
    // Ranks 1.5 1.5 3 against 1 2 3: covariance 1.5, variances 1.5 and 2.
    let tied = try #require(RankCorrelation.spearman([4, 4, 7], [1, 2, 3]))
    #expect(abs(tied - 1.5 / 3.0.squareRoot()) < Self.tolerance)
  }

  /// One part is a normal law: coverage at 1.645 deviations, and the score of an observation at the centre is
  /// `s (sqrt 2 - 1) / sqrt pi`.
  @Test func aMixtureOfOnePartIsNormal() {
    let law = ScaleMixture(centre: 0.3, deviations: [0.2], weights: [1])
    #expect(law.covers(0.3 + 0.2 * 1.644, level: 0.9) && !law.covers(0.3 - 0.2 * 1.646, level: 0.9))
    #expect(
      abs(law.rankedProbabilityScore(0.3) - 0.2 * (2.0.squareRoot() - 1) / Double.pi.squareRoot())
        < Self.tolerance)
  }

  /// Two parts against draws: 200,000 of them know a score of 0.1 within 0.0005 at four standard errors.
  @Test func aMixtureIsScoredAsItsDraws() {
    let law = ScaleMixture(centre: 0, deviations: [0.1, 0.5], weights: [0.75, 0.25])
    let stream = CounterStream(name: "test.mixture", seed: 2)
    var normals = [Double](repeating: 0, count: 200_000)
    stream.normals(0, count: normals.count, into: &normals)
    let sample = WeightedSample(normals.enumerated().map { $1 * ($0 % 4 == 0 ? 0.5 : 0.1) })
    for observation in [0, 0.2, -0.9] {
      #expect(
        abs(law.rankedProbabilityScore(observation) - sample.rankedProbabilityScore(observation))
          < 1.5e-3, "\(observation)")
      #expect(law.covers(observation, level: 0.9) == sample.covers(observation, level: 0.9))
    }
  }

  @Test func pooledScoresAreMeansOverYears() throws {
    let origin = ForecastOrigin(year: 2000, log: 0, targets: [2005, 2010])
    let first = ForecastScore([0.1, 0.3], laws: nil, observed: [0, 0], origin: origin)
    #expect(abs(first.bias - 0.2) < Self.tolerance && abs(first.growth - 0.03) < Self.tolerance)
    #expect(abs(first.rmse - 0.05.squareRoot()) < Self.tolerance && first.crps == nil)
    let one = ForecastOrigin(year: 2000, log: 0, targets: [2010])
    let second = ForecastScore([-0.4], laws: nil, observed: [0], origin: one)
    let pooled = try #require(PooledScore([(2, 0.1, first), (1, 0.2, second)]))
    #expect(abs(pooled.bias) < Self.tolerance && pooled.economies == 2)
    #expect(abs(pooled.rmse - (0.26 / 3).squareRoot()) < Self.tolerance)
    #expect(pooled.rankCorrelation == nil && PooledScore([]) == nil)
  }

  /// With two economies a draw takes the first never, once or twice, with probabilities 1/4, 1/2 and 1/4: the ends of
  /// the interval are the ratios of either economy alone.
  @Test func twoEconomiesHaveThreeDraws() throws {
    let ratio = try #require(ErrorRatio(own: [4, 1], other: [1, 1], years: [1, 1], seed: 3))
    #expect(abs(ratio.ratio - 2.5.squareRoot()) < Self.tolerance)
    #expect(ratio.interval == [1, 2] && ratio.differenceInterval == [0, 3])
    #expect(abs(ratio.difference - 1.5) < Self.tolerance && !ratio.isTrusted)
    #expect(ErrorRatio(own: [1], other: [1], years: [1], seed: 3) == nil)
    #expect(ErrorRatio(own: [1, 1], other: [0, 0], years: [1, 1], seed: 3) == nil)
  }

  /// Mean squared errors of 400 independent economies: the interval of their difference is the normal one, 1.96
  /// standard errors to either side. The spread of 4096 draws knows its ends within 3 %, and their own luck is as
  /// large again.
  @Test func manyEconomiesHaveTheNormalInterval() throws {
    let stream = CounterStream(name: "test.ratio", seed: 5)
    var normals = [Double](repeating: 0, count: 400)
    stream.normals(0, count: 400, into: &normals)
    let own = normals.map { 1 + 0.3 * $0 }
    let ratio = try #require(
      ErrorRatio(
        own: own, other: [Double](repeating: 1, count: 400), years: [Int](repeating: 1, count: 400),
        seed: 5))
    let mean = own.reduce(0, +) / 400
    let deviation = (own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 400).squareRoot()
    let half = 1.96 * deviation / 20
    for (end, sign) in zip(ratio.differenceInterval, [-1.0, 1]) {
      #expect(abs(end - (mean - 1 + sign * half)) < 0.1 * half, "\(ratio)")
    }
    #expect(ratio.isTrusted && ratio.differenceInterval[0] < ratio.difference)
  }

  /// Solow's forecast goes from the observed origin along the differences of its own path, and the average lies halfway.
  @Test func solowGoesFromTheOrigin() throws {
    var subjects = BacktestProtocolTests.backtest(economies: 9, rows: 16, seed: 11).subjects
    for index in subjects.indices {
      subjects[index].solow = { conditions in
        // Investment after the cut-off tells which conditions the path was made under.
        let late = conditions.investment.value(at: 2010)
        return Dictionary(
          uniqueKeysWithValues: (1960...2019).map { ($0, 7 + late * Double($0 - 1960) / 100) })
      }
    }
    let backtest = Backtest(subjects, seed: 11)
    for kind in ProtocolResult.Kind.allCases {
      let result = try #require(try backtest.run(kind))
      for (index, economy) in result.economies.enumerated() {
        let solow = try #require(economy.scores[.rival(.solow)])
        #expect(abs(solow.growth - (0.2 + 0.01 * Double(index)) / 100) < 1e-12, "\(kind)")
        let average = try #require(economy.scores[.average])
        let model = try #require(economy.scores[.model])
        #expect(abs(average.growth - 0.5 * (solow.growth + model.growth)) < 1e-12)
        #expect(solow.crps != nil && solow.coverage90 != nil)
      }
      #expect(result.rival(.solow) != nil && result.ratios[.average] != nil)
      #expect(result.score(of: .rival(.solow))?.economies == 9)
    }
  }

  /// Errors of "nothing changes" are the discrepancy of the made-up world itself where its model stands still: bands
  /// made from the errors of other economies must cover. With 40 economies the share has a standard error of about three
  /// points.
  @Test func bandsOfARivalCover() throws {
    let backtest = BacktestProtocolTests.backtest(economies: 60, rows: 8, seed: 13)
    let still = backtest.subjects.enumerated().filter { $0.offset % 3 == 0 }.map {
      var economy = $0.element.economy
      // The world's log income at the start is -2.
      economy.startLog = -2 + 1e-3 * Double($0.offset % 7)
      return Backtest.Subject(economy: economy, paths: $0.element.paths, wasFitted: true)
    }
    for kind in [ProtocolResult.Kind.inSample, .heldOutInSpace] {
      let result = try #require(try Backtest(still, seed: 13).run(kind))
      let score = try #require(result.score(of: .rival(.lastValue)))
      #expect(abs(try #require(score.coverage90) - 0.9) < 0.15, "\(kind) \(score)")
      #expect(try #require(score.crps) < score.rmse)
    }
  }
}
