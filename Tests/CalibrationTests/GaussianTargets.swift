import Foundation
import NumericCore
import Sampling

@testable import Calibration

/// Linear observations of standard normal coordinates with normal errors: the posterior is known.
///
/// `y = A z + r e`; the posterior has precision `I + A^T A / r^2` and mean `C A^T y / r^2`; y is normal with
/// covariance `A A^T + r^2 I`.
struct LinearGaussianTarget: TemperedTarget {
  let design: Matrix
  let observations: [Double]
  let error: Double
  var likelihoodScale = 1.0

  var dimension: Int { design.columns }

  /// A design with `rows` observations that inform the first coordinates most.
  init(rows: Int, dimension: Int, error: Double, seed: UInt64) {
    let stream = CounterStream(name: "linear_gaussian", seed: seed)
    var design = Matrix(rows: rows, columns: dimension)
    var normals = [Double](repeating: 0, count: rows)
    for column in 0..<dimension {
      stream.normals(column, count: rows, into: &normals)
      for row in 0..<rows { design[row, column] = normals[row] * pow(0.7, Double(column)) }
    }
    var truth = [Double](repeating: 0, count: dimension)
    stream.normals(dimension, count: dimension, into: &truth)
    stream.normals(dimension + 1, count: rows, into: &normals)
    observations = (0..<rows).map { row in
      (0..<dimension).reduce(error * normals[row]) { $0 + design[row, $1] * truth[$1] }
    }
    self.design = design
    self.error = error
  }

  func logLikelihoods(of particles: Matrix) throws -> [Double] {
    let fitted = design * particles
    let rows = design.rows
    return (0..<particles.columns).map { particle in
      var sum = 0.0
      for row in 0..<rows {
        let residual = (observations[row] - fitted[row, particle]) / error
        sum -= 0.5 * (residual * residual + log(2 * .pi * error * error))
      }
      return likelihoodScale * sum
    }
  }

  /// Posterior mean and covariance, and the log evidence.
  func posterior() throws -> (mean: [Double], covariance: Matrix, logEvidence: Double) {
    let d = dimension
    var precision = design.transposed * design
    for index in precision.elements.indices { precision.elements[index] /= error * error }
    for row in 0..<d { precision[row, row] += 1 }
    let factor = try Cholesky(precision)
    var covariance = Matrix(rows: d, columns: d)
    for column in 0..<d {
      let unit = (0..<d).map { $0 == column ? 1.0 : 0 }
      for (row, value) in factor.solve(unit).enumerated() { covariance[row, column] = value }
    }
    let right = (0..<d).map { column in
      (0..<design.rows).reduce(0) { $0 + design[$1, column] * observations[$1] } / (error * error)
    }
    var marginal = design * design.transposed
    for row in 0..<design.rows { marginal[row, row] += error * error }
    let outer = try Cholesky(marginal)
    let quadratic = zip(observations, outer.solve(observations)).reduce(0) { $0 + $1.0 * $1.1 }
    let logEvidence =
      -0.5 * (Double(design.rows) * log(2 * .pi) + outer.logDeterminant + quadratic)
    return (factor.solve(right), covariance, logEvidence)
  }
}

/// Normal observations of a few coordinates, other data for every particle, so that data can be drawn anew for
/// each of them.
final class JointTarget: TemperedTarget, @unchecked Sendable {
  let dimension = 6
  let error = 0.6
  /// One list of observations a particle; replaced between moves only.
  var data: [[Double]] = []
  var likelihoodScale = 1.0

  /// What is observed without error: curved in the first two coordinates, so that no normal law is the posterior.
  func signal(_ z: (Int) -> Double) -> [Double] {
    [z(0) + 0.4 * z(1) * z(1), 0.8 * z(1) - 0.3 * z(0), 0.5 * z(2)]
  }

  func logLikelihoods(of particles: Matrix) throws -> [Double] {
    (0..<particles.columns).map { particle in
      let fitted = signal { particles[$0, particle] }
      var sum = 0.0
      for (observed, value) in zip(data[particle], fitted) {
        let residual = (observed - value) / error
        sum -= 0.5 * residual * residual
      }
      return likelihoodScale * sum
    }
  }

  /// Draws data for every particle.
  func draw(_ particles: Matrix, stream: CounterStream, round: Int) {
    data = (0..<particles.columns).map { particle in
      let fitted = signal { particles[$0, particle] }
      var noise = [Double](repeating: 0, count: fitted.count)
      stream.normals(particle, round, count: fitted.count, into: &noise)
      return zip(fitted, noise).map { $0 + error * $1 }
    }
  }
}
