import Foundation
import TestSupport
import Testing

@testable import Analysis

/// Means that a few futures decide are told, and others are not.
@Suite struct HeavyTailTests {
  static let repetitions = 200

  /// How many of 200 comparisons of two policies in 256 futures are told to have a heavy tail, and how many
  /// intervals of the difference cover its expectation.
  static func warnings(
    seed: UInt64, expectation: Double, _ draw: (inout NormalStream) -> Double
  ) throws -> (told: Int, covered: Int) {
    var (told, covered) = (0, 0)
    var stream = NormalStream(seed: seed)
    for _ in 0..<repetitions {
      let numbers = (0..<256).map { _ in draw(&stream) }
      let study = try SyntheticStudy(policies: 2, groups: 32)
      let accumulator = study.run(futures: 256) { _, policy, _, future in
        policy == 0 ? Double(future % 7) : Double(future % 7) + numbers[future]
      }
      let carriers = Carriers(accumulator.differenceMoments[1], rounding: 0)
      if carriers?.areFew == true { told += 1 }
      let estimate = try #require(accumulator.differenceError(0, 1, 0).estimate)
      if (estimate.low...estimate.high).contains(expectation) { covered += 1 }
    }
    return (told, covered)
  }

  /// Products of three lognormals whose logarithms have standard deviations that make 1.5 and 2 together. At 99 %
  /// (1.5) and 99.9 % (2) of samples told, fewer than 190 of 200 have a probability below 1e-4.
  @Test(arguments: [1.5, 2.0])
  func productsOfLognormalsAreTold(sigma: Double) throws {
    let part = sigma / 3.0.squareRoot()
    let result = try Self.warnings(seed: 11, expectation: exp(sigma * sigma / 2)) { stream in
      exp(part * stream.normal()) * exp(part * stream.normal()) * exp(part * stream.normal())
    }
    #expect(result.told >= 190, "\(result.told)")
    // Why they are told: intervals of 95 % cover in 89 and 79 % of samples, so that 95 % of 200, 184 or more with a
    // probability above 1e-2, are out of reach.
    #expect(result.covered < 188, "\(result.covered)")
  }

  /// Of 4,000 samples each no normal and no uniform one had so few carriers, a rate of false warnings below 1e-3 with
  /// 98 %; indicators are never asked.
  @Test func ordinaryNumbersAreNotTold() throws {
    #expect(try Self.warnings(seed: 1, expectation: 0) { $0.normal() }.told == 0)
    #expect(try Self.warnings(seed: 2, expectation: 0.5) { $0.uniform() }.told == 0)
    for probability in [0.005, 0.02, 0.5] {
      let study = try SyntheticStudy(
        policies: 2, groups: 32, outcomes: [.share("welfare")], rankedBy: "welfare")
      var stream = NormalStream(seed: 3)
      let draws = (0..<512).map { _ in stream.uniform() < probability ? 1.0 : 0 }
      let comparison = study.run(futures: 256) { _, policy, _, future in
        draws[256 * policy + future]
      }.finish()
      #expect(comparison.scenarios[0].differences[0].carriers == nil)
      #expect(comparison.scenarios[0].policies[0].outcomes[0].carriers == nil)
    }
  }

  @Test func carriersOfKnownNumbers() throws {
    // Deviations -1 and 1 in equal numbers: all carry the variance; one of 100 that differs: two moments by hand.
    let even = (0..<100).map { $0 % 2 == 0 ? 1.0 : -1 }
    #expect(abs(Moments(even, count: 100).carriers()! - 100) < 1e-9)
    let single = (0..<100).map { $0 == 42 ? 100.0 : 0 }
    // Squares 99^2 + 99, fourths 99^4 + 99.
    let squares = 99.0 * 99 + 99
    let expected = squares * squares / (99.0 * 99 * 99 * 99 + 99)
    #expect(abs(Moments(single, count: 100).carriers()! - expected) < 1e-9)
    #expect(Moments([3, 3, 3], count: 3).carriers() == nil)
  }

  @Test func mergedMomentsAreThoseOfAll() {
    var stream = NormalStream(seed: 5)
    let numbers = (0..<1_000).map { _ in exp(stream.normal()) }
    let whole = Moments(numbers, count: 1_000)
    var merged = Moments()
    for start in stride(from: 0, to: 1_000, by: 77) {
      let part = Array(numbers[start..<min(start + 77, 1_000)])
      merged.merge(Moments(part, count: part.count))
    }
    #expect(abs(merged.squares / whole.squares - 1) < 1e-12)
    #expect(abs(merged.cubes / whole.cubes - 1) < 1e-12)
    #expect(abs(merged.fourths / whole.fourths - 1) < 1e-12)
    #expect(abs(merged.magnitude / whole.magnitude - 1) < 1e-12)
  }
}
