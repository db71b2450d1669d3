@preconcurrency import COpenBLAS

/// Adds a matrix product to a matrix in place: `C <- beta C + alpha A B`, all stored by columns.
///
/// A is `rows` by `inner` with column stride `leftStride`, B is `inner` by `columns` with column stride
/// `rightStride`, C is `rows` by `columns` with column stride `resultStride`. With `beta` 0, C need not be
/// initialised. Bits depend on the processor's BLAS kernel, not on the data beside.
///
/// - Precondition: strides are not below the number of rows of their matrix; C overlaps neither A nor B.
public func gemm(
  rows: Int, columns: Int, inner: Int, alpha: Double = 1, left: UnsafePointer<Double>,
  leftStride: Int, right: UnsafePointer<Double>, rightStride: Int, beta: Double = 0,
  result: UnsafeMutablePointer<Double>, resultStride: Int
) {
  precondition(
    leftStride >= max(rows, 1) && rightStride >= max(inner, 1) && resultStride >= max(rows, 1),
    "column strides \(leftStride), \(rightStride), \(resultStride) for a product of \(rows) by "
      + "\(inner) and \(inner) by \(columns)")
  cblas_dgemm(
    CblasColMajor, CblasNoTrans, CblasNoTrans, blasint(rows), blasint(columns), blasint(inner),
    alpha, left, blasint(leftStride), right, blasint(rightStride), beta, result,
    blasint(resultStride))
}

extension Matrix {
  /// The product of two matrices, by BLAS.
  ///
  /// - Precondition: the left matrix has as many columns as the right one has rows.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(
      left.columns == right.rows,
      "a product of \(left.rows) by \(left.columns) and \(right.rows) by \(right.columns)")
    var result = Matrix(rows: left.rows, columns: right.columns)
    guard !result.elements.isEmpty, left.columns > 0 else { return result }
    result.elements.withUnsafeMutableBufferPointer { output in
      gemm(
        rows: left.rows, columns: right.columns, inner: left.columns, left: left.elements,
        leftStride: left.rows, right: right.elements, rightStride: right.rows,
        result: output.baseAddress!, resultStride: left.rows)
    }
    return result
  }
}
