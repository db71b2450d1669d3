/// Exact quantiles of stored values.
public enum Quantiles {
  /// Quantiles by linear interpolation between order statistics.
  ///
  /// Of n values sorted ascending, the quantile at probability p lies at position `h = (n - 1) p` counted
  /// from 0: `v[floor h] + (h - floor h) (v[floor h + 1] - v[floor h])`. This is definition 7 of Hyndman
  /// and Fan, the default of NumPy, R and Julia. It is exact for p = 0 (minimum), 1 (maximum) and 1/2
  /// (median). Between a finite value and +infinity the result is +infinity, so that right-censored
  /// values yield quantiles beyond the horizon and never NaN.
  ///
  /// Cost: one sort, n log n.
  ///
  /// Source: R. J. Hyndman and Y. Fan, Sample quantiles in statistical packages, The American
  /// Statistician 50 (1996) 361-365, doi:10.1080/00031305.1996.10473566.
  ///
  /// - Precondition: `values` is not empty and holds no NaN; probabilities are in [0, 1].
  public static func exact(_ values: [Double], at probabilities: [Double]) -> [Double] {
    precondition(!values.isEmpty, "quantiles of no values")
    let sorted = values.sorted()
    precondition(!values.contains { $0.isNaN }, "quantiles of values that hold a NaN")
    return probabilities.map { ofSorted(sorted, at: $0) }
  }

  /// One quantile of values that are already sorted ascending, as ``exact(_:at:)`` defines it.
  public static func ofSorted(_ sorted: [Double], at probability: Double) -> Double {
    precondition(!sorted.isEmpty, "a quantile of no values")
    precondition(probability >= 0 && probability <= 1, "probability \(probability)")
    let position = Double(sorted.count - 1) * probability
    let below = min(Int(position), sorted.count - 1)
    let share = position - Double(below)
    let low = sorted[below]
    guard share > 0, below + 1 < sorted.count else { return low }
    let high = sorted[below + 1]
    if low == high { return low }
    if low == -.infinity { return low }
    return high == .infinity ? high : low + share * (high - low)
  }
}
