/// Shapley effects: shares of the variance of the outcome that add up to 1, also for dependent
/// factors.
///
/// `Sh_i = (1/k) sum over sets u without i of (S_(u and i) - S_u) / binomial(k - 1, |u|)`, S_u the
/// closed index `Var(E[Y | X_u]) / Var(Y)`: what a factor adds to the knowledge of others, averaged
/// over all orders in which factors could become known. An interaction, or what two dependent
/// factors both tell, is shared equally; no effect is negative and none counts twice.
///
/// Source: A. B. Owen, Sobol' indices and Shapley value, SIAM/ASA Journal on Uncertainty
/// Quantification 2 (2014) 245-251, doi:10.1137/130936233; A. B. Owen and C. Prieur, On Shapley
/// value for measuring importance of dependent inputs, ibid. 5 (2017) 986-1002,
/// doi:10.1137/16M1097717.
public enum ShapleyEffects {
  /// Most factors or groups of factors: 10, with 1024 sets.
  public static let factorLimit = 10

  /// Effects from the closed indices of all sets.
  ///
  /// - Parameter closed: by set, whose bits are its factors; the empty set has 0.
  /// - Precondition: the number of sets is a power of two.
  public static func effects(closed: [Double]) -> [Double] {
    let count = closed.count.trailingZeroBitCount
    precondition(closed.count == 1 << count, "\(closed.count) sets")
    // 1 / (k binomial(k - 1, size)).
    var weights = [Double](repeating: 0, count: count)
    var binomial = 1.0
    for size in 0..<count {
      weights[size] = 1 / (Double(count) * binomial)
      binomial *= Double(count - 1 - size) / Double(size + 1)
    }
    return (0..<count).map { factor in
      closed.indices.reduce(0) { sum, set in
        set >> factor & 1 == 1
          ? sum : sum + weights[set.nonzeroBitCount] * (closed[set | 1 << factor] - closed[set])
      }
    }
  }

  /// Effects from given data, with closed indices by nearest neighbours
  /// (``NearestNeighbourIndices``).
  ///
  /// Factors may depend on each other in any way; nothing needs to be known about how. Bias grows
  /// with the number of factors in a set; it is estimated from halves of the rows and widens the interval. Errors
  /// come from the spread over 16 parts of the rows.
  /// Cost: n^2 k 2^(k - 1) operations.
  ///
  /// - Parameter isDeterministic: whether the factors determine the outcome, so that all together
  ///   explain all of it and effects add up to 1. Otherwise they add up to what all together
  ///   explain.
  /// - Throws: ``SensitivityError`` with fewer than 320 rows or more than ``factorLimit`` factors.
  public static func givenData(
    _ data: GivenData, isDeterministic: Bool
  ) throws -> [FactorIndex] {
    let count = data.names.count
    try data.require(rows: 20 * NearestNeighbourIndices.parts, for: "Shapley effects")
    guard count <= factorLimit else {
      throw SensitivityError(
        "Shapley effects take at most \(factorLimit) factors: \(count); group some or leave them out"
      )
    }
    func effects(_ rows: [Int]) -> [Double] {
      let y = rows.map { data.outcome[$0] }
      let columns = data.factors.map { column in rows.map { column[$0] } }
      let closed = (0..<1 << count).map { set -> Double in
        if isDeterministic && set == (1 << count) - 1 { return 1 }
        let used = (0..<count).filter { set >> $0 & 1 == 1 && !data.isConstant($0) }
        return used.isEmpty ? 0 : NearestNeighbourIndices.closed(used.map { columns[$0] }, y)
      }
      return self.effects(closed: closed)
    }
    let estimates = NearestNeighbourIndices.spread(
      data, dimension: max(count - 1, 1), statistics: effects)
    return data.names.indices.map { factor in
      FactorIndex(
        name: data.names[factor], index: data.isConstant(factor) ? .zero : estimates[factor])
    }
  }
}
