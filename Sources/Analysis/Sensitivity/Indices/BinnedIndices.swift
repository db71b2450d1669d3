/// First-order indices from classes of given data: the variance of class means over the variance.
///
/// A factor's rows are cut by rank into m classes of equal size, and `S = sum over classes of (n_c
/// / n) (mean_c - mean)^2 / Var`. Class means vary by luck alone, which adds about (m - 1) / n (1 -
/// S); the corrected index `1 - (1 - S) (n - 1) / (n - m)` is free of that (it is the adjusted R^2
/// of the class means). The variation of the outcome within a class is not seen: the index is low
/// by the square of the class width.
///
/// Error: the delete-one-group jackknife over 32 interleaved groups of rows. For an index near 0,
/// where little more than luck is left, it is too large by up to a half.
///
/// Source: E. Plischke, E. Borgonovo and C. L. Smith, Global sensitivity measures from given data,
/// European Journal of Operational Research 226 (2013) 536-550, doi:10.1016/j.ejor.2012.11.047.
public enum BinnedIndices {
  /// Classes for n rows: the cube root of n doubled, at least 4 and at most 48. The class width
  /// then falls as n^(-1/3), so that its square, the bias, falls faster than the error n^(-1/2).
  public static func classCount(rows: Int) -> Int {
    var root = 1
    while (root + 1) * (root + 1) * (root + 1) <= rows { root += 1 }
    return min(max(2 * root, 4), 48)
  }

  /// First-order indices of all factors.
  ///
  /// - Parameters:
  ///   - classes: number of classes; ``classCount(rows:)`` when nil.
  ///   - isCorrected: whether the luck of class means is taken out.
  /// - Throws: ``SensitivityError`` with fewer than two rows a class.
  public static func firstOrder(
    _ data: GivenData, classes: Int? = nil, isCorrected: Bool = true
  ) throws -> [FactorIndex] {
    let count = classes ?? classCount(rows: data.rowCount)
    precondition(count >= 2, "\(count) classes")
    // The jackknife takes a 32nd of the rows away, and each class needs two even then.
    try data.require(rows: max(64, 3 * count), for: "a first-order index from \(count) classes")
    return GivenDataJackknife.estimate(
      data, prepare: { Ranks.classNumbers($0, count: count) },
      statistic: { index($0, $1, classes: count, isCorrected: isCorrected) })
  }

  /// The index of a factor from the classes of its rows.
  static func index(
    _ numbers: [Double], _ y: [Double], classes: Int, isCorrected: Bool
  ) -> Double {
    let (z, variance) = Ranks.centred(y)
    let n = Double(y.count)
    var sums = [Double](repeating: 0, count: classes)
    var sizes = sums
    for row in z.indices {
      sums[Int(numbers[row])] += z[row]
      sizes[Int(numbers[row])] += 1
    }
    var between = 0.0
    for part in 0..<classes where sizes[part] > 0 {
      between += sums[part] * sums[part] / sizes[part] / n
    }
    let raw = between / variance
    return isCorrected ? 1 - (1 - raw) * (n - 1) / (n - Double(classes)) : raw
  }
}

/// Errors of statistics of given data by leaving out groups of rows.
///
/// Row i belongs to group i mod 32; with theta_g the statistic without group g the variance is
/// estimated by `(31 / 32) sum of (theta_g - mean)^2`, with 31 degrees of freedom. Good for
/// statistics that are smooth in the distribution of rows, such as class means and distribution
/// functions; not for those of neighbours.
///
/// Source: J. Shao and C. F. J. Wu, A general theory for jackknife variance estimation, Annals of
/// Statistics 17 (1989) 1176-1197, doi:10.1214/aos/1176347263.
enum GivenDataJackknife {
  static let groups = 32

  /// A statistic of each factor and the outcome.
  ///
  /// - Parameters:
  ///   - prepare: what the statistic needs to know of each value of the factor among all rows, such
  ///     as its class. It stays as it is when rows are left out: classes that moved with every row
  ///     left out would add a noise that the index does not have.
  ///   - statistic: of prepared values and outcomes.
  static func estimate(
    _ data: GivenData, prepare: ([Double]) -> [Double],
    statistic: (_ prepared: [Double], _ outcome: [Double]) -> Double
  ) -> [FactorIndex] {
    data.names.indices.map { factor in
      FactorIndex(
        name: data.names[factor],
        index: data.isConstant(factor)
          ? .zero
          : estimate(prepare(data.factors[factor]), data.outcome, statistic: statistic))
    }
  }

  static func estimate(
    _ x: [Double], _ y: [Double], statistic: ([Double], [Double]) -> Double
  ) -> IndexEstimate {
    let value = statistic(x, y)
    let without = (0..<groups).map { group in
      let rows = y.indices.filter { $0 % groups != group }
      return statistic(rows.map { x[$0] }, rows.map { y[$0] })
    }
    let mean = without.reduce(0, +) / Double(groups)
    let squares = without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return IndexEstimate(
      value: value,
      standardError: (squares * Double(groups - 1) / Double(groups)).squareRoot(),
      degreesOfFreedom: Double(groups - 1))
  }
}
