/// A matrix a factorisation cannot take, or an iteration that did not converge.
public enum NumericError: KindedError, Hashable {
  /// The leading minor of this order (counted from 1) is not positive, so that there is no Cholesky
  /// factor.
  case notPositiveDefinite(leadingMinor: Int)
  /// The eigenvalue iteration left this many off-diagonal elements unconverged.
  case eigenvaluesDidNotConverge(unconverged: Int)
  /// The matrix is not square.
  case notSquare(rows: Int, columns: Int)
  /// The matrix has an element that is not a finite number.
  case notFinite(row: Int, column: Int)
  /// The column (counted from 0) is a linear combination of the others, so that a fit is not
  /// unique.
  case dependentColumn(Int)
  /// The library refused an argument: an error of this program, not of its user.
  case illegalArgument(routine: String, position: Int)

  /// What is wrong, in one sentence.
  public var description: String {
    switch self {
    case .notPositiveDefinite(let minor):
      "the matrix is not positive definite: its leading minor of order \(minor) is not positive"
    case .eigenvaluesDidNotConverge(let unconverged):
      "the eigenvalue iteration did not converge for \(unconverged) elements"
    case .notSquare(let rows, let columns):
      "the matrix has \(rows) rows and \(columns) columns but must be square"
    case .notFinite(let row, let column):
      "the matrix has a value that is not a finite number in row \(row + 1), column \(column + 1)"
    case .dependentColumn(let column):
      "column \(column + 1) is a linear combination of the other columns"
    case .illegalArgument(let routine, let position):
      "\(routine) refused its argument number \(position)"
    }
  }
}

extension Matrix {
  /// Refuses what no factorisation can take.
  func checkSquareAndFinite() throws {
    guard rows == columns else { throw NumericError.notSquare(rows: rows, columns: columns) }
    for column in 0..<columns {
      for row in 0..<rows where !self[row, column].isFinite {
        throw NumericError.notFinite(row: row, column: column)
      }
    }
  }
}
