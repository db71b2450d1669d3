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

  /// Covariance of an anchored process stated by innovation: `s^2 p^|a - b| (1 - p^(2 m)) / (1 - p^2)`, m the years to
  /// the earlier of both; `s^2 m` for a random walk.
  static func covariance(innovation: Double, persistence p: Double, _ a: Double, _ b: Double)
    -> Double
  {
    let m = min(a, b) - start
    if p == 1 { return innovation * innovation * m }
    return innovation * innovation * pow(p, abs(a - b)) * (1 - pow(p, 2 * m)) / (1 - p * p)
  }

  @Test(arguments: [0.9, 0.95, 1], [0, 0.03])
  func aWanderingProcessIsTheNormalDensity(persistence: Double, error: Double) throws {
    let process = Discrepancy(innovation: 0.04, persistence: persistence, observationError: error)
    let n = Self.years.count
    var matrix = Matrix(rows: n, columns: n)
    for i in 0..<n {
      for j in 0..<n {
        matrix[i, j] = Self.covariance(
          innovation: 0.04, persistence: persistence, Self.years[i], Self.years[j])
      }
      matrix[i, i] += error * error
    }
    let factor = try Cholesky(matrix)
    let solved = factor.solve(Self.residuals)
    let quadratic = zip(Self.residuals, solved).reduce(0) { $0 + $1.0 * $1.1 }
    let density = -0.5 * (Double(n) * log(2 * .pi) + factor.logDeterminant + quadratic)
    let filtered = process.filter(
      years: Self.years, residuals: Self.residuals, start: Self.start)
    #expect(abs(filtered.logLikelihood - density) < Self.tolerance)
    let forecast = process.forecast(from: filtered, to: 2029)
    if error == 0 {
      // Seen without error, the walk is where it was last seen, and what is left of it fades.
      #expect(abs(forecast.mean - 0.3 * pow(persistence, 10)) < 1e-12)
      #expect(filtered.variance < 1e-15)
    }
  }

  /// A size and the innovation that belongs to it are one process.
  @Test func sizeAndInnovationAgree() {
    let bySize = Discrepancy(size: 0.2, persistence: 0.8)
    let byStep = Discrepancy(innovation: 0.2 * 0.6, persistence: 0.8)
    #expect(abs(bySize.innovation - 0.12) < 1e-15 && abs(byStep.size - 0.2) < 1e-15)
    #expect(Discrepancy(innovation: 0.1, persistence: 1).size == .infinity)
    let (a, b) = (
      bySize.filter(years: Self.years, residuals: Self.residuals, start: Self.start),
      byStep.filter(years: Self.years, residuals: Self.residuals, start: Self.start)
    )
    #expect(abs(a.logLikelihood - b.logLikelihood) < Self.tolerance)
  }

  /// Persistences below 1 lead to the random walk without a step. The variance after h years changes by about
  /// `h^2 (1 - p)` in units of the squared innovation.
  @Test func theRandomWalkIsALimit() {
    func variance(_ persistence: Double, _ span: Double) -> Double {
      Discrepancy(innovation: 1, persistence: persistence)
        .forecast(from: .init(mean: 0, variance: 0, year: 0), to: span).variance
    }
    for span in [1.0, 5, 60] {
      #expect(variance(1, span) == span)
      for distance in [1e-4, 1e-7, 1e-10, 1e-13] {
        // Rounding of the persistence itself is 1e-16, relative to its distance from 1.
        #expect(
          abs(variance(1 - distance, span) - span) < 1.01 * span * span * distance + 1e-12 * span)
      }
    }
  }

  @Test func meansKeepTheNumberByWhichAllAreStated() {
    let sizes = [
      Discrepancy(size: 0.1, persistence: 0.7), Discrepancy(size: 0.4, persistence: 0.9),
    ]
    let mean = Discrepancy.mean(sizes, weights: [3, 1])
    #expect(abs(mean.size - 0.175) < 1e-15 && abs(mean.persistence - 0.75) < 1e-15)
    let steps = Discrepancy.mean(
      [sizes[0], Discrepancy(innovation: 0.04, persistence: 1)], weights: [1, 1])
    #expect(abs(steps.innovation - 0.5 * (0.1 * 0.51.squareRoot() + 0.04)) < 1e-15)
    #expect(steps.scale == .innovation(steps.innovation))
  }
}
