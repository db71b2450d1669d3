import NumericCore

/// The patient rule induction method: a box that shrinks by thin slices while the density of cases inside grows.
///
/// Peeling: of all slices of at most a share alpha of the rows inside, one at either end of every numeric factor and one
/// for every category, the one goes whose removal raises the density most for each row lost. That objective, and not the
/// density itself, keeps factors of few values from being peeled first because their slices are thick. Pasting:
/// ``BoxRefinement``.
///
/// Cost: two passes over rows and factors, since counts by bin are kept up to date and never made anew; about 40 ms for
/// 100,000 rows of 64 factors.
///
/// J. H. Friedman and N. I. Fisher 1999, Bump hunting in high-dimensional data, doi:10.1023/A:1008894516817; the objective
/// after J. H. Kwakkel and M. Jaxa-Rozen 2016, Improving scenario discovery for handling heterogeneous uncertainties and
/// multinomial classified outcomes, doi:10.1016/j.envsoft.2015.11.020.
struct PeelingSearch: BoxSearch {
  /// Largest share of the rows inside that a slice takes.
  let alpha: Double
  /// Share of all rows below which peeling ends.
  let leastMass: Double
  let refinement: BoxRefinement

  /// One slice.
  struct Step: Sendable, Hashable {
    let factor: Int
    let bins: [Int]
  }

  /// All slices, in their order, with what each left.
  struct Path: Sendable {
    var steps: [Step] = []
    /// Rows and cases before the first step and after each.
    var counts: [CaseCount] = []

    /// The box after some steps.
    func box(after count: Int, in data: BinnedFactors) -> BinnedBox {
      var box = BinnedBox()
      for step in steps.prefix(count) { box.remove(step.bins, of: step.factor, in: data) }
      return box
    }
  }

  func boxes(_ data: BinnedFactors, _ rows: WeightedRows) -> [BinnedBox] {
    let path = path(data, rows)
    return [refined(path, data, rows)].filter { !$0.factors.isEmpty }
  }

  /// The best box of a path, refined.
  func refined(_ path: Path, _ data: BinnedFactors, _ rows: WeightedRows) -> BinnedBox {
    let all = path.counts[0]
    var best = 0
    for place in path.counts.indices
    where refinement.criterion.score(path.counts[place], of: all)
      > refinement.criterion.score(path.counts[best], of: all)
    {
      best = place
    }
    return refinement.refined(path.box(after: best, in: data), data, rows)
  }

  /// Peels to the end.
  func path(_ data: BinnedFactors, _ rows: WeightedRows) -> Path {
    var bins = BinCounts(data)
    bins.count(rows, at: rows.rows.indices, in: data)
    var inside = Array(rows.rows.indices)
    var path = Path()
    var now = rows.total
    path.counts.append(now)
    let least = max(Int((leastMass * Double(now.rows)).rounded(.up)), 1)
    var ends = data.columns.map { (low: 0, high: $0.binCount - 1) }
    while now.cases < now.rows,
      let (step, removed) = bestStep(data, bins, &ends, now: now, least: least)
    {
      var leaves = [Bool](repeating: false, count: BinnedFactors.limit)
      for bin in step.bins { leaves[bin] = true }
      var (kept, gone): ([Int], [Int]) = ([], [])
      for place in inside {
        let bin = data.codes[Int(rows.rows[place]) * data.factorCount + step.factor]
        if leaves[Int(bin)] { gone.append(place) } else { kept.append(place) }
      }
      bins.count(rows, at: gone, in: data, removes: true)
      inside = kept
      now = now - removed
      path.steps.append(step)
      path.counts.append(now)
    }
    return path
  }

  private func bestStep(
    _ data: BinnedFactors, _ counts: BinCounts, _ ends: inout [(low: Int, high: Int)],
    now: CaseCount, least: Int
  ) -> (step: Step, removed: CaseCount)? {
    let most = alpha * Double(now.rows)
    var best: (step: Step, removed: CaseCount, gain: Double)?
    func consider(_ factor: Int, _ bins: @autoclosure () -> [Int], _ removed: CaseCount) {
      let left = now - removed
      guard removed.rows > 0, left.rows >= least else { return }
      let gain = (left.density - now.density) / Double(removed.rows)
      if gain > best?.gain ?? 0 { best = (Step(factor: factor, bins: bins()), removed, gain) }
    }
    for factor in data.columns.indices {
      if data.columns[factor].categories != nil {
        for bin in 0..<data.columns[factor].binCount {
          consider(factor, [bin], counts[factor, bin])
        }
        continue
      }
      var (low, high) = ends[factor]
      while low < high, counts[factor, low].rows == 0 { low += 1 }
      while high > low, counts[factor, high].rows == 0 { high -= 1 }
      ends[factor] = (low, high)
      if low == high { continue }
      // Empty bins of the end go with the slice, so that limits lie at data.
      var removed = counts[factor, low]
      var end = low + 1
      while end < high, Double(removed.rows + counts[factor, end].rows) <= most {
        removed = removed + counts[factor, end]
        end += 1
      }
      consider(factor, Array(0..<end), removed)
      removed = counts[factor, high]
      var begin = high - 1
      while begin > low, Double(removed.rows + counts[factor, begin].rows) <= most {
        removed = removed + counts[factor, begin]
        begin -= 1
      }
      consider(factor, Array(begin + 1..<data.columns[factor].binCount), removed)
    }
    return best.map { ($0.step, $0.removed) }
  }
}

/// A way to find boxes.
protocol BoxSearch: Sendable {
  /// The boxes of some rows, the best one first; none is without a limit.
  ///
  func boxes(_ data: BinnedFactors, _ rows: WeightedRows) -> [BinnedBox]
}
