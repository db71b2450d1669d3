/// Orders and ranks of columns.
enum Ranks {
  /// Row numbers in ascending order of their values; rows with the same value stay in their order, or have that of
  /// a key.
  static func order(_ values: [Double], tieBreak: [Int]? = nil) -> [Int] {
    values.indices.sorted {
      if values[$0] != values[$1] { return values[$0] < values[$1] }
      guard let tieBreak else { return $0 < $1 }
      return tieBreak[$0] < tieBreak[$1]
    }
  }

  /// Ranks from 1, rows with the same value sharing the mean of theirs.
  static func average(_ values: [Double]) -> [Double] {
    let order = order(values)
    var ranks = [Double](repeating: 0, count: values.count)
    for run in ties(values, order: order) {
      for row in order[run] { ranks[row] = Double(run.lowerBound + 1 + run.upperBound) / 2 }
    }
    return ranks
  }

  /// Runs of positions in an order whose rows have the same value.
  static func ties(_ values: [Double], order: [Int]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count && values[order[end]] == values[order[start]] { end += 1 }
      runs.append(start..<end)
      start = end
    }
    return runs
  }

  /// Classes of rows by value, ascending, which never part equal values.
  struct Classes: Sendable, Hashable {
    /// The class of each row.
    let numbers: [Int]
    /// Number of classes.
    let count: Int
    /// Whether each value is a class of its own.
    let isExact: Bool
  }

  /// Classes of as equal size as there can be: with at most `count` values each is a class of its own; otherwise equal
  /// values of which the first has rank r are in the class that holds the ranks from `c n / count` on to the next,
  /// and classes without rows are left out.
  static func classes(_ values: [Double], count: Int) -> Classes {
    let order = order(values)
    let runs = ties(values, order: order)
    let isExact = runs.count <= count
    var numbers = [Int](repeating: 0, count: values.count)
    var (number, last) = (-1, -1)
    for (position, run) in runs.enumerated() {
      let part = isExact ? position : run.lowerBound * count / order.count
      if part != last { number += 1 }
      last = part
      for row in order[run] { numbers[row] = number }
    }
    return Classes(numbers: numbers, count: number + 1, isExact: isExact)
  }

  /// Values less their mean, and the mean of their squares.
  static func centred(_ values: [Double]) -> (deviations: [Double], variance: Double) {
    let n = Double(values.count)
    let rough = values.reduce(0, +) / n
    let mean = rough + values.reduce(0) { $0 + ($1 - rough) } / n
    let deviations = values.map { $0 - mean }
    return (deviations, deviations.reduce(0) { $0 + $1 * $1 } / n)
  }
}
