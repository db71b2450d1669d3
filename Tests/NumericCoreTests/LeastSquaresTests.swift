import Testing

@testable import NumericCore

@Suite struct LeastSquaresTests {
  /// Rounding of fits of a few rows.
  static let rounding = 1e-12

  @Test func aLineThroughFourPoints() throws {
    // y = 1, 3, 2, 5 at x = 0, 1, 2, 3: slope 1.1, intercept 1.1, residual squares 2.7; X^T X by hand.
    let fit = try LeastSquares(
      Matrix(rows: 4, columns: 2, elements: [1, 1, 1, 1, 0, 1, 2, 3]), response: [1, 3, 2, 5])
    #expect(abs(fit.coefficients[0] - 1.1) < Self.rounding)
    #expect(abs(fit.coefficients[1] - 1.1) < Self.rounding)
    #expect(abs(fit.residualSquares - 2.7) < Self.rounding)
    for (element, wanted) in zip(fit.inverseProducts.elements, [0.7, -0.3, -0.3, 0.2]) {
      #expect(abs(element - wanted) < Self.rounding)
    }
  }

  @Test func mistakesAreNamed() {
    #expect(throws: NumericError.dependentColumn(0)) {
      try LeastSquares(
        Matrix(rows: 3, columns: 2, elements: [1, 2, 3, 2, 4, 6]), response: [1, 0, 0])
    }
    #expect(throws: NumericError.notFinite(row: 1, column: 0)) {
      try LeastSquares(Matrix(rows: 2, columns: 1, elements: [1, .nan]), response: [1, 0])
    }
    #expect(throws: NumericError.notFinite(row: 0, column: 1)) {
      try LeastSquares(Matrix(rows: 2, columns: 1, elements: [1, 2]), response: [.infinity, 0])
    }
  }
}
