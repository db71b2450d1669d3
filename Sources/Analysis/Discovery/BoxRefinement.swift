import NumericCore

/// Pasting, and leaving out limits that mean nothing: what turns a peeled box into one that is worth reading.
///
/// 1. While there are more limits than a reader keeps in mind, the one goes that costs the criterion least.
/// 2. A limit is put where the criterion is largest while the others stay, further out or further in, and dropped where
///    it is best without; the best move of all is made until none is left. Peeling takes whole slices and never looks
///    back; this does.
/// 3. A limit is dropped when the cases inside could be there by chance without it: when its quasi-p value, the
///    probability of at least as many cases among the rows inside at the density of the box without the limit, is above
///    0.05 divided by the number of factors among which the peeling could choose. The largest goes first.
///
/// B. P. Bryant and R. J. Lempert 2010, Thinking inside the box, doi:10.1016/j.techfore.2009.08.002, for quasi-p values.
struct BoxRefinement: Sendable {
  let criterion: BoxCriterion
  /// Most factors with a limit.
  let mostLimits: Int

  /// The quasi-p value above which a limit is dropped, before it is divided by the number of factors.
  static let level = 0.05
  /// Moves after which pasting ends in any case; some ten are made.
  private static let mostMoves = 200

  func refined(
    _ start: BinnedBox, _ data: BinnedFactors, _ rows: WeightedRows
  ) -> BinnedBox {
    let all = rows.total
    var box = start
    while true {
      var profiles = BoxProfiles(box, data, rows)
      while box.factors.count > mostLimits {
        let cheapest = box.factors.max {
          criterion.score(profiles.without($0), of: all)
            < criterion.score(profiles.without($1), of: all)
        }!
        box[cheapest] = nil
        profiles = BoxProfiles(box, data, rows)
      }
      var moves = 0
      while moves < Self.mostMoves, let move = bestMove(box, profiles, data, all: all) {
        box[move.factor] = move.table
        profiles = BoxProfiles(box, data, rows)
        moves += 1
      }
      let limits = box.factors.map { ($0, profiles.quasiP(of: $0)) }
      guard let worst = limits.max(by: { $0.1 < $1.1 }),
        worst.1 > Self.level / Double(data.factorCount)
      else { return box }
      box[worst.0] = nil
    }
  }

  private func bestMove(
    _ box: BinnedBox, _ profiles: BoxProfiles, _ data: BinnedFactors, all: CaseCount
  ) -> (factor: Int, table: [Bool])? {
    var best: (factor: Int, table: [Bool], score: Double)?
    // Rounding is no gain.
    let now = criterion.score(profiles.inside, of: all) * (1 + 1e-12)
    for factor in box.factors {
      let counts = profiles.counts(of: factor)
      let found =
        data.columns[factor].categories == nil
        ? bestRange(counts, all: all) : bestCategories(counts, all: all)
      guard let found, found.score > max(now, best?.score ?? 0) else { continue }
      best = (factor, found.table, found.score)
    }
    return best.map { ($0.factor, $0.table) }
  }

  private func bestRange(
    _ counts: [CaseCount], all: CaseCount
  ) -> (table: [Bool], score: Double)? {
    var sums = [CaseCount()]
    for count in counts { sums.append(sums[sums.count - 1] + count) }
    var best: (low: Int, high: Int, score: Double)?
    for low in counts.indices {
      for high in low + 1...counts.count {
        let score = criterion.score(sums[high] - sums[low], of: all)
        // Of equal ranges the widest: no limit without a reason.
        if score > best?.score ?? 0
          || score == best?.score && high - low > best!.high - best!.low
        {
          best = (low, high, score)
        }
      }
    }
    return best.map { best in
      (counts.indices.map { $0 >= best.low && $0 < best.high }, best.score)
    }
  }

  /// Categories by falling density: whatever the criterion, a category goes only after those of lower density.
  private func bestCategories(
    _ counts: [CaseCount], all: CaseCount
  ) -> (table: [Bool], score: Double)? {
    let order = counts.indices.filter { counts[$0].rows > 0 }
      .sorted { (counts[$0].density, $1) > (counts[$1].density, $0) }
    var (sum, best): (CaseCount, (size: Int, score: Double)?) = (CaseCount(), nil)
    for (place, bin) in order.enumerated() {
      sum = sum + counts[bin]
      let score = criterion.score(sum, of: all)
      if score >= best?.score ?? 0 { best = (place + 1, score) }
    }
    return best.map { best in
      // A category that no row has is not shut out.
      let out = Set(order.dropFirst(best.size))
      return (counts.indices.map { !out.contains($0) }, best.score)
    }
  }
}

/// A box, and the box without each of its limits in turn, as counts by bin. Cost: a pass over the rows.
struct BoxProfiles {
  /// What is inside the box.
  let inside: CaseCount
  private let places: [Int: Int]
  private let tables: [[Bool]]
  private let counts: [[CaseCount]]

  init(_ box: BinnedBox, _ data: BinnedFactors, _ rows: WeightedRows) {
    let factors = box.factors
    let tables = factors.map { box[$0]! }
    var inside = CaseCount()
    // The rows inside are counted by bin at the end, from those of the first factor on.
    var counts = factors.map {
      [CaseCount](repeating: CaseCount(), count: data.columns[$0].binCount)
    }
    let width = data.factorCount
    for (place, row) in rows.rows.enumerated() {
      let first = Int(row) * width
      var missed: Int?
      var isFar = false
      for position in factors.indices
      where !tables[position][Int(data.codes[first + factors[position]])] {
        if missed != nil {
          isFar = true
          break
        }
        missed = position
      }
      if isFar { continue }
      let weight = Int(rows.weights[place])
      let own = CaseCount(rows: weight, cases: rows.isCase[place] ? weight : 0)
      if let missed {
        let bin = Int(data.codes[first + factors[missed]])
        counts[missed][bin] = counts[missed][bin] + own
      } else {
        inside = inside + own
        for position in factors.indices {
          let bin = Int(data.codes[first + factors[position]])
          counts[position][bin] = counts[position][bin] + own
        }
      }
    }
    self.inside = inside
    self.tables = tables
    self.counts = counts
    places = Dictionary(uniqueKeysWithValues: factors.enumerated().map { ($1, $0) })
  }

  /// Rows inside all other limits, by bin of a factor.
  func counts(of factor: Int) -> [CaseCount] { counts[places[factor]!] }

  /// What is inside the box without the limits of a factor.
  func without(_ factor: Int) -> CaseCount { counts(of: factor).reduce(CaseCount(), +) }

  /// The probability of at least as many cases inside if the limits of a factor meant nothing.
  func quasiP(of factor: Int) -> Double {
    BinomialInterval.reaching(inside.cases, of: inside.rows, probability: without(factor).density)
  }
}
