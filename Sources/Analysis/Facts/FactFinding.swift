import Foundation
import NumericCore

/// How a stylised fact fares over futures under one set of beliefs.
public struct FactFinding: Sendable {
  /// A fact is said to be missed although the share claimed is true: once in a thousand.
  public static let falseAlarmRate = 0.001

  /// Median and the quantiles of 5 and 95 % over futures; nil for a spread and where no future has a number.
  public let quantiles: (low: Double, median: Double, high: Double)?
  /// Share of futures in which the fact holds, or the first spread minus the second.
  public let found: Double
  /// Probability of as little or less, were the claim only just true.
  public let pValue: Double

  /// Whether futures are compatible with the claim.
  public var holds: Bool { pValue >= Self.falseAlarmRate }

  /// A number of every future against a range, by an exact one-sided binomial test of the share claimed. A number on the
  /// edge of the range, or one that is not finite, does not hold: no effect is no positive effect.
  ///
  /// - Precondition: there are futures.
  public init(_ values: [Double], in range: ClosedRange<Double>, share: Double) {
    precondition(!values.isEmpty, "a fact over no futures")
    let count = values.count { $0.isFinite && range.lowerBound < $0 && $0 < range.upperBound }
    let finite = values.filter(\.isFinite)
    let ordered = finite.isEmpty ? nil : Quantiles.exact(finite, at: [0.05, 0.5, 0.95])
    quantiles = ordered.map { ($0[0], $0[1], $0[2]) }
    found = Double(count) / Double(values.count)
    pValue = Self.binomialTail(count, of: values.count, probability: share)
  }

  /// Two numbers of every future, of which the first is claimed to spread more over futures: one-sided test of equal
  /// variances of pairs (Pitman 1939, doi:10.1093/biomet/31.1-2.9; Morgan 1939, doi:10.1093/biomet/31.1-2.13), exact for
  /// bivariate normal pairs. Futures in which one is not finite are left out.
  public init(spreadOf first: [Double], above second: [Double]) {
    let pairs = zip(first, second).filter { $0.isFinite && $1.isFinite }
    quantiles = nil
    let (more, less) = (pairs.map(\.0), pairs.map(\.1))
    found = Self.spread(more) - Self.spread(less)
    pValue = pairs.count > 2 ? Self.pitmanMorgan(more, less) : 0
  }

  /// Probability of at most `count` successes in `trials`.
  static func binomialTail(_ count: Int, of trials: Int, probability: Double) -> Double {
    let n = Double(trials)
    return (0...count).reduce(0) { sum, k in
      let successes = Double(k)
      let choose = lgamma(n + 1) - lgamma(successes + 1) - lgamma(n - successes + 1)
      return sum
        + exp(choose + successes * log(probability) + (n - successes) * log1p(-probability))
    }
  }

  /// Probability, were the variances equal, of a first spread that falls so far short of the second.
  static func pitmanMorgan(_ first: [Double], _ second: [Double]) -> Double {
    let sums = zip(first, second).map { $0 + $1 }
    let differences = zip(first, second).map { $0 - $1 }
    let n = Double(sums.count)
    let meanSum = sums.reduce(0, +) / n
    let meanDifference = differences.reduce(0, +) / n
    var cross = 0.0
    var squareSum = 0.0
    var squareDifference = 0.0
    for (sum, difference) in zip(sums, differences) {
      cross += (sum - meanSum) * (difference - meanDifference)
      squareSum += (sum - meanSum) * (sum - meanSum)
      squareDifference += (difference - meanDifference) * (difference - meanDifference)
    }
    // Pairs that always differ by the same number spread alike, which is not more.
    if squareSum * squareDifference == 0 { return 0 }
    let correlation = min(max(cross / (squareSum * squareDifference).squareRoot(), -1), 1)
    if abs(correlation) == 1 { return correlation > 0 ? 1 : 0 }
    let t = correlation * ((n - 2) / (1 - correlation * correlation)).squareRoot()
    return StudentT.cumulative(t, degreesOfFreedom: n - 2)
  }

  /// Standard deviation, as of a population.
  private static func spread(_ numbers: [Double]) -> Double {
    let centre = numbers.reduce(0, +) / Double(numbers.count)
    return (numbers.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(numbers.count))
      .squareRoot()
  }
}
