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

/// Effects of stated changes: against the closed form of a model that has one, and on the growth model.
@Suite struct EffectsTests {
  private static let models = repository.appendingPathComponent("Models").path

  private static func session(_ name: String, futures: Int = 64) throws -> StudySession {
    let study = try StudyLoader.load("\(models)/studies/\(name).yaml")
    let model = study.modelName.flatMap { ModelCatalogue.model(named: $0) } ?? GrowthModel()
    var design = study.design
    design.futures = futures
    return try StudySession(study, model: model, design: design)
  }

  private static func card(_ changes: [StatedChange]) -> EffectCard {
    EffectCard(name: "card", summary: "", changes: changes, sources: [])
  }

  /// In the steady state of the Solow model output per effective worker is `(s / d) ^ (a / (1 - a))`, s being the
  /// investment share, d what wears out and dilutes capital in a year, a the share of capital.
  @Test func theSolowModelAnswersWithItsClosedForm() throws {
    let model = SolowModel()
    var study = Study(
      name: "saving", modelName: "solow", economy: Economy(name: "anywhere"),
      policies: [Policy(name: "save", levers: ["investment": Path(constant: 0.2)])],
      start: 1900, end: 2300, outcomes: [Objective(name: "income", direction: .maximize)])
    study.design.futures = 32
    let session = try StudySession(study, model: model)
    let factors = model.factors.map(\.defaultValue)
    func income(_ saving: Double) -> Double {
      pow(saving / (factors[1] + factors[2] + factors[3]), factors[0] / (1 - factors[0]))
    }
    let result = try session.effects(
      of: Self.card([
        StatedChange(name: "more", change: "", levers: ["investment": .to(0.3)])
      ]), years: [400])
    let row = result.effects[0].rows[0]
    let size = try #require(row.sizes[0])
    // After four centuries less than a millionth is left of the way to the steady state.
    #expect(row.measure == .difference)
    #expect(abs(size.median - (income(0.3) - income(0.2))) < 1e-6)
    #expect(size.interval == size.median...size.median)
  }

  @Test func aChangeIsCompleteAYearAfterTheStart() {
    let ramp = Path([.init(year: 2020, value: 0.1), .init(year: 2040, value: 0.5)])
    let more = EffectPlan.path(ramp, .by(0.2), start: 2030)
    #expect(more.value(at: 2030) == ramp.value(at: 2030))
    #expect(abs(more.value(at: 2031) - ramp.value(at: 2031) - 0.2) < 1e-15)
    #expect(abs(more.value(at: 2050) - 0.7) < 1e-15)
    let other = EffectPlan.path(ramp, .to(0.9), start: 2030)
    #expect(other.value(at: 2030) == ramp.value(at: 2030))
    #expect(other.value(at: 2031) == 0.9 && other.value(at: 2050) == 0.9)
  }

  @Test func whatCannotBeChangedIsSaid() throws {
    let session = try Self.session("generic")
    let result = try session.effects(
      of: Self.card([
        StatedChange(name: "too_much", change: "", levers: ["education": .by(1)]),
        StatedChange(name: "nothing", change: "", levers: ["missions": .to(0)]),
        StatedChange(name: "some", change: "", levers: ["missions": .by(0.01)]),
      ]), levers: "education,missions", years: [5])
    #expect(result.effects[0].obstacle == "education would be 1.6, and the model takes 0.0 to 1.3")
    #expect(
      result.effects[1].obstacle == "the mix without the change has these levers already")
    #expect(result.effects.map(\.rows.count) == [0, 0, 1] && result.programmes.isEmpty)
    #expect(result.document.sections.count > 2)
    #expect(result.text.contains("Not run: education would be 1.6"))
  }

  /// A change is carried out as stated whatever the law of its implementation, and conditions hold on both sides.
  @Test func factorsOfImplementationAndConditionsAreFixed() throws {
    let model = GrowthModel()
    let scenario = EffectPlan.scenario(
      Scenario(
        name: "s",
        overrides: [
          FactorPrior(factor: "initial_routines", distribution: .uniform(low: 0.1, high: 0.9)),
          FactorPrior(factor: "frontier_growth", distribution: .constant(0.02)),
        ]), conditions: ["initial_routines": 0.4], model: model)
    let fixed = Dictionary(
      scenario.overrides.map { ($0.factor, $0.distribution) },
      uniquingKeysWith: { first, _ in first })
    #expect(fixed["initial_routines"] == .constant(0.4))
    #expect(fixed["missions_implementation"] == .constant(1))
    #expect(fixed.count == 2 + model.levers.count && fixed.count == scenario.overrides.count)
  }

  @Test func mediansAreHeldAgainstPublishedRanges() throws {
    let session = try Self.session("generic")
    func change(_ name: String, _ range: ClosedRange<Double>) -> StatedChange {
      StatedChange(
        name: name, change: "investment +5 points", levers: ["investment": .by(0.05)],
        published: [
          PublishedRange(
            outcome: "income", years: [20: range], isJudged: false, reading: "", sources: [])
        ])
    }
    let result = try session.effects(
      of: Self.card([change("wide", -1...1), change("high", 0.5...1)]), levers: "investment",
      years: [10, 20])
    #expect(result.beliefs.map(\.name) == ["prior", "ensemble"])
    #expect(result.effects[0].rows.map(\.isOutside) == [[nil, nil], [false, false]])
    #expect(result.effects[1].rows.map(\.isOutside) == [[nil, nil], [true, true]])
    #expect(result.tally.map(\.outside) == [1, 1] && result.tally.map(\.compared) == [2, 2])
    // The same change has the same effect in the same futures.
    #expect(result.effects[0].rows.map(\.sizes) == result.effects[1].rows.map(\.sizes))
    #expect(result.text.contains("* ["))
  }

  @Test func unknownNamesAndYearsAreRefused() throws {
    let session = try Self.session("generic")
    let card = Self.card([])
    #expect(throws: (any Error).self) { try session.effects(of: card, levers: "mision") }
    #expect(throws: (any Error).self) { try session.effects(of: card, years: [0]) }
    #expect(throws: (any Error).self) { try session.effects(of: card, years: [41]) }
  }
}
