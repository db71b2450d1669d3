import NumericCore

/// Linear regression of an outcome on all factors: SRC, SRRC and PRCC with R^2.
///
/// - SRC: the coefficients of the least-squares fit after every column has been brought to mean 0
///   and standard deviation 1. For a linear outcome of independent factors its square is the Sobol'
///   index.
/// - SRRC: the same for ranks (equal values share the mean rank), right for monotone outcomes.
/// - PRCC: the correlation of the ranks of factor and outcome after the ranks of all other factors
///   have been regressed out of both; from the SRRC b and the inverse P of the correlations of
///   factors as `b / sqrt(b^2 + (1 - R^2) P)`.
///
/// They speak of all there is to say only when R^2 is near 1: with R^2 = 0.3, 70 % of what the
/// outcome does is invisible to them. Errors come from the jackknife over 32 groups of rows, which
/// holds for outcomes that are not linear, where the textbook formula does not. Cost: 33 fits of 2
/// n k^2 operations.
///
/// Sources: J. C. Helton and F. J. Davis, Latin hypercube sampling and the propagation of
/// uncertainty in analyses of complex systems, Reliability Engineering & System Safety 81 (2003)
/// 23-69, doi:10.1016/S0951-8320(03)00058-9; R. L. Iman and W. J. Conover, The use of the rank
/// transform in regression, Technometrics 21 (1979) 499-509, doi:10.1080/00401706.1979.10489820.
public struct RegressionIndices: Sendable, Hashable {
  /// Standardised regression coefficients.
  public let coefficients: [FactorIndex]
  /// Standardised rank regression coefficients.
  public let rankCoefficients: [FactorIndex]
  /// Partial rank correlation coefficients.
  public let partialRankCorrelations: [FactorIndex]
  /// The share of variance that the linear fit explains.
  public let determination: IndexEstimate
  /// The share of the variance of ranks that the fit of ranks explains.
  public let rankDetermination: IndexEstimate

  /// Fits.
  ///
  /// Factors that are the same in every row have coefficients of exactly 0.
  ///
  /// - Throws: ``SensitivityError`` with fewer rows than 32 or 2 (k + 2), or a factor that is a
  ///   linear combination of others, by name.
  public init(_ data: GivenData) throws {
    let varying = data.names.indices.filter { !data.isConstant($0) }
    try data.require(rows: max(64, 2 * (data.names.count + 2)), for: "a regression")
    guard !varying.isEmpty else {
      throw SensitivityError("every factor is the same in every row")
    }
    let columns = varying.map { data.factors[$0] }
    let names = varying.map { data.names[$0] }
    let linear = try Self.jackknife(data, columns, names: names) { $0 }
    let ranks = try Self.jackknife(data, columns, names: names, transform: Ranks.average)
    func spread(_ estimates: [IndexEstimate]) -> [FactorIndex] {
      data.names.indices.map { factor in
        FactorIndex(
          name: data.names[factor],
          index: varying.firstIndex(of: factor).map { estimates[$0] } ?? .zero)
      }
    }
    let k = varying.count
    coefficients = spread(Array(linear[..<k]))
    rankCoefficients = spread(Array(ranks[..<k]))
    partialRankCorrelations = spread(Array(ranks[k..<2 * k]))
    determination = linear[2 * k]
    rankDetermination = ranks[2 * k]
  }

  /// Coefficients, partial correlations and R^2, each with its error.
  private static func jackknife(
    _ data: GivenData, _ columns: [[Double]], names: [String], transform: ([Double]) -> [Double]
  ) throws -> [IndexEstimate] {
    let jackknife = GivenDataJackknife(data)
    guard jackknife.keepsVariation(of: data.outcome) else {
      throw SensitivityError(
        "the outcome differs in too few rows for the error of a regression: without some rows it is the same in all "
          + "others")
    }
    // Partial correlations follow the coefficients.
    let correlations = columns.count..<2 * columns.count
    return try jackknife.estimates(
      scale: { correlations.contains($0) ? .correlation : .index },
      { rows in
        try fit(
          columns.map { column in transform(rows.map { column[$0] }) },
          transform(rows.map { data.outcome[$0] }), names: names)
      })
  }

  private static func fit(
    _ columns: [[Double]], _ y: [Double], names: [String]
  ) throws -> [Double] {
    let n = y.count
    var standard = Matrix(rows: n, columns: columns.count)
    for (index, column) in columns.enumerated() {
      let (deviations, variance) = Ranks.centred(column)
      let scale = 1 / (variance * Double(n)).squareRoot()
      for row in 0..<n { standard.elements[index * n + row] = deviations[row] * scale }
    }
    let (deviations, variance) = Ranks.centred(y)
    let scale = 1 / (variance * Double(n)).squareRoot()
    let result: LeastSquares
    do {
      result = try LeastSquares(standard, response: deviations.map { $0 * scale })
    } catch NumericError.dependentColumn(let column) {
      throw SensitivityError(
        "\(names[column]) is a linear combination of other factors; leave it out of the regression")
    }
    let unexplained = result.residualSquares
    let partial = columns.indices.map { index in
      let b = result.coefficients[index]
      return b / (b * b + unexplained * result.inverseProducts[index, index]).squareRoot()
    }
    return result.coefficients + partial + [1 - unexplained]
  }
}
