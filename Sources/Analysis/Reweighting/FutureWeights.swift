import Foundation
import NumericCore

/// Why futures cannot be reweighted.
public struct ReweightingError: KindedError, Hashable {
  /// What is wrong, in one sentence.
  public let description: String

  /// Makes an error with its sentence.
  public init(_ description: String) { self.description = description }
}

/// Weights of futures under another belief than the one they were drawn from; they sum to 1.
///
/// `w_i` is proportional to `q(x_i) / p(x_i)`. The effective number of futures, `1 / sum w_i^2`, is what as many equally
/// weighted ones would tell (L. Kish 1965, Survey sampling, section 11.7).
public struct FutureWeights: Sendable, Hashable {
  /// By future.
  public let values: [Double]
  /// Factors whose mean was set, standardised by the weights: errors do not hold what they explain.
  let tilted: [[Double]]

  /// Weights from logarithms of ratios of densities; -infinity for a future that the new belief rules out.
  ///
  /// - Throws: ``ReweightingError`` where all are ruled out.
  public init(logRatios: [Double]) throws {
    self.init(values: try Self.normalised(logRatios), tilted: [])
  }

  private init(values: [Double], tilted: [[Double]]) {
    self.values = values
    self.tilted = tilted
  }

  private static func normalised(_ logs: [Double]) throws -> [Double] {
    let largest = logs.max() ?? -.infinity
    guard largest.isFinite else {
      throw ReweightingError("The new belief rules out every future of the run.")
    }
    let weights = logs.map { exp($0 - largest) }
    let total = CompensatedSum(weights).value
    return weights.map { $0 / total }
  }

  /// As many equally weighted futures would tell as much.
  public var effectiveCount: Double {
    1 / CompensatedSum(values.lazy.map { $0 * $0 }).value
  }

  /// The Kullback-Leibler divergence of the new belief from equal weights, `sum w_i ln(n w_i)`.
  public var divergence: Double {
    let count = Double(values.count)
    return max(
      CompensatedSum(values.lazy.map { $0 > 0 ? $0 * log($0 * count) : 0 }).value, 0)
  }

  /// A weighted mean.
  public func mean(_ column: [Double]) -> Double {
    CompensatedSum(zip(values, column).lazy.map { $0 > 0 ? $0 * $1 : 0 }).value
  }

  /// The weights that set the means of some factors and are otherwise as near as can be: an exponential tilt.
  ///
  /// `w_i exp(sum_j theta_j x_ij)`, the weights of least divergence from these that have the means (I. Csiszar 1975,
  /// I-divergence geometry of probability distributions, doi:10.1214/aop/1176996454). By Newton's method on the convex
  /// function `ln sum w exp(theta (x - mean))`.
  ///
  /// - Parameters:
  ///   - factors: names, values by future, and the means that are wanted.
  /// - Throws: ``ReweightingError`` where futures do not reach the means.
  public func tilted(
    _ factors: [(name: String, values: [Double], mean: Double)]
  ) throws -> FutureWeights {
    if factors.isEmpty { return self }
    for factor in factors {
      let used = zip(values, factor.values).lazy.filter { $0.0 > 0 }.map(\.1)
      guard let low = used.min(), let high = used.max(), low < factor.mean,
        factor.mean < high
      else {
        throw ReweightingError(
          "A mean of \(factor.name) of \(factor.mean) is outside what futures have, "
            + "\((used.min() ?? .nan).shown) to \((used.max() ?? .nan).shown).")
      }
    }
    let scaled = factors.map { factor -> [Double] in
      let own = mean(factor.values)
      let square = mean(factor.values.map { ($0 - own) * ($0 - own) })
      return factor.values.map { ($0 - factor.mean) / square.squareRoot() }
    }
    let base = values.map { log($0) }
    var theta = [Double](repeating: 0, count: factors.count)
    func logs(_ theta: [Double]) -> [Double] {
      base.indices.map { row in
        base[row] + theta.indices.reduce(0) { $0 + theta[$1] * scaled[$1][row] }
      }
    }
    /// The convex function, whose gradient is the mean of the scaled factors.
    func height(_ logs: [Double]) -> Double {
      let largest = logs.max()!
      return largest + log(CompensatedSum(logs.lazy.map { exp($0 - largest) }).value)
    }
    for _ in 0..<200 {
      let now = logs(theta)
      let weights = FutureWeights(values: try Self.normalised(now), tilted: [])
      let slope = scaled.map(weights.mean)
      if slope.allSatisfy({ abs($0) < 1e-10 }) {
        return FutureWeights(
          values: weights.values, tilted: tilted + scaled)
      }
      var curvature = Matrix(rows: theta.count, columns: theta.count)
      for first in theta.indices {
        for second in theta.indices {
          let product = zip(scaled[first], scaled[second]).map { $0 * $1 }
          curvature[first, second] = weights.mean(product) - slope[first] * slope[second]
        }
        curvature[first, first] += 1e-12
      }
      let step = try Cholesky(curvature).solve(slope)
      let start = height(now)
      var length = min(1, 2 / (step.map(abs).max() ?? 1))
      while length > 1e-10,
        height(logs(zip(theta, step).map { $0 - length * $1 })) > start
      {
        length /= 2
      }
      theta = zip(theta, step).map { $0 - length * $1 }
    }
    throw ReweightingError(
      "No weights of the futures give the means of \(factors.map(\.name).joined(separator: ", ")) together."
    )
  }

  /// The standard error of a weighted mean, `sqrt(sum w_i^2 r_i^2)`, with r what is left of the column less its mean after
  /// a regression on the factors whose mean was set.
  public func standardError(_ column: [Double]) -> Double {
    let own = mean(column)
    var rest = column.map { $0 - own }
    if !tilted.isEmpty {
      var equations = NormalEquations(size: tilted.count)
      for row in rest.indices where values[row] > 0 {
        let root = values[row].squareRoot()
        equations.add(tilted.map { $0[row] * root }, rest[row] * root)
      }
      if let slopes = equations.solution() {
        for row in rest.indices {
          for (factor, slope) in zip(tilted, slopes) { rest[row] -= slope * factor[row] }
        }
      }
    }
    return CompensatedSum(
      zip(values, rest).lazy.map { $0 > 0 ? $0 * $0 * $1 * $1 : 0 }
    ).value.squareRoot()
  }
}

extension Double {
  /// A number in a sentence.
  fileprivate var shown: String { String(format: "%.4g", self) }
}
