import GrowthModels
import ModelContract
import Sampling
import StudyContract
import Testing

@testable import Scenarios

/// Studies of other models than the growth model are read against the names of their own model.
@Suite struct OtherModelsTests {
  static let sound = """
    name: saving
    question: Does it load?
    model: solow
    start: 2025
    end: 2035
    factors: {depreciation: {distribution: uniform, low: 0.03, high: 0.07}}
    baseline: a
    policies: [{name: a, summary: s, levers: {investment: 0.2}}]
    scenarios: [{name: one, summary: s}]
    outcomes: [consumption]
    ranked_by: consumption
    """

  @Test func anEconomyMayBeLeftOut() throws {
    let study = try StudyFixture().load(Self.sound)
    #expect(study.modelName == "solow" && study.settings.isEmpty)
    #expect(study.economy.initialConditions.isEmpty && study.provenance.count == 0)
    #expect(study.policies[0].traits.isEmpty)
    try study.validate(for: SolowModel())
  }

  @Test func anEconomyMayStateWhereItBegins() throws {
    let study = try StudyFixture().load(
      Self.sound + """

        economy:
          name: poor
          summary: s
          initial_conditions: {initial_capital: {value: 0.5, source: assumed}}
        """)
    #expect(study.economy.initialConditions == ["initial_capital": 0.5])
    #expect(study.defaultFactors(of: SolowModel().factors)[4] == 0.5)
  }

  @Test(arguments: [
    ("model: solow", "model: solo", "model", "unknown model 'solo'; did you mean 'solow'?"),
    (
      "depreciation:", "absorption_speed:", "factors.absorption_speed",
      "unknown factor 'absorption_speed'; expected one of based_on, capital_share"
    ),
    ("investment: 0.2", "education: 0.2", "policies[0].levers.education", "unknown lever"),
    ("investment: 0.2", "investment: 1.2", "policies[0].levers.investment", "from 0 to 1"),
    ("levers:", "cronyism: 0.1, levers:", "policies[0].cronyism", "unknown key of a policy mix"),
    (
      "summary: s}]\noutcomes", "summary: s, paths: {frontier_growth: 0.02}}]\noutcomes",
      "scenarios[0].paths.frontier_growth",
      "unknown outside path 'frontier_growth'; the model has none"
    ),
    ("ranked_by:", "catch_up_income: 0.5\nranked_by:", "catch_up_income", "unknown key of a study"),
    ("[consumption]", "[fiscal_cost]", "outcomes[0]", "unknown outcome"),
    ("start: 2025\n", "", "", "the key 'start' is missing"),
  ])
  func namesAreThoseOfTheModel(_ old: String, _ new: String, _ key: String, _ sentence: String)
    throws
  {
    try #require(Self.sound.contains(old))
    let issues = try StudyFixture().issues(Self.sound.replacingOccurrences(of: old, with: new))
    #expect(
      issues.contains { $0.key == key && $0.sentence.contains(sentence) && $0.line != nil },
      "\(issues)")
  }

  @Test func aStudyWithoutAModelIsOfTheGrowthModel() throws {
    #expect(try StudyFixture().load(StudyFixture.sound).modelName == GrowthModel().name)
    #expect(Set(ModelCatalogue.all.map(\.name)).count == ModelCatalogue.all.count)
  }
}
