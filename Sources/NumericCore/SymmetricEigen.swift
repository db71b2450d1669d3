@preconcurrency import CLAPACKE

/// Eigenvalues and eigenvectors of a symmetric matrix: `A = V diag(values) V^T`.
///
/// Cost: about 9 n^3 operations. Only the lower triangle of A is read.
public struct SymmetricEigen: Sendable {
  /// Eigenvalues, ascending.
  public let values: [Double]
  /// Orthonormal eigenvectors as columns, in the order of ``values``. The sign of each is LAPACK's.
  public let vectors: Matrix

  /// Decomposes a matrix with LAPACK's `dsyev`.
  ///
  /// - Throws: ``NumericError/eigenvaluesDidNotConverge(unconverged:)``,
  ///   ``NumericError/notSquare(rows:columns:)``, ``NumericError/notFinite(row:column:)``.
  public init(_ matrix: Matrix) throws {
    try matrix.checkSquareAndFinite()
    let size = matrix.rows
    var vectors = matrix
    var values = [Double](repeating: 0, count: size)
    if size > 0 {
      let info = LAPACKE_dsyev(
        LAPACK_COL_MAJOR, Int8(UInt8(ascii: "V")), Int8(UInt8(ascii: "L")), Int32(size),
        &vectors.elements, Int32(size), &values)
      guard info >= 0 else {
        throw NumericError.illegalArgument(routine: "dsyev", position: Int(-info))
      }
      guard info == 0 else {
        throw NumericError.eigenvaluesDidNotConverge(unconverged: Int(info))
      }
    }
    self.values = values
    self.vectors = vectors
  }
}
