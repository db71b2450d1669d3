/// A dense matrix of doubles, stored by columns.
///
/// Element (row, column) is at `column * rows + row` of ``elements``, the layout BLAS and LAPACK expect.
public struct Matrix: Sendable, Hashable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  /// All elements, column after column.
  public var elements: [Double]

  /// A matrix filled with one value.
  ///
  /// - Precondition: `rows` and `columns` are not negative.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix of \(rows) by \(columns)")
    self.rows = rows
    self.columns = columns
    elements = [Double](repeating: value, count: rows * columns)
  }

  /// A matrix from elements stored by columns.
  ///
  /// - Precondition: there are `rows * columns` elements.
  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(
      rows >= 0 && columns >= 0 && elements.count == rows * columns,
      "\(elements.count) elements for a matrix of \(rows) by \(columns)")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// The identity of a given size.
  public static func identity(_ size: Int) -> Matrix {
    var result = Matrix(rows: size, columns: size)
    for index in 0..<size { result[index, index] = 1 }
    return result
  }

  /// The element in a row and column.
  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns)
      return elements[column * rows + row]
    }
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns)
      elements[column * rows + row] = newValue
    }
  }

  /// The matrix with rows and columns exchanged.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for column in 0..<columns {
      for row in 0..<rows { result[column, row] = self[row, column] }
    }
    return result
  }

  /// The largest absolute difference between an element and its mirror image; 0 for a symmetric matrix.
  ///
  /// - Precondition: the matrix is square.
  public var asymmetry: Double {
    precondition(rows == columns, "a matrix of \(rows) by \(columns) is not square")
    var largest = 0.0
    for column in 0..<columns {
      for row in 0..<column {
        largest = max(largest, (self[row, column] - self[column, row]).magnitude)
      }
    }
    return largest
  }
}
