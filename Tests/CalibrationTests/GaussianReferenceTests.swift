import Foundation
import NumericCore
import Sampling
import Testing

@testable import Calibration

/// The normal approximation of a cloud.
@Suite struct GaussianReferenceTests {
  static let dimension = 60
  static let particles = 600

  /// Standard normal particles, with other variances along the first coordinates.
  static func cloud(_ variances: [Double], shift: Double = 0) -> Matrix {
    let stream = CounterStream(name: "cloud", seed: 4)
    var result = Matrix(rows: dimension, columns: particles)
    var normals = [Double](repeating: 0, count: dimension)
    for particle in 0..<particles {
      stream.normals(particle, count: dimension, into: &normals)
      for row in 0..<dimension {
        result[row, particle] =
          normals[row] * (row < variances.count ? variances[row].squareRoot() : 1)
      }
      result[0, particle] += shift
    }
    return result
  }

  static let weights = [Double](repeating: 1 / Double(particles), count: particles)

  @Test func noiseHasNoDirections() throws {
    let reference = try GaussianReference(particles: Self.cloud([]), weights: Self.weights)
    #expect(reference.variances.isEmpty, "\(reference.variances)")
  }

  @Test func informedDirectionsAreFoundWithTheirVariances() throws {
    let reference = try GaussianReference(
      particles: Self.cloud([0.05, 0.2], shift: 0.7), weights: Self.weights)
    #expect(reference.variances.count == 2)
    // The correction for noise leaves some inflation; without it eigenvalues would be a tenth too small.
    #expect(abs(reference.variances[0] - 0.05) < 0.03, "\(reference.variances)")
    #expect(abs(reference.variances[1] - 0.2) < 0.06, "\(reference.variances)")
    #expect(abs(reference.mean[0] - 0.7) < 0.05)
  }

  @Test func theRatioOfDensitiesIsThatOfTheFullMatrices() throws {
    let particles = Self.cloud([0.1, 0.3])
    let reference = try GaussianReference(particles: particles, weights: Self.weights)
    var covariance = Matrix.identity(Self.dimension)
    for (index, variance) in reference.variances.enumerated() {
      for row in 0..<Self.dimension {
        for column in 0..<Self.dimension {
          covariance[row, column] +=
            (variance - 1) * reference.directions[row, index]
            * reference.directions[column, index]
        }
      }
    }
    let factor = try Cholesky(covariance)
    let ratios = reference.logRatios(of: particles)
    for particle in 0..<5 {
      let z = (0..<Self.dimension).map { particles[$0, particle] }
      let moved = zip(z, reference.mean).map { $0 - $1 }
      let quadratic = zip(moved, factor.solve(moved)).reduce(0) { $0 + $1.0 * $1.1 }
      let square = z.reduce(0) { $0 + $1 * $1 }
      // Rounding of sixty squares.
      #expect(abs(ratios[particle] - 0.5 * (square - quadratic - factor.logDeterminant)) < 1e-10)
    }
  }
}
