import Glibc
import NumericCore
import Sampling

extension Selfcheck {
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
      results += try check(example.name, .firstOrder, data, exact: example.first)
      if let known = shapleyCases.first(where: { $0.name == example.name }),
        example.second.count == 3
      {
        results += try check(example.name, .shapley, data, exact: known.exact)
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
      for (quantity, exact) in [
        (.delta, share.delta), (.pawn, share.pawn),
        (.dependence, weights.map { kernelDependence(correlation: $0) }),
        (.correlation, weights.map { 3 / .pi * asin((1 + $0 * $0) / 2) - 0.5 }),
        (.coefficient, weights),
      ] as [(GivenDataCheck.Quantity, [Double])] {
        results += try check("Gaussian sum p=\(share.p)", quantity, data, exact: exact)
      }
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
    return try check("dependent Gaussian", .firstOrder, data, exact: [4.0 / 7, 25.0 / 28])
      + check("dependent Gaussian", .dependentShapley, data, exact: [19.0 / 56, 37.0 / 56])
  }

  /// R2-HSIC of two standard normal variables with kernels of their own standard deviation: with
  /// `h(r) = (9 - 4 r^2)^(-1/2) + 1/3 - (9/4 - r^2/4)^(-1/2)` it is h(r) / h(1), by Gaussian integrals.
  static func kernelDependence(correlation r: Double) -> Double {
    func h(_ r: Double) -> Double {
      1 / (9 - 4 * r * r).squareRoot() + 1 / 3.0 - 1 / (2.25 - r * r / 4).squareRoot()
    }
    return h(r) / h(1)
  }

  static func names(_ count: Int) -> [String] { (1...count).map { "x\($0)" } }

  /// By sample and factor, independent uniforms.
  static func uniformSamples(_ count: Int, seed: UInt64) throws -> [[[Double]]] {
    let design = try Design(.init(kind: .random, futures: samples * rows, seed: seed))
    let columns = (0..<count).map {
      design.uniforms(StreamKey(name: "sample x\($0 + 1)", dimension: $0))
    }
    return (0..<samples).map { sample in
      columns.map { Array($0[sample * rows..<(sample + 1) * rows]) }
    }
  }

  /// The mean over samples beside the exact values, for every method that estimates a quantity.
  private static func check(
    _ name: String, _ quantity: GivenDataCheck.Quantity, _ data: [GivenData], exact: [Double]
  ) throws -> [SelfcheckResult] {
    try GivenDataCheck.all(quantity).flatMap { check in
      let estimates = try data.map(check.indices)
      return exact.indices.map { factor in
        result(
          name, check.estimator, "\(check.symbol) x\(factor + 1)", estimates.map { $0[factor] },
          exact: exact[factor], bias: check.bias)
      }
    }
  }

  /// The mean of estimates from independent samples beside the exact value.
  static func result(
    _ name: String, _ estimator: String, _ quantity: String, _ estimates: [Double],
    exact: Double, bias: Double
  ) -> SelfcheckResult {
    let n = Double(estimates.count)
    let mean = estimates.reduce(0, +) / n
    let squares = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return SelfcheckResult(
      caseName: name, estimator: estimator, quantity: quantity, estimate: mean, exact: exact,
      standardError: (squares / (n - 1) / n).squareRoot(), degreesOfFreedom: n - 1,
      allowedBias: bias)
  }
}
