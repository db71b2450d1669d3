import Glibc
import NumericCore
import Sampling

/// One preconditioned Crank-Nicolson step of every particle, with its Metropolis-Hastings correction.
///
/// The proposal is `z' = m + sqrt(1 - s^2) (z - m) + s C^(1/2) e`, e standard normal, which leaves the normal law
/// of the reference (mean m, covariance C) as it is. It is accepted with probability
/// `min(1, L(z')^b r(z) / (L(z)^b r(z')))`, r being the density of the reference over that of the prior. Where
/// the reference equals the posterior every proposal is accepted, even at s = 1.
///
/// Source: S. L. Cotter, G. O. Roberts, A. M. Stuart and D. White, MCMC methods for functions: modifying old
/// algorithms to make them faster, Statistical Science 28 (2013) 424-446, doi:10.1214/13-STS421; with a reference
/// other than the prior, F. J. Pinski, G. Simpson, A. M. Stuart and H. Weber, SIAM Journal on Scientific Computing
/// 37 (2015) A2733-A2757, doi:10.1137/14098171X.
public struct PreconditionedMove: Sendable {
  /// The law that proposals keep.
  public let reference: GaussianReference
  /// The share of new randomness, above 0 and at most 1.
  public let scale: Double
  /// Whether the reference's density corrects the acceptance; off only to show that tests notice.
  var isCorrected = true

  /// States a move.
  public init(reference: GaussianReference, scale: Double) {
    precondition(scale > 0 && scale <= 1, "a scale of \(scale)")
    self.reference = reference
    self.scale = scale
  }

  /// Where the random numbers of moves come from.
  public struct Streams: Sendable {
    let proposal: CounterStream
    let acceptance: CounterStream

    /// The streams of one run of a sampler.
    public init(seed: UInt64, run: Int = 0) {
      proposal = CounterStream(name: "calibration.proposal", seed: seed, replicate: run)
      acceptance = CounterStream(name: "calibration.acceptance", seed: seed, replicate: run)
    }
  }

  /// Moves all particles once.
  ///
  /// - Parameters:
  ///   - particles: one a column; accepted proposals take their place.
  ///   - logLikelihoods: of the particles, kept up to date.
  ///   - stage: together with `move` the coordinates of the random numbers.
  /// - Returns: the mean probability of acceptance.
  public func step(
    _ particles: inout Matrix, _ logLikelihoods: inout [Double], target: some TemperedTarget,
    temperature: Double, streams: Streams, stage: Int, move: Int
  ) throws -> Double {
    let (d, count) = (particles.rows, particles.columns)
    let proposals = propose(particles, streams: streams, stage: stage, move: move)
    let proposed = try target.logLikelihoods(of: proposals)
    let zeros = [Double](repeating: 0, count: count)
    let before = isCorrected ? reference.logRatios(of: particles) : zeros
    let after = isCorrected ? reference.logRatios(of: proposals) : zeros
    var accepted = 0.0
    for particle in 0..<count {
      let exponent =
        temperature * (proposed[particle] - logLikelihoods[particle])
        + before[particle] - after[particle]
      guard exponent.isFinite || exponent == .infinity else { continue }
      let probability = exponent >= 0 ? 1 : exp(exponent)
      accepted += probability
      if streams.acceptance.uniform(particle, stage, move) < probability {
        logLikelihoods[particle] = proposed[particle]
        for row in 0..<d { particles[row, particle] = proposals[row, particle] }
      }
    }
    return accepted / Double(count)
  }

  /// The proposals of all particles.
  func propose(_ particles: Matrix, streams: Streams, stage: Int, move: Int) -> Matrix {
    let (d, count) = (particles.rows, particles.columns)
    var noise = Matrix(rows: d, columns: count)
    noise.elements.withUnsafeMutableBufferPointer { buffer in
      for particle in 0..<count {
        streams.proposal.normals(
          particle, stage, move, count: d, into: buffer.baseAddress! + particle * d)
      }
    }
    if !reference.variances.isEmpty {
      var projected = reference.directions.transposed * noise
      for particle in 0..<count {
        for (index, variance) in reference.variances.enumerated() {
          projected[index, particle] *= variance.squareRoot() - 1
        }
      }
      let change = reference.directions * projected
      for index in noise.elements.indices { noise.elements[index] += change.elements[index] }
    }
    let kept = max(1 - scale * scale, 0).squareRoot()
    for particle in 0..<count {
      for row in 0..<d {
        noise[row, particle] =
          reference.mean[row] + kept * (particles[row, particle] - reference.mean[row])
          + scale * noise[row, particle]
      }
    }
    return noise
  }
}
