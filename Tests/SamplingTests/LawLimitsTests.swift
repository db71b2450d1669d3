import Sampling
import Testing

/// Laws that cannot be drawn from are refused where they are stated.
@Suite struct LawLimitsTests {
  static let impossible: [(Distribution, String)] = [
    (.gamma(shape: 9.2e18, scale: 1), "shape"), (.gamma(shape: 1e-300, scale: 1), "shape"),
    (.gamma(shape: 1, scale: 1e308), "scale"),
    (.beta(low: 0, high: 1, alpha: 1e15, beta: 1), "alpha"),
    (.beta(low: 0, high: 1, alpha: 1, beta: 1e15), "beta"),
    (.lognormal(median: 1, sigma: 1e300), "sigma"),
    (.normal(mean: 0, standardDeviation: 1e308), "standardDeviation"),
    (.weibull(shape: 1e-3, scale: 1), "scale"),
  ]

  @Test(arguments: impossible)
  func anImpossibleLawIsRefused(law: Distribution, parameter: String) throws {
    let error = try #require(throws: DistributionError.self) { try law.validate() }
    #expect(error.parameter == parameter)
  }

  @Test(arguments: [
    Distribution.gamma(shape: 1e6, scale: 1), .gamma(shape: 1e-6, scale: 1),
    .beta(low: 0, high: 1, alpha: 1e6, beta: 1e-6), .lognormal(median: 2, sigma: 3),
    .weibull(shape: 0.1, scale: 2),
  ])
  func theOutermostLawsCanBeDrawn(law: Distribution) throws {
    try law.validate()
    for probability in [0x1p-53, 0.5, 1 - 0x1p-53] {
      #expect(law.quantile(probability).isFinite)
    }
  }
}
