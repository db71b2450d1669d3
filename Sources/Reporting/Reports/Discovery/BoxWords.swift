import Analysis

/// Boxes in words.
enum BoxWords {
  /// A limit: `rainfall below 0.4`, `k from 1 to 2`, `region north or south`.
  static func text(_ limit: DiscoveryFinding.Limit) -> String {
    let low = limit.low.map { Figures.plain($0) }
    let high = limit.high.map { Figures.plain($0) }
    if let categories = limit.categories {
      return "\(limit.factor) \(alternatives(categories))"
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

  private static func alternatives(_ names: [String]) -> String {
    let shown = names.count > 6 ? Array(names.prefix(5)) + ["\(names.count - 5) others"] : names
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " or " + last
  }
}
