/// First-order indices from classes of given data: the variance of class means over the variance.
///
/// A factor's rows are cut by rank into m classes of equal size (equal values never parted; a class a value where there
/// are few), and `S = sum over classes of (n_c
/// / n) (mean_c - mean)^2 / Var`. Class means vary by luck alone, which adds about (m - 1) / n (1 -
/// S); the corrected index `1 - (1 - S) (n - 1) / (n - m)` is free of that (it is the adjusted R^2
/// of the class means). The variation of the outcome within a class is not seen: the index is low
/// by the square of the class width, or by the width where the outcome jumps. What is missed is then at most twice what
/// classes of half the width find more, by which the interval is wider upwards.
///
/// Error: the delete-one-group jackknife over 32 groups of rows. For an index near 0,
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
    let jackknife = GivenDataJackknife(data)
    return data.names.indices.map { factor in
      guard !data.isConstant(factor) else {
        return FactorIndex(name: data.names[factor], index: .zero)
      }
      let x = data.factors[factor]
      let classes = Ranks.classes(x, count: count)
      let estimate = jackknife.estimate {
        index(classes, data.outcome, rows: $0, isCorrected: isCorrected)
      }
      if classes.isExact { return FactorIndex(name: data.names[factor], index: estimate) }
      let finer = index(
        Ranks.classes(x, count: 2 * count), data.outcome, rows: jackknife.all,
        isCorrected: isCorrected)
      return FactorIndex(
        name: data.names[factor],
        index: estimate.missing(above: 2 * max(finer - estimate.value, 0)))
    }
  }

  /// The index of a factor from the classes of its rows, some of them.
  private static func index(
    _ classes: Ranks.Classes, _ y: [Double], rows: [Int], isCorrected: Bool
  ) -> Double {
    let (z, variance) = Ranks.centred(rows.map { y[$0] })
    guard variance > 0 else { return 0 }
    let n = Double(rows.count)
    var sums = [Double](repeating: 0, count: classes.count)
    var sizes = sums
    for (z, row) in zip(z, rows) {
      sums[classes.numbers[row]] += z
      sizes[classes.numbers[row]] += 1
    }
    let filled = sums.indices.filter { sizes[$0] > 0 }
    let raw = filled.reduce(0) { $0 + sums[$1] * sums[$1] / sizes[$1] } / n / variance
    let freedom = n - Double(filled.count)
    return isCorrected && freedom > 0 ? 1 - (1 - raw) * (n - 1) / freedom : raw
  }
}
