/// Closed indices of sets of factors from given data by nearest neighbours, for independent and for
/// dependent factors.
///
/// Every row is paired with the row nearest to it in the factors of the set; the two have nearly
/// the same values of these and otherwise independent luck: `S_u = (1/n) sum z_i z_near(i) / (1/n)
/// sum z^2`, z the outcome less its mean, estimates `Var(E[Y | X_u]) / Var(Y)`. Distances are
/// Euclidean between ranks, so that units and long tails do not matter. Of equally near rows the
/// one with the lower number counts.
///
/// The distance to the nearest of n rows falls as n^(-1/d) with d factors in the set, and with it
/// the bias: good for one to three factors, doubtful beyond. Cost: n^2 d.
///
/// Source: B. Broto, F. Bachoc and M. Depecker, Variance reduction for estimation of Shapley
/// effects and adaptation to unknown input distribution, SIAM/ASA Journal on Uncertainty
/// Quantification 8 (2020) 693-716, doi:10.1137/18M1234631.
public enum NearestNeighbourIndices {
  /// Parts of the rows from whose spread errors are estimated: 16. The variance of an index falls
  /// as 1/n, so that the spread of 16 parts over sqrt(16) is the error of the whole; leaving out
  /// rows one by one would change neighbours and overstate it.
  public static let parts = 16

  /// First-order indices of all factors.
  ///
  /// - Throws: ``SensitivityError`` with fewer than 320 rows, 20 in each of 16 parts.
  public static func firstOrder(_ data: GivenData) throws -> [FactorIndex] {
    try data.names.indices.map { factor in
      FactorIndex(name: data.names[factor], index: try closed(data, factors: [factor]))
    }
  }

  /// The closed index of a set of factors.
  ///
  /// - Throws: as ``firstOrder(_:)``.
  public static func closed(_ data: GivenData, factors: [Int]) throws -> IndexEstimate {
    try data.require(rows: 20 * parts, for: "a nearest-neighbour index")
    let used = factors.filter { !data.isConstant($0) }
    guard !used.isEmpty else { return .zero }
    return spread(data) { rows in
      closed(
        used.map { factor in rows.map { data.factors[factor][$0] } }, rows.map { data.outcome[$0] })
    }
  }

  /// A statistic of all rows with its error from the spread over parts.
  static func spread(_ data: GivenData, statistic: ([Int]) -> Double) -> IndexEstimate {
    let values = (0..<parts).map { part in
      statistic(data.outcome.indices.filter { $0 % parts == part })
    }
    let mean = values.reduce(0, +) / Double(parts)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return IndexEstimate(
      value: statistic(Array(data.outcome.indices)),
      standardError: (squares / Double(parts - 1) / Double(parts)).squareRoot(),
      degreesOfFreedom: Double(parts - 1))
  }

  /// The closed index of columns.
  static func closed(_ columns: [[Double]], _ y: [Double]) -> Double {
    let (z, variance) = Ranks.centred(y)
    guard variance > 0 else { return 0 }
    let n = y.count
    let ranks = columns.map(Ranks.average)
    var sum = 0.0
    var distances = [Double](repeating: 0, count: n)
    for i in 0..<n {
      for j in 0..<n { distances[j] = 0 }
      for column in ranks {
        let own = column[i]
        column.withUnsafeBufferPointer { column in
          distances.withUnsafeMutableBufferPointer { distances in
            for j in 0..<n {
              let gap = column[j] - own
              distances[j] += gap * gap
            }
          }
        }
      }
      distances[i] = .infinity
      var nearest = i == 0 ? 1 : 0
      for j in 0..<n where distances[j] < distances[nearest] { nearest = j }
      sum += z[i] * z[nearest]
    }
    return sum / (Double(n) * variance)
  }
}
