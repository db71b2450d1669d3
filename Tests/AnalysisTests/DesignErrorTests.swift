import NumericCore
import Sampling
import TestSupport
import Testing

@testable import Analysis

/// Intervals from the groups of real designs cover, and the better designs have the smaller errors.
@Suite struct DesignErrorTests {
  static let repetitions = 200
  /// Six checks; a right program with other seeds would fail one of them with a probability below 1e-4.
  static let alarm = 1e-5

  /// A smooth function of two factors with the expectation 0.
  static func value(_ x: Double, _ y: Double) -> Double { x * x - 1.0 / 3 + (y - 0.5) * (1 + x) }

  static func errors(_ kind: DesignSpecification.Kind) throws -> (hits: Int, meanError: Double) {
    var hits = 0
    var sum = 0.0
    for repetition in 0..<repetitions {
      let design = try Design(
        DesignSpecification(
          kind: kind, futures: 1_024, seed: UInt64(repetition), replicates: 16, cubeSize: 64))
      func uniforms(_ name: String, _ dimension: Int) -> [Double] {
        [Double](unsafeUninitializedCapacity: design.futures) { buffer, count in
          design.uniforms(
            StreamKey(name: name, dimension: dimension), futures: 0..<design.futures,
            into: buffer.baseAddress!)
          count = design.futures
        }
      }
      let x = uniforms("x", 0)
      let y = uniforms("y", 1)
      var study = try SyntheticStudy(policies: 2, groups: design.groupCount)
      study.group = { design.group(of: $0) }
      let accumulator = study.run(futures: design.futures) { _, policy, _, future in
        Double(policy) * Self.value(x[future], y[future])
      }
      let difference = try #require(accumulator.differenceError(0, 1, 0).estimate)
      if (difference.low...difference.high).contains(0) { hits += 1 }
      sum += difference.designError / Double(repetitions)
    }
    return (hits, sum)
  }

  @Test func groupsOfEveryDesignGiveHonestErrors() throws {
    let random = try Self.errors(.random)
    let latin = try Self.errors(.latin)
    let sobol = try Self.errors(.sobol)
    let band = Binomial.band(trials: Self.repetitions, probability: 0.95, alarm: Self.alarm)
    for design in [random, latin, sobol] { #expect(band.contains(design.hits)) }
    // Variance of the function over 1,024 independent futures: 4/45 + 7/36 + 0.
    let exact = ((4.0 / 45 + 7.0 / 36) / 1_024).squareRoot()
    // The mean of 200 errors with 15 degrees of freedom is known to 1.3 % and lies 1.7 % below.
    #expect(abs(random.meanError / exact - 1) < 0.08)
    #expect(latin.meanError < 0.5 * random.meanError)
    #expect(sobol.meanError < 0.5 * latin.meanError)
  }
}
