@preconcurrency import CLAPACKE
import Glibc

/// The Cholesky factor of a symmetric positive definite matrix: `A = L L^T` with L lower triangular.
///
/// Cost: n^3 / 3 operations. Only the lower triangle of A is read.
public struct Cholesky: Sendable {
  /// The factor L; elements above the diagonal are 0.
  public let lower: Matrix

  /// Factorises a matrix with LAPACK's `dpotrf`.
  ///
  /// - Throws: ``NumericError/notPositiveDefinite(leadingMinor:)`` naming the first leading minor that is
  ///   not positive; ``NumericError/notSquare(rows:columns:)`` and
  ///   ``NumericError/notFinite(row:column:)``.
  public init(_ matrix: Matrix) throws {
    try matrix.checkSquareAndFinite()
    let size = matrix.rows
    var factor = matrix
    if size > 0 {
      let info = LAPACKE_dpotrf(
        LAPACK_COL_MAJOR, Int8(UInt8(ascii: "L")), Int32(size), &factor.elements, Int32(size))
      guard info >= 0 else {
        throw NumericError.illegalArgument(routine: "dpotrf", position: Int(-info))
      }
      guard info == 0 else { throw NumericError.notPositiveDefinite(leadingMinor: Int(info)) }
    }
    for column in 0..<size {
      for row in 0..<column { factor[row, column] = 0 }
    }
    lower = factor
  }

  /// The solution x of `A x = b`, by two triangular substitutions.
  ///
  /// - Precondition: `right` has as many elements as the matrix has rows.
  public func solve(_ right: [Double]) -> [Double] {
    let size = lower.rows
    precondition(right.count == size, "\(right.count) elements for \(size) equations")
    var x = right
    for row in 0..<size {
      var value = x[row]
      for column in 0..<row { value -= lower[row, column] * x[column] }
      x[row] = value / lower[row, row]
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      var value = x[row]
      for below in row + 1..<max(size, row + 1) { value -= lower[below, row] * x[below] }
      x[row] = value / lower[row, row]
    }
    return x
  }

  /// The natural logarithm of the determinant of A.
  public var logDeterminant: Double {
    var sum = CompensatedSum()
    for index in 0..<lower.rows { sum.add(2 * log(lower[index, index])) }
    return sum.value
  }
}
