/// How lonely each point of a front is, so that selection can spread points over it.
public enum CrowdingDistance {
  /// By point the sum over objectives of the distance between its two neighbours, each in units of the front's range;
  /// +infinity at both ends of an objective that has a range. An objective without one adds nothing.
  ///
  /// Of points with equal values the order decides which is at an end. Cost: `O(M N log N)`.
  ///
  /// Source: K. Deb, A. Pratap, S. Agarwal and T. Meyarivan 2002, doi:10.1109/4235.996017.
  public static func distances(_ objectives: [[Double]]) -> [Double] {
    var distances = [Double](repeating: 0, count: objectives.count)
    for objective in (objectives.first ?? []).indices {
      func value(_ point: Int) -> Double { objectives[point][objective] }
      let order = objectives.indices.sorted { (value($0), $0) < (value($1), $1) }
      guard let low = order.first, let high = order.last, value(high) > value(low) else { continue }
      let range = value(high) - value(low)
      distances[low] = .infinity
      distances[high] = .infinity
      for place in order.indices.dropFirst().dropLast() {
        distances[order[place]] += (value(order[place + 1]) - value(order[place - 1])) / range
      }
    }
    return distances
  }
}
