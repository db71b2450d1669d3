import Sampling
import Testing

/// Laws from a mean and a standard deviation, or from two percentiles.
@Suite struct SummaryLawTests {
  /// Conversions are a few operations long; quantiles add some units in the last place.
  private static let rounding = 1e-12

  private func agree(_ found: Double, _ wanted: Double) -> Bool {
    abs(found - wanted) <= Self.rounding * abs(wanted)
  }

  @Test func meanAndStandardDeviationComeBack() throws {
    let laws: [(law: Distribution, mean: Double, deviation: Double)] = [
      (try .lognormal(mean: 2, standardDeviation: 0.7), 2, 0.7),
      (try .lognormal(mean: 0.01, standardDeviation: 0.05), 0.01, 0.05),
      (try .gamma(mean: 3, standardDeviation: 0.5), 3, 0.5),
      (try .beta(low: -1, high: 3, mean: 0.5, standardDeviation: 0.8), 0.5, 0.8),
    ]
    for (law, mean, deviation) in laws {
      try law.validate()
      #expect(agree(law.mean, mean) && agree(law.standardDeviation, deviation), "\(law)")
    }
    // sigma^2 = ln(1 + 0.75) and median = 2 / sqrt(1.75) by hand.
    guard
      case .lognormal(let median, let sigma) = try Distribution.lognormal(
        mean: 2, standardDeviation: 3.0.squareRoot())
    else { return #expect(Bool(false)) }
    #expect(agree(median, 1.511857892036909) && agree(sigma * sigma, 0.5596157879354227))
  }

  @Test func percentilesComeBack() throws {
    let pairs: [[Distribution.Percentile]] = [
      [.init(5, at: 0.2), .init(95, at: 3)], [.init(90, at: 4), .init(50, at: 1)],
      [.init(1, at: 0.5), .init(2.5, at: 0.6)],
    ]
    for pair in pairs {
      for law in [
        try Distribution.normal(pair[0], pair[1]), try .lognormal(pair[0], pair[1]),
        try .weibull(pair[0], pair[1]),
      ] {
        try law.validate()
        for percentile in pair {
          #expect(
            abs(law.quantile(percentile.percent / 100) / percentile.value - 1) < 1e-9, "\(law)")
        }
      }
    }
  }

  @Test func impossiblePairsAreRefusedWithTheConversion() {
    func sentence(_ make: () throws -> Distribution) -> String {
      do { return "\(try make())" } catch { return "\(error)" }
    }
    #expect(
      sentence { try .lognormal(mean: -1, standardDeviation: 1) }
        == "mean must be above 0, because sigma^2 = ln(1 + (standardDeviation / mean)^2): -1")
    #expect(sentence { try .gamma(mean: 1, standardDeviation: 0) }.contains("must be above 0"))
    #expect(
      sentence { try .beta(low: 0, high: 1, mean: 0.5, standardDeviation: 0.5) }
        .contains("between 0 and sqrt((mean - low) (high - mean)) = 0.5"))
    #expect(
      sentence { try .beta(low: 0, high: 1, mean: 1, standardDeviation: 0.1) }
        .contains("mean must lie between low and high"))
    #expect(
      sentence { try .normal(.init(5, at: 3), .init(95, at: 1)) }
        == "percentiles must have values that increase, because standardDeviation = (value - value) / "
        + "(z - z): 5 % at 3, 95 % at 1")
    #expect(
      sentence { try .lognormal(.init(5, at: -1), .init(95, at: 1)) }.contains("values above 0"))
    #expect(
      sentence { try .weibull(.init(0, at: 1), .init(95, at: 2)) }.contains("between 0 and 100"))
    #expect(
      sentence { try .normal(.init(5, at: 1), .init(5, at: 2)) }.contains("two different ones"))
  }
}
