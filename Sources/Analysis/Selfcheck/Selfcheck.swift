import Ensembles
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

  /// Where in the list the checks of a designed method stand: in this order, pick-freeze ones before those of given
  /// data.
  public enum Stage: Sendable, CaseIterable {
    /// Base points of a pick-freeze design.
    case pickFreeze
    /// Walks that exchange inputs.
    case walks
    /// Search curves.
    case curves
    /// Small steps.
    case slopes
    /// Screening walks.
    case screening
    /// Any other.
    case other
  }

  /// All results: every method of the registry on every case that it can be held against.
  public static func run(seed: UInt64) throws -> [SelfcheckResult] {
    func designed(_ stage: Stage) throws -> [SelfcheckResult] {
      try SensitivityMethods.designed.filter { $0.check.stage == stage }
        .flatMap { try $0.check.results(seed) }
    }
    return try designed(.pickFreeze) + givenData(seed: seed) + gaussian(seed: seed)
      + Stage.allCases.dropFirst().flatMap(designed)
      + SensitivityMethods.givenData.flatMap { try $0.ownChecks(seed) }
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

  /// Inputs of an analytic case as factors.
  static func inputs(_ count: Int) -> [MovedFactor] {
    (0..<count).map { position in
      let name = "x\(position + 1)"
      return MovedFactor(
        name: name, column: position, key: StreamKey(name: name, dimension: position),
        law: .uniform(low: 0, high: 1))
    }
  }

  /// The outcomes of a function by row and point of a design, whose rows are those that feed a batch kernel.
  static func outcomes(
    _ rows: any RowDesign, draws: Design, factors count: Int, stretch: Int = 1,
    _ value: (UnsafePointer<Double>) -> Double
  ) throws -> [[Double]] {
    let layout = RowLayout(pointCount: rows.pointCount, rowCount: rows.rowCount, stretch: stretch)
    var column: [Double] = []
    try RowTable(rows, layout: layout, draws: draws, factors: inputs(count), dimensionOffset: count)
      .visit { column.append(value($0.baseAddress!)) }
    return layout.byRow(column)
  }

  /// The base points of designs of replicated Sobol' points.
  static func base(seed: UInt64) throws -> Design {
    try Design(
      .init(
        kind: .sobol, futures: replicates * pointsPerReplicate, seed: seed,
        replicates: replicates))
  }

  /// First, total and second order from pick-freeze designs of either layout.
  static func pickFreeze(seed: UInt64) throws -> [SelfcheckResult] {
    try AnalyticCase.all.flatMap { example in
      try [PickFreezeDesign.Layout.symmetric, .economical].flatMap {
        try pickFreeze(example, layout: $0, seed: seed)
      }
    }
  }

  private static func pickFreeze(
    _ example: AnalyticCase, layout: PickFreezeDesign.Layout, seed: UInt64
  ) throws -> [SelfcheckResult] {
    let count = example.first.count
    let design = try PickFreezeDesign(
      base: base(seed: seed),
      groups: (0..<count).map { .init(name: "x\($0 + 1)", columns: [$0]) }, columnCount: count,
      layout: layout, dimensionOffset: count)
    let outcomes = try outcomes(
      PickFreezeRows(design), draws: design.base, factors: count, example.value)
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
}

/// How `selfcheck` holds a designed method against exact values.
public struct DesignedCheck: Sendable {
  /// Where in the list its results stand.
  public let stage: Selfcheck.Stage
  /// Results for a seed.
  public let results: @Sendable (UInt64) throws -> [SelfcheckResult]

  init(
    _ stage: Selfcheck.Stage, _ results: @escaping @Sendable (UInt64) throws -> [SelfcheckResult]
  ) {
    self.stage = stage
    self.results = results
  }
}

/// An estimator of given data with the largest bias it may have on the cases of the analytic suite at
/// ``Selfcheck/rows`` rows.
///
/// The bias is part of the method and is printed, not hidden. What is allowed is judgement: 0.03, the standard error
/// of a first-order index from one sample of this size, for classes and harmonics, which miss variation by
/// design; 0.01 where theory has a bias of order 1 / n; 0.06, about the noise floor at this size, for PAWN and delta.
public struct GivenDataCheck: Sendable {
  /// What is known exactly of the cases.
  public enum Quantity: Sendable, Hashable {
    /// First-order indices, of independent and of dependent factors.
    case firstOrder
    /// Shapley effects of independent factors, and of dependent ones.
    case shapley, dependentShapley
    /// Measures of Gaussian sums.
    case delta, pawn, dependence, correlation, coefficient
  }

  let quantity: Quantity
  let estimator: String
  let symbol: String
  let bias: Double
  let indices: @Sendable (GivenData) throws -> [Double]

  init(
    _ quantity: Quantity, estimator: String, symbol: String, bias: Double,
    indices: @escaping @Sendable (GivenData) throws -> [Double]
  ) {
    self.quantity = quantity
    self.estimator = estimator
    self.symbol = symbol
    self.bias = bias
    self.indices = indices
  }

  /// The checks of all methods of one quantity.
  static func all(_ quantity: Quantity) -> [GivenDataCheck] {
    SensitivityMethods.givenData.flatMap(\.checks).filter { $0.quantity == quantity }
  }
}
