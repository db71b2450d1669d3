/// The mixture of policy mixes whose worst regret over the states is least.
///
/// A linear programme in as many shares as there are mixes: `min t` such that `sum_i p_i r_ij <= t` for every state j,
/// the game of L. J. Savage 1951, The theory of statistical decision, doi:10.1080/01621459.1951.10500768. Few states bind,
/// so that it is solved over some of them, the state it does worst in is added, and so on until none is worse. Cost: one
/// pass over all states for each state that is added, some tens.
enum LeastRegretMixture {
  /// States that may be added; each solution is a bound, so that an unfinished one is still a plan.
  private static let mostStates = 400

  /// The plan over the states in which every mix ran; nil without any.
  static func plan(_ sample: RobustnessSample) -> RobustnessFindings.MixedPlan? {
    let regrets = sample.regrets
    let states = (0..<sample.table.stateCount).filter { state in
      regrets.allSatisfy { !$0[state].isNaN } && (sample.weight.map { $0(state) > 0 } ?? true)
    }
    guard !states.isEmpty else { return nil }
    let worst = regrets.map { column in states.map { column[$0] }.max() ?? 0 }
    let scale = worst.max() ?? 0
    let bestSingle = worst.min() ?? 0
    if scale == 0 {
      let shares = regrets.map { _ in 1 / Double(regrets.count) }
      return .init(shares: shares, maximalRegret: 0, bestSingle: 0)
    }
    var active: [Int] = []
    var shares = regrets.indices.map { worst[$0] == bestSingle ? 1.0 : 0 }
    let count = shares.reduce(0, +)
    shares = shares.map { $0 / count }
    while true {
      let found = largest(shares, regrets, states)
      let reached = active.map { mixed(shares, regrets, $0) }.max() ?? -.infinity
      if found.regret <= reached + 1e-10 * scale || active.count == mostStates
        || active.contains(found.state)
      {
        return .init(shares: shares, maximalRegret: found.regret, bestSingle: bestSingle)
      }
      active.append(found.state)
      shares = MatrixGame.leastWorst(active.map { state in regrets.map { $0[state] } })
    }
  }

  private static func mixed(_ shares: [Double], _ regrets: [[Double]], _ state: Int) -> Double {
    zip(shares, regrets).reduce(0) { $0 + $1.0 * $1.1[state] }
  }

  private static func largest(_ shares: [Double], _ regrets: [[Double]], _ states: [Int]) -> (
    state: Int, regret: Double
  ) {
    var mixed = [Double](repeating: 0, count: states.count)
    for (share, column) in zip(shares, regrets) where share > 0 {
      for (position, state) in states.enumerated() { mixed[position] += share * column[state] }
    }
    var best = 0
    for position in mixed.indices where mixed[position] > mixed[best] { best = position }
    return (states[best], mixed[best])
  }
}

/// A game between a chooser of columns, who pays, and a chooser of rows.
enum MatrixGame {
  /// The shares of columns that make the largest row least.
  ///
  /// With all payments moved above 0 it is the linear programme `max sum y, A y <= 1, y >= 0`, whose solution is
  /// proportional to the shares; the simplex method with Bland's rule, which never cycles.
  static func leastWorst(_ rows: [[Double]]) -> [Double] {
    let (count, columns) = (rows.count, rows[0].count)
    let low = rows.joined().min() ?? 0
    let spread = (rows.joined().max() ?? 0) - low
    let shift = low - (spread > 0 ? spread : 1)
    // Rows of the tableau: payments, slacks, right side; the last one the objective.
    let width = columns + count + 1
    let unit = spread > 0 ? spread : 1
    var tableau = rows.enumerated().map { index, row in
      row.map { ($0 - shift) / unit }
        + (0..<count).map { $0 == index ? 1.0 : 0 } + [1]
    }
    tableau.append(
      [Double](repeating: -1, count: columns) + [Double](repeating: 0, count: count + 1))
    var basis = (0..<count).map { columns + $0 }
    let tolerance = 1e-12
    while let entering = (0..<width - 1).first(where: { tableau[count][$0] < -tolerance }) {
      var leaving: Int?
      var ratio = Double.infinity
      for row in 0..<count where tableau[row][entering] > tolerance {
        let own = tableau[row][width - 1] / tableau[row][entering]
        if own < ratio - tolerance
          || (own < ratio + tolerance && leaving.map { basis[row] < basis[$0] } ?? true)
        {
          (leaving, ratio) = (row, min(own, ratio))
        }
      }
      guard let leaving else { break }
      let pivot = tableau[leaving][entering]
      tableau[leaving] = tableau[leaving].map { $0 / pivot }
      for row in 0...count where row != leaving && tableau[row][entering] != 0 {
        let factor = tableau[row][entering]
        for column in 0..<width { tableau[row][column] -= factor * tableau[leaving][column] }
      }
      basis[leaving] = entering
    }
    var shares = [Double](repeating: 0, count: columns)
    for row in 0..<count where basis[row] < columns {
      shares[basis[row]] = max(tableau[row][width - 1], 0)
    }
    let total = shares.reduce(0, +)
    return shares.map { $0 / total }
  }
}
