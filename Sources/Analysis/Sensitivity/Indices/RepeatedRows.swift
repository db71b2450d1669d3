/// Rows that are the same run twice.
enum RepeatedRows {
  /// The share of different values from which on a column is taken for one in which no two runs agree by chance.
  private static let distinctShare = 0.9

  /// Rows that repeat an earlier one in every column; empty where runs may well agree by chance: where no factor has
  /// nearly as many values as there are different rows, or only one has, and these are few. Cost: one pass over the table.
  static func find(_ factors: [[Double]], _ outcome: [Double], among rows: [Int]) -> Set<Int> {
    let columns = factors + [outcome]
    var first: [Int: [Int]] = [:]
    var copies = Set<Int>()
    for row in rows {
      var hasher = Hasher()
      for column in columns { hasher.combine(column[row]) }
      let key = hasher.finalize()
      let isCopy =
        first[key]?.contains { other in columns.allSatisfy { $0[other] == $0[row] } } ?? false
      if isCopy { copies.insert(row) } else { first[key, default: []].append(row) }
    }
    guard !copies.isEmpty else { return [] }
    let fewest = distinctShare * Double(rows.count - copies.count)
    let counts = factors.map { column in Set(rows.map { column[$0] }).count }
      .filter { Double($0) >= fewest }
    return counts.count > 1 || counts.contains { 4 * $0 > rows.count } ? copies : []
  }
}
