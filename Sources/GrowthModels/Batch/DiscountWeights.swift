import Foundation

/// What a unit of income relative to the frontier is worth in each row of a run, in units of the start.
///
/// `weight(t) = exp(-rate (t - start)) exp(sum of frontier growth before t times the step)`: discounted, and grown with the
/// frontier, because income is relative to it.
public enum DiscountWeights {
  /// Weights by row.
  ///
  /// - Parameters:
  ///   - years: calendar years of the rows, a step apart.
  ///   - growth: growth of the frontier in each row, a year.
  ///   - discountRate: a year.
  ///   - step: length of a step in years.
  public static func weights(
    years: [Double], growth: [Double], discountRate: Double, step: Double
  ) -> [Double] {
    var grown = 0.0
    return zip(years, growth).map { year, rate in
      defer { grown += rate * step }
      return exp(-discountRate * (year - years[0])) * exp(grown)
    }
  }
}
