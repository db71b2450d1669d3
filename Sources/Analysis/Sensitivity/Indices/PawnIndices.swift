/// PAWN indices: how far the distribution of the outcome moves when a factor becomes known, whatever
/// happens to its variance.
///
/// The rows of a factor are cut by rank into classes of equal size (equal values never parted; a class
/// a value where there are few). The index is the Kolmogorov-Smirnov distance between the outcome of a
/// class and the outcome of all rows: its median, mean or maximum over classes. It is positive even for
/// a factor without influence, because the distribution of a class differs from the whole by luck:
/// ``NoiseFloor`` says by how much.
///
/// Error: the jackknife over 32 groups of rows. It is that of the expected value at this number of
/// rows and classes, which is what other tools print, too; the luck of classes makes that value too large for
/// factors that matter little, and the interval does not hold what infinitely many rows would give. Cost: n log n
/// a factor, 33 times with the error.
///
/// Source: F. Pianosi and T. Wagener, Distribution-based sensitivity analysis from a generic
/// input-output sample, Environmental Modelling & Software 108 (2018) 197-207,
/// doi:10.1016/j.envsoft.2018.07.019.
public enum PawnIndices {
  /// How PAWN sums up the distances of classes.
  public enum Summary: String, Sendable, CaseIterable {
    case median, mean, maximum
  }

  /// Classes unless asked otherwise: 10, the number Pianosi and Wagener find sufficient.
  public static let classes = 10

  /// PAWN indices of all factors.
  ///
  /// - Throws: ``SensitivityError`` with fewer than 10 rows a class.
  public static func indices(
    _ data: GivenData, classes: Int = Self.classes, summary: Summary = .median
  ) throws -> [FactorIndex] {
    precondition(classes >= 2, "\(classes) classes")
    try data.require(rows: max(64, 10 * classes), for: "PAWN with \(classes) classes")
    let jackknife = GivenDataJackknife(data)
    return data.names.indices.map { factor in
      FactorIndex(
        name: data.names[factor],
        index: data.isConstant(factor)
          ? .zero
          : jackknife.estimate(
            statistic(data.factors[factor], data.outcome, classes: classes, summary: summary)))
    }
  }

  /// The index of a factor and the outcome as a function of rows, with the classes of all.
  static func statistic(
    _ x: [Double], _ y: [Double], classes: Int, summary: Summary
  ) -> ([Int]) -> Double {
    let classes = Ranks.classes(x, count: classes)
    return { rows in
      index(
        rows.map { classes.numbers[$0] }, rows.map { y[$0] }, classes: classes.count,
        summary: summary)
    }
  }

  /// The PAWN index of one factor from the classes of its rows.
  private static func index(
    _ numbers: [Int], _ y: [Double], classes: Int, summary: Summary
  ) -> Double {
    // By class its outcomes, ascending, each as the run of all rows with the same one.
    let order = Ranks.order(y)
    var members = [[Range<Int>]](repeating: [], count: classes)
    for run in Ranks.ties(y, order: order) {
      for row in order[run] { members[numbers[row]].append(run) }
    }
    let total = Double(y.count)
    var distances = members.filter { !$0.isEmpty }.map { runs -> Double in
      let size = Double(runs.count)
      var largest = 0.0
      for (position, run) in runs.enumerated() {
        if position + 1 == runs.count || runs[position + 1] != run {
          let gap = Double(position + 1) / size - Double(run.upperBound) / total
          largest = max(largest, gap.magnitude)
        }
        // Just below the outcome the class has `position` rows, and all rows are those before the run.
        if position == 0 || runs[position - 1] != run {
          largest = max(largest, Double(run.lowerBound) / total - Double(position) / size)
        }
      }
      return largest
    }
    switch summary {
    case .maximum: return distances.max()!
    case .mean: return distances.reduce(0, +) / Double(distances.count)
    case .median:
      distances.sort()
      let half = distances.count / 2
      return distances.count % 2 == 1
        ? distances[half] : (distances[half - 1] + distances[half]) / 2
    }
  }
}
