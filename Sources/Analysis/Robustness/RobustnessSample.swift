import Foundation
import NumericCore

/// A payoff table made ready for metrics: what every state yields relative to the others, columns in order, and the
/// numbers that are fixed before anything is resampled.
struct RobustnessSample {
  let table: PayoffTable
  let settings: RobustnessSettings
  /// What is enough.
  let threshold: Double
  /// By policy.
  let policies: [PolicySample]
  /// Weight of a state; nil where all weigh the same.
  let weight: ((Int) -> Double)?
  /// Absolute risk aversion, 1 / outcome; NaN where the reference mix's mean is 0.
  let absoluteRiskAversion: Double
  /// By policy and state, how far the mix falls behind the best one that did not fail.
  let regrets: [[Double]]
  /// By state, mixes that did not fail.
  let present: [Int]

  /// Prepares a table. Cost: 0.1 microseconds a state and policy, more where states have weights.
  ///
  /// - Throws: ``RobustnessError`` for a mix without a state that counts.
  init(_ table: PayoffTable, _ settings: RobustnessSettings) throws {
    self.table = table
    self.settings = settings
    let isWeighted = table.futureWeights != nil || Set(table.groupWeights).count > 1
    let weight: ((Int) -> Double)? = isWeighted ? { table.weight($0) } : nil
    self.weight = weight
    let sorted = table.values.map { SortedColumn($0, weight: weight) }
    if let empty = sorted.firstIndex(where: \.values.isEmpty) {
      throw RobustnessError("\(table.policies[empty]) has no future with a weight; leave it out")
    }
    let means = zip(table.values, sorted).map { Self.mean($0, weight: weight, total: $1.total) }
    let enough = settings.threshold ?? means[settings.reference]
    threshold = enough
    let reference = abs(means[settings.reference])
    absoluteRiskAversion = reference > 0 ? settings.riskAversion / reference : .nan
    let standing = Standing(table)
    (present, regrets) = (standing.present, standing.regrets)
    policies = table.policies.indices.map { policy in
      PolicySample(
        policy, table: table, settings: settings, threshold: enough, sorted: sorted[policy],
        mean: means[policy], standing: standing, weight: weight)
    }
  }

  private static func mean(_ column: [Double], weight: ((Int) -> Double)?, total: Double)
    -> Double
  {
    var sum = CompensatedSum()
    for (state, value) in column.enumerated() where !value.isNaN {
      guard let weight else {
        sum.add(value)
        continue
      }
      if weight(state) > 0 { sum.add(weight(state) * value) }
    }
    return sum.value / total
  }
}

/// How the mixes stand to each other in every state.
struct Standing {
  /// By state, the best value of the mixes that did not fail.
  var best: [Double]
  /// By policy and state: the best less the own value.
  var regrets: [[Double]]
  /// By policy and state: 1 the best; ties have the average of their ranks.
  var ranks: [[Double]]
  /// By state, mixes that did not fail.
  var present: [Int]

  init(_ table: PayoffTable) {
    let (states, count) = (table.stateCount, table.policies.count)
    best = [Double](repeating: -.infinity, count: states)
    present = [Int](repeating: 0, count: states)
    for column in table.values {
      for state in 0..<states where !column[state].isNaN {
        if column[state] > best[state] { best[state] = column[state] }
        present[state] += 1
      }
    }
    let top = best
    regrets = table.values.map { column in (0..<states).map { top[$0] - column[$0] } }
    ranks = table.values.indices.map { first in
      let own = table.values[first]
      var ranks = own.map { $0.isNaN ? Double.nan : 1 }
      for second in 0..<count where first != second {
        let other = table.values[second]
        for state in 0..<states {
          ranks[state] += other[state] > own[state] ? 1 : other[state] == own[state] ? 0.5 : 0
        }
      }
      return ranks
    }
  }
}

/// What one mix yields, in order, with its extremes and trackers of its quantiles.
struct PolicySample {
  /// Its values in order.
  let sorted: SortedColumn
  /// Its mean, by which values are centred.
  let centre: Double
  /// Its median, from which deviations are measured.
  let median: Double
  /// States that count.
  let count: Int
  /// Its regret in order.
  let regret: SortedColumn
  /// Its relative regret in order.
  let relative: SortedColumn
  /// Its distance to its own median in order.
  let deviation: SortedColumn
  /// By state, relative regret.
  let relativeColumn: [Double]
  /// By state, distance to the own median.
  let deviationColumn: [Double]
  /// Ranks, by state.
  let ranks: [Double]
  /// Trackers of its quantiles, those of ``Quantile`` first.
  let trackers: [QuantileTracker]
  /// Whether a value is 0.
  let hasZero: Bool
  /// Whether all values are above 0.
  let isPositive: Bool
  /// The worst and the best states, from the end inwards, as many as a resample can miss.
  let worst: [Int]
  let bestStates: [Int]
  let mostRegret: [Int]
  /// States where the threshold is missed, the nearest to the reference first.
  let nearestMisses: [Int]
  /// The temperature at which the least mean in the ball of distributions is reached; NaN where all values agree.
  let temperature: Double

  /// Quantiles of the mix's own values.
  enum Quantile {
    static let level = 0
    static let tenth = 1
    static let quarter = 2
    static let half = 3
    static let threeQuarters = 4
    static let ninth = 5
    /// Those for which sums are kept.
    static let summed = [level, half]
    /// Of regret, relative regret and deviation.
    static let regret = 6
    static let relative = 7
    static let deviation = 8
    static let count = 9
  }

  /// The percentile of regrets and deviations.
  static let highShare = 0.9

  /// Extreme states that are kept: a resample misses all of them with probability exp(-64).
  private static let keptExtremes = 64

  init(
    _ policy: Int, table: PayoffTable, settings: RobustnessSettings, threshold: Double,
    sorted: SortedColumn, mean: Double, standing: Standing, weight: ((Int) -> Double)?
  ) {
    let column = table.values[policy]
    self.sorted = sorted
    centre = mean
    count = sorted.values.count
    let median = sorted.quantile(0.5)
    self.median = median
    let best = standing.best
    let regrets = standing.regrets[policy]
    relativeColumn = column.indices.map { state in
      regrets[state] == 0 ? 0 : regrets[state] / abs(best[state])
    }
    deviationColumn = column.map { abs($0 - median) }
    regret = SortedColumn(regrets, weight: weight)
    relative = SortedColumn(relativeColumn, weight: weight)
    deviation = SortedColumn(deviationColumn, weight: weight)
    ranks = standing.ranks[policy]
    trackers =
      [settings.level, 0.1, 0.25, 0.5, 0.75, 0.9].map {
        QuantileTracker($0, of: sorted, column: column, table: table)
      } + [
        QuantileTracker(Self.highShare, of: regret, column: regrets, table: table),
        QuantileTracker(Self.highShare, of: relative, column: relativeColumn, table: table),
        QuantileTracker(Self.highShare, of: deviation, column: deviationColumn, table: table),
      ]
    hasZero = column.contains(0)
    isPositive = sorted.values[0] > 0
    let counts: (Int) -> Bool = { state in
      if column[state].isNaN { return false }
      guard let weight else { return true }
      return weight(state) > 0
    }
    worst = Self.extremes(column.indices.filter(counts)) { column[$0] }
    bestStates = Self.extremes(column.indices.filter(counts)) { -column[$0] }
    mostRegret = Self.extremes(column.indices.filter(counts)) { -regrets[$0] }
    nearestMisses =
      table.distances.map { distances in
        Self.extremes(column.indices.filter { counts($0) && column[$0] < threshold }) {
          distances[$0]
        }
      } ?? []
    temperature = Self.temperature(sorted, centre: mean, divergence: settings.divergence)
  }

  /// The states with the smallest keys, in their order; ties by state.
  private static func extremes(_ states: [Int], _ key: (Int) -> Double) -> [Int] {
    var kept: [(key: Double, state: Int)] = []
    var bound = Double.infinity
    for state in states {
      let own = key(state)
      if kept.count == keptExtremes && !(own < bound) { continue }
      let place = kept.firstIndex { own < $0.key } ?? kept.count
      kept.insert((own, state), at: place)
      if kept.count > keptExtremes { kept.removeLast() }
      bound = kept[kept.count - 1].key
    }
    return kept.map(\.state)
  }

  /// The temperature t that makes `c - t log mean exp(-(f - c) / t) - t r` largest, by golden section over log t.
  ///
  /// Hansen and Sargent 2001, Robust control and model uncertainty, American Economic Review 91, 60-66,
  /// doi:10.1257/aer.91.2.60.
  private static func temperature(_ sorted: SortedColumn, centre: Double, divergence: Double)
    -> Double
  {
    let low = sorted.values[0]
    let spread = sorted.values[sorted.values.count - 1] - low
    if Rounding.isRounding(spread: spread, magnitude: abs(centre)) { return .nan }
    func value(_ logarithm: Double) -> Double {
      let t = exp(logarithm)
      // Relative to the smallest value nothing overflows.
      var (sum, before) = (0.0, 0.0)
      for (position, value) in sorted.values.enumerated() {
        let reached = sorted.reached(position)
        sum += (reached - before) * exp(-(value - low) / t)
        before = reached
      }
      return low - t * log(sum / sorted.total) - t * divergence
    }
    // Below a 500th of the spread exponentials leave the range of numbers, and the mean is nearly the least value.
    var (a, b) = (log(spread / 500), log(spread * 100))
    let golden = (5.0.squareRoot() - 1) / 2
    var (c, d) = (b - golden * (b - a), a + golden * (b - a))
    var (atC, atD) = (value(c), value(d))
    // To a hundredth of log t: what is left of the optimum is of second order, a ten-thousandth of the penalty.
    while b - a > 0.01 {
      if atC > atD {
        (b, d, atD) = (d, c, atC)
        c = b - golden * (b - a)
        atC = value(c)
      } else {
        (a, c, atC) = (c, d, atD)
        d = a + golden * (b - a)
        atD = value(d)
      }
    }
    return exp((a + b) / 2)
  }
}
