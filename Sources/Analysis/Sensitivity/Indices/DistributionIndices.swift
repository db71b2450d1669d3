import Glibc

/// Indices of the whole distribution of an outcome: PAWN and Borgonovo's delta.
///
/// Both ask how far the distribution of the outcome moves when a factor becomes known, whatever
/// happens to its variance; both cut the rows of a factor by rank into classes of equal size. Both
/// are positive even for a factor without influence, because the distribution of a class differs
/// from the whole by luck; ``NoiseFloor`` says by how much.
///
/// PAWN: the Kolmogorov-Smirnov distance between the outcome of a class and the outcome of all
/// rows; its median, mean and maximum over classes. Delta: half the area between the density of the
/// outcome and that of a class, averaged over classes, `delta = (1/2) sum over classes of (n_c / n)
/// integral |f - f_c|`. Densities are Gaussian kernel estimates with Silverman's bandwidth `s (3 n
/// / 4)^(-1/5)` at 100 equidistant points between the smallest and largest outcome, integrated by
/// trapezoids; a class with one outcome throughout adds nothing.
///
/// Error: the jackknife over 32 groups of rows, of the expected value at this number of rows: bias
/// is not part of it. Cost: n log n a factor for PAWN, 100 n for delta, 33 times with the error.
///
/// Sources: F. Pianosi and T. Wagener, Distribution-based sensitivity analysis from a generic
/// input-output sample, Environmental Modelling & Software 108 (2018) 197-207,
/// doi:10.1016/j.envsoft.2018.07.019; E. Borgonovo, A new uncertainty importance measure,
/// Reliability Engineering & System Safety 92 (2007) 771-784, doi:10.1016/j.ress.2006.04.015; E.
/// Plischke, E. Borgonovo and C. L. Smith 2013, doi:10.1016/j.ejor.2012.11.047.
public enum DistributionIndices {
  /// How PAWN sums up the distances of classes.
  public enum Summary: String, Sendable, CaseIterable {
    case median, mean, maximum
  }

  /// Classes unless asked otherwise: 10, the number Pianosi and Wagener find sufficient.
  public static let classes = 10

  /// PAWN indices of all factors.
  ///
  /// - Throws: ``SensitivityError`` with fewer than 10 rows a class.
  public static func pawn(
    _ data: GivenData, classes: Int = Self.classes, summary: Summary = .median
  ) throws -> [FactorIndex] {
    precondition(classes >= 2, "\(classes) classes")
    try data.require(rows: max(64, 10 * classes), for: "PAWN with \(classes) classes")
    return GivenDataJackknife.estimate(
      data, prepare: { Ranks.classNumbers($0, count: classes) },
      statistic: { pawn($0, $1, classes: classes, summary: summary) })
  }

  /// Borgonovo's delta of all factors.
  ///
  /// - Throws: ``SensitivityError`` with fewer than 20 rows a class.
  public static func delta(
    _ data: GivenData, classes: Int = Self.classes
  ) throws -> [FactorIndex] {
    precondition(classes >= 2, "\(classes) classes")
    try data.require(rows: max(64, 20 * classes), for: "delta with \(classes) classes")
    return GivenDataJackknife.estimate(
      data, prepare: { Ranks.classNumbers($0, count: classes) },
      statistic: { delta($0, $1, classes: classes) })
  }

  /// The PAWN index of one factor from the classes of its rows.
  static func pawn(
    _ numbers: [Double], _ y: [Double], classes: Int, summary: Summary
  ) -> Double {
    let order = Ranks.order(y)
    var place = [Int](repeating: 0, count: y.count)
    // The number of rows with an outcome of at most that of the row.
    var end = order.count
    for position in stride(from: order.count - 1, through: 0, by: -1) {
      if position < order.count - 1 && y[order[position]] < y[order[position + 1]] {
        end = position + 1
      }
      place[order[position]] = end
    }
    let total = Double(y.count)
    var distances = Ranks.rows(ofClasses: numbers, count: classes).map { rows -> Double in
      let size = Double(rows.count)
      let places = rows.map { place[$0] }.sorted()
      var largest = 0.0
      for (position, value) in places.enumerated() {
        if position + 1 == places.count || places[position + 1] > value {
          largest = max(largest, (Double(position + 1) / size - Double(value) / total).magnitude)
        }
        // Just below the value: the class has `position` rows there, all rows at most those before
        // it.
        if position == 0 || places[position - 1] < value {
          let before = position == 0 ? 0 : Double(position) / size
          largest = max(largest, Double(below(value, y, order)) / total - before)
        }
      }
      return largest
    }
    switch summary {
    case .maximum: return distances.max()!
    case .mean: return distances.reduce(0, +) / Double(classes)
    case .median:
      distances.sort()
      let half = classes / 2
      return classes % 2 == 1 ? distances[half] : (distances[half - 1] + distances[half]) / 2
    }
  }

  /// Rows with an outcome below that of the row at the end of a run of equal outcomes.
  private static func below(_ end: Int, _ y: [Double], _ order: [Int]) -> Int {
    var position = end - 1
    while position > 0 && y[order[position - 1]] == y[order[end - 1]] { position -= 1 }
    return position
  }

  /// Delta of one factor from the classes of its rows.
  static func delta(_ numbers: [Double], _ y: [Double], classes: Int) -> Double {
    let (low, high) = (y.min()!, y.max()!)
    let count = 100
    let grid = (0..<count).map { low + (high - low) * Double($0) / Double(count - 1) }
    let whole = density(y[...], at: grid)!
    var sum = 0.0
    for rows in Ranks.rows(ofClasses: numbers, count: classes) {
      guard let own = density(rows.map { y[$0] }[...], at: grid) else { continue }
      var area = 0.0
      for index in 1..<count {
        let left = (whole[index - 1] - own[index - 1]).magnitude
        let right = (whole[index] - own[index]).magnitude
        area += (left + right) / 2 * (grid[index] - grid[index - 1])
      }
      sum += Double(rows.count) / Double(2 * y.count) * area
    }
    return sum
  }

  /// The kernel density estimate; nil when all values are the same.
  private static func density(_ values: ArraySlice<Double>, at grid: [Double]) -> [Double]? {
    let (deviations, variance) = Ranks.centred(Array(values))
    guard variance > 0 else { return nil }
    let n = Double(deviations.count)
    let width =
      (variance * n / (n - 1)).squareRoot() * pow(0.75 * n, -0.2)
    let scale = 1 / (n * width * (2 * Double.pi).squareRoot())
    return grid.map { point in
      scale * values.reduce(0) { $0 + exp(-0.5 * ($1 - point) * ($1 - point) / (width * width)) }
    }
  }
}
