import Analysis
import Ensembles
import Foundation
import GrowthModels
import ModelContract
import Reporting
import Sampling
import Scenarios
import StudyContract
import TestSupport
import Testing

@testable import Studies

/// Why one mix beats another: against games with known Shapley values, and on the growth model.
@Suite struct AttributionTests {
  /// Sums of some hundred numbers near 1.
  private static let rounding = 1e-12

  private static func session(
    _ model: LeverModel, _ mixes: [Policy], futures: Int = 256, seed: UInt64 = 1,
    kind: DesignSpecification.Kind = .sobol, threads: Int = 2
  ) throws -> StudySession {
    let study = Study(
      name: "game", economy: Economy(name: "anywhere"), policies: mixes,
      priors: model.factors.map {
        FactorPrior(factor: $0.name, distribution: .uniform(low: 0, high: 1))
      }, start: 2020, end: 2030,
      outcomes: [
        Objective(name: "value", direction: .maximize),
        Objective(name: "fiscal_cost", direction: .minimize),
      ], design: DesignSpecification(kind: kind, futures: futures, seed: seed))
    return try StudySession(study, model: model, context: RunContext(threads: threads))
  }

  /// All levers at 1 against all at 0.
  private static func allAgainstNone(
    _ count: Int, costs: [Double]? = nil, factorCount: Int = 2, futures: Int = 256,
    seed: UInt64 = 1, kind: DesignSpecification.Kind = .sobol, threads: Int = 2,
    _ function: @escaping @Sendable ([Double], UnsafePointer<Double>) -> Double
  ) throws -> StudyAttribution {
    let model = LeverModel(
      costs: costs ?? [Double](repeating: 1, count: count), factorCount: factorCount,
      function: function)
    let mixes = [
      model.policy("none", [Double](repeating: 0, count: count)),
      model.policy("all", [Double](repeating: 1, count: count)),
    ]
    return try session(
      model, mixes, futures: futures, seed: seed, kind: kind, threads: threads
    ).attribution("all,none")
  }

  private func value(_ result: StudyAttribution, _ lever: Int) -> Double {
    result.parts.first { $0.part.name == "lever\(lever)" }!.share.value.value
  }

  /// What no lever touches cancels, and each lever has its own effect, alone and last alike.
  @Test func anAdditiveModelGivesEachLeverItsOwnEffect() throws {
    let result = try Self.allAgainstNone(4) { levers, factors in
      7 + factors[1] + levers[0] * factors[0] + 2 * levers[1] * factors[0] + 3 * levers[2]
    }
    let mean = value(result, 0)
    #expect(abs(mean - 0.5) < 0.01)
    #expect(abs(value(result, 1) - 2 * mean) < Self.rounding)
    #expect(abs(value(result, 2) - 3) < Self.rounding)
    #expect(value(result, 3) == 0)
    for part in result.parts {
      #expect(abs(part.share.alone.value - part.share.value.value) < Self.rounding)
      #expect(abs(part.share.last.value - part.share.value.value) < Self.rounding)
    }
    #expect(abs(result.attribution.synergy.value) < Self.rounding)
    #expect(result.isBetter && result.mixCount == 16 && result.failed == 0)
  }

  @Test(arguments: [2, 5, 10, 13])
  func sharesSumToTheDifferenceToTheLastBit(count: Int) throws {
    let result = try Self.allAgainstNone(count, futures: 64) { levers, factors in
      var value = factors[1]
      for (place, lever) in levers.enumerated() {
        value = (value + lever * factors[0] / Double(place + 1)) * (1 + 0.3 * lever)
      }
      return value
    }
    let sum = result.parts.reduce(0.0) { $0 + $1.share.value.value }
    #expect(sum.bitPattern == result.attribution.difference.value.bitPattern)
    let paired = result.attribution.first.value - result.attribution.second.value
    #expect(abs(sum - paired) < Self.rounding * paired.magnitude * 10)
    #expect((count > 10) == (result.orderCount > 0))
    // A year is a tenth of the way, and years sum to the whole.
    let years = result.years.reduce(0.0) { $0 + $1.contribution.value }
    #expect(result.years.count == 11 && abs(years - sum) < 1e-9 * abs(sum))
  }

  @Test func oneLeverGetsAllOfIt() throws {
    let model = LeverModel(costs: [1, 1], factorCount: 1) { levers, factors in
      levers[0] * levers[1] + factors[0]
    }
    let result = try Self.session(
      model, [model.policy("low", [0.25, 0.5]), model.policy("high", [0.75, 0.5])]
    ).attribution("high,low")
    #expect(result.parts.map(\.part.name) == ["lever0"])
    let share = result.parts[0].share
    #expect(share.value.value.bitPattern == result.attribution.difference.value.bitPattern)
    #expect(abs(share.value.value - 0.25) < Self.rounding)
    #expect(share.alone == share.last && result.attribution.synergy.value == 0)
  }

  /// Two levers of a product share it equally, and all of it is synergy.
  @Test func symmetricLeversHaveEqualShares() throws {
    let result = try Self.allAgainstNone(3) { levers, factors in
      levers[0] * levers[1] * factors[0]
    }
    #expect(abs(value(result, 0) - value(result, 1)) < Self.rounding)
    #expect(value(result, 2) == 0)
    #expect(
      abs(result.attribution.synergy.value - result.attribution.difference.value)
        < Self.rounding)
    #expect(result.parts.first { $0.part.name == "lever0" }!.share.alone.value == 0)
  }

  /// A runway that serves the largest plane that is there (Littlechild and Owen 1973, doi:10.1287/mnsc.20.3.370): each
  /// stretch is shared by those who need it.
  @Test func theRunwayIsSharedByThoseWhoNeedIt() throws {
    let result = try Self.allAgainstNone(3) { levers, _ in
      max(levers[0], 2 * levers[1], 3 * levers[2])
    }
    for (lever, share) in [1.0 / 3, 1.0 / 3 + 0.5, 1.0 / 3 + 0.5 + 1].enumerated() {
      #expect(abs(value(result, lever) - share) < Self.rounding)
    }
    #expect(result.parts.map(\.part.name) == ["lever2", "lever1", "lever0"])
  }

  /// Shares of `l0 x + l1 y^2 + l0 l1 x y` are 1/2 + 1/8 and 1/3 + 1/8 in expectation. Of 400 intervals that cover with
  /// 95 % fewer than 363 cover with probability 1e-4, and 397 or more with 3e-4: one share errs in 1,250 changes of seed.
  @Test func intervalsCover() throws {
    let truth = [0.625, 1.0 / 3 + 0.125]
    var hits = [0, 0]
    for seed in 0..<400 {
      let result = try Self.allAgainstNone(
        2, futures: 256, seed: UInt64(seed), kind: .random, threads: 1
      ) { levers, factors in
        levers[0] * factors[0] + levers[1] * factors[1] * factors[1]
          + levers[0] * levers[1] * factors[0] * factors[1]
      }
      for part in result.parts {
        let lever = part.part.name == "lever0" ? 0 : 1
        if part.share.value.low <= truth[lever] && truth[lever] <= part.share.value.high {
          hits[lever] += 1
        }
      }
    }
    for hit in hits { #expect((363..<397).contains(hit), "\(hit) of 400") }
  }

  /// Beyond ten levers orders are drawn, and the interval holds what they leave: all but one of sixteen shares are within
  /// it in at least 14 cases, which intervals of 95 % miss in one of 200 seeds.
  @Test func sampledSharesAreWithinTheirIntervals() throws {
    let count = 16
    let result = try Self.allAgainstNone(count, futures: 64) { levers, _ in
      var value = 0.0
      for place in 0..<count { value += levers[place] * Double(place + 1) }
      // Triples, whose shares depend on the order.
      for place in 0..<(count - 2) {
        value += 4 * levers[place] * levers[place + 1] * levers[place + 2]
      }
      return value
    }
    let inside = (0..<count).count { lever in
      let triples = (max(0, lever - 2)...lever).count { $0 <= count - 3 }
      let truth = Double(lever + 1) + 4.0 / 3 * Double(triples)
      let share = result.parts.first { $0.part.name == "lever\(lever)" }!.share
      #expect(share.orderError > 0)
      return share.value.low <= truth && truth <= share.value.high
    }
    #expect(inside >= 14)
    #expect(result.text.contains("orders of exchange"))
  }

  @Test func aGainThatCostsNothingIsFlagged() throws {
    let result = try Self.allAgainstNone(3, costs: [0, 1, 0]) { levers, factors in
      levers[0] * factors[0] + levers[1] - 0.5 * levers[2]
    }
    #expect(result.parts.filter(\.isFreeGain).map(\.part.name) == ["lever0"])
    #expect(result.text.contains("FREE"))
    let paid = try Self.allAgainstNone(1) { levers, _ in levers[0] }
    #expect(!paid.text.contains("FREE"))
  }

  /// A future in which any mix between the two fails is left out everywhere, and counted.
  @Test func failedFuturesAreLeftOutAndCounted() throws {
    let result = try Self.allAgainstNone(2) { levers, factors in
      levers[0] == 1 && levers[1] == 0 && factors[0] > 0.75 ? .nan : levers[0] + factors[0]
    }
    #expect(result.failed == 64 && result.futures == 192)
    #expect(abs(result.attribution.difference.value - 1) < Self.rounding)
    #expect(abs(result.attribution.second.value - 0.375) < 0.01)
    #expect(throws: AttributionError.self) {
      try Self.allAgainstNone(1) { levers, _ in levers[0] == 1 ? .nan : 0 }
    }
  }

  @Test func threadsChangeNothing() throws {
    let results = try [1, 2].map { threads in
      try Self.allAgainstNone(4, futures: 1024, threads: threads) { levers, factors in
        levers.reduce(factors[0]) { ($0 + $1) * (1 + $1 * factors[1]) }
      }
    }
    #expect(results[0].json.rendered == results[1].json.rendered)
  }

  @Test(arguments: [
    ("all", "Two mixes are compared"), ("all,none,all", "Two mixes are compared"),
    ("all,all", "compared with itself"), ("all,non", "did you mean none"),
    ("none,twin", "there is no difference"), ("", "Two mixes are compared"),
  ])
  func whatCannotBeExplainedIsSaid(mixes: String, sentence: String) throws {
    let model = LeverModel(costs: [1], factorCount: 1) { levers, _ in levers[0] }
    let session = try Self.session(
      model,
      [model.policy("none", [0]), model.policy("all", [1]), model.policy("twin", [0])])
    do {
      _ = try session.attribution(mixes)
      Issue.record("\(mixes) was explained")
    } catch {
      #expect("\(error)".contains(sentence), "\(error)")
    }
  }

  /// On the growth model, under both beliefs: the difference is that of the comparison on the same futures, and years sum
  /// to it.
  @Test(arguments: ["prior", "ensemble"])
  func theDifferenceIsThatOfTheComparison(beliefs: String) throws {
    var study = try StudyLoader.load(
      repository.appendingPathComponent("Models/studies/generic.yaml").path)
    study.design.futures = 64
    var session = try StudySession(
      study, model: GrowthModel(), context: RunContext(threads: 2))
    try session.select(scenarios: study.scenarios[0].name)
    try session.select(policies: "education_only")
    let result = try session.attribution("education_only,\(study.baseline)", beliefs: beliefs)
    let comparison = try session.compare(under: try session.beliefs(beliefs)).runs[0].comparison
    let pair = try #require(
      comparison.scenarios[0].differences.first {
        $0.policy == "education_only" && $0.outcome == study.rankedBy
      })
    let difference = result.attribution.difference
    let other = try #require(pair.difference)
    #expect(abs(difference.value - other.value) < 1e-9 * abs(other.value))
    #expect(abs(difference.standardError - other.standardError) < 1e-6 * other.standardError)
    let years = result.years.reduce(0.0) { $0 + $1.contribution.value }
    #expect(abs(years - difference.value) < 1e-9 * abs(difference.value))
    #expect(result.years.count == 41)
  }
}
