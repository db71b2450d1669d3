import Glibc
import NumericCore

/// Weights of equally weighted particles after the temperature rises: `L^power`.
struct Weights {
  /// Weights with sum 1.
  let normalised: [Double]
  /// Log of the mean of the weights before normalisation.
  let logMean: Double
  /// Effective size over the number of particles: the conditional effective size of equal weights.
  let effectiveShare: Double

  init(_ logLikelihoods: [Double], power: Double) {
    let logs = logLikelihoods.map { $0 > -.infinity ? power * $0 : -.infinity }
    let largest = logs.max() ?? -.infinity
    let weights = logs.map { exp($0 - largest) }
    var total = CompensatedSum()
    for weight in weights { total.add(weight) }
    let sum = total.value
    normalised = weights.map { $0 / sum }
    logMean = largest + log(sum / Double(weights.count))
    effectiveShare = 1 / normalised.reduce(0) { $0 + $1 * $1 } / Double(weights.count)
  }

  /// Parents by systematic resampling: particle i of n has a number of children within 1 of n times its weight,
  /// and families stay in the order of their ancestors.
  ///
  /// Source: J. Carpenter, P. Clifford and P. Fearnhead, IEE Proceedings on Radar, Sonar and Navigation 146
  /// (1999) 2-7, doi:10.1049/ip-rsn:19990255.
  func systematic(_ uniform: Double) -> [Int] {
    let count = normalised.count
    var parents = [Int](repeating: 0, count: count)
    var cumulative = normalised[0]
    var parent = 0
    for child in 0..<count {
      let position = (Double(child) + uniform) / Double(count)
      while cumulative < position && parent < count - 1 {
        parent += 1
        cumulative += normalised[parent]
      }
      // Rounding must not choose a particle without weight.
      while normalised[parent] == 0 && parent > 0 { parent -= 1 }
      parents[child] = parent
    }
    return parents
  }
}

/// Where particles were, to tell how much of it is left in where they are.
struct ParticleMemory {
  private let particles: Matrix
  private let logLikelihoods: [Double]

  init(_ particles: Matrix, _ logLikelihoods: [Double]) {
    self.particles = particles
    self.logLikelihoods = logLikelihoods
  }

  /// The largest correlation between then and now, over the given directions, the log-likelihood, and the root
  /// mean square over all coordinates.
  func correlation(_ now: Matrix, _ logLikelihoodsNow: [Double], along directions: Matrix) -> Double
  {
    var largest = Self.correlation(logLikelihoods, logLikelihoodsNow)
    if directions.columns > 0 {
      let transposed = directions.transposed
      let (before, after) = (transposed * particles, transposed * now)
      for row in 0..<directions.columns { largest = max(largest, Self.row(row, before, after)) }
    }
    var squares = 0.0
    for row in 0..<now.rows {
      let value = Self.row(row, particles, now)
      squares += value * value
    }
    return max(largest, (squares / Double(now.rows)).squareRoot())
  }

  private static func row(_ row: Int, _ first: Matrix, _ second: Matrix) -> Double {
    correlation(
      (0..<first.columns).map { first[row, $0] }, (0..<second.columns).map { second[row, $0] })
  }

  private static func correlation(_ first: [Double], _ second: [Double]) -> Double {
    let count = Double(first.count)
    let (a, b) = (first.reduce(0, +) / count, second.reduce(0, +) / count)
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (x, y) in zip(first, second) where x.isFinite && y.isFinite {
      xx += (x - a) * (x - a)
      yy += (y - b) * (y - b)
      xy += (x - a) * (y - b)
    }
    return xx > 0 && yy > 0 ? xy / (xx * yy).squareRoot() : 0
  }
}
