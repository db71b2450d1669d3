import Ensembles

/// Where the runs of a design fail.
public enum FailureRegion {
  /// Names the factor whose values differ most, by the distance of Kolmogorov and Smirnov, between runs that
  /// failed and the draws of the design.
  ///
  /// - Returns: a part of a sentence; nil when no run failed or no factor differs.
  public static func sentence(_ outcomes: RowOutcomes, names: [String]) -> String? {
    var largest = (distance: 0.0, factor: 0)
    for factor in names.indices {
      let failed = outcomes.failedInputs[factor].sorted()
      let all = outcomes.inputs[factor].sorted()
      guard !failed.isEmpty, !all.isEmpty else { return nil }
      var (i, j, distance) = (0, 0, 0.0)
      while i < failed.count && j < all.count {
        let value = min(failed[i], all[j])
        while i < failed.count && failed[i] <= value { i += 1 }
        while j < all.count && all[j] <= value { j += 1 }
        distance = max(
          distance, abs(Double(i) / Double(failed.count) - Double(j) / Double(all.count)))
      }
      if distance > largest.distance { largest = (distance, factor) }
    }
    guard largest.distance > 0, let low = outcomes.failedInputs[largest.factor].min(),
      let high = outcomes.failedInputs[largest.factor].max()
    else { return nil }
    return
      "they differ most from the others in \(names[largest.factor]), which lies between \(low) and "
      + "\(high) where runs fail"
  }
}
