@preconcurrency import CLAPACKE
import Glibc

/// The linear least-squares fit of one column by others: the b that minimises `|y - X b|`.
///
/// By LAPACK's QR factorisation with column pivoting (`dgeqp3`, `dormqr`, `dtrtri`), which loses
/// half as many digits as the normal equations. Cost: 2 n k^2 operations for n rows and k columns.
public struct LeastSquares: Sendable {
  /// Coefficients, by column.
  public let coefficients: [Double]
  /// Sum of squared residuals.
  public let residualSquares: Double
  /// The inverse of X^T X; times the residual variance it is the covariance of the coefficients.
  public let inverseProducts: Matrix

  /// The smallest diagonal element of R, relative to the largest, of columns that count as
  /// independent: 1e-12, above the rounding of the factorisation of thousands of rows and below the
  /// collinearity of any two columns that carry different information.
  public static let independence = 1e-12

  /// Fits.
  ///
  /// - Parameters:
  ///   - columns: X, with at least as many rows as columns.
  ///   - response: y, one number a row.
  /// - Throws: ``NumericError/dependentColumn(_:)`` naming a column that the others determine;
  ///   ``NumericError/notFinite(row:column:)`` for X or, with the column behind the last one, for
  ///   y.
  public init(_ columns: Matrix, response: [Double]) throws {
    let (n, k) = (columns.rows, columns.columns)
    precondition(response.count == n && n >= k && k > 0, "\(n) rows, \(k) columns")
    for column in 0..<k {
      for row in 0..<n where !columns[row, column].isFinite {
        throw NumericError.notFinite(row: row, column: column)
      }
    }
    if let row = response.firstIndex(where: { !$0.isFinite }) {
      throw NumericError.notFinite(row: row, column: k)
    }
    var factor = columns.elements
    var pivots = [Int32](repeating: 0, count: k)
    var reflectors = [Double](repeating: 0, count: k)
    var info = LAPACKE_dgeqp3(
      LAPACK_COL_MAJOR, Int32(n), Int32(k), &factor, Int32(n), &pivots, &reflectors)
    guard info == 0 else {
      throw NumericError.illegalArgument(routine: "dgeqp3", position: -Int(info))
    }
    for column in 0..<k
    where !(factor[column * n + column].magnitude > Self.independence * factor[0].magnitude) {
      throw NumericError.dependentColumn(Int(pivots[column]) - 1)
    }
    var rotated = response
    info = LAPACKE_dormqr(
      LAPACK_COL_MAJOR, Int8(UInt8(ascii: "L")), Int8(UInt8(ascii: "T")), Int32(n), 1, Int32(k),
      factor, Int32(n), reflectors, &rotated, Int32(n))
    guard info == 0 else {
      throw NumericError.illegalArgument(routine: "dormqr", position: -Int(info))
    }
    residualSquares = rotated[k...].reduce(0) { $0 + $1 * $1 }

    var inverse = Matrix(rows: k, columns: k)
    for column in 0..<k {
      for row in 0...column { inverse[row, column] = factor[column * n + row] }
    }
    info = LAPACKE_dtrtri(
      LAPACK_COL_MAJOR, Int8(UInt8(ascii: "U")), Int8(UInt8(ascii: "N")), Int32(k),
      &inverse.elements, Int32(k))
    guard info == 0 else {
      throw NumericError.illegalArgument(routine: "dtrtri", position: -Int(info))
    }
    let order = pivots.map { Int($0) - 1 }
    var solution = [Double](repeating: 0, count: k)
    var products = Matrix(rows: k, columns: k)
    for row in 0..<k {
      for column in row..<k { solution[order[row]] += inverse[row, column] * rotated[column] }
      for other in 0..<k {
        var sum = 0.0
        for column in max(row, other)..<k { sum += inverse[row, column] * inverse[other, column] }
        products[order[row], order[other]] = sum
      }
    }
    coefficients = solution
    inverseProducts = products
  }
}
