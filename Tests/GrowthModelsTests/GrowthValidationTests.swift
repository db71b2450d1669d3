import GrowthModels
import ModelContract
import Testing

/// Every sentence of the validation, by the thing it must name.
@Suite struct GrowthValidationTests {
  static func sentence(_ change: (inout Policy, inout World) -> Void) -> String? {
    var policy = ReferenceData.policy("balanced_aligned")
    var world = ReferenceData.genericWorld()
    change(&policy, &world)
    do {
      try GrowthValidation.check(policy, in: world)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("what is shipped is accepted") func accepted() {
    #expect(Self.sentence { _, _ in } == nil)
    #expect(Self.sentence { $1.settings = GrowthValidation.settings } == nil)
    for run in ReferenceData.runs {
      #expect(throws: Never.self) {
        try GrowthValidation.check(ReferenceData.policy(run.policy), in: ReferenceData.world(run))
      }
    }
    for name in ReferenceData.tables.policies.keys.sorted() {
      #expect(Self.sentence { policy, _ in policy = ReferenceData.policy(name) } == nil, "\(name)")
    }
  }

  @Test("what does not fit is refused by name") func refused() {
    let cases: [(String, (inout Policy, inout World) -> Void)] = [
      ("step", { $1.step = 0.3 }),
      ("step", { $1.step = 2 }),
      ("step", { $1.step = .nan }),
      ("end", { $1.end = 2025 }),
      ("whole number of steps", { $1.end = 2064.7 }),
      ("discount rate", { $1.discountRate = 0.018 }),
      ("discount rate", { $1.paths["frontier_growth"] = Path(constant: 0.04) }),
      ("catch_up_year", { $1.settings["catch_up_year"] = 2 }),
      ("consumption_equation", { $1.settings["consumption_equation"] = 3 }),
      ("transition_years", { $1.settings["transition_years"] = -1 }),
      ("catch_up_income", { $1.settings["catch_up_income"] = 0 }),
      ("world_demand.cars", { $1.paths["world_demand.cars"] = Path(constant: 1) }),
      ("technology_acces", { $1.paths["technology_acces"] = Path(constant: 1) }),
      ("world_demand.autos", { $1.paths["world_demand.autos"] = Path(constant: 0) }),
      ("shock_size", { $1.paths["shock_size"] = Path(constant: -1) }),
      ("initial_mood", { $1.economy.initialConditions["initial_mood"] = 1 }),
      ("initial_routines", { $1.economy.initialConditions["initial_routines"] = 1.4 }),
      ("unemployment", { $1.economy.series["unemployment"] = Path(constant: 1) }),
      ("employment", { $1.economy.series["employment"] = Path(constant: 0) }),
      ("cars", { $1.economy.strengths["cars"] = 1.2 }),
      ("autos", { $1.economy.strengths["autos"] = 0 }),
      ("coordination", { policy, _ in policy.levers["coordination"] = nil }),
      ("coordination", { policy, _ in policy.levers["coordination"] = Path(constant: 1.1) }),
      ("coordinatoin", { policy, _ in policy.levers["coordinatoin"] = Path(constant: 1) }),
      ("cronyism", { policy, _ in policy.traits["cronyism"] = nil }),
      ("cronyism", { policy, _ in policy.traits["cronyism"] = Path(constant: .nan) }),
      ("charisma", { policy, _ in policy.traits["charisma"] = 1 }),
      ("'cars'", { policy, _ in policy.targets.append("cars") }),
      ("twice", { policy, _ in policy.targets.append("semiconductors") }),
      ("missions", { $1.reference.levers["missions"] = nil }),
      (
        "history",
        { $1.origin = Origin(policy: $1.reference, start: 2030, observedIncome: nil) }
      ),
      (
        "observed",
        { $1.origin = Origin(policy: $1.reference, start: 1990, observedIncome: 0) }
      ),
      (
        "whole number of steps",
        { $1.origin = Origin(policy: $1.reference, start: 1990.3, observedIncome: 0.2) }
      ),
    ]
    for (name, change) in cases {
      let sentence = Self.sentence(change)
      #expect(sentence?.contains(name) == true, "\(name): \(sentence ?? "accepted")")
    }
  }
}
