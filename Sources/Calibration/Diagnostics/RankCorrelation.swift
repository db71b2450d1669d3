/// Ranks from 1 up, ascending; equal values share the mean of theirs.
enum MeanRanks {
  static func of(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      var last = first
      while last + 1 < order.count && values[order[last + 1]] == values[order[first]] { last += 1 }
      for index in first...last { ranks[order[index]] = Double(first + last) / 2 + 1 }
      first = last + 1
    }
    return ranks
  }
}

/// How far two quantities put the same things in the same order.
public enum RankCorrelation {
  /// Spearman's coefficient: the correlation of ranks, of which equal values share the mean; nil with fewer than three
  /// pairs and where one side does not vary.
  ///
  /// Source: Spearman 1904, doi:10.2307/1412159.
  public static func spearman(_ first: [Double], _ second: [Double]) -> Double? {
    precondition(first.count == second.count, "\(first.count) values against \(second.count)")
    guard first.count > 2 else { return nil }
    let (a, b) = (MeanRanks.of(first), MeanRanks.of(second))
    let mean = Double(first.count + 1) / 2
    var (both, left, right) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      both += (x - mean) * (y - mean)
      left += (x - mean) * (x - mean)
      right += (y - mean) * (y - mean)
    }
    return left > 0 && right > 0 ? both / (left * right).squareRoot() : nil
  }
}
