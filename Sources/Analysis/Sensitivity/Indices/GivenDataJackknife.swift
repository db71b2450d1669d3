/// Errors of statistics of given data by leaving out groups of rows.
///
/// Rows are dealt out to 32 groups in a random order; with theta_g the statistic without group g the
/// variance is estimated by `(31 / 32) sum of (theta_g - mean)^2`, with 31 degrees of freedom. Good
/// for statistics that are smooth in the distribution of rows, such as class means and distribution
/// functions; not for those of neighbours. What a statistic knows of a factor from all rows, such as
/// its classes, stays as it is when rows are left out: classes that moved with every row left out
/// would add a noise that the index does not have.
///
/// Source: J. Shao and C. F. J. Wu, A general theory for jackknife variance estimation, Annals of
/// Statistics 17 (1989) 1176-1197, doi:10.1214/aos/1176347263.
struct GivenDataJackknife {
  static let groups = 32

  /// All rows.
  let all: [Int]
  /// By group, all rows but its own.
  private let without: [[Int]]

  init(_ data: GivenData) {
    let group = data.parts(Self.groups)
    all = Array(data.outcome.indices)
    without = (0..<Self.groups).map { left in group.indices.filter { group[$0] != left } }
  }

  /// Whether an outcome varies among the rows that are left without any one group.
  func keepsVariation(of outcome: [Double]) -> Bool {
    without.allSatisfy { rows in rows.contains { outcome[$0] != outcome[rows[0]] } }
  }

  /// A statistic of rows with its error.
  func estimate(_ statistic: ([Int]) throws -> Double) rethrows -> IndexEstimate {
    try estimates { [try statistic($0)] }[0]
  }

  /// Several statistics of rows with their errors.
  func estimates(
    scale: (Int) -> IndexEstimate.Scale = { _ in .index },
    _ statistics: ([Int]) throws -> [Double]
  ) rethrows -> [IndexEstimate] {
    Self.estimates(try statistics(all), without: try without.map(statistics), scale: scale)
  }

  /// Statistics with their errors, from their values without each group.
  ///
  /// - Parameter scale: by statistic, on which scale its interval is symmetric.
  static func estimates(
    _ values: [Double], without: [[Double]],
    scale: (Int) -> IndexEstimate.Scale = { _ in .index }
  ) -> [IndexEstimate] {
    values.enumerated().map { index, value in
      let mean = without.reduce(0) { $0 + $1[index] } / Double(groups)
      let squares = without.reduce(0) { $0 + ($1[index] - mean) * ($1[index] - mean) }
      return IndexEstimate(
        value: value,
        standardError: (squares * Double(groups - 1) / Double(groups)).squareRoot(),
        degreesOfFreedom: Double(groups - 1), scale: scale(index))
    }
  }
}
