import Foundation
import NumericCore

/// The value of a factor at which a decision between two policies would flip.
///
/// With d the paired difference of two policies and x a factor, the conditional mean E[d | x] says what the
/// difference would be expected to be if x were known. Where it changes sign, the choice flips.
///
/// Estimation. E[d | x] is a restricted cubic spline with five knots at the 5, 27.5, 50, 72.5 and 95 %
/// quantiles of x, fitted by least squares over the futures of a run: smooth, free to bend where the data
/// are, and linear beyond the outer knots, where they are few. Before that, the linear effects of
/// those other factors that depend on nothing are taken out, which leaves E[d | x] what it is and removes
/// most of the noise. Of several sign changes the one nearest to the median of x is reported, and their number.
///
/// Error. Replicates of the design are drawn with replacement and the spline is fitted anew; the interval
/// holds the central 95 % of the sign changes. A sample without one counts as a sign change beyond the end
/// of the range, so that an end of the interval may be infinite: the data do not say that the flip lies
/// inside the range. "No flip inside the prior range" is an answer.
///
/// Sources: C. J. Stone and C.-Y. Koo 1985, Additive splines in statistics, Proceedings of the Statistical
/// Computing Section ASA, 45-48; F. E. Harrell 2015, Regression modeling strategies,
/// doi:10.1007/978-3-319-19425-7 (knots); B. Efron 1979, doi:10.1214/aos/1176344552.
public struct FlipValue: Sendable, Hashable {
  /// Bootstrap samples: the ends of the interval leave out 25 samples each.
  public static let samples = 1000

  /// The factor.
  public let factor: String
  /// The value at which the expected difference changes sign; nil when it does not inside the range.
  public let value: Double?
  /// Ends of the 95 % interval of the value; infinite when an end lies outside the range, NaN without a
  /// value.
  public let low: Double
  /// The upper end.
  public let high: Double
  /// Share of bootstrap samples with a sign change inside the range.
  public let share: Double
  /// Sign changes of the fitted curve inside the range.
  public let count: Int
  /// The range of the factor over the futures.
  public let range: ClosedRange<Double>
  /// Share of futures in which the factor lies below the value; NaN without a value.
  public let position: Double
  /// Whether the expected difference is negative below the value and positive above it.
  public let rises: Bool
  /// Expected difference at the lower end, the median and the upper end of the range.
  public let differences: [Double]
}

/// Finds flip values of a decision over the futures of a run.
public struct FlipAnalysis: Sendable {
  let names: [String]
  let factors: [[Double]]
  let difference: [Double]
  let groups: [Int]
  let groupCount: Int
  private let slopes: [Double]
  private let means: [Double]

  /// Futures left out because a run failed in them.
  public let failed: Int
  /// The mean difference.
  public let mean: Double

  /// Prepares the futures of a run.
  ///
  /// - Parameters:
  ///   - names: of the factors.
  ///   - factors: by factor, one number a future; constant ones are allowed and have no flip.
  ///   - difference: the paired difference, one number a future; not finite where a run failed.
  ///   - groups: the error group of each future.
  ///   - adjusting: positions of factors that depend on no other and whose linear effects are taken out;
  ///     all when nil. They stay in when there are fewer than ten futures for each of them, where slopes
  ///     would add more noise than they remove.
  /// - Throws: ``SensitivityError`` when fewer than 100 futures are left, twenty for each term of the spline.
  public init(
    names: [String], factors: [[Double]], difference: [Double], groups: [Int],
    adjusting: [Int]? = nil
  ) throws {
    precondition(names.count == factors.count && groups.count == difference.count)
    precondition(factors.allSatisfy { $0.count == difference.count }, "columns of other lengths")
    let rows = difference.indices.filter { difference[$0].isFinite }
    failed = difference.count - rows.count
    self.names = names
    self.factors = failed == 0 ? factors : factors.map { column in rows.map { column[$0] } }
    self.difference = failed == 0 ? difference : rows.map { difference[$0] }
    self.groups = failed == 0 ? groups : rows.map { groups[$0] }
    groupCount = (groups.max() ?? 0) + 1
    let columns = self.factors
    let varying = (adjusting ?? Array(columns.indices)).filter { index in
      columns[index].contains { $0 != columns[index].first }
    }
    guard rows.count >= 100 else {
      throw SensitivityError("flip values need at least 100 futures: \(rows.count)")
    }
    let size = Double(rows.count)
    mean = self.difference.reduce(0, +) / size
    means = self.factors.map { $0.reduce(0, +) / size }
    slopes =
      rows.count >= 10 * (varying.count + 1)
      ? Self.slopes(self.factors, varying, means, self.difference)
      : [Double](repeating: 0, count: names.count)
  }

  /// Slopes of the linear regression on all factors; 0 for those that do not vary.
  private static func slopes(
    _ factors: [[Double]], _ varying: [Int], _ means: [Double], _ difference: [Double]
  ) -> [Double] {
    var result = [Double](repeating: 0, count: factors.count)
    let rows = difference.count
    // In units of each factor's own spread, so that the normal equations are well scaled.
    let centred = varying.map { index in factors[index].map { $0 - means[index] } }
    let spreads = centred.map { ($0.reduce(0) { $0 + $1 * $1 } / Double(rows)).squareRoot() }
    var equations = NormalEquations(size: varying.count)
    for i in varying.indices {
      for j in 0...i {
        var sum = 0.0
        for row in 0..<rows { sum += centred[i][row] * centred[j][row] }
        equations.matrix[i * varying.count + j] = sum / (spreads[i] * spreads[j])
      }
      var sum = 0.0
      for row in 0..<rows { sum += centred[i][row] * difference[row] }
      equations.vector[i] = sum / spreads[i]
    }
    if let solution = equations.solution() {
      for (position, index) in varying.enumerated() {
        result[index] = solution[position] / spreads[position]
      }
    }
    return result
  }

  /// The difference less the linear effects of all factors but some.
  func withoutOthers(_ own: [Int]) -> [Double] {
    var adjusted = difference
    for other in slopes.indices where !own.contains(other) && slopes[other] != 0 {
      for row in adjusted.indices {
        adjusted[row] -= slopes[other] * (factors[other][row] - means[other])
      }
    }
    return adjusted
  }

  /// The flip value of a factor; nil when the factor does not vary.
  public func flip(of factor: Int, seed: UInt64 = 1979) -> FlipValue? {
    let x = factors[factor]
    let sorted = x.sorted()
    guard let first = sorted.first, let last = sorted.last, first < last else { return nil }
    let spline = RestrictedSpline(sorted: sorted)
    guard let spline else { return nil }
    let adjusted = withoutOthers([factor])
    var parts = [NormalEquations](
      repeating: NormalEquations(size: RestrictedSpline.size), count: groupCount)
    for row in x.indices { parts[groups[row]].add(spline.basis(x[row]), adjusted[row]) }
    let grid = (0..<Self.gridSize).map { index in
      first + (last - first) * Double(index) / Double(Self.gridSize - 1)
    }
    let bases = grid.map { spline.basis($0) }
    func curve(_ weights: [Double]) -> [Double]? {
      var sum = NormalEquations(size: RestrictedSpline.size)
      for (part, weight) in zip(parts, weights) where weight != 0 { sum.add(part, weight) }
      guard let solution = sum.solution() else { return nil }
      return bases.map { basis in zip(basis, solution).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    guard let fitted = curve([Double](repeating: 1, count: groupCount)) else { return nil }
    let median = sorted[sorted.count / 2]
    let middle = grid.indices.min { abs(grid[$0] - median) < abs(grid[$1] - median) }!
    let crossings = Self.crossings(fitted, grid)
    let value = crossings.min { abs($0 - median) < abs($1 - median) }
    var bootstrap = ReplicateBootstrap(replicates: groupCount, seed: seed)
    var samples: [Double] = []
    var hits = 0
    for _ in 0..<FlipValue.samples {
      guard let sample = curve(bootstrap.next()) else { continue }
      let roots = Self.crossings(sample, grid)
      if !roots.isEmpty { hits += 1 }
      guard let value else { continue }
      if let nearest = roots.min(by: { abs($0 - value) < abs($1 - value) }) {
        samples.append(nearest)
      } else {
        // All of one sign: that of the far side of the flip, so that the flip has moved beyond the other
        // end, or the reverse.
        let above = fitted[Self.index(after: value, grid)] > 0
        samples.append((sample[middle] > 0) == above ? -.infinity : .infinity)
      }
    }
    samples.sort()
    let tail = samples.count / 40
    let isKnown = value != nil && !samples.isEmpty
    return FlipValue(
      factor: names[factor], value: value, low: isKnown ? samples[tail] : .nan,
      high: isKnown ? samples[samples.count - 1 - tail] : .nan,
      share: Double(hits) / Double(FlipValue.samples), count: crossings.count, range: first...last,
      position: value.map { value in
        Double(x.count { $0 < value }) / Double(x.count)
      } ?? .nan,
      rises: value.map { fitted[Self.index(after: $0, grid)] > 0 } ?? (fitted.last! > fitted[0]),
      differences: [fitted[0], fitted[middle], fitted[fitted.count - 1]])
  }

  /// Points at which a fitted curve is searched for sign changes: half a per cent of the range apart.
  private static let gridSize = 201

  private static func index(after value: Double, _ grid: [Double]) -> Int {
    grid.firstIndex { $0 > value } ?? grid.count - 1
  }

  /// Sign changes of a curve, by linear interpolation.
  private static func crossings(_ curve: [Double], _ grid: [Double]) -> [Double] {
    (1..<curve.count).compactMap { index in
      let left = curve[index - 1]
      let right = curve[index]
      guard (left < 0) != (right < 0) else { return nil }
      return grid[index - 1] + (grid[index] - grid[index - 1]) * left / (left - right)
    }
  }
}
