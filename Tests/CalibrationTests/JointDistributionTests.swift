import Foundation
import NumericCore
import Sampling
import Testing

@testable import Calibration

/// Geweke's test of the move: coordinates and data drawn from their joint law stay in it, however often the
/// coordinates are moved given the data and the data drawn anew given the coordinates.
///
/// Source: J. Geweke, Getting it right: joint distribution tests of posterior simulators, Journal of the American
/// Statistical Association 99 (2004) 799-804, doi:10.1198/016214504000001132.
@Suite struct JointDistributionTests {
  static let particles = 12_000
  static let rounds = 40

  /// The largest z-score over first and second moments of all coordinates after the rounds, which are those of the
  /// standard normal law; particles are independent of one another.
  static func worst(isCorrected: Bool = true, likelihoodScale: Double = 1) throws -> Double {
    let target = JointTarget()
    target.likelihoodScale = likelihoodScale
    let stream = CounterStream(name: "joint_distribution", seed: 3)
    var particles = Matrix(rows: target.dimension, columns: Self.particles)
    particles.elements.withUnsafeMutableBufferPointer { buffer in
      for particle in 0..<Self.particles {
        stream.normals(
          particle, 1000, count: target.dimension,
          into: buffer.baseAddress! + particle * target.dimension)
      }
    }
    // Any reference keeps the law; this one differs from prior and posterior.
    var directions = Matrix(rows: target.dimension, columns: 2)
    directions[0, 0] = 0.8
    directions[1, 0] = 0.6
    directions[2, 1] = 1
    var move = PreconditionedMove(
      reference: GaussianReference(
        mean: [0.3, -0.2, 0.1, 0, 0, 0], directions: directions, variances: [0.5, 0.7]),
      scale: 0.6)
    move.isCorrected = isCorrected
    let streams = PreconditionedMove.Streams(seed: 9)
    for round in 0..<rounds {
      target.draw(particles, stream: stream, round: round)
      var logLikelihoods = try target.logLikelihoods(of: particles)
      _ = try move.step(
        &particles, &logLikelihoods, target: target, temperature: 1, streams: streams,
        stage: round, move: 0)
    }
    let count = Double(Self.particles)
    var worst = 0.0
    for first in 0..<target.dimension {
      let mean = (0..<Self.particles).reduce(0.0) { $0 + particles[first, $1] } / count
      worst = max(worst, abs(mean) * count.squareRoot())
      for second in 0...first {
        let product =
          (0..<Self.particles).reduce(0.0) { $0 + particles[first, $1] * particles[second, $1] }
          / count
        // Products of independent standard normals have variance 1, squares 2.
        let z =
          first == second
          ? (product - 1) * (count / 2).squareRoot() : product * count.squareRoot()
        worst = max(worst, abs(z))
      }
    }
    return worst
  }

  /// 27 moments: a false alarm in one of 25,000 suites at 4.8 standard errors. The seed is fixed.
  static let alarm = 4.8

  @Test func theMoveKeepsTheJointLaw() throws {
    let worst = try Self.worst()
    #expect(worst < Self.alarm, "\(worst)")
  }

  @Test func aProposalWithoutItsCorrectionIsNoticed() throws {
    let worst = try Self.worst(isCorrected: false)
    #expect(worst > Self.alarm, "\(worst)")
  }

  @Test func aLikelihoodOfTheWrongScaleIsNoticed() throws {
    let worst = try Self.worst(likelihoodScale: 1.5)
    #expect(worst > Self.alarm, "\(worst)")
  }
}
