/// Rows that are the same run twice.
enum RepeatedRows {
  /// The share of different values from which on a column is taken for one in which no two runs agree by chance.
  private static let distinctShare = 0.9

  /// Rows that repeat an earlier one in every column; empty where all columns have few values, so that runs may well
  /// agree by chance. Cost: one pass over the table.
  static func find(_ columns: [[Double]], among rows: [Int]) -> Set<Int> {
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
    return columns.contains { column in Double(Set(rows.map { column[$0] }).count) >= fewest }
      ? copies : []
  }
}
