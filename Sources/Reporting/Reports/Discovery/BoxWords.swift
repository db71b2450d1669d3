import Analysis

/// Boxes in words.
enum BoxWords {
  /// A limit: `rainfall below 0.4`, `k from 1 to 2`, `region north or south`.
  static func text(_ limit: DiscoveryFinding.Limit) -> String {
    let low = limit.low.map { Figures.plain($0) }
    let high = limit.high.map { Figures.plain($0) }
    if let categories = limit.categories {
      return "\(limit.factor) \(Figures.list(categories, limit: 6, conjunction: "or"))"
    }
    switch (low, high) {
    case (let low?, let high?): return "\(limit.factor) from \(low) to \(high)"
    case (let low?, nil): return "\(limit.factor) at least \(low)"
    case (nil, let high?): return "\(limit.factor) below \(high)"
    case (nil, nil): return limit.factor
    }
  }

  /// All limits of a box.
  static func text(_ box: DiscoveryFinding.Box) -> String {
    Figures.list(box.limits.map(text), limit: 20)
  }
}
