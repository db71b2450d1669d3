import Sampling
import Testing

@testable import Analysis

/// Which way factors move an outcome, against closed forms and hand-computed numbers.
@Suite struct FactorDirectionTests {
  /// Directions of a function of three independent uniforms.
  private func directions(
    rows: Int, seed: UInt64 = 1, _ function: ([Double]) -> Double
  ) throws -> [FactorDirection] {
    let columns = try SensitivitySamples.uniforms(3, rows: rows, seed: seed)
    return FactorDirection.all(
      try GivenData(
        names: ["up", "down", "idle"], factors: columns,
        outcome: (0..<rows).map { row in function(columns.map { $0[row] }) }))
  }

  /// The thirds of a uniform law have the means 1/6, 1/2 and 5/6, so that a slope of 1 makes a difference of 2/3.
  @Test func slopesOfALinearOutcomeAreFound() throws {
    let found = try directions(rows: 3000) { 3 * $0[0] - 1.5 * $0[1] }
    #expect(found.map(\.factor) == ["up", "down", "idle"])
    // Ten standard errors of a mean over 1,000 rows with a deviation below 1.
    let tolerance = 0.3
    #expect(abs(found[0].difference.value - 2) < tolerance)
    #expect(abs(found[1].difference.value + 1) < tolerance)
    #expect(found[0].difference.low > 0 && found[1].difference.high < 0)
    #expect(!found[2].difference.isDistinguishableFromZero)
    #expect(abs(found[0].high - (3 * 5.0 / 6 - 0.75)) < tolerance)
    #expect(abs(found[0].low - (3 / 6.0 - 0.75)) < tolerance)
  }

  /// Where ends are alike there is no direction, however much the factor matters.
  @Test func aFactorWhoseMiddleDiffersHasNoDirection() throws {
    let found = try directions(rows: 3000) { ($0[0] - 0.5) * ($0[0] - 0.5) }
    #expect(!found[0].difference.isDistinguishableFromZero)
    // Means of (x - 1/2)^2 over the outer thirds and the middle one: 13/108 and 1/108.
    #expect(abs(found[0].low - 13.0 / 108) < 0.01 && abs(found[0].high - 13.0 / 108) < 0.01)
    #expect(abs((found[0].middle ?? .nan) - 1.0 / 108) < 0.01)
  }

  /// Intervals of the difference hold it in 95 % of samples: of 200 with a probability of 0.001 in fewer than 179.
  @Test func intervalsCover() throws {
    let held = try (1...200).count { seed in
      let difference = try directions(rows: 300, seed: UInt64(seed)) { $0[0] * $0[0] + $0[1] }[0]
        .difference
      // Means of x^2 over the outer thirds: 19/27 and 1/27.
      return difference.low <= 2.0 / 3 && 2.0 / 3 <= difference.high
    }
    #expect(held >= 179, "\(held) of 200")
  }

  @Test func equalValuesStayTogetherAndConstantsHaveNoDirection() throws {
    let outcome: [Double] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 20]
    let found = FactorDirection.all(
      try GivenData(
        names: ["switch", "same", "order"],
        factors: [
          [0, 0, 0, 0, 0, 0, 1, 1, 1, 1], [Double](repeating: 2, count: 10),
          [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        ], outcome: outcome))
    #expect(found.map(\.factor) == ["switch", "order"])
    #expect(found[0].low == 3.5 && found[0].middle == nil && found[0].high == 11)
    // Variances 3.5 of six and 110/3 of four rows: Welch's error and Satterthwaite's degrees of freedom.
    let (first, second) = (3.5 / 6, 110.0 / 3 / 4)
    let error = (first + second).squareRoot()
    #expect(abs(found[0].difference.standardError - error) < 1e-12)
    let freedom =
      (first + second) * (first + second) / (first * first / 5 + second * second / 3)
    #expect(abs(found[0].difference.degreesOfFreedom - freedom) < 1e-9)
    // Ranks 1 to 4, 5 to 7 and 8 to 10.
    #expect(found[1].low == 2.5 && found[1].middle == 6 && found[1].high == 37.0 / 3)
  }
}
