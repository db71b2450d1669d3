/// What rows with nearly the same value of a factor say of each other.
///
/// Rows are put in order by the factor, equal values in a random order. The neighbours of a row are the others with
/// the same value where there are as many as a window holds, and the nearest rows on both sides otherwise.
struct LocalNeighbours {
  /// Row numbers in the order of the factor.
  let order: [Int]
  /// Runs of positions with equal values.
  let runs: [Range<Int>]
  /// By position, the run it belongs to.
  let runOf: [Int]
  /// Neighbours on each side.
  let reach: Int

  init(_ x: [Double], places: [Int]) {
    order = Ranks.order(x, tieBreak: places)
    runs = Ranks.ties(x, order: order)
    var runOf = [Int](repeating: 0, count: x.count)
    for (number, run) in runs.enumerated() {
      for position in run { runOf[position] = number }
    }
    self.runOf = runOf
    // Wide enough to tell a mean from luck, and narrower and narrower beside the range of the factor.
    let root = Double(x.count).squareRoot()
    reach = min(max(Int(root) / 3, 2), max((x.count - 1) / 4, 1))
  }

  /// The positions of the nearest neighbours of a position, itself among them.
  func window(_ position: Int) -> Range<Int> {
    let run = runs[runOf[position]]
    let bounds = run.count > 2 * reach ? run : 0..<order.count
    let start = min(max(position - reach, bounds.lowerBound), bounds.upperBound - 2 * reach - 1)
    return start..<start + 2 * reach + 1
  }

  /// The positions of all neighbours of a position, itself among them.
  func neighbours(_ position: Int) -> Range<Int> {
    let run = runs[runOf[position]]
    return run.count > 2 * reach ? run : window(position)
  }

  /// By position, the mean of values in the order of the factor over the neighbours, without the row itself.
  func means(_ values: [Double]) -> [Double] {
    var sums = [0.0]
    sums.reserveCapacity(values.count + 1)
    for value in values { sums.append(sums.last! + value) }
    return values.indices.map { position in
      let window = neighbours(position)
      return (sums[window.upperBound] - sums[window.lowerBound] - values[position])
        / Double(window.count - 1)
    }
  }

  /// By position, what stands for an independent row with the same value of the factor: the mean of the others with
  /// exactly that value, or, where there is none, the value of the next row (the mean over its equals); the last row
  /// has the one before.
  func partners(_ values: [Double]) -> [Double] {
    let totals = runs.map { run in values[run].reduce(0, +) }
    return values.indices.map { position in
      let number = runOf[position]
      let run = runs[number]
      if run.count > 1 { return (totals[number] - values[position]) / Double(run.count - 1) }
      if runs.count == 1 { return 0 }
      let next = number + 1 < runs.count ? number + 1 : number - 1
      return totals[next] / Double(runs[next].count)
    }
  }
}
