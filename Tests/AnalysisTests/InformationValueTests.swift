import Ensembles
import NumericCore
import Sampling
import Testing

@testable import Analysis

/// The value of information against closed forms.
///
/// With two mixes of outcomes 0 and mu + s1 z1 + s2 z2, the value of knowing a normal part of standard deviation s is
/// `s phi(mu / s) + mu Phi(mu / s) - max(0, mu)`.
@Suite("Value of information") struct InformationValueTests {
  private static func normals(_ name: String, _ columns: Int, _ rows: Int, seed: UInt64)
    -> [[Double]]
  {
    let stream = CounterStream(name: name, seed: seed)
    return (0..<columns).map { column in
      var values = [Double](repeating: 0, count: rows)
      stream.normals(column, count: rows, into: &values)
      return values
    }
  }

  private static func exact(_ mu: Double, _ s: Double) -> Double {
    s * Normal.density(mu / s) + mu * Normal.cumulative(mu / s) - max(0, mu)
  }

  /// Two mixes, factors z1 and z2 of variance shares 0.64 and 0.36, and a factor without a meaning.
  private static func gaussian(
    mu: Double, rows: Int, seed: UInt64 = 1, wantsLess: Bool = false
  ) throws -> InformationFinding {
    let z = normals("gaussian_choice", 3, rows, seed: seed)
    let sign = wantsLess ? -1.0 : 1
    let second = (0..<rows).map { sign * (mu + 0.8 * z[0][$0] + 0.6 * z[1][$0]) }
    return try InformationValue.estimate(
      policies: ["nothing", "something"],
      outcomes: [[Double](repeating: 0, count: rows), second], wantsLess: wantsLess,
      factors: z.enumerated().map { DiscoveryFactor(name: "z\($0 + 1)", values: .numbers($1)) },
      groups: [(name: "both", factors: [0, 1])])
  }

  /// Four standard errors; one of the twelve comparisons is outside with probability 8e-4.
  private static let standardErrors = 4.0

  private static func expect(
    _ value: InformationFinding.Value, _ exact: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let error = (value.high - value.low) / (2 * Normal.quantile(0.975))
    #expect(
      abs(value.value - exact) < standardErrors * error, "\(value) for \(exact)",
      sourceLocation: sourceLocation)
  }

  @Test(arguments: [(-0.5, false), (0, false), (-0.5, true)])
  func closedForms(mu: Double, wantsLess: Bool) throws {
    let finding = try Self.gaussian(mu: mu, rows: 20_000, wantsLess: wantsLess)
    Self.expect(finding.perfect, Self.exact(mu, 1))
    Self.expect(finding.factors[0].value, Self.exact(mu, 0.8))
    Self.expect(finding.factors[1].value, Self.exact(mu, 0.6))
    Self.expect(finding.groups[0].value, Self.exact(mu, 1))
    #expect(finding.factors[0].isClear && finding.factors[1].isClear && !finding.factors[2].isClear)
    #expect(finding.factors[2].value.low == 0)
    // Knowing both is knowing all: the fit is exact, and so is every choice but where the coefficients' error decides.
    #expect(finding.groups[0].value.value <= finding.perfect.value + 1e-12)
  }

  /// The published constants of the closed form.
  @Test func theClosedFormItself() {
    let tolerance = 1e-10  // digits of the constants
    #expect(abs(Self.exact(0, 1) - 0.3989422804) < tolerance)
    #expect(abs(Self.exact(-0.5, 1) - 0.1977965574) < tolerance)
    #expect(abs(Self.exact(-0.5, 0.8) - 0.1295360103) < tolerance)
    #expect(abs(Self.exact(-0.5, 0.6) - 0.0679829348) < tolerance)
  }

  /// 95 % intervals in 400 repetitions: fewer than 362 hold with probability 1e-4 where the level is right.
  @Test func intervalsHold() throws {
    var held = [0, 0, 0]
    for seed in 1...400 {
      let finding = try Self.gaussian(mu: -0.5, rows: 1000, seed: UInt64(seed))
      let exact = [Self.exact(-0.5, 1), Self.exact(-0.5, 0.8), Self.exact(-0.5, 0.6)]
      let values = [finding.perfect] + finding.factors.prefix(2).map(\.value)
      for (place, value) in values.enumerated()
      where value.low <= exact[place] && exact[place] <= value.high { held[place] += 1 }
    }
    #expect(held.allSatisfy { $0 >= 362 }, "\(held) of 400")
  }

  /// Where the factor means nothing the fit promises more than there is; the choice on other futures does not.
  @Test func meaninglessFactorsAreWorthNothing() throws {
    var (choices, fits) = (0.0, 0.0)
    for seed in 1...50 {
      let z = Self.normals("meaningless", 5, 500, seed: UInt64(seed))
      let finding = try InformationValue.estimate(
        policies: ["a", "b", "c", "d"], outcomes: Array(z.prefix(4)),
        factors: [DiscoveryFactor(name: "x", values: .numbers(z[4]))], seed: UInt64(seed))
      choices += finding.factors[0].value.value / 50
      fits += finding.factors[0].plugIn / 50
      #expect(!finding.factors[0].isClear || finding.factors[0].value.value < 0.3)
    }
    // A mean cut off at 0 of an estimate with a standard error of about 0.06.
    #expect(choices < 0.05)
    #expect(fits > 0.05)
  }

  @Test func stepsAndCategoriesAreSeen() throws {
    let rows = 4000
    let x = DiscoveryTests.uniforms("steps", rows: rows, columns: 3)
    let codes = x[1].map { min(Int($0 * 3), 2) }
    let coarse = x[2].map { ($0 * 4).rounded(.down) }
    let outcome = (0..<rows).map { [1.0, -1, -1][codes[$0]] + (coarse[$0] == 2 ? 2 : -0.5) }
    let finding = try InformationValue.estimate(
      policies: ["a", "b"], outcomes: [[Double](repeating: 0, count: rows), outcome],
      factors: [
        DiscoveryFactor(name: "kind", values: .categories(codes, names: ["u", "v", "w"])),
        DiscoveryFactor(name: "coarse", values: .numbers(coarse)),
        DiscoveryFactor(name: "noise", values: .numbers(x[0])),
      ], groups: [(name: "all", factors: [0, 1])])
    // Mean of b given kind u 1 + 0.125, given others -0.875; given coarse 2 it is 2 - 1/3, else -0.5 - 1/3.
    Self.expect(finding.factors[0].value, 1.125 / 3)
    Self.expect(finding.factors[1].value, (2 - 1.0 / 3) / 4)
    // All outcomes follow from both: 3 with 1/12, 1 with 1/6, 0.5 with 1/4, else below 0.
    Self.expect(finding.perfect, 3.0 / 12 + 1.0 / 6 + 0.5 / 4)
    Self.expect(finding.groups[0].value, 3.0 / 12 + 1.0 / 6 + 0.5 / 4)
  }

  @Test func threadsAndFailuresAndErrors() throws {
    let z = Self.normals("threads", 3, 400, seed: 1)
    var second = z[1]
    second[7] = .nan
    let findings = try [1, 4].map {
      try InformationValue.estimate(
        policies: ["a", "b"], outcomes: [z[0], second],
        factors: [DiscoveryFactor(name: "x", values: .numbers(z[2]))],
        context: RunContext(threads: $0))
    }
    #expect(findings[0] == findings[1])
    #expect(findings[0].failed == 1 && findings[0].futures == 399)
    #expect(throws: InformationError.self) {
      try InformationValue.estimate(policies: ["a"], outcomes: [z[0]], factors: [])
    }
    #expect(throws: InformationError.self) {
      try InformationValue.estimate(
        policies: ["a", "b"], outcomes: [[1, 2], [2, 1]], factors: [])
    }
    // Two identical mixes: nothing to choose, nothing to know.
    let same = try InformationValue.estimate(
      policies: ["a", "b"], outcomes: [z[0], z[0]],
      factors: [DiscoveryFactor(name: "x", values: .numbers(z[2]))])
    #expect(same.perfect.value == 0 && same.perfect.high == 0)
    #expect(same.factors[0].value.value == 0 && same.factors[0].value.high == 0)
  }
}
