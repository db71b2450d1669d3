import Foundation
import GrowthModels
import ModelContract
import Sampling
import StudyContract
import Testing

@testable import Scenarios

/// The schemas for editors say what the reader says.
@Suite struct SchemaTests {
  static let kinds: [(section: ModelLibrary.Section, schema: String)] = [
    (.economies, "economy"), (.policies, "policy"), (.scenarios, "scenario"),
    (.priors, "priors"), (.ensembles, "ensemble"), (.studies, "study"), (.effects, "effects"),
    (.facts, "facts"),
  ]

  private static func file(_ kind: String) -> String {
    "\(shippedModels)/schema/\(kind).schema.json"
  }

  /// What stands at a path of keys in a schema.
  private func part(_ kind: String, _ path: String...) throws -> [String: Any] {
    var value = try SchemaValidator(file: Self.file(kind)).schema
    for key in path { value = try #require(value[key] as? [String: Any], "\(kind) \(path)") }
    return value
  }

  private func keys(_ kind: String, _ definition: String, _ inside: String...) throws -> Set<
    String
  > {
    var value = try part(kind, "definitions", definition, "properties")
    for key in inside {
      let property = try #require(value[key] as? [String: Any])
      value = try #require(
        (property["properties"]
          ?? (property["anyOf"] as? [[String: Any]])?.compactMap { $0["properties"] }.first
          ?? (property["items"] as? [String: Any])?["properties"]) as? [String: Any])
    }
    return Set(value.keys)
  }

  @Test(arguments: kinds.map(\.schema))
  func everyShippedFileFitsItsSchema(kind: String) throws {
    let section = try #require(Self.kinds.first { $0.schema == kind }?.section)
    let validator = try SchemaValidator(file: Self.file(kind))
    let names = ShippedFilesTests.library.names(section)
    #expect(!names.isEmpty)
    for name in names {
      let path = "\(shippedModels)/\(section.rawValue)/\(name).yaml"
      let value = try #require(Reading().document(path))
      let isOther = value.mapping(allowed: nil)?["model"] != nil
      let kind = isOther ? "study-of-any-model" : kind
      let validator = isOther ? try SchemaValidator(file: Self.file(kind)) : validator
      #expect(validator.failures(value) == [], "\(name)")
      let depth = name.contains("/") ? "../../" : "../"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(
        text.hasPrefix("# yaml-language-server: $schema=\(depth)schema/\(kind).schema.json\n"),
        "\(name)")
    }
  }

  @Test func theSchemasRefuseWhatTheReaderRefuses() throws {
    let fixture = try StudyFixture()
    let validator = try SchemaValidator(file: Self.file("study"))
    let sound = try #require(Reading().document(fixture.write(StudyFixture.sound)))
    #expect(validator.failures(sound) == [])
    // Wrong types, unknown keys and names of the model; what depends on other numbers or on files, no
    // schema can see.
    let visible = [
      "strat", "later", "\"2035\"", "[2035]", "futures: 0", "noise: yes", "discount_rate: 3",
      "discounted_consumpton", "educaton", "ramp: 5}}", "autoes", "absorbtion_speed", "unifrom",
      "autoss",
    ]
    for fragment in visible {
      let mistake = try #require(
        MistakesTests.mistakes.first {
          $0.new.replacingOccurrences(of: "^", with: "").contains(fragment)
        }, "\(fragment)")
      let path = try fixture.write(mistake.study.text, to: "\(fragment.hashValue).yaml")
      let value = try #require(Reading().document(path))
      #expect(!validator.failures(value).isEmpty, "\(fragment)")
    }
  }

  @Test func theSchemasHaveTheKeysOfTheReader() throws {
    let schema = GrowthModel().schema
    #expect(try keys("study", "study") == Set(StudyDraft.keys(schema)))
    #expect(try keys("study", "study", "initial") == Set(StudyDraft.initialKeys))
    #expect(
      try keys("study", "study", "initial", "observed_income")
        == Set(StudyDraft.observedIncomeKeys))
    #expect(try keys("study", "study", "budget") == Set(StudyDraft.budgetKeys))
    #expect(try keys("study", "study", "design") == Set(StudyDraft.designKeys))
    #expect(try keys("policy", "policy") == Set(PolicyDraft.keys(schema)))
    #expect(
      try keys("policy", "policy", "vehicles") == Set(schema.traitGroups[0].members.map(\.key)))
    #expect(try keys("policy", "policy", "keeps") == Set(PolicyDraft.keepingKeys))
    #expect(try keys("policy", "policy", "when") == Set(ContingencyDraft.keys))
    #expect(
      try keys("policy", "second_plan")
        == Set(PolicyDraft.secondPlanKeys(schema)).subtracting(["when"]))
    #expect(try keys("policy", "policy", "levers") == Set(GrowthLevers.all.map(\.name)))
    #expect(try keys("scenario", "scenario") == Set(ScenarioDraft.keys))
    #expect(try keys("scenario", "scenario", "paths") == Set(schema.outsidePathNames))
    #expect(try keys("economy", "economy") == Set(EconomyDraft.keys))
    #expect(try keys("economy", "condition") == Set(EconomyDraft.conditionKeys))
    #expect(
      try keys("economy", "economy", "initial_conditions")
        == Set(schema.initialConditions.map(\.factor)))
    #expect(try keys("economy", "economy", "strengths") == Set(EconomyDraft.strengthKeys))
    #expect(
      try keys("economy", "economy", "strengths", "sectors") == Set(Sector.all.map(\.name)))
    #expect(try keys("economy", "economy", "series") == Set(schema.series.map(\.name)))
    #expect(try keys("economy", "economy", "series", "employment") == Set(EconomyDraft.seriesKeys))
    #expect(try keys("priors", "priors") == Set(PriorsDraft.keys))
    #expect(try keys("priors", "factors") == Set(GrowthFactors.all.map(\.name)))
    #expect(try keys("ensemble", "ensemble") == Set(EnsembleDraft.keys))
    #expect(try keys("facts", "facts") == Set(FactGroupFile.keys))
    #expect(try keys("facts", "fact") == Set(FactGroupFile.factKeys))
    #expect(try keys("effects", "effects") == Set(EffectCardFile.keys))
    #expect(try keys("effects", "source") == Set(EffectCardFile.sourceKeys))
    #expect(try keys("effects", "change") == Set(EffectCardFile.changeKeys))
    #expect(try keys("effects", "range") == Set(EffectCardFile.rangeKeys))
    #expect(try keys("effects", "levels") == Set(GrowthLevers.all.map(\.name)))
    #expect(try keys("effects", "steps") == Set(GrowthLevers.all.map(\.name)))
  }

  @Test func theSchemasHaveTheSameDefinitions() throws {
    func text(_ value: Any?) throws -> String {
      let data = try JSONSerialization.data(
        withJSONObject: try #require(value), options: .sortedKeys)
      return String(decoding: data, as: UTF8.self)
    }
    let study = try part("study", "definitions")
    let others: Set = ["study", "effects", "facts"]
    for kind in Self.kinds.map(\.schema) + ["study-of-any-model"] where !others.contains(kind) {
      for (name, definition) in try part(kind, "definitions") where !name.hasPrefix("any_") {
        #expect(try text(study[name]) == text(definition), "\(kind) \(name)")
      }
    }
  }

  /// What is said of other models: their names are checked when a study is read, its keys by the schema.
  @Test func theSchemaOfOtherModelsFollowsTheCatalogue() throws {
    let study = try part("study-of-any-model", "definitions", "any_study", "properties")
    #expect(
      (study["model"] as? [String: Any])?["enum"] as? [String]
        == ModelCatalogue.all.dropFirst().map(\.name))
    for model in ModelCatalogue.all.dropFirst() {
      #expect(Set(study.keys).isSubset(of: StudyDraft.keys(model.schema)))
    }
    #expect(
      try keys("study-of-any-model", "any_policy").isSubset(
        of: PolicyDraft.keys(SolowModel().schema)))
    #expect(try keys("study-of-any-model", "any_economy").isSubset(of: EconomyDraft.keys))
  }

  @Test(arguments: [("study", "study"), ("study-of-any-model", "any_study")])
  func theSchemasHaveTheLimitsOfTheDesign(_ file: String, _ definition: String) throws {
    let study = try part(file, "definitions", definition, "properties")
    let options = (study["design"] as? [String: Any])?["anyOf"] as? [[String: Any]]
    let design = try #require(options?.last?["properties"] as? [String: Any])
    func range(_ rules: Any?) throws -> ClosedRange<Int> {
      let rules = try #require(rules as? [String: Any])
      return try #require(rules["minimum"] as? Int)...(try #require(rules["maximum"] as? Int))
    }
    #expect(try range(design["cube_size"]) == Design.cubeSizes)
    #expect(try range(design["replicates"]) == Design.comparedReplicateCounts)
    #expect(try range(study["futures"]) == 1...Design.futureLimit)
  }

  @Test func theSchemasHaveTheDistributionsOfTheReader() throws {
    let laws = try #require(
      try part("priors", "definitions", "distribution")["oneOf"] as? [[String: Any]])
    #expect(laws.count == DistributionDecoder.laws.count)
    for (law, known) in zip(laws, DistributionDecoder.laws) {
      let properties = try #require(law["properties"] as? [String: Any])
      let name = try #require((properties["distribution"] as? [String: Any])?["const"] as? String)
      #expect(name == known.name)
      #expect(
        Set(properties.keys)
          == Set(
            DistributionDecoder.commonKeys + known.keys
              + (DistributionDecoder.optionalKeys[name] ?? [])))
    }
    let programme = try #require(
      (try part("policy", "definitions", "path")["anyOf"] as? [[String: Any]])?.last?[
        "properties"] as? [String: Any])
    #expect(Set(programme.keys) == Set(PathDraft.programmeKeys))
  }

  @Test func theSchemasRequireWhatTheReaderRequires() throws {
    let study = try part("study", "definitions", "study")
    #expect(Set(study["required"] as? [String] ?? []) == Set(StudyDraft.required))
    let outcomes = try #require(
      ((try part("study", "definitions", "study", "properties", "outcomes", "items")["anyOf"]
        as? [[String: Any]])?.first?["enum"]) as? [String])
    #expect(outcomes == GrowthOutcomes.all.map(\.name))
  }
}
