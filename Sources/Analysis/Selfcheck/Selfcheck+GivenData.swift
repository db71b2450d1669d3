import Glibc
import NumericCore
import Sampling

extension Selfcheck {
  /// An estimator of given data with the largest bias it may have on the cases at ``rows`` rows.
  ///
  /// The bias is part of the method and is printed, not hidden. What is allowed is judgement: 0.03, the
  /// standard error of a first-order index from one sample of this size, for classes and harmonics, which
  /// miss variation by design; 0.01 where theory has a bias of order 1 / n; 0.06, about the noise floor at
  /// this size, for PAWN and delta, whose classes are wide and which cannot be negative.
  struct GivenDataEstimator: Sendable {
    let name: String
    let symbol: String
    let allowedBias: Double
    let indices: @Sendable (GivenData) throws -> [Double]
  }

  private static func values(_ indices: [FactorIndex]) -> [Double] { indices.map(\.index.value) }

  /// First-order indices. Classes and harmonics do not see what varies within a class or faster than the
  /// last harmonic; neighbours and ranks have a bias of order 1 / n.
  static let firstOrder = [
    GivenDataEstimator(name: "given-data (ranks)", symbol: "S", allowedBias: 0.01) {
      values(RankIndices.firstOrder($0))
    },
    GivenDataEstimator(name: "classes", symbol: "S", allowedBias: 0.03) {
      values(try BinnedIndices.firstOrder($0))
    },
    GivenDataEstimator(name: "nearest-neighbours", symbol: "S", allowedBias: 0.01) {
      values(try NearestNeighbourIndices.firstOrder($0))
    },
    GivenDataEstimator(name: "fast (RBD)", symbol: "S", allowedBias: 0.03) {
      values(try RandomBalanceIndices.firstOrder($0))
    },
  ]

  /// Estimators of first-order indices on samples of the analytic cases.
  static func givenData(seed: UInt64) throws -> [SelfcheckResult] {
    let chosen = [
      "Ishigami b=0.1", "Sobol' G k=6", "Bratley 1992 k=3", "x1 x2 + x3", "x1 + x2 + 3 x1 x3",
    ]
    var results: [SelfcheckResult] = []
    for example in AnalyticCase.all where chosen.contains(example.name) {
      let inputs = try uniformSamples(example.first.count, seed: seed)
      let data = try inputs.map { columns in
        var point = [Double](repeating: 0, count: columns.count)
        let outcome = (0..<rows).map { row in
          for factor in columns.indices { point[factor] = columns[factor][row] }
          return example.value(point)
        }
        return try GivenData(names: names(columns.count), factors: columns, outcome: outcome)
      }
      for estimator in firstOrder {
        results += try check(example.name, estimator, data, exact: example.first)
      }
      // Sets of three factors have neighbours further away than single ones: a bias twice as large.
      if let known = shapleyCases.first(where: { $0.name == example.name }),
        example.second.count == 3
      {
        results += try check(
          example.name, shapleyEstimator(allowedBias: 0.02), data, exact: known.exact)
      }
    }
    return results
  }

  /// Estimators on sums of Gaussian factors, where the exact value of everything is known.
  static func gaussian(seed: UInt64) throws -> [SelfcheckResult] {
    var results: [SelfcheckResult] = []
    let inputs = try uniformSamples(3, seed: seed).map { $0.map { $0.map(Normal.quantile) } }
    // Y = X1 + X2, X1 with the variance share p. Delta and PAWN (median) by numerical integration.
    let shares: [(p: Double, delta: [Double], pawn: [Double])] = [
      (0.25, [0.18460846, 0.46277565], [0.1535401225, 0.3786570036]),
      (0.5, [0.30599382, 0.30599382], [0.2529626634, 0.2529626634]),
    ]
    for share in shares {
      let weights = [share.p.squareRoot(), (1 - share.p).squareRoot()]
      let data = try inputs.map { x in
        try GivenData(
          names: names(2), factors: Array(x[..<2]),
          outcome: (0..<rows).map { weights[0] * x[0][$0] + weights[1] * x[1][$0] })
      }
      let name = "Gaussian sum p=\(share.p)"
      results += try check(
        name,
        GivenDataEstimator(name: "delta", symbol: "delta", allowedBias: 0.06) {
          values(try DistributionIndices.delta($0))
        }, data, exact: share.delta)
      results += try check(
        name,
        GivenDataEstimator(name: "pawn", symbol: "KS", allowedBias: 0.06) {
          values(try DistributionIndices.pawn($0))
        }, data, exact: share.pawn)
      results += try check(
        name,
        GivenDataEstimator(name: "hsic", symbol: "R2-HSIC", allowedBias: 0.01) {
          try KernelDependence.indices($0).map(\.index.value)
        }, data, exact: weights.map { kernelDependence(correlation: $0) })
      results += try check(
        name,
        GivenDataEstimator(name: "chatterjee", symbol: "xi", allowedBias: 0.005) {
          values(RankIndices.chatterjee($0))
        }, data, exact: weights.map { 3 / .pi * asin((1 + $0 * $0) / 2) - 0.5 })
      results += try check(
        name,
        GivenDataEstimator(name: "regression", symbol: "SRC", allowedBias: 0) {
          values(try RegressionIndices($0).coefficients)
        }, data, exact: weights)
    }
    results += try dependent(inputs)
    return results
  }

  /// Y = X1 + X2 with standard deviations 1 and 2 and correlation 0.5: closed indices 4/7 and 25/28.
  private static func dependent(_ inputs: [[[Double]]]) throws -> [SelfcheckResult] {
    let data = try inputs.map { x -> GivenData in
      let second = (0..<rows).map { 2 * (0.5 * x[0][$0] + 0.75.squareRoot() * x[1][$0]) }
      return try GivenData(
        names: names(2), factors: [x[0], second], outcome: (0..<rows).map { x[0][$0] + second[$0] })
    }
    return try firstOrder.flatMap {
      try check("dependent Gaussian", $0, data, exact: [4.0 / 7, 25.0 / 28])
    }
      + check(
        "dependent Gaussian", shapleyEstimator(allowedBias: 0.01), data,
        exact: [19.0 / 56, 37.0 / 56])
  }

  private static func shapleyEstimator(allowedBias: Double) -> GivenDataEstimator {
    GivenDataEstimator(name: "shapley, given data", symbol: "Sh", allowedBias: allowedBias) {
      values(try ShapleyEffects.givenData($0, isDeterministic: true))
    }
  }

  /// R2-HSIC of two standard normal variables with kernels of their own standard deviation: with
  /// `h(r) = (9 - 4 r^2)^(-1/2) + 1/3 - (9/4 - r^2/4)^(-1/2)` it is h(r) / h(1), by Gaussian integrals.
  static func kernelDependence(correlation r: Double) -> Double {
    func h(_ r: Double) -> Double {
      1 / (9 - 4 * r * r).squareRoot() + 1 / 3.0 - 1 / (2.25 - r * r / 4).squareRoot()
    }
    return h(r) / h(1)
  }

  private static func names(_ count: Int) -> [String] { (1...count).map { "x\($0)" } }

  /// By sample and factor, independent uniforms.
  private static func uniformSamples(_ count: Int, seed: UInt64) throws -> [[[Double]]] {
    let design = try Design(.init(kind: .random, futures: samples * rows, seed: seed))
    let columns = (0..<count).map {
      uniforms(design, StreamKey(name: "sample x\($0 + 1)", dimension: $0))
    }
    return (0..<samples).map { sample in
      columns.map { Array($0[sample * rows..<(sample + 1) * rows]) }
    }
  }

  /// The mean over samples beside the exact values.
  private static func check(
    _ name: String, _ estimator: GivenDataEstimator, _ data: [GivenData], exact: [Double]
  ) throws -> [SelfcheckResult] {
    let estimates = try data.map(estimator.indices)
    let n = Double(data.count)
    return exact.indices.map { factor in
      let own = estimates.map { $0[factor] }
      let mean = own.reduce(0, +) / n
      let squares = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return SelfcheckResult(
        caseName: name, estimator: estimator.name, quantity: "\(estimator.symbol) x\(factor + 1)",
        estimate: mean, exact: exact[factor], standardError: (squares / (n - 1) / n).squareRoot(),
        degreesOfFreedom: n - 1, allowedBias: estimator.allowedBias)
    }
  }
}
