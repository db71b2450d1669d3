import NumericCore
import Sampling

/// Confidence sets for the ranks of all factors at once, by total index.
///
/// Which factors matter most is a selection among estimates with errors. If the intervals of all differences
/// of two indices hold their true differences together, then a factor has at least as many others above it as
/// there are differences with an interval below 0, and at least as many below it as there are intervals above
/// 0: its rank, 1 the largest, lies between 1 + the first number and p - the second, for all factors at once.
///
/// The intervals of differences. The total indices of one run have common errors, which differences lose, so
/// that they say more than the intervals of single indices do. Errors come from the jackknife's pseudo-values
/// of the independent replicates. The critical value is the quantile of the largest absolute t statistic of all
/// pairs when the deviations of whole replicates get random signs: it keeps the dependence of the thousands
/// of pairs of a large study, where Bonferroni's inequality would widen intervals by more, and it keeps the
/// heavy tails that few replicates have, where a resampling of normal deviates would be too narrow; for
/// deviations with symmetric laws a test with random signs has exactly the level it claims.
///
/// Factors with equal indices share ranks: the sets then hold all the ranks between which they are tied.
///
/// M. Mogstad, J. P. Romano, A. M. Shaikh and D. Wilhelm 2024, Inference for ranks with applications to
/// mobility across neighbourhoods and academic achievement across countries, doi:10.1093/restud/rdad006; M.
/// Klein, T. Wright and J. Wieczorek 2020, A joint confidence region for an overall ranking of populations,
/// doi:10.1111/rssc.12402; J. P. Romano and M. Wolf 2005, Exact and approximate stepdown methods for multiple
/// hypothesis testing, doi:10.1198/016214504000000539.
public struct RankConfidence: Sendable, Hashable {
  /// Draws of random signs: with the run's own one they make 2,000, of which 5 % and the parts of it that
  /// looks have are whole numbers or nearly so.
  public static let draws = 1999

  /// By group the ranks that cannot be excluded; 1 has the largest total index.
  public let ranks: [ClosedRange<Int>]
  /// The probability with which all sets hold at once, at least.
  public let confidence: Double
  /// The critical value of the t statistics of all pairs.
  public let criticalValue: Double

  /// Groups that may be among the so many largest.
  public func candidates(top count: Int) -> [Int] {
    ranks.indices.filter { ranks[$0].lowerBound <= count }
  }

  /// Groups that are among the so many largest, with the confidence of the sets.
  public func certain(top count: Int) -> [Int] {
    ranks.indices.filter { ranks[$0].upperBound <= count }
  }

  /// Ranks the groups of a design.
  ///
  /// Nil when the target is constant or fewer than eight replicates have succeeded: seven have 64 patterns of
  /// signs that differ, too few for a level of 5 % of many pairs.
  ///
  /// - Parameters:
  ///   - sums: of the target.
  ///   - confidence: of all sets together.
  ///   - seed: of the signs.
  public init?(_ sums: PickFreezeSums, confidence: Double = 0.95, seed: UInt64 = 2024) {
    let used = sums.counts.indices.filter { sums.counts[$0] > 0 }
    guard used.count >= 8, sums.betweenSquares.contains(where: { $0 != 0 }) else { return nil }
    let estimators = PickFreezeEstimators(sums)
    var values: [Double] = []
    var deviations: [[Double]] = []
    for group in sums.design.groups.indices {
      let isInert = sums.largestChange[group] == 0
      let (value, own) =
        isInert
        ? (0, [Double](repeating: 0, count: used.count))
        : Self.deviations(estimators.totalStatistic(group), used: used)
      guard value.isFinite, own.allSatisfy(\.isFinite) else { return nil }
      values.append(value)
      deviations.append(own)
    }
    self.init(values: values, deviations: deviations, confidence: confidence, seed: seed)
  }

  /// Ranks estimates.
  ///
  /// - Parameters:
  ///   - values: the estimates.
  ///   - deviations: of each estimate's replicates (or pseudo-values) from their mean; the estimate has the
  ///     standard error of a mean of them.
  init(values: [Double], deviations: [[Double]], confidence: Double, seed: UInt64) {
    let count = values.count
    let replicates = deviations[0].count
    let size = Double(replicates)
    // Upper triangle of sums of squared differences; 0 for two that never differ.
    var spreads = [Double](repeating: 0, count: count * count)
    for j in 0..<count {
      for k in 0..<j {
        var sum = 0.0
        for r in 0..<replicates {
          let gap = deviations[j][r] - deviations[k][r]
          sum += gap * gap
        }
        spreads[j * count + k] = sum
      }
    }
    let signs = Self.signs(count: Self.draws * replicates, seed: seed)
    let inverse = spreads.map { $0 > 0 ? 1 / $0 : 0 }
    var largest = [Double](repeating: 0, count: Self.draws)
    for draw in 0..<Self.draws {
      let sums = deviations.map { own -> Double in
        var sum = 0.0
        for r in 0..<replicates { sum += signs[draw * replicates + r] * own[r] }
        return sum
      }
      var share = 0.0
      for j in 0..<count {
        let own = sums[j]
        for k in 0..<j {
          let gap = own - sums[k]
          share = max(share, gap * gap * inverse[j * count + k])
        }
      }
      // The t statistic of signed deviations: their squares stay what they are, their mean moves.
      largest[draw] = ((size - 1) * share / max(size - share, 1e-12)).squareRoot()
    }
    largest.sort()
    let position = Int((confidence * Double(Self.draws + 1)).rounded(.up))
    let critical = position <= Self.draws ? largest[position - 1] : .infinity
    var above = [Int](repeating: 0, count: count)
    var below = above
    for j in 0..<count {
      for k in 0..<j {
        let error = (spreads[j * count + k] / (size * (size - 1))).squareRoot()
        let gap = values[j] - values[k]
        guard abs(gap) > critical * error else { continue }
        let (greater, smaller) = gap > 0 ? (j, k) : (k, j)
        above[smaller] += 1
        below[greater] += 1
      }
    }
    ranks = (0..<count).map { 1 + above[$0]...count - below[$0] }
    self.confidence = confidence
    criticalValue = critical
  }

  /// A statistic and the deviations of its pseudo-values from their mean.
  private static func deviations(
    _ statistic: PickFreezeEstimators.Statistic, used: [Int]
  ) -> (Double, [Double]) {
    let totals = statistic.sums.map { column in used.reduce(0) { $0 + column[$1] } }
    let without = used.map { replicate in
      statistic.value(zip(totals, statistic.sums).map { $0 - $1[replicate] })
    }
    let mean = without.reduce(0, +) / Double(used.count)
    return (statistic.value(totals), without.map { Double(used.count - 1) * (mean - $0) })
  }

  private static func signs(count: Int, seed: UInt64) -> [Double] {
    guard let design = try? Design(.init(kind: .random, futures: count, seed: seed)) else {
      preconditionFailure("\(count) signs")
    }
    let uniforms = [Double](unsafeUninitializedCapacity: count) { buffer, size in
      design.uniforms(
        StreamKey(name: "rank_signs", dimension: 0), futures: 0..<count,
        into: buffer.baseAddress!)
      size = count
    }
    return uniforms.map { $0 < 0.5 ? -1 : 1 }
  }
}
