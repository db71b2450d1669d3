import Glibc

/// First-order indices and Chatterjee's correlation from ranks of given data.
///
/// With rows in ascending order of a factor and z the outcome less its mean, neighbours have nearly
/// the same value of the factor and otherwise independent luck, so that `S = (1/n) sum z_(i)
/// z_(i+1) / (1/n) sum z^2` estimates the first-order index without any choice of classes or
/// bandwidth, with a bias of order 1/n for a smooth outcome. The last row has the one before it as
/// its neighbour; with the first row instead, as is also done, a factor with a monotone effect
/// would have an index too low by the product of the two extremes. Chatterjee's `xi = 1 - 3 sum
/// |r_(i+1) - r_(i)| / (n^2 - 1)`, r the ranks of the outcome, is the same idea for ranks: 0
/// exactly for independence, 1 for an outcome that the factor determines.
///
/// Error. With `w_i = z_(i) z_(i+1) - S z_(i)^2`, sums of which are 0, n times the variance is the
/// mean of w_i^2 plus twice the covariance of neighbouring w at given factor values, which the
/// difference of the mean products at lags 1 and 2 estimates (at lag 2 the w share no outcome but
/// nearly the same factor). The usual bootstrap is wrong here: it doubles rows, whose nearest
/// neighbours are then themselves. Neighbours of a factor with few values are neighbours in an
/// order that is arbitrary among equals.
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
    let (z, variance) = Ranks.centred(data.outcome)
    return data.names.indices.map { factor in
      FactorIndex(
        name: data.names[factor],
        index: data.isConstant(factor)
          ? .zero : neighbours(z, variance: variance, order: Ranks.order(data.factors[factor])))
    }
  }

  /// Chatterjee's correlation of the outcome with all factors.
  ///
  /// Equal outcomes are ranked in the order of their rows. The standard error is that of
  /// independence, sqrt(2 / (5 n)), right where it matters, for telling a correlation from 0.
  public static func chatterjee(_ data: GivenData) -> [FactorIndex] {
    let n = Double(data.rowCount)
    var ranks = [Int](repeating: 0, count: data.rowCount)
    for (rank, row) in Ranks.order(data.outcome).enumerated() { ranks[row] = rank }
    return data.names.indices.map { factor in
      guard !data.isConstant(factor) else {
        return FactorIndex(name: data.names[factor], index: .zero)
      }
      let order = Ranks.order(data.factors[factor])
      var sum = 0
      for position in 1..<order.count {
        sum += abs(ranks[order[position]] - ranks[order[position - 1]])
      }
      return FactorIndex(
        name: data.names[factor],
        index: IndexEstimate(
          value: 1 - 3 * Double(sum) / (n * n - 1), standardError: (0.4 / n).squareRoot(),
          degreesOfFreedom: .infinity))
    }
  }

  /// The index of neighbours in an order.
  static func neighbours(_ z: [Double], variance: Double, order: [Int]) -> IndexEstimate {
    let n = order.count
    let products = (0..<n).map { position in
      z[order[position]] * z[order[position + 1 < n ? position + 1 : n - 2]]
    }
    let index = products.reduce(0, +) / (Double(n) * variance)
    let w = (0..<n).map { products[$0] - index * z[order[$0]] * z[order[$0]] }
    var square = 0.0
    var near = 0.0
    var far = 0.0
    for position in 0..<n {
      square += w[position] * w[position]
      near += w[position] * w[(position + 1) % n]
      far += w[position] * w[(position + 2) % n]
    }
    let total = max(square + 2 * (near - far), 0) / Double(n)
    return IndexEstimate(
      value: index, standardError: (total / Double(n)).squareRoot() / variance,
      degreesOfFreedom: Double(n - 1))
  }
}
