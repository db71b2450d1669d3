import Glibc
import NumericCore

/// A normal approximation to a cloud of particles that differs from the prior only where the cloud does.
///
/// The mean m is the cloud's. The covariance is `I + U (diag(v) - I) U^T`: along the orthonormal directions U in
/// which the cloud's variance differs from the prior's by more than sampling noise explains, v stands for the 1
/// of the prior; everywhere else the prior stays. The cost of a move therefore follows what the data inform, not
/// the number of coordinates.
///
/// Directions and variances come from the eigenvectors of the cloud's covariance. With d coordinates and n
/// particles, eigenvalues of a standard normal cloud fill `(1 -+ sqrt(g))^2`, g = d / n; what lies outside is
/// signal, and is moved back by the noise in it: a true variance l appears as `l (1 + g / (l - 1))`, and the
/// eigenvector that was found has the squared cosine `(1 - g / (l - 1)^2) / (1 + g / (l - 1))` with the true one,
/// so that the variance along it is `l cos^2 + sin^2`.
///
/// Source: D. Donoho, M. Gavish and I. Johnstone, Optimal shrinkage of eigenvalues in the spiked covariance
/// model, Annals of Statistics 46 (2018) 1742-1778, doi:10.1214/17-AOS1601. The idea of informed directions:
/// T. Cui, K. J. H. Law and Y. M. Marzouk, Dimension-independent likelihood-informed MCMC, Journal of
/// Computational Physics 304 (2016) 109-137, doi:10.1016/j.jcp.2015.10.008.
public struct GaussianReference: Sendable, Hashable {
  /// The mean, one number a coordinate.
  public let mean: [Double]
  /// The informed directions, one a column.
  public let directions: Matrix
  /// Variance along each of them, above 0.
  public let variances: [Double]

  /// The least variance along a direction: a cloud that has collapsed must not stop the particles for good.
  static let smallestVariance = 1e-6

  /// States a reference.
  public init(mean: [Double], directions: Matrix, variances: [Double]) {
    precondition(
      directions.rows == mean.count && directions.columns == variances.count
        && variances.allSatisfy { $0 > 0 },
      "\(mean.count) coordinates, \(directions.columns) directions, variances \(variances)")
    self.mean = mean
    self.directions = directions
    self.variances = variances
  }

  /// The standard normal law itself.
  public init(dimension: Int) {
    self.init(
      mean: [Double](repeating: 0, count: dimension),
      directions: Matrix(rows: dimension, columns: 0),
      variances: [])
  }

  /// Approximates weighted particles.
  ///
  /// Cost: d^2 operations a particle and 9 d^3 for the eigenvectors.
  ///
  /// - Parameters:
  ///   - particles: one a column.
  ///   - weights: positive or 0, with sum 1.
  /// - Throws: `NumericError` when eigenvalues do not converge.
  public init(particles: Matrix, weights: [Double]) throws {
    let (d, count) = (particles.rows, particles.columns)
    precondition(weights.count == count, "\(weights.count) weights of \(count) particles")
    var mean = [Double](repeating: 0, count: d)
    for particle in 0..<count where weights[particle] > 0 {
      for row in 0..<d { mean[row] += weights[particle] * particles[row, particle] }
    }
    var centred = Matrix(rows: d, columns: count)
    for particle in 0..<count {
      let root = weights[particle].squareRoot()
      for row in 0..<d { centred[row, particle] = root * (particles[row, particle] - mean[row]) }
    }
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    var covariance = centred * centred.transposed
    for index in covariance.elements.indices { covariance.elements[index] /= 1 - squares }
    let eigen = try SymmetricEigen(covariance)
    let noise = Double(d) / max(1 / squares - 1, 1)
    var kept: [(column: Int, variance: Double)] = []
    for (column, value) in eigen.values.enumerated() {
      if let variance = Self.variance(eigenvalue: value, noise: noise) {
        kept.append((column, max(variance, Self.smallestVariance)))
      }
    }
    var directions = Matrix(rows: d, columns: kept.count)
    for (index, entry) in kept.enumerated() {
      for row in 0..<d { directions[row, index] = eigen.vectors[row, entry.column] }
    }
    self.init(mean: mean, directions: directions, variances: kept.map(\.variance))
  }

  /// The variance along an eigenvector of a cloud; nil where noise alone explains the eigenvalue.
  ///
  /// - Parameter noise: coordinates per particle.
  static func variance(eigenvalue: Double, noise: Double) -> Double? {
    let root = noise.squareRoot()
    // A tenth beyond the edge: the outermost eigenvalues of noise scatter about it.
    let isLow = noise < 1 && eigenvalue < 0.9 * (1 - root) * (1 - root)
    let isHigh = eigenvalue > 1.1 * (1 + root) * (1 + root)
    guard isLow || isHigh else { return nil }
    let sum = eigenvalue + 1 - noise
    let width = max(sum * sum - 4 * eigenvalue, 0).squareRoot()
    let spike = (sum + (isHigh ? width : -width)) / 2
    let distance = spike - 1
    let cosine = (1 - noise / (distance * distance)) / (1 + noise / distance)
    return spike * cosine + 1 - cosine
  }

  /// For each particle the log of this density over that of the standard normal law.
  public func logRatios(of particles: Matrix) -> [Double] {
    let (d, count) = (particles.rows, particles.columns)
    var result = [Double](repeating: 0, count: count)
    var centred = particles
    let determinant = variances.reduce(0) { $0 + log($1) }
    for particle in 0..<count {
      var (before, after) = (0.0, 0.0)
      for row in 0..<d {
        let value = particles[row, particle]
        let moved = value - mean[row]
        centred[row, particle] = moved
        before += value * value
        after += moved * moved
      }
      result[particle] = 0.5 * (before - after - determinant)
    }
    guard !variances.isEmpty else { return result }
    let projected = directions.transposed * centred
    for particle in 0..<count {
      var sum = 0.0
      for index in variances.indices {
        let value = projected[index, particle]
        sum += (1 / variances[index] - 1) * value * value
      }
      result[particle] -= 0.5 * sum
    }
    return result
  }
}
