import NumericCore

/// Functions of some factors by which conditional means are fitted.
///
/// Of each numeric factor a restricted cubic spline of five knots, of a factor of few values or of categories an
/// indicator of each; of a group all of them and, up to ten factors, the products of the factors by twos. A column that
/// does not vary is left out.
struct InformationBasis: Sendable {
  /// Factors of a group up to which products are taken: 45 more columns.
  static let mostWithProducts = 10
  /// Values of a numeric factor up to which each has an indicator.
  private static let fewValues = 10

  /// By column, by row; the first one is 1.
  let columns: [[Double]]

  init(_ factors: [DiscoveryFactor]) {
    let count = factors[0].count
    var columns = [[Double](repeating: 1, count: count)]
    var linear: [[Double]] = []
    for factor in factors {
      switch factor.values {
      case .categories(let codes, let names):
        columns += Self.indicators(codes, of: names.count)
      case .numbers(let values):
        var sorted = values
        RadixSort.sort(&sorted)
        let distinct = Self.distinct(sorted)
        if let distinct {
          let codes = values.map { value in distinct.firstIndex { $0 >= value }! }
          columns += Self.indicators(codes, of: distinct.count)
        } else if let spline = RestrictedSpline(sorted: sorted) {
          let bases = values.map(spline.basis)
          columns += (1..<RestrictedSpline.size).map { function in bases.map { $0[function] } }
        } else {
          columns.append(values)
        }
        linear.append(Self.standardised(values))
      }
    }
    if factors.count > 1, factors.count <= Self.mostWithProducts {
      for first in linear.indices {
        for second in linear.indices.dropFirst(first + 1) {
          columns.append(zip(linear[first], linear[second]).map { $0 * $1 })
        }
      }
    }
    self.columns =
      [columns[0]]
      + columns.dropFirst().map(Self.standardised).filter { column in
        column.contains { $0 != column[0] }
      }
  }

  /// The different values of sorted ones; nil where they are many.
  private static func distinct(_ sorted: [Double]) -> [Double]? {
    var values = [sorted[0]]
    for value in sorted where value != values[values.count - 1] {
      if values.count == fewValues { return nil }
      values.append(value)
    }
    return values
  }

  /// An indicator of each code but the first.
  private static func indicators(_ codes: [Int], of count: Int) -> [[Double]] {
    (1..<max(count, 1)).map { code in codes.map { $0 == code ? 1 : 0 } }
  }

  private static func standardised(_ values: [Double]) -> [Double] {
    let count = Double(values.count)
    let mean = CompensatedSum(values).value / count
    let square = CompensatedSum(values.lazy.map { ($0 - mean) * ($0 - mean) }).value / count
    guard square > 0 else { return [Double](repeating: 0, count: values.count) }
    let scale = 1 / square.squareRoot()
    return values.map { ($0 - mean) * scale }
  }
}
