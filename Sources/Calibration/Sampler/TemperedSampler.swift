import Glibc
import NumericCore
import Sampling

/// A sampler that cannot go on.
public struct SamplerError: KindedError, Hashable {
  /// What is wrong, in one sentence for the user.
  public let description: String

  /// Makes an error with its sentence.
  public init(_ description: String) { self.description = description }
}

/// How a tempered sampler works.
public struct SamplerSettings: Sendable, Hashable {
  /// Particles of a run. They must outnumber the coordinates several times, because the directions in which
  /// data inform are read from them.
  public var particles: Int
  /// Seed of all random numbers.
  public var seed: UInt64
  /// Which of several independent runs.
  public var run: Int
  /// The effective share of the particles that a stage may leave before resampling. One half is the customary
  /// compromise between many stages and few surviving particles.
  public var efficiency = 0.5
  /// Moves go on until no informed direction is correlated more than this with where the stage began: a fifth
  /// leaves particles that share an ancestor 4 % of their variance in common.
  public var correlation = 0.2
  /// The same at temperature 1, where particles become the result.
  public var finalCorrelation = 0.1
  /// Moves at the least, so that the scale can follow.
  public var minimumMoves = 4
  /// Moves at the most in a stage.
  public var maximumMoves = 60
  /// Moves at the most at temperature 1.
  public var finalMaximumMoves = 200
  /// The wanted probability of acceptance; 0.3 lies between the 0.23 of many informed dimensions and the 0.44
  /// of one, and the efficiency is flat between.
  public var acceptance = 0.3
  /// Moves after which the reference is estimated again from where the particles are now.
  public var refresh = 8

  /// States settings.
  public init(particles: Int, seed: UInt64, run: Int = 0) {
    self.particles = particles
    self.seed = seed
    self.run = run
  }
}

/// Tempered sequential Monte Carlo with preconditioned Crank-Nicolson moves that adapt to the particles.
///
/// Particles start from the prior. Each stage raises the temperature as far as the conditional effective size of
/// the particles allows, reweights, adds the log of the mean weight to the log evidence, resamples
/// systematically, and moves the particles until they have forgotten where they were. What adapts (temperature,
/// reference, scale, number of moves) is a function of the whole cloud and never of a single particle's luck.
///
/// Sources: P. Del Moral, A. Doucet and A. Jasra, Sequential Monte Carlo samplers, Journal of the Royal
/// Statistical Society B 68 (2006) 411-436, doi:10.1111/j.1467-9868.2006.00553.x; conditional effective size:
/// Y. Zhou, A. M. Johansen and J. A. D. Aston, Toward automatic model comparison, Journal of Computational and
/// Graphical Statistics 25 (2016) 701-726, doi:10.1080/10618600.2015.1060885.
public struct TemperedSampler<Target: TemperedTarget>: Sendable {
  /// The problem.
  public let target: Target
  /// How it is sampled.
  public let settings: SamplerSettings
  private let streams: PreconditionedMove.Streams
  private let start: CounterStream
  private let resampling: CounterStream

  /// Makes a sampler.
  ///
  /// - Precondition: at least 16 particles, and more than twice as many as coordinates.
  public init(_ target: Target, settings: SamplerSettings) {
    precondition(
      settings.particles >= 16 && settings.particles > 2 * target.dimension,
      "\(settings.particles) particles for \(target.dimension) coordinates")
    self.target = target
    self.settings = settings
    streams = PreconditionedMove.Streams(seed: settings.seed, run: settings.run)
    start = CounterStream(
      name: "calibration.prior", seed: settings.seed, replicate: settings.run)
    resampling = CounterStream(
      name: "calibration.resampling", seed: settings.seed, replicate: settings.run)
  }

  /// Runs to the posterior.
  ///
  /// - Parameters:
  ///   - state: where to go on; from the prior when nil.
  ///   - checkpoint: told of the state after every stage, the first one included.
  public func run(
    from state: SamplerState? = nil, checkpoint: (SamplerState) throws -> Void = { _ in }
  ) throws -> SamplerState {
    var state = try state ?? initial()
    while !state.isFinished {
      state = try next(state)
      try checkpoint(state)
    }
    return state
  }

  /// Draws of the prior, one particle a column: where a run begins.
  public func priorParticles() -> Matrix {
    let (d, count) = (target.dimension, settings.particles)
    var particles = Matrix(rows: d, columns: count)
    particles.elements.withUnsafeMutableBufferPointer { buffer in
      for particle in 0..<count {
        start.normals(particle, count: d, into: buffer.baseAddress! + particle * d)
      }
    }
    return particles
  }

  /// The state a run begins with.
  public func initial() throws -> SamplerState {
    let particles = priorParticles()
    return SamplerState(
      particles: particles, logLikelihoods: try target.logLikelihoods(of: particles),
      temperature: 0, logEvidence: 0, scale: 0.5, evaluations: settings.particles, stages: [])
  }

  /// One stage.
  ///
  /// - Throws: ``SamplerError`` when no particle has a likelihood; what the target throws.
  public func next(_ state: SamplerState) throws -> SamplerState {
    let count = settings.particles
    guard state.logLikelihoods.contains(where: { $0 > -.infinity }) else {
      throw SamplerError(
        "None of \(count) particles has a likelihood: the model has no answer for any of them.")
    }
    let increment = self.increment(state)
    let reweighted = Weights(state.logLikelihoods, power: increment)
    let stage = state.stages.count
    var reference = try GaussianReference(
      particles: state.particles, weights: reweighted.normalised)
    let parents = reweighted.systematic(resampling.uniform(stage))
    var result = state
    result.temperature = min(state.temperature + increment, 1)
    result.logEvidence += reweighted.logMean
    for (particle, parent) in parents.enumerated() {
      result.logLikelihoods[particle] = state.logLikelihoods[parent]
      for row in 0..<target.dimension {
        result.particles[row, particle] = state.particles[row, parent]
      }
    }
    let memory = ParticleMemory(result.particles, result.logLikelihoods)
    let isFinal = result.temperature == 1
    let goal = max(
      isFinal ? settings.finalCorrelation : settings.correlation,
      3 / Double(count).squareRoot())
    let most = isFinal ? settings.finalMaximumMoves : settings.maximumMoves
    let equal = [Double](repeating: 1 / Double(count), count: count)
    var (move, acceptance, correlation) = (0, 0.0, 1.0)
    while move < most && (move < settings.minimumMoves || correlation > goal) {
      if move > 0 && move % settings.refresh == 0 {
        reference = try GaussianReference(particles: result.particles, weights: equal)
      }
      let accepted = try PreconditionedMove(reference: reference, scale: result.scale).step(
        &result.particles, &result.logLikelihoods, target: target,
        temperature: result.temperature, streams: streams, stage: stage, move: move)
      acceptance += accepted
      move += 1
      result.evaluations += count
      result.scale = min(max(result.scale * exp(accepted - settings.acceptance), 0.01), 1)
      correlation = memory.correlation(
        result.particles, result.logLikelihoods, along: reference.directions)
    }
    result.stages.append(
      SamplerStage(
        temperature: result.temperature, efficiency: reweighted.effectiveShare, moves: move,
        acceptance: acceptance / Double(move), scale: result.scale,
        directions: reference.variances.count, correlation: correlation))
    return result
  }

  /// How far the temperature may rise.
  private func increment(_ state: SamplerState) -> Double {
    let rest = 1 - state.temperature
    func share(_ power: Double) -> Double {
      Weights(state.logLikelihoods, power: power).effectiveShare
    }
    if share(rest) >= settings.efficiency { return rest }
    var (low, high) = (0.0, rest)
    // Fifty halvings take the bracket to rounding.
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if share(middle) >= settings.efficiency { low = middle } else { high = middle }
    }
    // Particles without a likelihood drop out however small the step is.
    return low > 0 ? low : rest * 1e-6
  }
}
