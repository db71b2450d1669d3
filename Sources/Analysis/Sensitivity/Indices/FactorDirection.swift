/// Which way a factor moves an outcome: the mean of the outcome over the third of rows in which the factor is highest, less
/// that over the third in which it is lowest.
///
/// A first-order index says how far the means of the outcome given the factor lie apart, and not in which order; this says
/// the order, of the same rows. Equal values of a factor stay in one third, and a factor with two values has two parts. The
/// interval of the difference is that of Welch's t for two independent samples whose variances differ. Where it holds 0 the
/// factor has no visible direction: it matters little, or values in the middle differ from those at both ends. Means of
/// outcomes with long tails need many rows, which the interval shows. Cost: a sort of n rows for each factor.
///
/// Source: B. L. Welch, The generalization of "Student's" problem when several different population variances are involved,
/// Biometrika 34 (1947) 28-35, doi:10.1093/biomet/34.1-2.28.
public struct FactorDirection: Sendable, Hashable {
  /// Parts by value of a factor.
  static let parts = 3

  /// The factor.
  public let factor: String
  /// Mean of the outcome over the rows with the lowest values of the factor.
  public let low: Double
  /// Mean over the rows between; nil for a factor with two values.
  public let middle: Double?
  /// Mean over the rows with the highest values.
  public let high: Double
  /// `high` less `low`, with a 95 % interval.
  public let difference: IndexEstimate

  /// Directions of all factors, in the order of the data; factors that are the same in every row have none.
  ///
  /// The sum of degrees of freedom is Satterthwaite's; a part of one row has no variance and leaves the interval infinite.
  public static func all(_ data: GivenData) -> [FactorDirection] {
    data.names.indices.compactMap { FactorDirection(data, factor: $0) }
  }

  /// The direction of one factor; nil where it is the same in every row.
  init?(_ data: GivenData, factor: Int) {
    let classes = Ranks.classes(data.factors[factor], count: Self.parts)
    guard classes.count > 1 else { return nil }
    let parts = (0..<classes.count).map { part in
      Part(data.outcome.indices.filter { classes.numbers[$0] == part }.map { data.outcome[$0] })
    }
    let (first, last) = (parts[0], parts[parts.count - 1])
    self.factor = data.names[factor]
    low = first.mean
    middle = parts.count > 2 ? parts[1].mean : nil
    high = last.mean
    let squares = [first, last].map(\.squaredError)
    let sum = squares[0] + squares[1]
    let freedom =
      sum * sum
      / zip(squares, [first, last]).reduce(0) { $0 + $1.0 * $1.0 / Double($1.1.count - 1) }
    difference = IndexEstimate(
      value: high - low, standardError: sum.isFinite ? sum.squareRoot() : .infinity,
      degreesOfFreedom: freedom.isFinite ? freedom : 1)
  }

  /// Rows of one part.
  private struct Part {
    let count: Int
    let mean: Double
    /// The square of the standard error of the mean.
    let squaredError: Double

    init(_ values: [Double]) {
      count = values.count
      let (_, variance) = Ranks.centred(values)
      mean = values.reduce(0, +) / Double(count)
      squaredError = count > 1 ? variance / Double(count - 1) : .infinity
    }
  }
}
