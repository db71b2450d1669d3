import Foundation
import Sampling
import StudyContract
import Testing

@testable import Scenarios

/// Laws and correlations as files of factors and studies state them.
@Suite struct LawsOfFilesTests {
  private func factors(_ text: String) throws -> FactorsFile {
    let fixture = try StudyFixture()
    return try FactorsFile.read(fixture.write(text, to: "factors.yaml"))
  }

  @Test func aLawIsStatedByWhatIsKnownOfIt() throws {
    let file = try factors(
      """
      factors:
        a: {distribution: lognormal, mean: 2, standard_deviation: 0.7}
        b: {distribution: lognormal, percentiles: {5: 0.2, 95: 3}, unit: m}
        c: {distribution: normal, percentiles: {10: -1, 97.5: 3}}
        d: {distribution: gamma, mean: 2, standard_deviation: 0.7}
        e: {distribution: beta, low: 0, high: 4, mean: 2, standard_deviation: 0.7}
        f: {distribution: weibull, percentiles: {50: 1, 90: 3}}
        g: {distribution: lognormal, median: 2, sigma: 0.5}
      """)
    #expect(
      file.factors.map(\.distribution) == [
        try .lognormal(mean: 2, standardDeviation: 0.7),
        try .lognormal(.init(5, at: 0.2), .init(95, at: 3)),
        try .normal(.init(10, at: -1), .init(97.5, at: 3)),
        try .gamma(mean: 2, standardDeviation: 0.7),
        try .beta(low: 0, high: 4, mean: 2, standardDeviation: 0.7),
        try .weibull(.init(50, at: 1), .init(90, at: 3)), .lognormal(median: 2, sigma: 0.5),
      ])
    let study = try StudyFixture().load(
      StudyFixture.sound.replacingOccurrences(
        of: "factors: priors/second-version",
        with: "factors: {based_on: priors/second-version, home_market_size: "
          + "{distribution: beta, low: 0.1, high: 0.5, mean: 0.3, standard_deviation: 0.05}}"))
    let law = study.priors.first { $0.factor == "home_market_size" }?.distribution
    #expect(law == (try .beta(low: 0.1, high: 0.5, mean: 0.3, standardDeviation: 0.05)))
  }

  @Test(arguments: [
    (
      "{distribution: lognormal, mean: ^-1, standard_deviation: 1}",
      "mean must be above 0, because sigma^2"
    ),
    ("{distribution: normal, percentiles: ^{5: 3, 95: 1}}", "must have values that increase"),
    ("{distribution: normal, percentiles: ^{5: 3}}", "expected two percentiles"),
    ("{distribution: normal, percentiles: ^{low: 3, 95: 4}}", "found 'low'"),
    ("{distribution: normal, percentiles: ^{0: 3, 95: 4}}", "between 0 and 100"),
    (
      "{distribution: beta, low: 0, high: 1, mean: 0.5, standard_deviation: ^0.6}",
      "standard_deviation must lie between 0 and sqrt((mean - low) (high - mean)) = 0.5"
    ),
    ("^{distribution: gamma, mean: 2}", "'standard_deviation' is missing"),
  ])
  func anImpossiblePairIsLocated(law: String, says: String) throws {
    let column = "  a: ".count + law.prefix { $0 != "^" }.count + 1
    let errors = try #require(throws: StudyErrors.self) {
      try factors("factors:\n  a: " + law.replacing("^", with: ""))
    }
    #expect(errors.issues.count == 1)
    #expect(errors.issues[0].sentence.contains(says), "\(errors)")
    #expect(errors.issues[0].line == 2 && errors.issues[0].column == column, "\(errors)")
  }

  @Test func factorsOfAFileAreCorrelated() throws {
    let laws = """
      factors:
        a: {distribution: uniform, low: 0, high: 1}
        b: {distribution: uniform, low: 0, high: 1}
        c: {distribution: uniform, low: 0, high: 1}

      """
    let file = try factors(laws + "correlations: [{factors: [a, c], rank_correlation: 0.6}]")
    #expect(file.copula?.coupledNames == ["a", "c"])
    #expect(abs((file.copula?.rankCorrelation("a", "c") ?? 0) - 0.6) < 1e-12)
    #expect(try factors(laws).copula == nil)
    let impossible = """
      correlations:
        - {factors: [a, b], rank_correlation: 0.9}
        - {factors: [b, c], rank_correlation: 0.9}
        - {factors: [a, c], rank_correlation: -0.9}
      """
    for (text, says) in [
      ("correlations: [{factors: [a, z], rank_correlation: 0.6}]", "unknown factor 'z'"),
      (impossible, "cannot hold together"),
    ] {
      let errors = try #require(throws: StudyErrors.self) { try factors(laws + text) }
      #expect(errors.description.contains(says), "\(errors)")
    }
    #expect(
      try factors(laws + impossible + "\nrepair_correlations: true").copula?.wasRepaired == true)
  }
}
