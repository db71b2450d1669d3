import Glibc

/// First-order indices and Chatterjee's correlation from ranks of given data.
///
/// With rows in ascending order of a factor and z the outcome less its mean, neighbours have nearly
/// the same value of the factor and otherwise independent luck, so that `S = (1/n) sum z_i w_i /
/// (1/n) sum z^2`, w_i the outcome of the next row, estimates the first-order index without any
/// choice of classes or bandwidth, with a bias of order 1/n for a smooth outcome. Where other rows have
/// exactly the same value, w_i is their mean: the estimate is then free of bias, and does not depend on
/// the order of rows. The last row has the one before it as its neighbour; with the first row instead, as
/// is also done, a factor with a monotone effect would have an index too low by the product of the two
/// extremes. Chatterjee's xi is the same idea for ranks: 0 for independence, 1 for an outcome that the
/// factor determines.
///
/// Error. With m the mean of z given the factor, a row changes the index by `(2 m z - m^2 - S z^2) /
/// Var`, and the luck of pairs adds products of what is left, `(z_i - m_i)(z_j - m_j)`. Both are
/// estimated with m the mean over neighbours, as sums of squares, so that no error comes out as 0; the second is
/// at least what luck of the same size everywhere would give, `(1 - S)^2`. The usual bootstrap is wrong
/// here: it doubles rows, whose nearest neighbours are then themselves.
///
/// Cost: n log n a factor.
///
/// Sources: S. Chatterjee, A new coefficient of correlation, Journal of the American Statistical
/// Association 116 (2021) 2009-2022, doi:10.1080/01621459.2020.1758115; F. Gamboa, P. Gremaud, T.
/// Klein and A. Lagnoux, Global sensitivity analysis: a novel generation of mighty estimators based
/// on rank statistics, Bernoulli 28 (2022) 2345-2374, doi:10.3150/21-BEJ1421; Z. Lin and F. Han, On
/// the failure of the bootstrap for Chatterjee's rank correlation, Biometrika 111 (2024) 1063-1070,
/// doi:10.1093/biomet/asae004.
public enum RankIndices {
  /// First-order indices of all factors.
  public static func firstOrder(_ data: GivenData) -> [FactorIndex] {
    data.names.indices.map { factor in
      FactorIndex(
        name: data.names[factor],
        index: data.isConstant(factor) ? .zero : firstOrder(data, factor))
    }
  }

  /// The first-order index of a factor that varies.
  static func firstOrder(_ data: GivenData, _ factor: Int) -> IndexEstimate {
    let (z, variance) = Ranks.centred(data.outcome)
    return firstOrder(z, variance: variance, .init(data.factors[factor], places: data.places))
  }

  /// The first-order index of a factor from the outcome less its mean.
  static func firstOrder(
    _ outcome: [Double], variance: Double, _ rows: LocalNeighbours
  ) -> IndexEstimate {
    let n = Double(outcome.count)
    let z = rows.order.map { outcome[$0] / variance.squareRoot() }
    let partners = rows.partners(z)
    let index = zip(z, partners).reduce(0) { $0 + $1.0 * $1.1 } / n
    let means = rows.means(z)
    var (sum, squares) = (0.0, 0.0)
    for (z, m) in zip(z, means) {
      let influence = 2 * m * z - m * m - index * z * z
      sum += influence
      squares += influence * influence
    }
    let luck = zip(z, means).map { ($0 - $1) * ($0 - $1) }
    // The luck of the mean over neighbours is no part of what a row changes.
    let blur = z.indices.reduce(0) {
      let other = $1 + 1 < luck.count ? $1 + 1 : $1 - 1
      return $0 + 4 * luck[$1] * luck[other] / Double(rows.neighbours($1).count - 1)
    }
    let spread = squares - sum * sum / n
    // What is left of one row by that of its partner: once for each of a chain of pairs, twice over c - 1 among c
    // equals.
    var pairs = 0.0
    for run in rows.runs {
      if run.count > 1 {
        let mean = luck[run].reduce(0, +) / Double(run.count)
        pairs += 2 * mean * mean * Double(run.count) / Double(run.count - 1)
      } else {
        let position = run.lowerBound
        pairs += luck[position] * luck[position + 1 < luck.count ? position + 1 : position - 1]
      }
    }
    let equals =
      2
      * rows.runs.reduce(0) { $0 + ($1.count > 1 ? Double($1.count) / Double($1.count - 1) : 0.5) }
      / n
    let rest = max(1 - index, 0)
    let noise = max(pairs / n, rest * rest * equals)
    // The square of a mean over many equals is skewed: its error grows with itself, by 4 (1 - S) S / n.
    let tied = rows.runs.reduce(0.0) { $0 + ($1.count > 2 ? Double($1.count) : 0) } / n
    return IndexEstimate(
      value: index,
      standardError: ((max(spread - blur, spread / 4) / n + noise) / n).squareRoot(),
      degreesOfFreedom: n - 1, above: 4 * rest * tied / n)
  }

  /// Chatterjee's correlation of the outcome with all factors.
  ///
  /// `xi = 1 - D / C`: D the mean distance between the ranks of a row and of its neighbour (or of the others with exactly
  /// the same value of the factor), C that of independent rows, `2 sum l_i (n - l_i) / n^2` with l_i the rows whose
  /// outcome is at least that of row i, which is `n^2 / 3` in sum when no two outcomes are equal. Errors as for the
  /// first-order index, with distances in place of products and the luck of ranks themselves added; for independence
  /// the known variance 2 / (5 n) is the least.
  public static func chatterjee(_ data: GivenData) -> [FactorIndex] {
    let ranks = RankDistances(data.outcome)
    return data.names.indices.map { factor in
      FactorIndex(
        name: data.names[factor],
        index: data.isConstant(factor)
          ? .zero : ranks.correlation(.init(data.factors[factor], places: data.places)))
    }
  }
}

/// The ranks of an outcome as Chatterjee's correlation needs them.
private struct RankDistances {
  /// By row, the share of rows with at most its outcome.
  let ranks: [Double]
  /// The mean distance of the ranks of two independent rows, as the correlation counts it.
  let independent: Double
  /// By row, how that distance changes with the row; 0 where no two outcomes are equal.
  let influences: [Double]

  init(_ outcome: [Double]) {
    let n = outcome.count
    let order = Ranks.order(outcome)
    var ranks = [Double](repeating: 0, count: n)
    // G (1 - G) and its slope 1 - 2 G summed over rows, G the share of rows with at least the outcome.
    var (sum, slopes, slope) = (0.0, 0.0, 0.0)
    var influences = ranks
    for run in Ranks.ties(outcome, order: order) {
      let above = Double(n - run.lowerBound) / Double(n)
      let share = Double(run.count) / Double(n)
      sum += above * (1 - above) * share
      slope += (1 - 2 * above) * share
      slopes += (1 - 2 * above) * above * share
      for row in order[run] {
        ranks[row] = Double(run.upperBound) / Double(n)
        influences[row] = 2 * (above * (1 - above) + slope)
      }
    }
    self.ranks = ranks
    independent = 2 * sum
    self.influences = influences.map { $0 - 2 * (sum + slopes) }
  }

  func correlation(_ rows: LocalNeighbours) -> IndexEstimate {
    let r = rows.order.map { ranks[$0] }
    let n = Double(r.count)
    var distances = [Double](repeating: 0, count: r.count)
    var crossed = [Double](repeating: 0, count: r.count + 1)
    /// Takes note of which ranks lie between those of a pair.
    func cross(_ a: Double, _ b: Double, _ weight: Double) {
      crossed[Int((min(a, b) * n).rounded())] += weight
      crossed[Int((max(a, b) * n).rounded())] -= weight
    }
    for run in rows.runs {
      if run.count == 1 {
        // As published, the last row has no neighbour.
        let position = run.lowerBound
        if position + 1 < r.count {
          distances[position] = (r[position + 1] - r[position]).magnitude
          cross(r[position + 1], r[position], 1)
        }
        continue
      }
      // Mean distance to all equals, from sorted ranks.
      let sorted = run.sorted { r[$0] < r[$1] }
      let total = sorted.reduce(0) { $0 + r[$1] }
      var below = 0.0
      for (place, position) in sorted.enumerated() {
        let (own, lower) = (r[position], Double(place))
        let upper = Double(run.count) - lower - 1
        let sum = own * lower - below + (total - below - own) - own * upper
        distances[position] = sum / Double(run.count - 1)
        below += own
        if place + 1 < sorted.count {
          cross(own, r[sorted[place + 1]], 2 * (lower + 1) * upper / Double(run.count - 1))
        }
      }
    }
    let mean = distances.reduce(0, +) / n
    return IndexEstimate(
      value: 1 - mean / independent,
      standardError: error(r, rows, mean: mean, distances: distances, crossed: crossed)
        / independent,
      degreesOfFreedom: n - 1)
  }

  /// The standard error of the mean distance.
  private func error(
    _ r: [Double], _ rows: LocalNeighbours, mean: Double, distances: [Double], crossed: [Double]
  ) -> Double {
    let n = Double(r.count)
    // The share of pairs that every rank lies between: how the mean distance changes when a row has it.
    var between = [Double](repeating: 0, count: r.count + 1)
    var open = 0.0
    for rank in crossed.indices {
      between[rank] = open / n
      open += crossed[rank]
    }
    let own = r.indices.map { position -> Double in
      let window = rows.window(position)
      let sum = window.reduce(0) { $0 + (r[$1] - r[position]).magnitude }
      return sum / Double(window.count - 1)
    }
    let around = rows.means(own)
    var (squares, pairs) = (0.0, 0.0)
    var influences = [Double](repeating: 0, count: r.count)
    for position in r.indices {
      influences[position] =
        2 * own[position] - around[position] + between[Int((r[position] * n).rounded())]
        - mean / independent * self.influences[rows.order[position]]
      let run = rows.runs[rows.runOf[position]]
      let next = own[position + 1 < r.count ? position + 1 : position - 1]
      let left = distances[position] - own[position] - next + around[position]
      // Among equals the mean over all of them leaves next to nothing.
      if run.count == 1 { pairs += left * left }
    }
    let average = influences.reduce(0, +) / n
    for influence in influences { squares += (influence - average) * (influence - average) }
    // Without dependence the variance of the correlation is 2 / (5 n), of which what is left of it keeps its share.
    let floor = 0.4 * mean * mean
    return (max((squares + pairs) / n, floor) / n).squareRoot()
  }
}
