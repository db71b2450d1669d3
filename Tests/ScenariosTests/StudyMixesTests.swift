import Foundation
import StudyContract
import Testing

@testable import Scenarios

/// Mixes of one study that rest on each other, on its baseline, or on another one.
@Suite struct StudyMixesTests {
  private static let mine = """
    name: mine
    summary: more research than the generic baseline
    based_on: baseline
    levers: {public_research: 0.012}
    """

  /// The sound study with other mixes and a file `mine.yaml` beside it.
  private func study(
    baseline: String = "./mine.yaml", _ policies: String, more: String = ""
  ) -> String {
    StudyFixture.sound
      .replacingOccurrences(of: "baseline: baseline", with: more + "baseline: \(baseline)")
      .replacingOccurrences(of: "[baseline, education_only]", with: policies)
  }

  private func load(
    baseline: String = "./mine.yaml", _ policies: String, more: String = ""
  ) throws -> Study {
    let fixture = try StudyFixture()
    try fixture.write(Self.mine, to: "mine.yaml")
    return try fixture.load(study(baseline: baseline, policies, more: more))
  }

  @Test func aMixRestsOnAnotherOfTheSameStudy() throws {
    let study = try load(
      """
      [./mine.yaml, {name: third, summary: s, based_on: second, levers: {missions: 0.01}},
        {name: second, summary: s, based_on: mine, levers: {education: 1}}]
      """)
    let third = try #require(study.policies.first { $0.name == "third" })
    #expect(third.levers["public_research"]?.value(at: 2025) == 0.012)
    #expect(third.levers["education"]?.value(at: 2025) == 1)
    #expect(study.warnings.isEmpty)
    // The name of the mix that is being stated is the library's.
    let own = try load("[./mine.yaml, {name: baseline, summary: s, based_on: baseline}]")
    #expect(own.policies[1].levers["public_research"]?.value(at: 2025) == 0.002)
  }

  @Test func mixesThatRestOnEachOtherAreRefused() throws {
    let fixture = try StudyFixture()
    let issues = try fixture.issues(
      study(
        baseline: "baseline",
        "[baseline, {name: a, summary: s, based_on: b}, {name: b, summary: s, based_on: a}]"))
    #expect(issues.count == 1, "\(issues)")
    #expect(issues.first?.key == "policies[2].based_on")
    #expect(issues.first?.sentence.contains("the mix is based on itself: ") == true)
  }

  @Test func aBaselineMayBeNamedByItsFile() throws {
    #expect(try load("[./mine.yaml]").baseline == "mine")
    let fixture = try StudyFixture()
    try fixture.write(Self.mine, to: "mine.yaml")
    let issues = try fixture.issues(study("[baseline]"))
    #expect(
      issues.map(\.sentence) == ["./mine.yaml is not among the study's mixes; list it in policies"])
  }

  @Test func aMixOfAnotherBaselineIsWarnedOfAndRebased() throws {
    let policies = "[./mine.yaml, education_only, {name: own, summary: s, based_on: mine}]"
    let foreign = try load(policies)
    #expect(foreign.warnings.count == 1)
    #expect(
      foreign.warnings[0].hasPrefix(
        "education_only rests on baseline and not on the study's baseline mine"))
    #expect(foreign.warnings[0].contains("{mix: education_only, based_on: mine}, or rebase: true"))
    #expect(foreign.policies[1].levers["public_research"]?.value(at: 2025) == 0.002)
    let rebased = try load(policies, more: "rebase: true\n")
    #expect(rebased.warnings.isEmpty)
    #expect(rebased.policies[1].levers["public_research"]?.value(at: 2025) == 0.012)
    #expect(
      rebased.policies[1].levers["education"] == foreign.policies[1].levers["education"])
    let stated = try load("[./mine.yaml, {mix: education_only, based_on: mine}]")
    #expect(stated.policies[1] == rebased.policies[1])
    // Mixes that state everything themselves, or keep levers of the baseline, are what they say they are.
    #expect(
      try load(
        "[./mine.yaml, mexico_baseline, {name: k, summary: s, based_on: baseline, "
          + "keeps: {mix: mine, levers: [investment]}}]"
      ).warnings.isEmpty)
    // A copy of the other base makes no difference.
    let fixture = try StudyFixture()
    try fixture.write("name: copy\nsummary: s\nbased_on: baseline\n", to: "mine.yaml")
    #expect(try fixture.load(study("[./mine.yaml, education_only]")).warnings.isEmpty)
  }

  @Test func probabilitiesAreThoseOfAllScenariosOrOfNone() throws {
    func issues(_ first: String, _ second: String) throws -> [String] {
      try StudyFixture().issues(
        StudyFixture.sound.replacingOccurrences(
          of: "[reference]", with: "[{name: a, summary: s\(first)}, {name: b, summary: s\(second)}]"
        )
      ).map(\.sentence)
    }
    #expect(try issues("", "").isEmpty)
    #expect(try issues(", probability: 0.7", ", probability: 0.3").isEmpty)
    #expect(
      try issues(", probability: 0.7", "") == [
        "some scenarios have a probability, but b has none; give every scenario one, or none of them"
      ])
    #expect(
      try issues(", probability: 0.6", ", probability: 0.3") == [
        "the probabilities of the scenarios sum to 0.9; expected 1"
      ])
  }

  @Test func aFolderOfModelsCountsWithAnySection() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("latecomer-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["own/Models/scenarios", "own/policies", "own/studies"] {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    let roots = ModelLibrary(near: folder.path + "/own/studies/s.yaml").roots
    #expect(roots.contains { $0.hasSuffix("/own/Models") })
    #expect(!roots.contains { $0.hasSuffix("/own") })
  }
}
