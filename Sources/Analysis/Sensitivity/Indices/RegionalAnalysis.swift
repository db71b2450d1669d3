import Glibc

/// How one factor separates two regions of the outcome.
public struct RegionalIndex: Sendable, Hashable {
  /// The factor.
  public let name: String
  /// The Kolmogorov-Smirnov distance between its values in the two regions.
  public let distance: Double
  /// The value of the factor at which the two distribution functions are furthest apart.
  public let at: Double
  /// Whether values inside the region tend to be larger than outside at that point.
  public let isLargerInside: Bool
  /// The probability of such a distance if the factor had nothing to do with the region.
  public let pValue: Double
  /// The p value corrected for the number of factors looked at, by Holm's method.
  public let adjustedPValue: Double
}

/// Regional sensitivity analysis, also called Monte Carlo filtering: which factors decide whether
/// the outcome falls into a region, such as "growth below 2 %" or "mix A beats mix B".
///
/// For every factor the two-sample Kolmogorov-Smirnov distance D between the rows inside and
/// outside. Its p value is that of Kolmogorov's law at `(sqrt(m) + 0.12 + 0.11 / sqrt(m)) D`, `m =
/// n1 n2 / (n1 + n2)`. With many factors some distance is large by luck; Holm's correction keeps
/// the probability of any false alarm among all of them below the level it is compared with, and
/// assumes nothing about their dependence. Rows are taken for independent; those of Sobol' and
/// Latin designs make the test careful. Rows whose outcome is not finite are left out and counted
/// by ``GivenData``.
///
/// Sources: R. C. Spear and G. M. Hornberger, Eutrophication in Peel Inlet II, Water Research 14
/// (1980) 43-49, doi:10.1016/0043-1354(80)90040-8; M. A. Stephens, Use of the Kolmogorov-Smirnov,
/// Cramer-von Mises and related statistics without extensive tables, Journal of the Royal
/// Statistical Society B 32 (1970) 115-122, doi:10.1111/j.2517-6161.1970.tb00821.x; S. Holm, A
/// simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6
/// (1979) 65-70.
public enum RegionalAnalysis {
  /// Analyses all factors.
  ///
  /// - Parameter isInside: whether an outcome lies in the region.
  /// - Throws: ``SensitivityError`` when fewer than 10 rows lie on either side.
  public static func indices(
    _ data: GivenData, isInside: (Double) -> Bool
  ) throws -> [RegionalIndex] {
    let inside = data.outcome.map(isInside)
    let count = inside.count { $0 }
    guard count >= 10 && data.rowCount - count >= 10 else {
      throw SensitivityError(
        "a regional analysis needs at least 10 rows inside and 10 outside the region: \(count) and "
          + "\(data.rowCount - count)")
    }
    let distances = data.factors.map { distance($0, inside, count: count) }
    let size = Double(count) * Double(data.rowCount - count) / Double(data.rowCount)
    let root = size.squareRoot()
    let pValues = distances.map { kolmogorov((root + 0.12 + 0.11 / root) * $0.distance) }
    let adjusted = holm(pValues)
    return data.names.indices.map { factor in
      RegionalIndex(
        name: data.names[factor], distance: distances[factor].distance, at: distances[factor].at,
        isLargerInside: distances[factor].isLarger, pValue: pValues[factor],
        adjustedPValue: adjusted[factor])
    }
  }

  private static func distance(
    _ x: [Double], _ inside: [Bool], count: Int
  ) -> (distance: Double, at: Double, isLarger: Bool) {
    var best = (distance: 0.0, at: x[0], isLarger: false)
    var (below, belowOutside) = (0, 0)
    let order = Ranks.order(x)
    for (position, row) in order.enumerated() {
      if inside[row] { below += 1 } else { belowOutside += 1 }
      if position + 1 < order.count && x[order[position + 1]] == x[row] { continue }
      let gap =
        Double(below) / Double(count) - Double(belowOutside) / Double(x.count - count)
      if gap.magnitude > best.distance { best = (gap.magnitude, x[row], gap < 0) }
    }
    return best
  }

  /// The upper tail of Kolmogorov's law: `2 sum over j of (-1)^(j-1) exp(-2 j^2 t^2)`; below t =
  /// 0.2 it is 1 to more than 12 digits and the sum would need many terms.
  static func kolmogorov(_ t: Double) -> Double {
    if t < 0.2 { return 1 }
    var sum = 0.0
    for j in 1...100 {
      let term = exp(-2 * Double(j * j) * t * t)
      sum += j % 2 == 1 ? term : -term
      if term < 1e-18 { break }
    }
    return min(max(2 * sum, 0), 1)
  }

  /// Holm's adjusted p values.
  static func holm(_ pValues: [Double]) -> [Double] {
    var adjusted = pValues
    var largest = 0.0
    for (position, index) in Ranks.order(pValues).enumerated() {
      largest = max(largest, min(pValues[index] * Double(pValues.count - position), 1))
      adjusted[index] = largest
    }
    return adjusted
  }
}
