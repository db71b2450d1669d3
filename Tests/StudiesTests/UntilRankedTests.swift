import Analysis
import Ensembles
import GrowthModels
import ModelContract
import StudyContract
import TestSupport
import Testing

@testable import Studies

/// Runs that stop as soon as the best mix is known.
@Suite struct UntilRankedTests {
  /// A Solow economy under some saving rates, of which the capital share alone is uncertain.
  private func session(rates: [Double], futures: Int, seed: UInt64, margin: Double) throws
    -> StudySession
  {
    var study = Study(
      name: "saving", modelName: "solow", economy: Economy(name: "anywhere"),
      policies: rates.enumerated().map {
        Policy(name: "save_\($0)", levers: ["investment": Path(constant: $1)])
      },
      priors: [
        FactorPrior(factor: "capital_share", distribution: .uniform(low: 0.2, high: 0.4))
      ], start: 2000, end: 2050, outcomes: [Objective(name: "income", direction: .maximize)])
    study.design = .init(kind: .random, futures: futures, seed: seed)
    study.indifferenceMargin = margin
    return try StudySession(study, model: SolowModel(), context: RunContext(threads: 1))
  }

  @Test func aClearRankingStopsAtTheFirstLook() throws {
    let session = try session(rates: [0.2, 0.3], futures: 8192, seed: 3, margin: 0.0001)
    let result = try session.compare(untilRanked: 0.95, under: [.prior])
    let stopping = try #require(result.stopping)
    #expect(stopping.looks == [512, 1024, 2048, 4096, 8192])
    #expect(stopping.isRanked && stopping.futures == 512)
    // What it says is what a run of so many futures says.
    let plain = try session.with(futures: 512).compare(under: [.prior])
    #expect(
      plain.runs[0].comparison.scenarios[0].policies
        == result.runs[0].comparison.scenarios[0].policies)
    #expect(result.runs[0].comparison.verdict.leader == "save_1")
  }

  @Test func equalMixesAreEqualForPracticalPurposes() throws {
    let session = try session(rates: [0.25, 0.2501], futures: 4096, seed: 4, margin: 0.01)
    let stopping = try #require(
      try session.compare(untilRanked: 0.95, under: [.prior]).stopping)
    #expect(stopping.isRanked && stopping.futures == 512)
  }

  /// Looks never go beyond the futures allowed, and the error is shared by looks and beliefs.
  @Test func looksShareTheError() throws {
    #expect(Stopping.confidence(0.95, looks: 5, beliefs: 2) == 1 - (1 - 0.95) / 10)
    let session = try session(rates: [0.2, 0.3], futures: 700, seed: 5, margin: 0)
    let stopping = try #require(
      try session.compare(untilRanked: 0.9, under: [.prior]).stopping)
    #expect(stopping.looks == [512, 700] && stopping.limit == 700)
  }

  /// Two mixes whose true difference is tiny against its spread: how often a run that stops says that the wrong one is the
  /// best. Of 200 seeds at most 5 % of 200, that is 10, are expected to; more than 20 have a probability below 0.2 %.
  @Test func theStoppingRuleErrsAsSeldomAsItSays() throws {
    var wrong = 0
    var stopped = 0
    for seed in UInt64(1)...200 {
      let session = try Self.gamble(seed: seed)
      let result = try session.compare(untilRanked: 0.95, under: [.prior])
      guard try #require(result.stopping).isRanked else { continue }
      stopped += 1
      if result.runs[0].comparison.verdict.leader != "better" { wrong += 1 }
    }
    #expect(stopped > 0 && wrong <= 20, "\(wrong) of \(stopped)")
  }

  /// A mix whose outcome a factor turns up or down, on average better than a safe one by a fifteenth of its spread.
  private static func gamble(seed: UInt64) throws -> StudySession {
    let model = FunctionModel(count: 1, function: { $0[0] - 0.48 })
    var study = Study(
      name: "gamble", modelName: "function", economy: Economy(name: "anywhere"),
      policies: [("safe", 0.0), ("better", 1.0)].map {
        Policy(
          name: $0.0, levers: ["dial": Path(constant: $0.1), "base": Path(constant: 1)])
      },
      priors: [FactorPrior(factor: "x0", distribution: .uniform(low: 0, high: 1))],
      start: 2025, end: 2026, outcomes: [Objective(name: "value", direction: .maximize)])
    study.design = .init(kind: .random, futures: 4096, seed: seed)
    study.indifferenceMargin = 0
    return try StudySession(study, model: model, context: RunContext(threads: 1))
  }
}
