import Ensembles
import NumericCore
import Sampling

/// Why the value of information cannot be estimated.
public struct InformationError: KindedError, Hashable {
  /// What is wrong, in one sentence.
  public let description: String

  /// Makes an error with its sentence.
  public init(_ description: String) { self.description = description }
}

/// The expected value of perfect and of partial information, from runs that are there.
///
/// With U_d the outcome of mix d, turned so that more is better, and o the mix that is best on average,
/// `EVPI = E[max_d (U_d - U_o)]` and for factors x `EVPPI = E_x[max_d E(U_d - U_o | x)]`. Differences are taken on the
/// same futures, which removes what all mixes share.
///
/// The conditional means are fitted by regression on splines of x (``InformationBasis``), after Strong, Oakley and
/// Brennan: no inner loop of runs is needed. Putting the fit into the formula is biased upward, because a maximum takes
/// the noise of the fit for knowledge. Here the fit of four fifths of the futures chooses a mix in the other fifth, and the
/// value is the mean of what that choice really gained there: `mean_i D_(d*(x_i))(i)`. No fit, however poor, can make that
/// larger than the truth on average; where no two mixes are exactly equal it is asymptotically normal with the smallest
/// variance there is, so that its interval is that of a mean. The fit's own value is kept beside it as a check: where
/// the two differ by more than the interval, there are too few futures. For groups the fit is additive with products and
/// may miss what only many factors do together: a lower bound.
///
/// Futures are taken as independent; for Sobol' points intervals are too wide rather than too narrow.
///
/// Cost: for 100,000 futures, 64 factors and 15 mixes about 10 s of one core.
///
/// M. Strong, J. E. Oakley and A. Brennan 2014, Estimating multiparameter partial expected value of perfect information
/// from a probabilistic sensitivity analysis sample, doi:10.1177/0272989X13505910; A. R. Luedtke and M. J. van der Laan
/// 2016, Statistical inference for the mean outcome under a possibly non-unique optimal treatment strategy,
/// doi:10.1214/15-AOS1384, for the value of a rule that was fitted on other data.
public enum InformationValue {
  /// Parts of the futures.
  static let folds = 5
  /// Permuted factors by which noise is seen: the largest of 19 is exceeded by a further one in 1 of 20 cases.
  static let dummies = 19
  /// Fewest futures: below, four fifths of them carry no spline.
  static let fewestFutures = 50

  /// Estimates.
  ///
  /// - Parameters:
  ///   - policies: names of the mixes.
  ///   - outcomes: by mix, by future; not a number where a run failed.
  ///   - wantsLess: whether less is better.
  ///   - baseline: position of the baseline.
  ///   - factors: the factors.
  ///   - groups: names and positions of groups of factors.
  ///   - seed: of folds and permutations.
  /// - Throws: ``InformationError`` for fewer than two mixes or too few futures.
  public static func estimate(
    policies: [String], outcomes: [[Double]], wantsLess: Bool = false, baseline: Int = 0,
    factors: [DiscoveryFactor], groups: [(name: String, factors: [Int])] = [], seed: UInt64 = 1,
    context: RunContext = RunContext()
  ) throws -> InformationFinding {
    guard policies.count > 1 else {
      throw InformationError("Knowing is worth nothing without a choice; there is one mix alone.")
    }
    let rows = outcomes[0].count
    let used = (0..<rows).filter { row in outcomes.allSatisfy { $0[row].isFinite } }
    guard used.count >= fewestFutures else {
      throw InformationError(
        "Only \(used.count) futures have an outcome of every mix; \(fewestFutures) are needed.")
    }
    // In an order drawn at random, so that folds are runs of rows.
    let order = CounterStream(name: "information_folds", seed: seed)
      .permutation(0, count: used.count).map { used[$0] }
    let payoffs = outcomes.map { column in order.map { wantsLess ? -column[$0] : column[$0] } }
    let count = Double(order.count)
    let means = payoffs.map { CompensatedSum($0).value / count }
    let best = means.indices.max { (means[$0], $1) < (means[$1], $0) }!
    let gains = payoffs.indices.filter { $0 != best }.map { policy in
      zip(payoffs[policy], payoffs[best]).map { $0 - $1 }
    }
    let own = factors.map { $0.reordered(order) }
    let fits = PartialFits(gains: gains, count: order.count)
    let singles = own.count
    let jobs = singles + groups.count + (own.isEmpty ? 0 : dummies)
    let results = try Engine.map(jobs, context: context) { job -> PartialFits.Result in
      if job < singles { return try fits.value(InformationBasis([own[job]])) }
      if job < singles + groups.count {
        return try fits.value(InformationBasis(groups[job - singles].factors.map { own[$0] }))
      }
      let dummy = job - singles - groups.count
      return try fits.value(
        InformationBasis([permuted(own[dummy % own.count], dummy, seed: seed)]))
    }
    let floor = results.suffix(own.isEmpty ? 0 : dummies).map(\.mean).max() ?? 0
    func partial(_ name: String, _ names: [String], _ result: PartialFits.Result)
      -> InformationFinding.Partial
    {
      let value = Self.value(result.mean, result.standardError)
      return InformationFinding.Partial(
        name: name, factors: names, value: value, plugIn: result.plugIn,
        isClear: value.low > 0 && result.mean > floor)
    }
    return InformationFinding(
      futures: order.count, failed: rows - order.count, policies: policies,
      means: means.map { wantsLess ? -$0 : $0 }, best: best, baseline: baseline,
      sharesBest: BestMixes.byFuture(payoffs).map { CompensatedSum($0).value / count },
      perfect: perfect(gains, count: order.count),
      factors: own.enumerated().map { partial($1.name, [$1.name], results[$0]) },
      groups: groups.enumerated().map { place, group in
        partial(group.name, group.factors.map { own[$0].name }, results[singles + place])
      }, noiseFloor: max(floor, 0), dummies: own.isEmpty ? 0 : dummies)
  }

  private static func value(_ mean: Double, _ error: Double) -> InformationFinding.Value {
    let half = Normal.quantile(0.975) * error
    return InformationFinding.Value(
      value: max(mean, 0), low: max(mean - half, 0), high: max(mean + half, 0))
  }

  private static func perfect(_ gains: [[Double]], count: Int) -> InformationFinding.Value {
    let largest = (0..<count).map { row in gains.reduce(0) { max($0, $1[row]) } }
    let (mean, error) = PartialFits.meanAndError(largest)
    return value(mean, error)
  }

  private static func permuted(
    _ factor: DiscoveryFactor, _ number: Int, seed: UInt64
  ) -> DiscoveryFactor {
    factor.reordered(
      CounterStream(name: "information_dummy", seed: seed)
        .permutation(number, count: factor.count))
  }
}

/// Fits of the gains of all mixes, part of the futures by part.
private struct PartialFits: Sendable {
  /// By mix but the best one, what it gains over that one.
  let gains: [[Double]]
  let count: Int

  struct Result: Sendable {
    /// Of the choices in parts that the fit did not see.
    let mean: Double
    let standardError: Double
    /// Of the fit of all parts.
    let plugIn: Double
  }

  /// Rows that are multiplied at once.
  private static let chunk = 1024
  /// Added to the diagonal of products of standardised columns, in units of the rows: far below what a fit could see, and
  /// enough for columns that depend on each other.
  private static let ridge = 1e-8

  func value(_ basis: InformationBasis) throws -> Result {
    let folds = (0..<InformationValue.folds).map {
      $0 * count / InformationValue.folds..<($0 + 1) * count / InformationValue.folds
    }
    let sums = folds.map { products(basis, $0) }
    let all = sums.reduce(nil as Products?) { $0?.adding($1, sign: 1) ?? $1 }!
    var realised = [Double](repeating: 0, count: count)
    for (fold, own) in zip(folds, sums) {
      let fit = try all.adding(own, sign: -1).solved(ridge: Self.ridge)
      predict(basis, fit, fold) { row, mix, _ in
        if let mix { realised[row] = gains[mix][row] }
      }
    }
    var largest = CompensatedSum()
    predict(basis, try all.solved(ridge: Self.ridge), 0..<count) { _, _, gain in
      largest.add(gain)
    }
    let (mean, error) = Self.meanAndError(realised)
    return Result(
      mean: mean, standardError: error, plugIn: largest.value / Double(count))
  }

  static func meanAndError(_ values: [Double]) -> (mean: Double, error: Double) {
    let count = Double(values.count)
    let mean = CompensatedSum(values).value / count
    let squares = CompensatedSum(values.lazy.map { ($0 - mean) * ($0 - mean) }).value
    return (mean, (squares / (count - 1) / count).squareRoot())
  }

  /// Products of the columns with each other and with the gains.
  private struct Products: Sendable {
    var rows: Double
    var inner: Matrix
    var right: Matrix

    func adding(_ other: Products, sign: Double) -> Products {
      var result = self
      result.rows += sign * other.rows
      for place in inner.elements.indices {
        result.inner.elements[place] += sign * other.inner.elements[place]
      }
      for place in right.elements.indices {
        result.right.elements[place] += sign * other.right.elements[place]
      }
      return result
    }

    /// Coefficients by column and mix.
    func solved(ridge: Double) throws -> Matrix {
      var matrix = inner
      for place in 0..<matrix.rows { matrix[place, place] += ridge * rows }
      let factor = try Cholesky(matrix)
      var result = Matrix(rows: right.rows, columns: right.columns)
      for column in 0..<right.columns {
        let start = column * right.rows
        let solution = factor.solve(Array(right.elements[start..<start + right.rows]))
        result.elements.replaceSubrange(start..<start + right.rows, with: solution)
      }
      return result
    }
  }

  private func products(_ basis: InformationBasis, _ rows: Range<Int>) -> Products {
    let (width, mixes) = (basis.columns.count, gains.count)
    var result = Products(
      rows: Double(rows.count), inner: Matrix(rows: width, columns: width),
      right: Matrix(rows: width, columns: mixes))
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.chunk) {
      let part = start..<min(start + Self.chunk, rows.upperBound)
      let columns = Self.matrix(basis.columns, part)
      let turned = columns.transposed
      let outcomes = Self.matrix(gains, part)
      for (place, value) in (turned * columns).elements.enumerated() {
        result.inner.elements[place] += value
      }
      for (place, value) in (turned * outcomes).elements.enumerated() {
        result.right.elements[place] += value
      }
    }
    return result
  }

  /// The mix with the largest fitted gain in each row, nil for the best one itself, and that gain.
  private func predict(
    _ basis: InformationBasis, _ fit: Matrix, _ rows: Range<Int>,
    _ use: (_ row: Int, _ mix: Int?, _ gain: Double) -> Void
  ) {
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.chunk) {
      let part = start..<min(start + Self.chunk, rows.upperBound)
      let fitted = Self.matrix(basis.columns, part) * fit
      for row in part {
        var (mix, gain): (Int?, Double) = (nil, 0)
        for column in gains.indices {
          let value = fitted.elements[column * fitted.rows + row - start]
          if value > gain { (mix, gain) = (column, value) }
        }
        use(row, mix, gain)
      }
    }
  }

  private static func matrix(_ columns: [[Double]], _ rows: Range<Int>) -> Matrix {
    var elements: [Double] = []
    elements.reserveCapacity(columns.count * rows.count)
    for column in columns { elements += column[rows] }
    return Matrix(rows: rows.count, columns: columns.count, elements: elements)
  }
}
