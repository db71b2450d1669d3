import NumericCore
import Sampling

/// One estimate of an index beside its exact value.
public struct SelfcheckResult: Sendable, Hashable {
  /// The function.
  public let caseName: String
  /// The estimator.
  public let estimator: String
  /// The index: `S x1`.
  public let quantity: String
  /// The estimate.
  public let estimate: Double
  /// The exact value.
  public let exact: Double
  /// The standard error of the estimate.
  public let standardError: Double
  /// Degrees of freedom of the standard error.
  public let degreesOfFreedom: Double
  /// The bias that the estimator has at this number of rows by its nature; 0 for one without.
  public let allowedBias: Double

  /// `(estimate - exact) / standardError`; 0 where both are exactly equal.
  public var z: Double {
    estimate == exact ? 0 : (estimate - exact) / standardError
  }

  /// Whether the estimate agrees: beyond the allowed bias, it is off by no more than `quantile` standard
  /// errors. Differences of rounding, below 1e-12, count as none.
  public func agrees(quantile: (Double) -> Double) -> Bool {
    let error = (estimate - exact).magnitude - allowedBias
    return error <= 1e-12 || error <= quantile(degreesOfFreedom) * standardError
  }
}

/// The analytic suite: every estimator of sensitivity against functions whose indices are known.
///
/// Estimators from pick-freeze designs are unbiased but for a ratio's 1 / n, and estimate their own error:
/// the check is the difference over that error. Estimators from given data are run on 20 independent
/// samples, whose mean is compared and whose spread gives the error; most have a bias at a finite number of
/// rows (a class has a width, a neighbour a distance, an index that cannot be negative exceeds 0), which
/// is shown, and may be as large as ``Selfcheck/allowedBias``.
///
/// All checks together raise a false alarm with a probability of ``falseAlarms`` (Bonferroni).
public enum Selfcheck {
  /// The probability of any failing check when all is well: 1 %.
  public static let falseAlarms = 0.01
  /// Samples of given-data estimators: 20.
  public static let samples = 20
  /// Rows of each: 1024.
  public static let rows = 1024
  /// Base points of pick-freeze designs: 32 replicates of 64.
  public static let replicates = 32, pointsPerReplicate = 64

  /// All results.
  public static func run(seed: UInt64) throws -> [SelfcheckResult] {
    var results: [SelfcheckResult] = []
    for example in AnalyticCase.all {
      results += try pickFreeze(example, layout: .symmetric, seed: seed)
      results += try pickFreeze(example, layout: .economical, seed: seed)
    }
    results += try givenData(seed: seed)
    results += try gaussian(seed: seed)
    results += try shapley(seed: seed)
    results += try fourier(seed: seed)
    results += try derivatives(seed: seed)
    results += try morris(seed: seed)
    return results
  }

  /// The results that disagree.
  public static func failures(_ results: [SelfcheckResult]) -> [SelfcheckResult] {
    let level = falseAlarms / 2 / Double(max(results.count, 1))
    var quantiles: [Double: Double] = [:]
    func quantile(_ degrees: Double) -> Double {
      if let known = quantiles[degrees] { return known }
      let value = -StudentT.quantile(level, degreesOfFreedom: degrees)
      quantiles[degrees] = value
      return value
    }
    return results.filter { !$0.agrees(quantile: quantile) }
  }

  /// First, total and second order from one design.
  static func pickFreeze(
    _ example: AnalyticCase, layout: PickFreezeDesign.Layout, seed: UInt64
  ) throws -> [SelfcheckResult] {
    let count = example.first.count
    let base = try Design(
      .init(
        kind: .sobol, futures: replicates * pointsPerReplicate, seed: seed,
        replicates: replicates))
    let design = try PickFreezeDesign(
      base: base, groups: (0..<count).map { .init(name: "x\($0 + 1)", columns: [$0]) },
      columnCount: count, layout: layout, dimensionOffset: count)
    let sides = PickFreezeSide.allCases.map { side in
      (0..<count).map { factor in
        uniforms(
          base,
          side.key(
            StreamKey(name: "x\(factor + 1)", dimension: factor), dimensionOffset: count))
      }
    }
    var point = [Double](repeating: 0, count: count)
    let outcomes = (0..<design.rowCount).map { position -> [Double] in
      let row = design.row(at: position)
      let origin = (0..<count).map { design.side(ofColumn: $0, in: row) == .a ? 0 : 1 }
      return (0..<base.futures).map { future in
        for factor in 0..<count { point[factor] = sides[origin[factor]][factor][future] }
        return example.value(point)
      }
    }
    let withPairs = layout == .symmetric && !example.second.isEmpty
    let indices = VarianceIndices(design: design, outcomes: outcomes, withPairs: withPairs)
    let estimator = layout == .symmetric ? "sobol" : "sobol, economical"
    func result(_ quantity: String, _ estimate: IndexEstimate, _ exact: Double) -> SelfcheckResult {
      SelfcheckResult(
        caseName: example.name, estimator: estimator, quantity: quantity,
        estimate: estimate.value, exact: exact, standardError: estimate.standardError,
        degreesOfFreedom: Double(replicates - 1), allowedBias: example.precision)
    }
    var results: [SelfcheckResult] = []
    for (factor, group) in indices.groups.enumerated() {
      results.append(result("S \(group.name)", group.first, example.first[factor]))
      results.append(result("T \(group.name)", group.total, example.total[factor]))
    }
    if withPairs {
      for known in example.second {
        guard let pair = indices.pairs.first(where: { $0.i == known.i && $0.j == known.j }) else {
          continue
        }
        results.append(result("S x\(known.i + 1) x\(known.j + 1)", pair.second, known.value))
      }
    }
    return results
  }

  /// The uniforms of one stream for all futures of a design.
  static func uniforms(_ design: Design, _ key: StreamKey) -> [Double] {
    [Double](unsafeUninitializedCapacity: design.futures) { buffer, size in
      design.uniforms(key, futures: 0..<design.futures, into: buffer.baseAddress!)
      size = design.futures
    }
  }
}
