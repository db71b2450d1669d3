import NumericCore
import Testing

@Suite("Linear algebra")
struct LinearAlgebraTests {
  /// Products and factorisations of a few rows round some tens of times.
  static let tolerance = 1e-13

  /// A symmetric positive definite matrix without structure.
  func example(_ size: Int) -> Matrix {
    var matrix = Matrix(rows: size, columns: size)
    for i in 0..<size {
      for j in 0..<size { matrix[i, j] = 1 / (1 + Double((i - j).magnitude)) + (i == j ? 0.5 : 0) }
    }
    return matrix
  }

  func distance(_ a: Matrix, _ b: Matrix) -> Double {
    zip(a.elements, b.elements).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
  }

  @Test func elementsAreStoredByColumns() {
    let matrix = Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])
    #expect(matrix[1, 0] == 2)
    #expect(matrix[0, 2] == 5)
    #expect(matrix.transposed[2, 0] == 5)
    #expect(Matrix(rows: 2, columns: 2, elements: [1, 2, 5, 1]).asymmetry == 3)
  }

  @Test func productOfUnequalShapes() {
    let left = Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])
    let right = Matrix(rows: 3, columns: 1, elements: [1, 10, 100])
    #expect((left * right).elements == [531, 642])
  }

  @Test func productAddsToAResultWithStrides() {
    let left = [1.0, 2, -1, 3, 4, -1]
    let right = [5.0, 6, -1, 7, 8, -1]
    var result = [100.0, 200, 0, 300, 400, 0]
    gemm(
      rows: 2, columns: 2, inner: 2, alpha: 2, left: left, leftStride: 3, right: right,
      rightStride: 3, beta: 1, result: &result, resultStride: 3)
    // Twice the product (23, 34; 31, 46) on top of the hundreds.
    let expected: [Double] = [146, 268, 0, 362, 492, 0]
    #expect(result == expected)
  }

  @Test func choleskyFactorMultipliesBack() throws {
    let matrix = example(7)
    let cholesky = try Cholesky(matrix)
    #expect(distance(cholesky.lower * cholesky.lower.transposed, matrix) < Self.tolerance)
    #expect(cholesky.lower[0, 1] == 0)
    let solution = (0..<7).map { Double($0) - 2 }
    let right = (matrix * Matrix(rows: 7, columns: 1, elements: solution)).elements
    for (found, truth) in zip(cholesky.solve(right), solution) {
      #expect((found - truth).magnitude < Self.tolerance * 10)
    }
  }

  @Test func logDeterminantOfADiagonalMatrix() throws {
    let matrix = Matrix(rows: 2, columns: 2, elements: [4, 0, 0, 9])
    #expect((try Cholesky(matrix).logDeterminant - 3.58351893845611).magnitude < 1e-14)
  }

  @Test func choleskyNamesTheLeadingMinor() {
    // Order 2 is fine, order 3 is not.
    let matrix = Matrix(
      rows: 3, columns: 3, elements: [1, 0.5, 0.9, 0.5, 1, -0.9, 0.9, -0.9, 1])
    #expect(throws: NumericError.notPositiveDefinite(leadingMinor: 3)) { try Cholesky(matrix) }
    #expect(throws: NumericError.notSquare(rows: 1, columns: 2)) {
      try Cholesky(Matrix(rows: 1, columns: 2))
    }
    #expect(throws: NumericError.notFinite(row: 1, column: 0)) {
      try Cholesky(Matrix(rows: 2, columns: 2, elements: [1, .nan, 0, 1]))
    }
  }

  @Test func eigenvaluesAndVectors() throws {
    let matrix = example(6)
    let eigen = try SymmetricEigen(matrix)
    #expect(eigen.values == eigen.values.sorted())
    var scaled = eigen.vectors
    for row in 0..<6 {
      for column in 0..<6 { scaled[row, column] *= eigen.values[column] }
    }
    #expect(distance(scaled * eigen.vectors.transposed, matrix) < Self.tolerance)
    #expect(
      distance(eigen.vectors.transposed * eigen.vectors, .identity(6)) < Self.tolerance)
  }

  @Test func emptyMatrices() throws {
    let empty = Matrix(rows: 0, columns: 0)
    #expect(try Cholesky(empty).lower.elements.isEmpty)
    #expect(try SymmetricEigen(empty).values.isEmpty)
  }

  @Test func threadsArePinned() {
    singleThreadedBLAS()
    #expect(threadsOfBLAS == 1)
  }
}
