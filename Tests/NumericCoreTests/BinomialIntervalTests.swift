import Foundation
import NumericCore
import Testing

/// Intervals from counts, held against scipy 1.17 (`binomtest(...).proportion_ci("exact")`, `binom.cdf`).
@Suite struct BinomialIntervalTests {
  /// Agreement with ten printed digits.
  static let digits = 1e-9

  @Test(
    arguments: [
      (0, 64, 0, 0.0560090894), (64, 64, 0.9439909106, 1), (3, 64, 0.0097730750, 0.1309357372),
      (5, 10, 0.1870860284, 0.8129139716),
    ] as [(Double, Double, Double, Double)])
  func probabilities(events: Double, count: Double, low: Double, high: Double) {
    let interval = BinomialInterval.probability(share: events / count, count: count)
    #expect(
      abs(interval.lowerBound - low) < Self.digits && abs(interval.upperBound - high) < Self.digits)
  }

  @Test func anEventThatNobodySaw() {
    #expect(abs(BinomialInterval.noEvent(count: 64, covering: 0.975) - 0.0560090894) < Self.digits)
    #expect(
      abs(
        BinomialInterval.noEvent(count: 64, covering: 0.975)
          - BinomialInterval.probability(share: 0, count: 64).upperBound) < Self.digits)
    // The rule of Wilks: 59 futures for 95 % with 95 %.
    #expect(BinomialInterval.noEvent(count: 59, covering: 0.95) <= 0.05)
    #expect(BinomialInterval.noEvent(count: 58, covering: 0.95) > 0.05)
  }

  /// Exact: the probability that the two ranks enclose the quantile is a sum of binomial terms.
  @Test(arguments: [(0.5, 10), (0.05, 64), (0.05, 400), (0.95, 400), (0.25, 1000)])
  func ranksEncloseAQuantile(share: Double, count: Int) {
    var terms = [Double](repeating: 0, count: count + 1)
    var logarithm = Double(count) * log(1 - share)
    for events in 0...count {
      terms[events] = exp(logarithm)
      if events < count {
        logarithm +=
          log(Double(count - events) / Double(events + 1) * share / (1 - share))
      }
    }
    let ranks = BinomialInterval.ranks(ofQuantile: share, count: count)
    // B values are at most the quantile; it lies at or above the l-th when B >= l, and below the u-th when B < u.
    let below = ranks.low.map { low in terms[..<low].reduce(0, +) } ?? 0
    let above = ranks.high.map { high in terms[high...].reduce(0, +) } ?? 0
    #expect(below <= 0.025 && above <= 0.025)
    // The next rank inwards would be too near.
    if let low = ranks.low { #expect(terms[...low].reduce(0, +) > 0.025) }
    if let high = ranks.high { #expect(terms[(high - 1)...].reduce(0, +) > 0.025) }
    #expect((ranks.low == nil) == (terms[0] > 0.025))
  }

  @Test func theMedianOfTenAsInTextbooks() {
    // P(B < 2) = P(B >= 9) = 11 / 1024.
    let ranks = BinomialInterval.ranks(ofQuantile: 0.5, count: 10)
    #expect(ranks.low == 2 && ranks.high == 9)
  }
}
