/// Stochastic dominance between the distributions of two mixes' outcomes.
///
/// A mix A dominates B to the first order when `F_A(x) <= F_B(x)` for every x, to the second order when
/// `int_-inf^x (F_A - F_B) <= 0` for every x. How nearly it does is the share of the area between the two
/// distributions where that fails: below one half A is preferred by all but extreme preferences.
///
/// J. Hadar and W. R. Russell 1969, Rules for ordering uncertain prospects, American Economic Review 59, 25-34; M. Leshno
/// and H. Levy 2002, Preferred by "all" and preferred by "most" decision makers: almost stochastic dominance, Management
/// Science 48, 1074-1085, doi:10.1287/mnsc.48.8.1074.169.
enum StochasticDominance {
  /// Every ordered pair of mixes, over the states in which both ran.
  static func all(_ sample: RobustnessSample) -> [RobustnessFindings.Dominance] {
    let table = sample.table
    let hasFailed = table.failed.map { $0 > 0 }
    var results: [RobustnessFindings.Dominance] = []
    for first in table.policies.indices {
      for second in table.policies.indices where second > first {
        var columns = (sample.policies[first].sorted, sample.policies[second].sorted)
        if hasFailed[first] || hasFailed[second] {
          let (one, other) = (table.values[first], table.values[second])
          columns = (
            SortedColumn(
              one.indices.map { other[$0].isNaN ? .nan : one[$0] }, weight: sample.weight),
            SortedColumn(
              one.indices.map { one[$0].isNaN ? .nan : other[$0] }, weight: sample.weight)
          )
        }
        let both = compare(columns.0, columns.1)
        results.append(both.forward.named(first, second, states: columns.0.values.count))
        results.append(both.backward.named(second, first, states: columns.0.values.count))
      }
    }
    return results.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// What is said of one direction.
  struct Direction {
    /// Area in which the first order fails, and in which the second order does.
    var first = 0.0
    var second = 0.0
    /// Area between the distributions.
    var total = 0.0

    func named(_ one: Int, _ other: Int, states: Int) -> RobustnessFindings.Dominance {
      let isKnown = states > 0
      return RobustnessFindings.Dominance(
        first: one, second: other,
        firstOrder: isKnown && first <= Rounding.share * total,
        firstViolation: total > 0 ? first / total : nil,
        secondOrder: isKnown && second <= Rounding.share * total,
        secondViolation: total > 0 ? second / total : nil, states: states)
    }
  }

  /// Both directions at once. Cost: one pass over both columns.
  static func compare(_ a: SortedColumn, _ b: SortedColumn) -> (
    forward: Direction, backward: Direction
  ) {
    var (forward, backward) = (Direction(), Direction())
    var (i, j) = (0, 0)
    var (shareOfA, shareOfB) = (0.0, 0.0)
    // The integral of F_A - F_B so far.
    var integral = 0.0
    var last: Double?
    while i < a.values.count || j < b.values.count {
      let x = min(
        i < a.values.count ? a.values[i] : .infinity, j < b.values.count ? b.values[j] : .infinity)
      if let last, x > last {
        let area = (shareOfA - shareOfB) * (x - last)
        let end = integral + area
        forward.first += max(area, 0)
        backward.first += max(-area, 0)
        // The part of a rising piece that lies beyond 0.
        if area > 0 { forward.second += max(0, end - max(integral, 0)) }
        if area < 0 { backward.second += max(0, -end - max(-integral, 0)) }
        forward.total += abs(area)
        integral = end
      }
      while i < a.values.count && a.values[i] == x { i += 1 }
      while j < b.values.count && b.values[j] == x { j += 1 }
      shareOfA = i == 0 ? 0 : a.reached(i - 1) / a.total
      shareOfB = j == 0 ? 0 : b.reached(j - 1) / b.total
      last = x
    }
    backward.total = forward.total
    return (forward, backward)
  }
}
