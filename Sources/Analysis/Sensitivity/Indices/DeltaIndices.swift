import Glibc

/// Borgonovo's delta: half the area by which the density of the outcome moves when a factor becomes known, from 0 for
/// independence to 1 for an outcome that the factor determines.
///
/// `delta = E[TV(Y | X, Y)]`, TV the total variation. The outcome enters by its rank alone, so that no monotone map of
/// it changes delta and no long tail can. Classes of the factor (equal values never parted; a class a value where there
/// are few) and parts of the outcome (every value with at least a share of 1 / m is one of its own; all others are cut
/// by rank into m parts of equal size) make a table of m x m shares, `raw = (1/2) sum over cells of |p_cell - p_class
/// p_part|`, m about twice the fourth root of n.
///
/// Bias. Luck makes raw too large, most where there is no influence; halves of the rows show more of it, and with an
/// excess that falls as n^(-1/2), as without influence, `free = raw - (raw of halves - raw) / (sqrt 2 - 1)` has none.
/// Where there is influence luck adds less than that, and the truth lies between. Cells hide what happens inside
/// them, which makes raw too small: what m finds more than m / 2, `D`, is about what is still missed, and twice
/// that at most where it falls slowly; a jump inside one of m classes hides 1 / (2 m) at most. The estimate is `(raw +
/// free) / 2 + D`, and the interval reaches from free, less its error, to raw + 2 D + 1 / (2 m), more its error: it holds
/// what both biases may be. Below some thousand rows delta of a factor that
/// nearly determines the outcome is too low all the same. For a factor without influence the estimate is positive; ``NoiseFloor`` says how large.
///
/// Error: the jackknife over 32 groups of rows of the whole estimate. Cost: n log n a factor, because all of it comes
/// from one table by group.
///
/// Sources: E. Borgonovo, A new uncertainty importance measure, Reliability Engineering & System Safety 92 (2007)
/// 771-784, doi:10.1016/j.ress.2006.04.015; E. Plischke, E. Borgonovo and C. L. Smith 2013,
/// doi:10.1016/j.ejor.2012.11.047.
public enum DeltaIndices {
  /// Fewest rows: 128, 16 in each of 8 classes.
  public static let fewestRows = 128

  /// Classes of the factor, and parts of the outcome, for so many rows: a multiple of 4 from 8 to 32.
  public static func classes(rows: Int) -> Int {
    min(max(4 * Int((pow(Double(rows), 0.25) / 2).rounded()), 8), 32)
  }

  /// Delta of all factors.
  ///
  /// - Throws: ``SensitivityError`` with fewer than ``fewestRows`` rows.
  public static func indices(_ data: GivenData) throws -> [FactorIndex] {
    try data.require(rows: fewestRows, for: "delta")
    let outcome = OutcomeParts(data)
    return data.names.indices.map { factor in
      FactorIndex(
        name: data.names[factor],
        index: data.isConstant(factor)
          ? .zero : ShareTables(data.factors[factor], outcome).estimate())
    }
  }

  /// The estimate for one factor, without its error.
  static func value(_ x: [Double], _ outcome: OutcomeParts) -> Double {
    ShareTables(x, outcome).value()
  }
}

/// The outcome of data in parts by rank.
struct OutcomeParts {
  /// The part of each row.
  let numbers: [Int]
  /// By part, its number when pairs of parts that are not single values are joined.
  let joined: [Int]
  /// The group of each row.
  let group: [Int]
  /// Classes of factors that go with it.
  let classes: Int

  init(_ data: GivenData) {
    let classes = DeltaIndices.classes(rows: data.rowCount)
    let order = Ranks.order(data.outcome)
    let runs = Ranks.ties(data.outcome, order: order)
    var numbers = [Int](repeating: 0, count: data.rowCount)
    let heavy = runs.filter { $0.count * classes >= data.rowCount }
    for (number, run) in heavy.enumerated() {
      for row in order[run] { numbers[row] = number }
    }
    let others = runs.filter { $0.count * classes < data.rowCount }
    let rest = others.reduce(0) { $0 + $1.count }
    // A few rows cannot be cut in as many parts.
    let parts = min(classes, 2 * max(rest / 16, 1))
    var before = 0
    for run in others {
      for row in order[run] { numbers[row] = heavy.count + before * parts / rest }
      before += run.count
    }
    self.numbers = numbers
    joined =
      Array(heavy.indices)
      + (rest == 0 ? [] : (0..<parts).map { heavy.count + $0 / 2 })
    group = data.parts(GivenDataJackknife.groups)
    self.classes = classes
  }
}

/// Rows counted by class of a factor and part of the outcome, for each group of rows.
private struct ShareTables {
  /// By resolution, whole or halved: classes, parts, and by group the counts.
  private let tables: [(classes: Int, parts: Int, counts: [[Double]])]
  /// What a jump inside one class may hide; 0 where each value is a class.
  private let hidden: Double

  private static let groups = GivenDataJackknife.groups
  /// Ways of parting the groups into halves.
  private static let halves: [[[Int]]] = [
    (0..<2).map { half in (0..<groups).filter { $0 % 2 == half } },
    (0..<2).map { half in (0..<groups).filter { $0 * 2 / groups == half } },
  ]

  init(_ x: [Double], _ outcome: OutcomeParts) {
    let classes = Ranks.classes(x, count: outcome.classes)
    let parts = outcome.joined.count
    var counts = [[Double]](
      repeating: [Double](repeating: 0, count: classes.count * parts), count: Self.groups)
    for row in x.indices {
      counts[outcome.group[row]][classes.numbers[row] * parts + outcome.numbers[row]] += 1
    }
    let joined = (0..<classes.count).map { classes.isExact ? $0 : $0 / 2 }
    let (fewer, coarser) = ((joined.last ?? 0) + 1, (outcome.joined.last ?? 0) + 1)
    var halved = [[Double]](
      repeating: [Double](repeating: 0, count: fewer * coarser), count: Self.groups)
    for group in counts.indices {
      for number in 0..<classes.count {
        for part in 0..<parts {
          halved[group][joined[number] * coarser + outcome.joined[part]] +=
            counts[group][number * parts + part]
        }
      }
    }
    hidden = classes.isExact ? 0 : 0.5 / Double(classes.count)
    tables = [(classes.count, parts, counts), (fewer, coarser, halved)]
  }

  /// What a table says of all groups but one: with all its luck, and free of it.
  private func measure(_ resolution: Int, without left: Int?) -> (raw: Double, free: Double) {
    let table = tables[resolution]
    func variation(_ groups: [Int]) -> Double {
      var sum = [Double](repeating: 0, count: table.classes * table.parts)
      for group in groups where group != left {
        for cell in sum.indices { sum[cell] += table.counts[group][cell] }
      }
      return Self.variation(sum, parts: table.parts)
    }
    let raw = variation(Array(0..<Self.groups))
    let halves = Self.halves.joined().map(variation)
    let excess = halves.reduce(0, +) / Double(halves.count) - raw
    return (raw, raw - max(excess, 0) / (2.0.squareRoot() - 1))
  }

  /// Half the sum of distances between shares and products of shares.
  private static func variation(_ counts: [Double], parts: Int) -> Double {
    let classes = counts.count / parts
    let total = counts.reduce(0, +)
    var columns = [Double](repeating: 0, count: parts)
    for cell in counts.indices { columns[cell % parts] += counts[cell] }
    var sum = 0.0
    for number in 0..<classes {
      let row = counts[number * parts..<(number + 1) * parts]
      let size = row.reduce(0, +)
      for (part, count) in row.enumerated() {
        sum += (count - size * columns[part] / total).magnitude
      }
    }
    return sum / (2 * total)
  }

  /// The measures at full resolution, and what they find more than at half of it.
  private func parts(without left: Int?) -> (raw: Double, free: Double, gain: Double) {
    let (raw, free) = measure(0, without: left)
    return (raw, free, max(free - measure(1, without: left).free, 0))
  }

  /// The estimate.
  func value(without left: Int? = nil) -> Double {
    let (raw, free, gain) = parts(without: left)
    return min((raw + free) / 2 + gain, 1)
  }

  /// The estimate with its error and bias.
  func estimate() -> IndexEstimate {
    let (raw, free, gain) = parts(without: nil)
    let value = value()
    let own = GivenDataJackknife.estimates(
      [value], without: (0..<Self.groups).map { [self.value(without: $0)] })[0]
    return IndexEstimate(
      value: value, standardError: own.standardError, degreesOfFreedom: own.degreesOfFreedom,
      above: max(raw + 2 * gain - value, 0) + hidden, below: max(value - free, 0))
  }
}
