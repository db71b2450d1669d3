import NumericCore

/// A linear relation between countries, by least squares.
public struct PanelRegression: Sendable, Hashable {
  /// The constant, then one coefficient a predictor.
  public let coefficients: [Double]
  /// Standard deviation of what the relation leaves, with the degrees of freedom of the fit.
  public let spread: Double
  /// Observations it was fitted to.
  public let count: Int

  /// Half the width of an interval that nine of ten values lie in, in standard deviations: the 95 % quantile of the
  /// normal distribution.
  public static let halfWidth = 1.645

  /// Fits.
  ///
  /// - Throws: ``CountryObstacle/relation`` with fewer than three observations more than coefficients; `NumericError` for
  ///   predictors that determine each other.
  init(_ observations: [(predictors: [Double], value: Double)]) throws {
    let width = (observations.first?.predictors.count ?? 0) + 1
    guard observations.count >= width + 3 else { throw CountryObstacle.relation }
    var columns = Matrix(rows: observations.count, columns: width, repeating: 1)
    for (row, observation) in observations.enumerated() {
      for (column, value) in observation.predictors.enumerated() {
        columns[row, column + 1] = value
      }
    }
    let fit = try LeastSquares(columns, response: observations.map(\.value))
    coefficients = fit.coefficients
    spread = (fit.residualSquares / Double(observations.count - width)).squareRoot()
    count = observations.count
  }

  /// What the relation says.
  public func value(_ predictors: [Double]) -> Double {
    zip(coefficients.dropFirst(), predictors).reduce(coefficients[0]) { $0 + $1.0 * $1.1 }
  }
}
