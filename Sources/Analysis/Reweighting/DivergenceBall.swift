import Foundation
import NumericCore

/// The worst mean that beliefs within a Kullback-Leibler divergence give.
///
/// `min E_Q[y]` over all Q with `KL(Q || P) <= r` is `max over theta of -ln E_P[exp(-theta y)] / theta - r / theta`; the
/// worst belief has weights proportional to `exp(-theta y)`. Of a Gaussian it is `mean - sigma sqrt(2 r)`. The standard error
/// is that of the maximum at its place, which to first order does not depend on where the place is.
///
/// L. P. Hansen and T. J. Sargent 2001, Robust control and model uncertainty, doi:10.1257/aer.91.2.60; A. Ben-Tal,
/// D. den Hertog, A. De Waegenaere, B. Melenberg and G. Rennen 2013, Robust solutions of optimization problems affected by
/// uncertain probabilities, doi:10.1287/mnsc.1120.1641.
public struct DivergenceBall: Sendable, Hashable {
  /// The worst mean.
  public let mean: Double
  /// Its standard error.
  public let standardError: Double
  /// The effective number of futures under the worst belief.
  public let effectiveCount: Double

  /// The worst mean of a column under weights near some.
  ///
  /// Cost: about fifty passes over the futures.
  ///
  /// - Parameters:
  ///   - column: by future; a larger number is better.
  ///   - weights: the belief at the centre.
  ///   - radius: the divergence, at least 0.
  public init(_ column: [Double], weights: FutureWeights, radius: Double) {
    precondition(radius >= 0, "a radius of \(radius)")
    let mean = weights.mean(column)
    let spread = weights.mean(column.map { ($0 - mean) * ($0 - mean) }).squareRoot()
    guard radius > 0, spread > 0 else {
      self.mean = mean
      standardError = weights.standardError(column)
      effectiveCount = weights.effectiveCount
      return
    }
    let scaled = column.map { ($0 - mean) / spread }
    var (low, high) = (1e-8, (2 * radius).squareRoot())
    func worst(_ theta: Double) -> Tilt { Tilt(scaled, weights.values, theta: theta) }
    // Beyond some theta all weight is on the worst future, and the divergence rises no more.
    while worst(high).divergence < radius, high < 1e6 {
      low = high
      high *= 2
    }
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      if worst(middle).divergence < radius { low = middle } else { high = middle }
    }
    let theta = 0.5 * (low + high)
    let tilt = worst(theta)
    self.mean = mean + spread * tilt.mean
    effectiveCount = 1 / CompensatedSum(tilt.weights.lazy.map { $0 * $0 }).value
    // The influence of a future on -ln E[exp(-theta y)] / theta is (1 - w / w0) / theta.
    let squares = zip(tilt.weights, weights.values).lazy.map { ($0 - $1) * ($0 - $1) }
    standardError = spread / theta * CompensatedSum(squares).value.squareRoot()
  }

  private struct Tilt {
    let weights: [Double]
    let mean: Double
    let divergence: Double

    init(_ column: [Double], _ base: [Double], theta: Double) {
      let least = column.min()!
      let raw = zip(column, base).map { $1 * exp(-theta * ($0 - least)) }
      let total = CompensatedSum(raw).value
      weights = raw.map { $0 / total }
      mean = CompensatedSum(zip(weights, column).lazy.map { $0 * $1 }).value
      divergence = -theta * (mean - least) - log(total)
    }
  }
}
