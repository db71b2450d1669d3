import Analysis
import Ensembles
import GrowthModels
import ModelContract
import Sampling
import Scenarios
import StudyContract
import TestSupport
import Testing

@testable import Studies

/// Mixes with two plans in a study: held against their companions, scaled, refused.
@Suite struct AdaptationTests {
  /// Sums of some hundred numbers near 1.
  private static let rounding = 1e-12

  private static func session(threads: Int = 2) throws -> StudySession {
    let study = try StudyLoader.load(
      repository.appendingPathComponent("Tests/CommandLineTests/Golden/studies/adaptive.yaml").path)
    return try StudySession(study, model: GrowthModel(), context: RunContext(threads: threads))
  }

  @Test func whatSwitchingGainsIsWhatStayingLoses() throws {
    let mixes = try Self.session().adaptiveMixes(under: .prior)
    #expect(mixes.map(\.policy.name) == ["wait_and_see", "rescue"])
    for mix in mixes {
      let found = try #require(mix.switching)
      #expect(found.futures == 128 && found.failed == 0)
      #expect(found.switches.value > 0 && found.switches.value < 1)
      // Where it never switches the mix is its first plan.
      let gain = try #require(found.gain).value * found.switches.value
      #expect(abs(gain + found.firstPlan.value) < Self.rounding)
      let years = mix.contingency.looks.map(\.year)
      #expect(found.years.allSatisfy { years.contains($0) })
    }
    let alone = try Self.session(threads: 1).adaptiveMixes(under: .prior)
    for (one, other) in zip(mixes, alone) {
      #expect(one.switching?.atOnce == other.switching?.atOnce)
      #expect(one.switching?.gain == other.switching?.gain)
    }
  }

  @Test func aBudgetMovesBothPlansAndKeepsTheTrigger() throws {
    let session = try Self.session()
    let scaled = try #require(session.budgeted.first { $0.policy.name == "rescue" })
    #expect(scaled.share < 1)
    #expect(abs(scaled.difference - 0.02) <= 0.002)
    let written = try #require(session.study.policies.first { $0.name == "rescue" }?.contingency)
    let moved = try #require(scaled.policy.contingency)
    #expect(moved.threshold == written.threshold && moved.looks.map(\.year) == [2035])
    #expect(moved.looks[0].plan.levers["missions"] != written.looks[0].plan.levers["missions"])
  }

  @Test func aSweptLeverMovesInBothPlansUnlessTheSecondHasItsOwn() throws {
    let mix = try #require(Self.session().study.policies.first { $0.name == "rescue" })
    func swept(_ axis: String) throws -> Policy {
      SweepPlan.policies(
        mix, grid: try SweepPlan.grid([axis], model: GrowthModel()), start: 2025)[0]
    }
    let education = try swept("education=0.5:0.9:2")
    #expect(education.levers["education"] != mix.levers["education"])
    #expect(
      education.contingency?.looks[0].plan.levers["education"] == education.levers["education"])
    let missions = try swept("missions=0.002:0.01:2")
    #expect(missions.levers["missions"] != mix.levers["missions"])
    #expect(
      missions.contingency?.looks[0].plan.levers["missions"]
        == mix.contingency?.looks[0].plan.levers["missions"])
  }

  @Test func twoMixesMayDifferInTheSecondPlanAlone() throws {
    let study = try Self.session().study
    let mix = try #require(study.policies.first { $0.name == "rescue" })
    let parts = MixPart.differences(of: mix, from: mix.onFirstPlan, schema: GrowthModel().schema)
    #expect(parts.map(\.name) == ["when"])
    var other = mix.onFirstPlan
    parts[0].move(from: mix, into: &other)
    #expect(other == mix)
  }

  @Test func aModelThatFollowsOnePlanRefusesTwo() throws {
    let model = LeverModel(costs: [1], factorCount: 1) { levers, _ in levers[0] }
    var mix = model.policy("some", [0.5])
    mix.contingency = Contingency(
      outcome: "value", side: .above, threshold: 0, looks: [.init(year: 2025, plan: .init(mix))])
    let study = Study(
      name: "refused", economy: Economy(name: "anywhere"),
      policies: [model.policy("none", [0]), mix], start: 2020, end: 2030,
      outcomes: [Objective(name: "value", direction: .maximize)])
    #expect {
      _ = try StudySession(study, model: model)
    } throws: {
      "\($0)".contains("second plan, which the model 'levers' cannot follow")
    }
  }
}
