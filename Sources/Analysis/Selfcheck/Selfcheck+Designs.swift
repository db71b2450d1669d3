import Glibc
import NumericCore
import Sampling

extension Selfcheck {
  /// Resamples of search curves: 20, so that z rests on 19 degrees of freedom.
  public static let curveSamples = 20
  /// Walks of Morris designs.
  public static let walks = 1000

  private static func cases(_ names: [String]) -> [AnalyticCase] {
    AnalyticCase.all.filter { names.contains($0.name) }
  }

  /// Shapley effects in closed form: for outcomes with interactions of pairs alone a first-order index and
  /// half of every pair's; for products from the closed indices of all sets, `prod (1 + V_i) - 1`.
  static let shapleyCases: [(name: String, exact: [Double])] = {
    func pairs(_ example: AnalyticCase) -> [Double] {
      zip(example.first, example.total).map { ($0 + $1) / 2 }
    }
    func product(_ a: [Double]) -> [Double] {
      let parts = a.map { 1 / (3 * (1 + $0) * (1 + $0)) }
      let whole = parts.reduce(1) { $0 * (1 + $1) } - 1
      return ShapleyEffects.effects(
        closed: (0..<1 << a.count).map { set in
          (a.indices.filter { set >> $0 & 1 == 1 }.reduce(1) { $0 * (1 + parts[$1]) } - 1) / whole
        })
    }
    // With interactions of pairs alone the effect is the mean of both indices.
    return ["Ishigami b=0.1", "x1 x2 + x3", "x1 + x2 + 3 x1 x3", "x1 + 2 x2, x3 inert"].map {
      name in
      (name, pairs(AnalyticCase.all.first { $0.name == name }!))
    } + [("Sobol' G k=6", product([0, 0.5, 3, 9, 99, 99]))]
  }()

  /// Shapley effects from walks, and of dependent factors from given data.
  static func shapley(seed: UInt64) throws -> [SelfcheckResult] {
    var results: [SelfcheckResult] = []
    let base = try base(seed: seed)
    for known in shapleyCases {
      let example = cases([known.name])[0]
      let count = example.first.count
      let effects = try shapley(example, base: base, seed: seed)
      for factor in 0..<count {
        let index = effects.effects[factor].index
        results.append(
          SelfcheckResult(
            caseName: known.name, estimator: "shapley", quantity: "Sh x\(factor + 1)",
            estimate: index.value, exact: known.exact[factor], standardError: index.standardError,
            degreesOfFreedom: Double(replicates - 1), allowedBias: 0))
      }
    }
    return results
  }

  /// Shapley effects of a case from the walks of a design.
  static func shapley(_ example: AnalyticCase, base: Design, seed: UInt64) throws -> ShapleyWalks {
    let count = example.first.count
    let orders = try ExchangeOrders(inputCount: count, pointCount: base.futures, seed: seed)
    let outcomes = try outcomes(
      ExchangeRows(
        orders, groups: names(count).enumerated().map { .init(name: $1, columns: [$0]) }),
      draws: base, factors: count, example.value)
    return ShapleyWalks(
      names: names(count), replicates: (0..<base.futures).map(base.group(of:)),
      orders: { orders.input(step: $0, point: $1) }, outcomes: outcomes)
  }

  /// First and total order from search curves. The bias allowed, 0.01, is a fifth of a percent of the variance
  /// of a straight line beyond the last harmonic, and interference of the strongest interactions.
  static func fourier(seed: UInt64) throws -> [SelfcheckResult] {
    var results: [SelfcheckResult] = []
    let chosen = [
      "Ishigami b=0.1", "Ishigami b=0.05", "Sobol' G k=6", "Bratley 1992 k=3", "x1 x2 + x3",
      "x1 + x2 + 3 x1 x3", "x1 + 2 x2, x3 inert", "Borehole, uniform",
    ]
    for example in cases(chosen) {
      let indices = try fourier(
        example, frequency: 32, resamples: curveSamples, seed: seed)
      for (factor, own) in indices.factors.enumerated() {
        for (symbol, index, exact) in [
          ("S", own.first, example.first[factor]), ("T", own.total, example.total[factor]),
        ] {
          results.append(
            SelfcheckResult(
              caseName: example.name, estimator: "efast", quantity: "\(symbol) \(own.name)",
              estimate: index.value, exact: exact, standardError: index.standardError,
              degreesOfFreedom: Double(curveSamples - 1), allowedBias: 0.01))
        }
      }
    }
    return results
  }

  /// Indices of a case from search curves.
  static func fourier(
    _ example: AnalyticCase, frequency: Int, resamples: Int, seed: UInt64
  ) throws -> FourierIndices {
    let count = example.first.count
    let curves = try FourierCurves(
      factorCount: count, frequency: frequency, resampleCount: resamples, seed: seed)
    let rows = CurveRows(curves, factors: inputs(count))
    let outcomes = try outcomes(
      rows, draws: Design(.init(kind: .random, futures: resamples, seed: seed)), factors: count,
      stretch: curves.pointCount, example.value)
    return FourierIndices(
      names: names(count), frequency: frequency, outcomes: rows.byResample(outcomes))
  }

  /// Mean squared slopes in closed form, by inputs uniform in (0, 1).
  static let derivativeCases: [(name: String, exact: [Double])] = {
    let scale = 4 * Double.pi * Double.pi
    // Of the g function: (4 / (1 + a))^2 times the second moments 1 + V_j of the other parts.
    let a: [Double] = [0, 0.5, 3, 9, 99, 99]
    let parts = a.map { 1 / (3 * (1 + $0) * (1 + $0)) }
    let whole = parts.reduce(1) { $0 * (1 + $1) }
    return [
      ("Ishigami b=0.1", [7.719587940719255, 24.5, 10.98730506943205].map { $0 * scale }),
      ("Sobol' G k=6", parts.map { 48 * $0 * whole / (1 + $0) }),
      ("x1 x2 + x3", [1.0 / 3, 1.0 / 3, 1]), ("x1 + x2 + 3 x1 x3", [7, 1, 3]),
      ("x1 + 2 x2, x3 inert", [1, 4, 0]),
    ]
  }()

  /// Derivative-based measures; the error of difference quotients, below 1e-4 of them, is allowed.
  static func derivatives(seed: UInt64) throws -> [SelfcheckResult] {
    let step = 1e-6
    let base = try base(seed: seed)
    return derivativeCases.flatMap { known -> [SelfcheckResult] in
      let example = cases([known.name])[0]
      let count = example.first.count
      let columns = (0..<count).map {
        base.uniforms(StreamKey(name: "x\($0 + 1)", dimension: $0))
      }
      func outcomes(moving: Int?) -> [Double] {
        (0..<base.futures).map { point in
          var place = columns.map { $0[point] }
          if let moving { place[moving] += step }
          return example.value(place)
        }
      }
      let indices = DerivativeIndices.indices(
        base: base, names: names(count),
        steps: columns.map { $0.map { _ in step } },
        constants: columns.map { _ in DerivativeIndices.uniformConstant(length: 1) },
        outcomes: outcomes(moving: nil), moved: (0..<count).map { outcomes(moving: $0) })
      return indices.enumerated().map { factor, index in
        SelfcheckResult(
          caseName: known.name, estimator: "dgsm", quantity: "nu \(index.name)",
          estimate: index.measure.value, exact: known.exact[factor],
          standardError: index.measure.standardError, degreesOfFreedom: Double(replicates - 1),
          allowedBias: 1e-4 * known.exact[factor])
      }
    }
  }

  /// Morris's function of 20 inputs, with signs instead of random numbers for its small coefficients.
  ///
  /// Source: M. D. Morris 1991, doi:10.1080/00401706.1991.10484804.
  static func morrisFunction(_ x: [Double]) -> Double {
    let w = x.enumerated().map { i, x in
      [2, 4, 6].contains(i) ? 2 * (1.1 * x / (x + 0.1) - 0.5) : 2 * (x - 0.5)
    }
    var sum = 0.0
    for i in 0..<20 {
      sum += (i < 10 ? 20 : i % 2 == 1 ? 1 : -1) * w[i]
      for j in 0..<i {
        sum += (i < 6 ? -15 : (i + j) % 2 == 0 ? 1 : -1) * w[i] * w[j]
        guard i < 5 else { continue }
        for l in 0..<j {
          sum -= 10 * w[i] * w[j] * w[l]
          guard i < 4 else { continue }
          for s in 0..<l { sum += 5 * w[i] * w[j] * w[l] * w[s] }
        }
      }
    }
    return sum
  }

  /// Morris's function by 400,000 effects of each input: mean and mean absolute effect. Their standard error
  /// is a 630th of the standard deviation of effects, at most 75.5; three of them and the rounding are
  /// allowed.
  static let morrisReference: (mean: [Double], absolute: [Double], precision: Double) = (
    [13.5, 11.8, 23.9, 11.9, 24.0, 15.1, 34.67, 37.59, 42.41, 37.59],
    [64.1, 63.8, 51.2, 63.8, 51.0, 43.3, 34.67, 37.59, 42.41, 37.59]
      + [Double](repeating: 5.29, count: 10),
    3 * 75.5 / 630 + 0.05
  )

  /// Elementary effects: of a straight line, of a product on its whole grid, and of Morris's function.
  static func morris(seed: UInt64) throws -> [SelfcheckResult] {
    var results: [SelfcheckResult] = []
    func check(
      _ name: String, _ count: Int, precision: Double, mean: [Double], absolute: [Double],
      _ f: ([Double]) -> Double
    ) throws {
      let design = try MorrisTrajectories(factorCount: count, count: walks, seed: seed)
      let indices = MorrisIndices.indices(
        design, names: names(count), outcomes: design.points.map { $0.map(f) })
      for (factor, index) in indices.enumerated() {
        for (symbol, estimate, exact) in [
          ("mu", index.mean, factor < mean.count ? mean[factor] : nil),
          ("mu*", index.absolute, factor < absolute.count ? absolute[factor] : nil),
        ] as [(String, IndexEstimate, Double?)] {
          guard let exact else { continue }
          results.append(
            SelfcheckResult(
              caseName: name, estimator: "morris", quantity: "\(symbol) \(index.name)",
              estimate: estimate.value, exact: exact, standardError: estimate.standardError,
              degreesOfFreedom: Double(walks - 1), allowedBias: precision))
        }
      }
    }
    try check("3 x1 - 2 x2", 2, precision: 0, mean: [3, -2], absolute: [3, 2]) {
      3 * $0[0] - 2 * $0[1]
    }
    // The mean of a factor over the four levels is 1/2.
    try check("x1 x2 + x3", 3, precision: 0, mean: [0.5, 0.5, 1], absolute: [0.5, 0.5, 1]) {
      $0[0] * $0[1] + $0[2]
    }
    try check(
      "x1 + x2 + 3 x1 x3", 3, precision: 0, mean: [2.5, 1, 1.5], absolute: [2.5, 1, 1.5]
    ) { $0[0] + $0[1] + 3 * $0[0] * $0[2] }
    try check(
      "Morris k=20", 20, precision: morrisReference.precision, mean: morrisReference.mean,
      absolute: morrisReference.absolute, morrisFunction)
    return results
  }
}
