import Foundation
import NumericCore
import Sampling
import Testing

@testable import Analysis

/// Reweighted runs against closed forms and against runs under the other law.
@Suite("Reweighting") struct ReweightingTests {
  private static func normals(_ rows: Int, _ columns: Int, seed: UInt64 = 1) -> [[Double]] {
    let stream = CounterStream(name: "reweighting", seed: seed)
    return (0..<columns).map { column in
      var values = [Double](repeating: 0, count: rows)
      stream.normals(column, count: rows, into: &values)
      return values
    }
  }

  /// Mixes of outcomes x + noise and 0.4.
  private static func outcomes(_ x: [Double], _ noise: [Double]) -> [[Double]] {
    [zip(x, noise).map { $0 + 0.5 * $1 }, [Double](repeating: 0.4, count: x.count)]
  }

  private static func reweighted(
    _ x: [Double], _ noise: [Double], from old: Distribution, to new: Distribution
  ) throws -> Reweighting {
    try Reweighting(
      policies: ["a", "b"], outcomes: outcomes(x, noise), baseline: 1,
      logRatios: x.map { log(new.density($0)) - log(old.density($0)) })
  }

  /// From uniform to beta(2, 4): the mean falls from 1/2 to 1/3. The interval misses with probability 5 % a seed, all of
  /// 400 together fewer than 362 times with probability 1e-4.
  @Test func aRunUnderTheOtherLawLiesInside() throws {
    let old = Distribution.uniform(low: 0, high: 1)
    let new = Distribution.beta(low: 0, high: 1, alpha: 2, beta: 4)
    var (means, chances) = (0, 0)
    // P(x + e / 2 > 0.4) by a run of the other law, whose error is a thirtieth of the interval.
    let direct = DiscoveryTests.uniforms("direct", rows: 400_000, columns: 1)[0].map(new.quantile)
    let noise = Self.normals(400_000, 1, seed: 999)[0]
    let share =
      Double(zip(direct, noise).count { $0 + 0.5 * $1 > 0.4 }) / Double(direct.count)
    for seed in 1...400 {
      let x = DiscoveryTests.uniforms("old", rows: 2000, columns: 1, seed: UInt64(seed))[0]
      let result = try Self.reweighted(
        x, Self.normals(2000, 1, seed: UInt64(seed))[0], from: old, to: new)
      let row = try #require(result.rows.first { $0.policy == "a" })
      if row.mean.low <= 1.0 / 3, 1.0 / 3 <= row.mean.high { means += 1 }
      if row.chanceBest.low <= share, share <= row.chanceBest.high { chances += 1 }
    }
    #expect(means >= 362, "\(means) of 400")
    #expect(chances >= 362, "\(chances) of 400")
  }

  /// A normal law moved by 0.5: the tilt finds the ratio of densities, exp(0.5 x - 0.125), by itself.
  @Test func aTiltIsTheLawOfAnotherMean() throws {
    let (x, noise) = (Self.normals(20_000, 2)[0], Self.normals(20_000, 2)[1])
    let tilted = try Reweighting(
      policies: ["a", "b"], outcomes: Self.outcomes(x, noise), baseline: 1,
      logRatios: [Double](repeating: 0, count: x.count),
      tilts: [(name: "x", values: x, mean: 0.5)])
    let row = try #require(tilted.rows.first)
    #expect(row.policy == "a" && tilted.bestBefore == "b")
    // The tilted mean of x is 0.5 to the accuracy of the solution; what is left is the noise, of standard error
    // 0.5 / sqrt(20000 exp(-0.25)) = 0.004; four of them.
    #expect(abs(row.mean.value - 0.5) < 0.016)
    #expect(row.mean.low < 0.5 && 0.5 < row.mean.high)
    // P(x + e / 2 > 0.4) with x of mean 0.5: a normal of variance 1.25.
    let share = Normal.cumulative(0.1 / 1.25.squareRoot())
    #expect(row.chanceBest.low < share && share < row.chanceBest.high)
    // Effective share exp(-theta^2), divergence theta^2 / 2; both within four of their own errors in 20,000 futures.
    #expect(abs(tilted.effectiveCount / 20_000 - exp(-0.25)) < 0.03)
    #expect(abs(tilted.divergence - 0.125) < 0.01)
  }

  @Test func severalTiltsHoldTogether() throws {
    let z = Self.normals(5000, 2)
    let mixed = zip(z[0], z[1]).map { 0.6 * $0 + 0.8 * $1 }
    let weights = try FutureWeights(logRatios: [Double](repeating: 0, count: 5000))
      .tilted([("a", z[0], 0.3), ("b", mixed, -0.2)])
    #expect(abs(weights.mean(z[0]) - 0.3) < 1e-8 && abs(weights.mean(mixed) + 0.2) < 1e-8)
    #expect(throws: ReweightingError.self) {
      try FutureWeights(logRatios: [0, 0, 0]).tilted([("a", [1, 2, 3], 4)])
    }
  }

  /// A Gaussian: the worst mean within a divergence r is mean - sigma sqrt(2 r), in 400 repetitions; fewer than 362
  /// intervals hold with probability 1e-4 where the level is right.
  @Test(arguments: [0.02, 0.1])
  func theWorstGaussian(radius: Double) throws {
    var held = 0
    let exact = 1 - 2 * (2 * radius).squareRoot()
    for seed in 1...400 {
      let column = Self.normals(2000, 1, seed: UInt64(seed))[0].map { 1 + 2 * $0 }
      let weights = try FutureWeights(logRatios: [Double](repeating: 0, count: 2000))
      let ball = DivergenceBall(column, weights: weights, radius: radius)
      if abs(ball.mean - exact) <= Normal.quantile(0.975) * ball.standardError { held += 1 }
      #expect(abs(ball.mean - exact) < 0.5)
    }
    #expect(held >= 362, "\(held) of 400")
  }

  /// Less is better: the worst is above the mean, and the order turns.
  @Test func directionsAndBalls() throws {
    let z = Self.normals(4000, 2)
    let outcomes = [z[0].map { 1 + 2 * $0 }, z[1].map { 1.2 + 0.5 * $0 }]
    let equal = [Double](repeating: 0, count: 4000)
    let less = try Reweighting(
      policies: ["wide", "narrow"], outcomes: outcomes, wantsLess: true, logRatios: equal,
      radius: 0.1)
    let wide = try #require(less.rows.first { $0.policy == "wide" })
    // Four standard errors of about 0.06.
    let worst = try #require(wide.worst).value
    #expect(abs(worst - (1 + 2 * 0.2.squareRoot())) < 0.25)
    #expect(less.rows[0].policy == "wide")
    #expect(wide.mean.value == wide.meanBefore)
    #expect(wide.gain.value == 0 && wide.gain.low == 0 && wide.gain.high == 0)
    // The worst belief of a difference that is 0 in every future changes nothing.
    #expect(wide.worstGain?.value == 0)
  }

  @Test func tooFewEffectiveFuturesAreRefused() {
    let x = Self.normals(500, 1)[0]
    #expect(throws: ReweightingError.self) {
      try Reweighting(
        policies: ["a"], outcomes: [x], logRatios: x.map { 3 * $0 })
    }
    #expect(throws: ReweightingError.self) {
      try Reweighting(
        policies: ["a"], outcomes: [x], logRatios: x.map { _ in 0 }, radius: 1)
    }
    #expect(throws: ReweightingError.self) {
      try Reweighting(
        policies: ["a"], outcomes: [x], logRatios: x.map { _ in -.infinity })
    }
  }
}
