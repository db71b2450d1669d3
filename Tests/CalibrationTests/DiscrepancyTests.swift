import Foundation
import NumericCore
import Testing

@testable import Calibration

/// The recursion against the normal law of all observations at once.
@Suite struct DiscrepancyTests {
  static let years = [1963.0, 1965, 1970, 1971, 1978, 1990, 1990.5, 2019]
  static let residuals = [0.02, -0.05, 0.11, 0.09, -0.2, 0.04, 0.06, 0.3]
  static let start = 1960.0

  /// Rounding of a Cholesky factorisation of order 8 and of the recursion.
  static let tolerance = 1e-11

  /// Covariance of the process at two years.
  static func covariance(_ process: Discrepancy, _ a: Double, _ b: Double, anchored: Bool) -> Double
  {
    let (p, s) = (process.persistence, process.size)
    let common = anchored ? 1 - pow(p, 2 * (min(a, b) - start)) : 1
    return s * s * pow(p, abs(a - b)) * common
  }

  @Test(arguments: [true, false], [0, 0.03])
  func theRecursionIsTheNormalDensity(anchored: Bool, error: Double) throws {
    let process = Discrepancy(size: 0.13, persistence: 0.85, observationError: error)
    let n = Self.years.count
    var matrix = Matrix(rows: n, columns: n)
    for i in 0..<n {
      for j in 0..<n {
        matrix[i, j] = Self.covariance(process, Self.years[i], Self.years[j], anchored: anchored)
      }
      matrix[i, i] += error * error
    }
    let factor = try Cholesky(matrix)
    let solved = factor.solve(Self.residuals)
    let quadratic = zip(Self.residuals, solved).reduce(0) { $0 + $1.0 * $1.1 }
    let density = -0.5 * (Double(n) * log(2 * .pi) + factor.logDeterminant + quadratic)
    let filtered = process.filter(
      years: Self.years, residuals: Self.residuals, start: Self.start, isAnchored: anchored)
    #expect(abs(filtered.logLikelihood - density) < Self.tolerance)

    // The process ten years on, given all observations.
    let cross = Self.years.map {
      Self.covariance(process, $0, 2029, anchored: anchored)
    }
    let mean = zip(cross, solved).reduce(0) { $0 + $1.0 * $1.1 }
    let explained = zip(cross, factor.solve(cross)).reduce(0) { $0 + $1.0 * $1.1 }
    let variance = Self.covariance(process, 2029, 2029, anchored: anchored) - explained
    let forecast = process.forecast(from: filtered, to: 2029)
    #expect(abs(forecast.mean - mean) < Self.tolerance)
    #expect(abs(forecast.variance - variance) < Self.tolerance)
  }
}
