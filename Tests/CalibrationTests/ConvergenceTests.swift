import NumericCore
import Testing

@testable import Calibration

/// Diagnostics against ArviZ 0.17.1 (`rhat(method="rank")`, `ess(method="bulk")`, `ess(method="tail")`) on chains
/// that any language makes from the same integers.
@Suite struct ConvergenceTests {
  struct Case: Sendable {
    let chains: Int
    let length: Int
    let persistence: Double
    let shift: Double
    let seed: UInt64
    let splitRHat: Double
    let bulkSize: Double
    let tailSize: Double

    /// Autoregressive chains driven by a linear congruential generator, each shifted against the one before.
    var draws: [[Double]] {
      var state = seed
      return (0..<chains).map { chain in
        var x = 0.0
        return (0..<length).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          x = persistence * x + (Double(state >> 11) / 9_007_199_254_740_992 - 0.5)
          return x + shift * Double(chain)
        }
      }
    }
  }

  static let cases = [
    Case(
      chains: 4, length: 100, persistence: 0.7, shift: 0, seed: 1, splitRHat: 1.035612172465884,
      bulkSize: 103.09558169078628, tailSize: 153.25880712342544),
    Case(
      chains: 4, length: 101, persistence: 0.5, shift: 0.2, seed: 2,
      splitRHat: 1.3006526830682192, bulkSize: 11.774088902492554, tailSize: 53.28847866340635),
    Case(
      chains: 2, length: 250, persistence: -0.4, shift: 0, seed: 3,
      splitRHat: 1.0027460587840837, bulkSize: 972.613659355884, tailSize: 391.38890868425807),
    Case(
      chains: 4, length: 1000, persistence: 0.9, shift: 0, seed: 4,
      splitRHat: 1.012820831075145, bulkSize: 171.07688890538276, tailSize: 277.62350300758175),
  ]

  /// Sums of thousands of products, in another order than there.
  static let tolerance = 1e-9

  @Test(arguments: cases.indices)
  func theNumbersAreThoseOfArviZ(index: Int) {
    let expected = Self.cases[index]
    let found = Convergence(expected.draws)
    #expect(abs(found.splitRHat / expected.splitRHat - 1) < Self.tolerance)
    #expect(abs(found.bulkSize / expected.bulkSize - 1) < Self.tolerance, "\(found.bulkSize)")
    #expect(abs(found.tailSize / expected.tailSize - 1) < Self.tolerance, "\(found.tailSize)")
  }

  @Test func chainsOfOneValueAgree() {
    let convergence = Convergence([
      [Double](repeating: 2, count: 20), [Double](repeating: 2, count: 20),
    ])
    #expect(convergence.splitRHat == 1)
  }
}
