import Foundation
import NumericCore
import TestSupport
import Testing

@testable import Analysis

/// How often the printed intervals hold what they are intervals of, in repetitions with known laws.
@Suite("Coverage of robustness intervals")
struct RobustnessCoverageTests {
  private static let repetitions = 400
  private static let futures = 400
  /// Futures that stand for the population: the sampling error of its values is 1/22 of that of a repetition.
  private static let population = 200_000

  /// Percentile intervals of 400 futures cover up to two points less than the 95 % they say: skewed statistics, and
  /// defaults such as the own median that are estimated from the same futures.
  private static let shortfall = 0.02
  /// Chance that a metric which covers at 93 % raises an alarm; some thirty metrics of two mixes are looked at.
  private static let alarm = 1e-5

  /// Two correlated mixes: a lognormal and a wider normal law, all values above 0 but for 1 of 10,000.
  private static func table(_ count: Int, _ stream: inout NormalStream) throws -> PayoffTable {
    var columns = [[Double]](repeating: [], count: 2)
    for _ in 0..<count {
      let (common, own) = (stream.normal(), stream.normal())
      columns[0].append(exp(1 + 0.3 * common))
      columns[1].append(max(3 + 0.5 * common + 0.5 * own, 0.3))
    }
    return try PayoffTable(
      policies: ["a", "b"], values: columns, futures: (0..<count).map(String.init))
  }

  private static var settings: RobustnessSettings {
    var settings = RobustnessSettings()
    settings.threshold = 2.5
    settings.resamples = 200
    return settings
  }

  @Test func everyIntervalCovers() throws {
    var stream = NormalStream(seed: 2026)
    var settings = Self.settings
    settings.resamples = 100
    let truth = try RobustnessFindings(
      Self.table(Self.population, &stream), settings: settings)
    let lowest = Binomial.band(
      trials: Self.repetitions, probability: 0.95 - Self.shortfall, alarm: 2 * Self.alarm
    ).lowerBound
    let names = truth.findings.map(\.metric.name)
    var covered = names.map { _ in [0, 0] }
    settings = Self.settings
    for repetition in 0..<Self.repetitions {
      settings.seed = UInt64(repetition)
      let own = try RobustnessFindings(
        Self.table(Self.futures, &stream), settings: settings)
      for (position, finding) in own.findings.enumerated() {
        for policy in 0..<2 {
          let value = finding.values[policy]
          guard let wanted = truth.findings[position].values[policy].value else { continue }
          if value.low ?? -.infinity <= wanted && wanted <= value.high ?? .infinity {
            covered[position][policy] += 1
          }
        }
      }
    }
    for (name, counts) in zip(names, covered) {
      let interval = try #require(RobustnessMetric.named(name)).interval
      // A repetition has a more extreme future than the population with a chance of 0.2 %: 8 of 400 do with 1e-6.
      if [.none, .atMost, .atLeast].contains(interval) {
        #expect(counts.allSatisfy { $0 >= Self.repetitions - 8 }, "\(name): \(counts)")
      } else {
        #expect(counts.allSatisfy { $0 >= lowest }, "\(name): \(counts) below \(lowest)")
      }
    }
  }

  /// Futures that are shared by scenarios are resampled together: the interval of the mean is that of means by future,
  /// and not the one of four times as many futures.
  @Test func statesOfOneFutureAreResampledTogether() throws {
    var stream = NormalStream(seed: 7)
    let futures = stream.normals(400)
    func width(_ scenarios: Int) throws -> Double {
      let column = (0..<scenarios).flatMap { _ in futures }
      let table = try PayoffTable(
        policies: ["a", "b"], values: [column, column.map { $0 + 1 }],
        futures: futures.indices.map(String.init), groups: (0..<scenarios).map { "s\($0)" })
      var settings = RobustnessSettings()
      settings.metrics = ["mean"]
      let value = try RobustnessFindings(table, settings: settings).findings[0].values[0]
      return try #require(value.high) - #require(value.low)
    }
    let one = try width(1)
    #expect(abs(try width(4) - one) < 1e-9)
    // 2 * 1.96 / sqrt(400), whose own error with 400 resamples is 5 %: four of them.
    #expect(abs(one / (2 * 1.96 / 20) - 1) < 0.2)
  }

  /// Weights of resamples are Poisson numbers: mean and variance 1, and equal whatever range is filled.
  @Test func theSameSeedGivesTheSameIntervals() throws {
    var stream = NormalStream(seed: 3)
    let table = try Self.table(1000, &stream)
    let first = try RobustnessFindings(table, settings: Self.settings)
    let second = try RobustnessFindings(table, settings: Self.settings)
    for (one, other) in zip(first.findings, second.findings) {
      #expect(one.values == other.values)
    }
  }
}
