import Foundation
import NumericCore
import Sampling
import Testing

@testable import Calibration

/// The sampler against a posterior that is known.
@Suite struct TemperedSamplerTests {
  static let target = LinearGaussianTarget(rows: 12, dimension: 30, error: 0.3, seed: 5)
  static let particles = 1000
  static let runs = 4

  /// Runs of the sampler on the linear problem.
  static func states(likelihoodScale: Double = 1) throws -> [SamplerState] {
    var target = Self.target
    target.likelihoodScale = likelihoodScale
    return try (0..<runs).map { run in
      try TemperedSampler(
        target, settings: SamplerSettings(particles: particles, seed: 11, run: run)
      ).run()
    }
  }

  /// By how many standard errors sample means, variances and evidence miss the known posterior, at the worst.
  ///
  /// Standard errors assume a third of the particles to be independent draws: particles keep correlations of up
  /// to 0.1 with relatives.
  static func worst(_ states: [SamplerState]) throws -> (
    mean: Double, variance: Double, evidence: Double
  ) {
    let known = try target.posterior()
    let draws = Double(runs * particles) / 3
    var (mean, variance) = (0.0, 0.0)
    for row in 0..<target.dimension {
      let values = states.flatMap { state in
        (0..<particles).map { state.particles[row, $0] }
      }
      let average = values.reduce(0, +) / Double(values.count)
      let spread =
        values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(values.count - 1)
      let expected = known.covariance[row, row]
      mean = max(mean, abs(average - known.mean[row]) / (expected / draws).squareRoot())
      variance = max(variance, abs(spread / expected - 1) / (2 / draws).squareRoot())
    }
    // Each stage's mean weight errs by the spread of weights at an effective share of one half.
    let stages = Double(states[0].stages.count)
    let evidence = states.map { $0.logEvidence }.reduce(0, +) / Double(runs)
    return (
      mean, variance, abs(evidence - known.logEvidence) / (3 * stages / draws).squareRoot()
    )
  }

  /// Sixty comparisons and one more: a false alarm in one of ten thousand suites at 5 standard errors. Seeds are
  /// fixed.
  static let alarm = 5.0

  @Test func aLinearProblemHasItsKnownPosterior() throws {
    let states = try Self.states()
    let worst = try Self.worst(states)
    #expect(
      worst.mean < Self.alarm && worst.variance < Self.alarm && worst.evidence < Self.alarm,
      "\(worst)")
    for state in states {
      #expect(state.temperature == 1 && state.stages.last!.correlation < 0.11)
      #expect(state.stages.last!.directions < 20, "\(state.stages)")
    }
    for row in 0..<Self.target.dimension {
      let chains = states.map { state in
        (0..<Self.particles).map { state.particles[row, $0] }
      }
      let convergence = Convergence(chains)
      #expect(convergence.splitRHat < 1.01 && convergence.bulkSize > 1000, "\(row) \(convergence)")
    }
  }

  /// As many coordinates as the shared factors of the growth model have, with the customary thousand particles: every
  /// mean and variance within five standard errors, a third of the particles counted as independent.
  @Test func seventyCoordinatesTakeAThousandParticles() throws {
    let target = LinearGaussianTarget(rows: 60, dimension: 72, error: 0.3, seed: 7)
    let state = try TemperedSampler(
      target, settings: SamplerSettings(particles: Self.particles, seed: 13)
    ).run()
    let known = try target.posterior()
    let draws = Double(Self.particles) / 3
    for row in 0..<target.dimension {
      let values = (0..<Self.particles).map { state.particles[row, $0] }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance =
        values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
      let expected = known.covariance[row, row]
      #expect(abs(mean - known.mean[row]) < Self.alarm * (expected / draws).squareRoot(), "\(row)")
      #expect(abs(variance / expected - 1) < Self.alarm * (2 / draws).squareRoot(), "\(row)")
    }
    #expect(state.temperature == 1 && state.stages.last!.correlation < 0.11)
  }

  @Test func aLikelihoodOfTheWrongScaleIsNoticed() throws {
    let worst = try Self.worst(try Self.states(likelihoodScale: 1.5))
    #expect(worst.variance > Self.alarm && worst.evidence > Self.alarm, "\(worst)")
  }

  @Test func aRunThatWasStoppedGoesOnToTheSameBytes() throws {
    let sampler = TemperedSampler(
      Self.target, settings: SamplerSettings(particles: 128, seed: 0, run: 2))
    var stored: [[UInt8]] = []
    let whole = try sampler.run { stored.append($0.encoded(fingerprint: 7)) }
    #expect(stored.count > 3)
    for bytes in stored {
      let state = try #require(SamplerState(bytes: bytes, fingerprint: 7))
      #expect(try sampler.run(from: state).encoded(fingerprint: 7) == stored.last)
    }
    #expect(SamplerState(bytes: stored[0], fingerprint: 8) == nil)
    #expect(SamplerState(bytes: stored[0].dropLast(8), fingerprint: 7) == nil)
    for place in [40, 48, stored[0].count - 16] {
      var damaged = stored[0]
      damaged.replaceSubrange(place..<place + 8, with: [UInt8](repeating: 0xFF, count: 8))
      #expect(SamplerState(bytes: damaged, fingerprint: 7) == nil)
    }
    #expect(whole.isFinished)
  }

  @Test func runsDifferAndSeedsDiffer() throws {
    func first(_ seed: UInt64, _ run: Int) throws -> Double {
      try TemperedSampler(
        Self.target, settings: SamplerSettings(particles: 64, seed: seed, run: run)
      ).initial().particles[0, 0]
    }
    let values = [try first(0, 0), try first(0, 1), try first(1, 0)]
    #expect(Set(values).count == 3)
  }

  @Test func aModelWithoutAnswersIsAnError() {
    struct Silent: TemperedTarget {
      let dimension = 2
      func logLikelihoods(of particles: Matrix) throws -> [Double] {
        [Double](repeating: -.infinity, count: particles.columns)
      }
    }
    #expect(throws: SamplerError.self) {
      try TemperedSampler(Silent(), settings: SamplerSettings(particles: 32, seed: 1)).run()
    }
  }
}
