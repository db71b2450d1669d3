import Foundation
import NumericCore
import Sampling
import Testing

@testable import Calibration

/// Simulation-based calibration: factors from the prior, histories from the factors, a fit to the histories; the
/// rank of the true factor among the fitted ones is uniform when the calibration is right.
///
/// Sources: S. Talts, M. Betancourt, D. Simpson, A. Vehtari and A. Gelman 2018, arXiv:1804.06788; simultaneous bands:
/// T. Saeilynoja, P.-C. Buerkner and A. Vehtari, Graphical test for discrete uniformity and its applications in
/// goodness-of-fit evaluation and multiple sample comparison, Statistics and Computing 32 (2022) 32,
/// doi:10.1007/s11222-022-10090-6.
@Suite(
  .enabled(if: ProcessInfo.processInfo.environment["LATECOMER_EVIDENCE"] != nil), .serialized)
struct SimulationBasedCalibrationEvidenceTests {
  static let fits = 200
  static let particles = 160
  /// Draws of a fit that are ranked: every fourth particle, so that relatives do not count twice.
  static let ranked = 40

  /// Ranks as fractions in (0, 1) by quantity and fit, ties and steps broken at random.
  static func ranks(likelihoodScale: Double = 1, fits: Int = fits) throws -> [[Double]] {
    let countries = try TwoCountries()
    let ties = CounterStream(name: "ties", seed: 1)
    var result: [[Double]] = []
    for fit in 0..<fits {
      let (truth, incomes) = try countries.draw(seed: UInt64(1000 + fit))
      let posterior = try countries.posterior(incomes)
      let target = ScaledTarget(base: posterior, scale: likelihoodScale)
      let state = try TemperedSampler(
        target, settings: SamplerSettings(particles: particles, seed: UInt64(fit))
      ).run()
      var quantities = (0..<posterior.dimension).map { row in
        (truth[row, 0], (0..<particles).map { state.particles[row, $0] })
      }
      quantities.append(
        (
          try posterior.logLikelihoods(of: truth)[0],
          try posterior.logLikelihoods(of: state.particles)
        ))
      if result.isEmpty { result = quantities.map { _ in [] } }
      for (index, (value, draws)) in quantities.enumerated() {
        let chosen = (0..<ranked).map { draws[$0 * particles / ranked] }
        let below = chosen.count { $0 < value }
        result[index].append(
          (Double(below) + ties.uniform(index, fit)) / Double(ranked + 1))
      }
    }
    return result
  }

  /// The pointwise level of bands for the empirical distribution function of `count` uniforms that all evaluation
  /// points of all quantities keep together with a probability of 99 %: by simulation of one quantity, at the
  /// level 1 - (1 - 1 %)^(1 / quantities).
  static func level(count: Int, quantities: Int) -> Double {
    let stream = CounterStream(name: "bands", seed: 2)
    let trials = 20_000
    var smallest = (0..<trials).map { trial -> Double in
      var uniforms = [Double](repeating: 0, count: count)
      stream.uniforms(trial, count: count, into: &uniforms)
      return Self.extremity(uniforms)
    }
    smallest.sort()
    let share = 1 - pow(0.99, 1 / Double(quantities))
    return smallest[Int(share * Double(trials))]
  }

  /// The smallest two-sided binomial tail probability of the empirical distribution function over twenty points.
  static func extremity(_ ranks: [Double]) -> Double {
    (1..<20).map { point -> Double in
      let probability = Double(point) / 20
      let inside = ranks.count { $0 <= probability }
      let lower = Self.binomial(inside, ranks.count, probability)
      let upper = 1 - (inside == 0 ? 0 : Self.binomial(inside - 1, ranks.count, probability))
      return 2 * min(lower, upper)
    }.min()!
  }

  /// `P(X <= k)` of a binomial law.
  static func binomial(_ k: Int, _ n: Int, _ p: Double) -> Double {
    if k >= n { return 1 }
    return IncompleteBeta.value(alpha: Double(n - k), beta: Double(k + 1), 1 - p)
  }

  @Test func ranksAreUniform() throws {
    let ranks = try Self.ranks()
    let level = Self.level(count: Self.fits, quantities: ranks.count)
    let names =
      try TwoCountries().posterior([
        TwoCountries.years.map { _ in 0.5 }, TwoCountries.years.map { _ in 0.5 },
      ]).names + ["log_likelihood"]
    for (name, values) in zip(names, ranks) {
      let extremity = Self.extremity(values)
      print("simulation-based calibration: \(name) \(extremity) against \(level)")
      #expect(extremity > level, "\(name): \(extremity) is below \(level)")
    }
  }

  @Test func aLikelihoodOfTheWrongScaleIsNoticed() throws {
    let ranks = try Self.ranks(likelihoodScale: 1.5)
    let level = Self.level(count: Self.fits, quantities: ranks.count)
    let least = ranks.map { Self.extremity($0) }.min()!
    print("simulation-based calibration, planted scale: \(least) against \(level)")
    #expect(least < level)
  }
}

/// A target whose log-likelihood is multiplied, to plant an error.
struct ScaledTarget: TemperedTarget {
  let base: HistoryPosterior
  let scale: Double

  var dimension: Int { base.dimension }

  func logLikelihoods(of particles: Matrix) throws -> [Double] {
    try base.logLikelihoods(of: particles).map { scale * $0 }
  }
}
