/// Orders and ranks of columns.
enum Ranks {
  /// Row numbers in ascending order of their values; rows with the same value stay in their order.
  static func order(_ values: [Double]) -> [Int] {
    values.indices.sorted { values[$0] != values[$1] ? values[$0] < values[$1] : $0 < $1 }
  }

  /// Ranks from 1, rows with the same value sharing the mean of theirs.
  static func average(_ values: [Double]) -> [Double] {
    let order = order(values)
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count && values[order[end]] == values[order[start]] { end += 1 }
      for position in start..<end { ranks[order[position]] = Double(start + 1 + end) / 2 }
      start = end
    }
    return ranks
  }

  /// Row numbers in classes of as equal size as there can be, ascending by value: class c holds the
  /// rows of rank `c n / count` to `(c + 1) n / count`.
  static func classes(_ values: [Double], count: Int) -> [ArraySlice<Int>] {
    let order = order(values)
    return (0..<count).map { order[$0 * order.count / count..<($0 + 1) * order.count / count] }
  }

  /// The class of each row, see ``classes(_:count:)``.
  static func classNumbers(_ values: [Double], count: Int) -> [Double] {
    var numbers = [Double](repeating: 0, count: values.count)
    for (number, rows) in classes(values, count: count).enumerated() {
      for row in rows { numbers[row] = Double(number) }
    }
    return numbers
  }

  /// The rows of each class.
  static func rows(ofClasses numbers: [Double], count: Int) -> [[Int]] {
    var rows = [[Int]](repeating: [], count: count)
    for (row, number) in numbers.enumerated() { rows[Int(number)].append(row) }
    return rows
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
