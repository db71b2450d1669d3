import Foundation
import GrowthModels
import ModelContract
import Sampling
import StudyContract
import TestSupport
import Testing

@testable import Scenarios

/// The folder of shipped models.
let shippedModels = repository.appendingPathComponent("Models").path

/// Every file that ships loads, is complete, and says what the model's tables say.
@Suite struct ShippedFilesTests {
  static let library = ModelLibrary(near: shippedModels + "/studies/first-study.yaml")

  static func load(_ name: String) throws -> Study {
    try StudyLoader.load("\(shippedModels)/studies/\(name).yaml")
  }

  static func policy(_ name: String, start: Double = 2025) throws -> Policy {
    let reading = Reading()
    let references = References(library: library, reading: reading)
    let path = try #require(library.find(name, .policies, from: shippedModels).path)
    let place = try #require(reading.document(path))
    let draft = try #require(PolicyDraft.read(place, references: references))
    let policy = try #require(PolicyResolver(start: start).resolve(draft))
    try reading.throwIssues()
    return policy
  }

  static func economy(_ name: String) throws -> EconomyDraft {
    let reading = Reading()
    let place = try #require(reading.document("\(shippedModels)/economies/\(name).yaml"))
    let draft = try #require(EconomyDraft.read(place))
    try reading.throwIssues()
    return draft
  }

  @Test(arguments: library.names(.studies))
  func everyStudyLoads(name: String) throws {
    let study = try Self.load(name)
    #expect(study.name == name.replacingOccurrences(of: "/", with: "-"))
    #expect(!study.notes.isEmpty)
    let model = try #require(study.modelName.flatMap { ModelCatalogue.model(named: $0) })
    try study.validate(for: model)
    let isGrowth = model.name == ModelCatalogue.standard.name
    #expect(study.defaultBeliefs == (isGrowth ? ["prior", "ensemble"] : ["prior"]))
    for policy in study.policies {
      #expect(Set(policy.levers.keys) == Set(model.levers.map(\.name)))
      #expect(Set(policy.traits.keys) == Set(model.traits.map(\.name)))
    }
    let design = try Design(study.design)
    for scenario in study.scenarios {
      for beliefs in study.availableBeliefs {
        let (columns, copula, joint) = study.columnSources(
          of: model.factors, beliefs: beliefs, scenario: scenario)
        #expect(throws: Never.self) {
          try DrawSource(
            design: design, columns: columns, copula: copula, joint: joint)
        }
      }
      #expect(study.world(in: scenario).reference == study.baselinePolicy)
      #expect(study.world(in: scenario).economy == study.economy)
    }
  }

  @Test func everyDefinitionIsNamedAsItsFile() throws {
    for section in ModelLibrary.Section.allCases where section != .studies {
      let entries = try Self.library.entries(section)
      #expect(!entries.isEmpty)
      for entry in entries {
        let value = try #require(Reading().document(entry.path))
        #expect(value.mapping(allowed: nil)?["name"]?.text() == entry.name)
        #expect(!entry.summary.isEmpty)
      }
    }
  }

  @Test func whatTheProjectPromisesIsThere() throws {
    let library = Self.library
    #expect(
      library.names(.economies) == [
        "bangladesh", "brazil", "chile", "china", "ethiopia", "generic", "india", "japan", "kenya",
        "korea", "mexico", "singapore", "taiwan", "thailand",
      ])
    #expect(library.names(.policies).count == 29)
    #expect(
      library.names(.scenarios) == [
        "commodity_slump", "electronics_slump", "faster_frontier", "green_window",
        "low_cost_rivals",
        "reference", "technology_decoupling", "turbulent_world",
      ])
    let studies = library.names(.studies)
    for name in [
      "first-study", "generic", "mexico-2025", "chile-2025", "policy-swap", "history/japan",
      "history/korea", "history/taiwan", "history/singapore", "history/china", "history/mexico",
      "history/chile", "history/brazil", "history/thailand", "history/india",
    ] {
      #expect(studies.contains(name))
    }
  }

  @Test func theFirstStudyAsksWhatItShould() throws {
    let study = try Self.load("first-study")
    #expect(
      study.policies.map(\.name) == [
        "baseline", "global_factory", "global_factory_with_schooling", "rd_and_routines",
        "education_only", "leverage_only", "coordination_only", "cluster_training",
        "missions_diversification", "balanced_aligned",
      ])
    #expect(
      study.scenarios.map(\.name) == [
        "reference", "technology_decoupling", "faster_frontier", "turbulent_world",
        "green_window",
      ])
    #expect(study.scenarios[0].paths.isEmpty)
    #expect(study.scenarios.dropFirst().allSatisfy { !$0.paths.isEmpty })
    #expect(
      study.budget == Budget(outcome: "fiscal_cost", aboveBaseline: 0.15, tolerance: 0.01))
    #expect(study.rankedBy == "discounted_consumption")
    #expect((study.start, study.end, study.step) == (2025, 2065, 0.5))
    #expect(study.discountRate == 0.03)
    #expect(
      study.design
        == DesignSpecification(
          kind: .sobol, futures: 4096, seed: 2025, replicates: 32, cubeSize: 256))
    #expect(study.provenance.sentence == "16 of 17 initial conditions are judgement")
  }

  @Test func historicalMixesSayWhatTheTablesSay() throws {
    let japan = try Self.policy("japan_miti")
    #expect(japan.levers["public_research"]?.value(at: 1975) == 0.006)
    #expect(japan.levers["management_training"]?.value(at: 1950) == 0.5)
    #expect(japan.levers["investment"]?.value(at: 2019) == 0.245)
    #expect(japan.traits["large_firm_vehicle"] == 0.85)
    #expect(japan.targets.count == 7)
    let china = try Self.policy("china_sez_mic")
    #expect(china.levers["foreign_investment"]?.value(at: 1994) == 0.055)
    #expect(china.levers["missions"]?.value(at: 2017) == 0.012)
    #expect(china.traits["cronyism"] == 0.75)
    let chile = try Self.policy("chile_corfo")
    #expect(chile.levers["policy_churn"]?.value(at: 1971) == 0.9)
    #expect(chile.targets == ["mining_services", "agrifood", "green_hydrogen_energy"])
    let mexico = try Self.policy("mexico_baseline")
    #expect(mexico.levers["coordination"]?.value(at: 2000) == 0.2)
    #expect(mexico.traits["multinational_vehicle"] == 0.75)
  }

  @Test func counterfactualMixesSayWhatTheTablesSay() throws {
    let baseline = try Self.policy("baseline")
    let factory = try Self.policy("global_factory")
    #expect(
      factory.levers["foreign_investment"]
        == Path([.init(year: 2027, value: 0.015), .init(year: 2032, value: 0.05)]))
    #expect(factory.levers["infrastructure"]?.value(at: 2032) == 0.8)
    #expect(factory.traits["multinational_vehicle"] == 0.9)
    #expect(factory.traits["cronyism"] == 0.4)
    #expect(factory.targets == baseline.targets)
    let changed = ["foreign_investment", "export_orientation", "infrastructure"]
    for lever in GrowthLevers.all.map(\.name) where !changed.contains(lever) {
      #expect(factory.levers[lever] == baseline.levers[lever])
    }
    let schooled = try Self.policy("global_factory_with_schooling")
    let added = ["education", "management_training", "coordination"]
    for lever in GrowthLevers.all.map(\.name) {
      #expect((schooled.levers[lever] != factory.levers[lever]) == added.contains(lever))
    }
    #expect(schooled.traits == factory.traits)
    #expect(schooled.levers["education"]?.value(at: 2032) == 0.75)
    let balanced = try Self.policy("balanced_aligned")
    #expect(balanced.levers["investment"]?.value(at: 2032) == 0.28)
    #expect(balanced.levers["policy_churn"] == Path(constant: 0.05))
    #expect(balanced.traits["sunset_strength"] == 0.7)
    let missions = try Self.policy("missions_leadership")
    #expect(missions.levers["missions"]?.value(at: 2029.5) == 0.005)
    #expect(missions.levers["mission_leadership_share"] == Path(constant: 0.9))
  }

  @Test func economiesSayWhatTheTablesSay() throws {
    let korea = try Self.economy("korea")
    #expect(korea.start == 1963)
    #expect(korea.economy.initialConditions["initial_income"] == 0.0644)
    #expect(korea.economy.initialConditions["initial_capital_intensity"] == 0.7)
    #expect(korea.economy.strengths == ["garments_footwear": 1.4])
    #expect(korea.economy.series["employment"]?.value(at: 2010) == 1.301)
    let china = try Self.economy("china")
    #expect(china.economy.initialConditions["dualism"] == 0.9)
    #expect(china.economy.strengths["agrifood"] == 0.4)
    let generic = try Self.economy("generic")
    #expect(generic.start == nil)
    #expect(generic.economy.initialConditions["initial_income"] == 0)
    #expect(generic.economy.series.isEmpty)
    for name in Self.library.names(.economies) {
      let draft = try Self.economy(name)
      #expect(draft.provenance.count == 17)
      #expect(draft.economy.initialConditions.count == 16)
      // Judged conditions are sampled, but for two: the starting proximity is sampled through its
      // multiplier, and the strengths with it.
      #expect(draft.intervals.count == draft.provenance.judgementCount - 2)
      #expect(draft.uncertainThrough.map(\.factor) == ["initial_proximity_multiplier"])
    }
  }

  @Test func priorsCoverEveryParameterCostAndImplementation() throws {
    let study = try Self.load("first-study")
    let laws = Dictionary(uniqueKeysWithValues: study.priors.map { ($0.factor, $0.distribution) })
    for factor in GrowthFactors.all where factor.dimension < 128 {
      #expect(laws[factor.name] != nil, "\(factor.name)")
    }
    #expect(laws["absorption_speed"] == .beta(low: 0.03, high: 0.22, alpha: 2, beta: 2))
    #expect(laws["schooling_delay"] == .beta(low: 3, high: 8, alpha: 2, beta: 2))
    #expect(laws["shock_sensitivity"] == .beta(low: 0.02, high: 0.12, alpha: 2, beta: 2))
    #expect(laws["missions_cost"] == .lognormal(median: 1, sigma: 0.3))
    #expect(laws["missions_implementation"] == .lognormal(median: 1, sigma: 0.15))
    #expect(study.correlations.count == 12)
    // Every parameter's default, a judgement of the second version, lies inside its prior, but for two that published
    // effects have moved.
    let moved = ["royalty_share", "cluster_training_effect"]
    for factor in GrowthFactors.all where factor.dimension < 64 && !moved.contains(factor.name) {
      #expect(laws[factor.name]?.support.contains(factor.defaultValue) == true, "\(factor.name)")
    }
  }
}
