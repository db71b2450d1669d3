import Glibc

/// Closed indices of sets of factors from given data by nearest neighbours, for independent and for
/// dependent factors.
///
/// Every row is paired with the row nearest to it in the factors of the set; the two have nearly
/// the same values of these and otherwise independent luck: `S_u = (1/n) sum z_i z_near(i) / (1/n)
/// sum z^2`, z the outcome less its mean, estimates `Var(E[Y | X_u]) / Var(Y)`. Distances are
/// Euclidean between ranks, so that units and long tails do not matter. Of equally near rows the
/// mean counts, so that among rows with exactly the same values the estimate has no bias.
///
/// The distance to the nearest of n rows falls as n^(-1/d) with d factors in the set, and with it
/// the bias: good for one to three factors, doubtful beyond. Cost: n^2 d, for one factor n log n.
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
      let own = try closed(data, factors: [factor])
      if data.isConstant(factor) { return FactorIndex(name: data.names[factor], index: own) }
      // Parts of few events show no luck; the influence of rows does.
      let error = RankIndices.firstOrder(data, factor).standardError
      return FactorIndex(
        name: data.names[factor],
        index: IndexEstimate(
          value: own.value, standardError: max(own.standardError, error),
          degreesOfFreedom: own.degreesOfFreedom, above: own.above, below: own.below))
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
    spread(data, dimension: 1) { [statistic($0)] }[0]
  }

  /// Statistics of all rows with their errors from the spread over parts.
  ///
  /// Bias: neighbours of half the rows lie further apart, by a factor of 2^(1/d) in d dimensions, so that a bias in
  /// proportion to the distance is `gain / (2^(1/d) - 1)`, gain being how all rows differ from halves of them. The
  /// interval is wider by it on the side to which the statistic moves.
  ///
  /// - Parameter dimension: the largest number of factors in a set.
  static func spread(
    _ data: GivenData, dimension: Int, statistics: ([Int]) -> [Double]
  ) -> [IndexEstimate] {
    let factor = 1 / (pow(2, 1 / Double(dimension)) - 1)
    let part = data.parts(parts)
    let values = (0..<parts).map { number in
      statistics(data.outcome.indices.filter { part[$0] == number })
    }
    let halves = (0..<2).map { half in
      statistics(data.outcome.indices.filter { part[$0] % 2 == half })
    }
    return statistics(Array(data.outcome.indices)).enumerated().map { index, value in
      let mean = values.reduce(0) { $0 + $1[index] } / Double(parts)
      let squares = values.reduce(0) { $0 + ($1[index] - mean) * ($1[index] - mean) }
      let gain = factor * (value - (halves[0][index] + halves[1][index]) / 2)
      return IndexEstimate(
        value: value, standardError: (squares / Double(parts - 1) / Double(parts)).squareRoot(),
        degreesOfFreedom: Double(parts - 1), above: max(gain, 0), below: max(-gain, 0))
    }
  }

  /// The sum of products with the nearest rows by one factor: the others with the same value, or else the rows with
  /// the next values below and above, both where their ranks are as near.
  private static func closed(_ x: [Double], _ z: [Double]) -> Double {
    let order = Ranks.order(x)
    let runs = Ranks.ties(x, order: order)
    let sums = runs.map { run in order[run].reduce(0) { $0 + z[$1] } }
    func middle(_ run: Int) -> Int { runs[run].lowerBound + runs[run].upperBound }
    var sum = 0.0
    for (number, run) in runs.enumerated() {
      if run.count > 1 {
        let squares = order[run].reduce(0) { $0 + z[$1] * z[$1] }
        sum += (sums[number] * sums[number] - squares) / Double(run.count - 1)
        continue
      }
      let near = [number - 1, number + 1].filter(runs.indices.contains)
      let gap = near.map { abs(middle($0) - middle(number)) }.min() ?? 0
      let nearest = near.filter { abs(middle($0) - middle(number)) == gap }
      let (total, count) = nearest.reduce((0.0, 0)) { ($0.0 + sums[$1], $0.1 + runs[$1].count) }
      if count > 0 { sum += sums[number] * total / Double(count) }
    }
    return sum
  }

  /// The closed index of columns.
  static func closed(_ columns: [[Double]], _ y: [Double]) -> Double {
    let (z, variance) = Ranks.centred(y)
    guard variance > 0 else { return 0 }
    let n = y.count
    if columns.count == 1 { return closed(columns[0], z) / (Double(n) * variance) }
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
      let nearest = distances.withUnsafeBufferPointer { $0.min()! }
      var (total, count) = (0.0, 0.0)
      for j in 0..<n where distances[j] == nearest {
        total += z[j]
        count += 1
      }
      sum += z[i] * total / count
    }
    return sum / (Double(n) * variance)
  }
}
