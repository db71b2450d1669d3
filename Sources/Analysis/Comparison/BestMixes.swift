/// Which mixes are best in each future.
enum BestMixes {
  /// By mix, by future: 1 for the best, an equal share of it in a tie of equal numbers, else 0.
  ///
  /// - Parameter columns: by mix its outcome by future, larger being better.
  static func byFuture(_ columns: [[Double]]) -> [[Double]] {
    var wins = columns.map { [Double](repeating: 0, count: $0.count) }
    for row in columns[0].indices {
      let largest = columns.reduce(-.infinity) { max($0, $1[row]) }
      let winners = columns.indices.filter { columns[$0][row] == largest }
      for winner in winners { wins[winner][row] = 1 / Double(winners.count) }
    }
    return wins
  }
}
