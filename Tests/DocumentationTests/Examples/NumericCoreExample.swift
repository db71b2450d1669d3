import NumericCore

/// A linear system, a sum that rounding would empty, and a quantile.
func solveAndSum() throws {
  let covariance = Matrix(rows: 2, columns: 2, elements: [4, 2, 2, 2])
  print(try Cholesky(covariance).solve([8, 6]))
  print([1e16, 1, -1e16].reduce(0, +), "or", CompensatedSum([1e16, 1, -1e16]).value)
  print(Normal.quantile(0.5))
}
