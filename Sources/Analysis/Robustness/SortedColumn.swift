import NumericCore

/// The values of one column in ascending order with their weights; failed states are left out.
struct SortedColumn {
  /// Ascending.
  let values: [Double]
  /// Weight of all values up to each one, itself included; nil where every value weighs 1.
  let cumulative: [Double]?
  /// Weight of all.
  let total: Double
  /// Sum of the squared weights.
  let squares: Double

  /// Sorts a column.
  ///
  /// - Parameters:
  ///   - column: by state, NaN for what is left out.
  ///   - weight: of a state; nil where all weigh the same.
  init(_ column: [Double], weight: ((Int) -> Double)?) {
    guard let weight else {
      var kept = column.contains(where: \.isNaN) ? column.filter { !$0.isNaN } : column
      RadixSort.sort(&kept)
      values = kept
      cumulative = nil
      total = Double(kept.count)
      squares = total
      return
    }
    let order = column.indices.filter { !column[$0].isNaN && weight($0) > 0 }
      .sorted { column[$0] < column[$1] }
    values = order.map { column[$0] }
    var (sum, square) = (0.0, 0.0)
    cumulative = order.map { state in
      sum += weight(state)
      square += weight(state) * weight(state)
      return sum
    }
    total = sum
    squares = square
  }

  /// Weight of the values up to a position, itself included.
  func reached(_ position: Int) -> Double { cumulative?[position] ?? Double(position + 1) }

  /// The first position at which a weight is reached, by nearest rank.
  func position(reaching mass: Double) -> Int {
    // Sums of weights are rounded: a rank that is met but for the rounding is met.
    let target = mass - total * Rounding.share
    guard let cumulative else {
      return min(max(Int(target.rounded(.up)) - 1, 0), values.count - 1)
    }
    return min(Self.firstIndex(cumulative.count) { cumulative[$0] >= target }, values.count - 1)
  }

  /// The quantile at a share, by nearest rank: the smallest value up to which at least that share lies.
  func quantile(_ share: Double) -> Double {
    values.isEmpty ? .nan : values[position(reaching: share * total)]
  }

  /// Weight of the values of at least a number, as a share of all.
  func shareReaching(_ number: Double) -> Double {
    let below = Self.firstIndex(values.count) { values[$0] >= number }
    return below == 0 ? 1 : 1 - reached(below - 1) / total
  }

  /// The first index for which something holds that holds from there on; the count where it never does.
  private static func firstIndex(_ count: Int, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// A quantile that resamples move, and what lies below it: a sum over the values that surely lie below, and the few
/// values among which it can lie.
struct QuantileTracker {
  /// The share.
  let share: Double
  /// Values up to this one surely count as below.
  let low: Double
  /// Where the quantile lies when it is not among the states.
  let high: Double
  /// States with values strictly between the two, ascending.
  let states: [(value: Double, future: Int, weight: Double)]

  /// How many standard deviations of a resampled rank the states span on either side: beyond lies one of a billion.
  private static let span = 6.0

  /// Finds the states.
  ///
  /// - Parameters:
  ///   - sorted: the column in order.
  ///   - column: the column by state.
  ///   - table: what weights and futures are those of.
  init(_ share: Double, of sorted: SortedColumn, column: [Double], table: PayoffTable) {
    self.share = share
    // States of one future are drawn together: at the most as if each were all of them.
    let groups = Double(table.groups.count)
    let reach =
      Self.span * (share * (1 - share) * groups * sorted.squares).squareRoot()
      + sorted.squares / sorted.total * groups
    let low = sorted.values[sorted.position(reaching: share * sorted.total - reach)]
    let high = sorted.values[sorted.position(reaching: share * sorted.total + reach)]
    self.low = low
    self.high = high
    let count = table.futures.count
    states = column.indices.filter { column[$0] > low && column[$0] < high }
      .sorted { column[$0] < column[$1] }
      .map { (column[$0], $0 % count, table.weight($0)) }
  }

  /// The quantile of a resample, and the weight and sum of the values strictly below it.
  ///
  /// - Parameters:
  ///   - mass: weight of the values up to ``low``.
  ///   - sum: their sum, each less `centre`.
  ///   - total: weight of all.
  ///   - drawn: how often each future is drawn; nil for each once.
  func evaluate(
    mass: Double, sum: Double, centre: Double, total: Double, drawn: UnsafePointer<UInt8>?
  ) -> (quantile: Double, mass: Double, sum: Double) {
    let target = share * total - total * Rounding.share
    // A sum over values up to the lowest one holds those that equal it, whose distance to the quantile is 0.
    if mass >= target { return (low, mass, sum) }
    var (mass, sum) = (mass, sum)
    for state in states {
      let weight = drawn.map { state.weight * Double($0[state.future]) } ?? state.weight
      if weight == 0 { continue }
      if mass + weight >= target { return (state.value, mass, sum) }
      mass += weight
      sum += weight * (state.value - centre)
    }
    return (high, mass, sum)
  }
}
