import Foundation
import GrowthModels
import ModelContract
import StudyContract
import Testing

@testable import Scenarios

/// Years, inheritance, horizons, origins: what becomes of the words of a file.
@Suite struct ResolutionTests {
  private func lever(_ text: String, based: String = "baseline", start: Int = 2025) throws -> Path?
  {
    let study = try StudyFixture().load(
      StudyFixture.sound
        .replacingOccurrences(
          of: "education_only",
          with: "{name: a, summary: s, based_on: \(based), levers: {foreign_investment: \(text)}}"
        )
        .replacingOccurrences(of: "start: 2025", with: "start: \(start)"))
    return study.policies[1].levers["foreign_investment"]
  }

  private func path(_ points: [(Double, Double)]) -> Path {
    Path(points.map { Path.Breakpoint(year: $0.0, value: $0.1) })
  }

  @Test func smallYearsCountFromTheStart() throws {
    #expect(try lever("{2: 0.015, 7: 0.05}") == path([(2027, 0.015), (2032, 0.05)]))
    #expect(try lever("{2: 0.015, 7: 0.05}", start: 2030) == path([(2032, 0.015), (2037, 0.05)]))
    #expect(try lever("{2027: 0.015, 2031.5: 0.05}") == path([(2027, 0.015), (2031.5, 0.05)]))
    #expect(try lever("0.05") == Path(constant: 0.05))
  }

  @Test func programmesDepartFromTheirBaseAndReturnToIt() throws {
    #expect(
      try lever("{start: 2, ramp: 5, to: 0.05}") == path([(2027, 0.015), (2032, 0.05)]))
    #expect(
      try lever("{start: 2, ramp: 5, from: 0.02, to: 0.05, end: 20, sunset: 3}")
        == path([(2027, 0.02), (2032, 0.05), (2045, 0.05), (2048, 0.02)]))
    // Without a sunset a programme is withdrawn as fast as it was built up.
    #expect(
      try lever("{start: 2, ramp: 5, to: 0.05, end: 7}")
        == path([(2027, 0.015), (2032, 0.05), (2037, 0.015)]))
    // A base that moves is followed until the programme starts and again when it is gone.
    let mexico = try lever(
      "{start: 1990, ramp: 2, to: 0.1, end: 1995, sunset: 1}", based: "mexico_baseline")
    #expect(mexico?.breakpoints.map(\.year) == [1960, 1985, 1990, 1992, 1995, 1996, 2019])
    #expect(mexico?.value(at: 1990) == 0.01 + 0.017 * 5 / 9)
    #expect(mexico?.value(at: 1993) == 0.1)
    #expect(mexico?.value(at: 2019) == 0.027)
  }

  @Test func changesOfAMixCanBeLaidOverAnotherBase() throws {
    let study = try ShippedFilesTests.load("mexico-2025")
    let own = study.baselinePolicy
    let education = try #require(study.policies.first { $0.name == "education_only" })
    #expect(
      education.levers["education"]?.value(at: 2027) == own.levers["education"]?.value(at: 2027))
    #expect(education.levers["education"]?.value(at: 2032) == 1.05)
    for lever in GrowthLevers.all where lever.name != "education" {
      #expect(education.levers[lever.name] == own.levers[lever.name])
    }
    #expect(education.traits == own.traits)
    #expect(education.targets == own.targets)
    let factory = try #require(study.policies.first { $0.name == "global_factory" })
    #expect(factory.traits["multinational_vehicle"] == 0.9)
  }

  @Test func frozenAndSwappedMixesKeepTheirOwnInvestment() throws {
    let study = try ShippedFilesTests.load("policy-swap")
    let mexico = study.baselinePolicy
    let korea = try ShippedFilesTests.policy("korea_chaebol", start: 1960)
    let swapped = study.policies[1]
    #expect(swapped.levers["investment"] == mexico.levers["investment"])
    #expect(swapped.levers["missions"] == korea.levers["missions"])
    #expect(swapped.traits == korea.traits)
    #expect(swapped.targets == korea.targets)
    let frozen = study.policies[2]
    #expect(frozen.levers["education"] == Path(constant: 0.15))
    #expect(frozen.levers["investment"] == mexico.levers["investment"])
  }

  @Test func aHistoryBecomesTheOrigin() throws {
    let study = try ShippedFilesTests.load("mexico-2025")
    let origin = try #require(study.world(in: study.scenarios[0]).origin)
    #expect(study.start == 2025)
    #expect(origin.start == 1960)
    #expect(origin.observedIncome == 0.28124)
    #expect(origin.policy == study.baselinePolicy)
    #expect(study.economy.name == "mexico")
    #expect(study.world(in: study.scenarios[0]).originStepCount == 130)
    #expect(study.notes.contains { $0.contains("0.28124") && $0.contains("2019") })
    let swap = try ShippedFilesTests.load("policy-swap")
    #expect(swap.world(in: swap.scenarios[0]).origin == nil)
  }

  @Test func leversAfterTheYearOfAHistoryAreKept() {
    let path = path([(1960, 0.1), (2000, 0.5), (2020, 0.9)])
    #expect(StudyAssembly.kept(path, after: 2010).value(at: 2040) == 0.7)
    #expect(StudyAssembly.kept(path, after: 2010).value(at: 1980) == path.value(at: 1980))
    #expect(StudyAssembly.kept(path, after: 2020) == path)
  }

  @Test func anEconomyOfOneYearStartsThen() throws {
    let issues = try StudyFixture().issues(
      StudyFixture.sound.replacingOccurrences(of: "economy: generic", with: "economy: japan"))
    #expect(issues.count == 1)
    #expect(issues.first?.sentence.contains("described for 1955") == true)
    let study = try StudyFixture().load(
      StudyFixture.sound.replacingOccurrences(
        of: "economy: generic\nstart: 2025", with: "economy: japan"))
    #expect(study.start == 1955)
  }

  @Test func defaultsAreThoseThatAreDocumented() throws {
    let study = try StudyFixture().load(StudyFixture.sound)
    #expect(study.step == 0.5)
    #expect(study.discountRate == 0.03)
    #expect(study.indifferenceMargin == 0.01)
    #expect(study.design.kind == .sobol)
    #expect(study.design.futures == 4096)
    #expect(study.design.seed == 0)
    #expect(study.hasNoise)
    #expect(study.budget == nil)
    #expect(study.defaultBeliefs == ["prior"])
    #expect(
      study.settings == ["catch_up_income": 0.5, "consumption_equation": 2, "transition_years": 5])
  }

  @Test func outcomesThresholdsAndBudgetAreRead() throws {
    let study = try StudyFixture().load(
      StudyFixture.sound.replacingOccurrences(
        of: "[discounted_consumption, income]",
        with: """
          [discounted_consumption, {name: income, threshold: 0.3},
            {name: rd_intensity, direction: maximize, threshold: 0.02}, fiscal_cost]
          budget: {outcome: fiscal_cost, above_baseline: 0.2, tolerance: 0.02}
          design: {kind: latin, cube_size: 64}
          seed: 7
          noise: false
          catch_up_income: 0.6
          consumption_equation: 1
          """))
    #expect(study.outcomes[1] == Objective(name: "income", direction: .maximize, threshold: 0.3))
    #expect(study.outcomes[2].direction == .maximize)
    #expect(study.outcomes[3].direction == .minimize)
    #expect(
      study.budget == Budget(outcome: "fiscal_cost", aboveBaseline: 0.2, tolerance: 0.02))
    #expect(study.design.cubeSize == 64)
    #expect(study.design.seed == 7)
    #expect(!study.hasNoise)
    #expect(
      study.settings == ["catch_up_income": 0.6, "consumption_equation": 1, "transition_years": 5])
  }

  @Test func everythingCanStandInline() throws {
    let economy = try String(
      contentsOfFile: shippedModels + "/economies/generic.yaml", encoding: .utf8
    ).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { "  " + $0 }.joined(separator: "\n")
    let study = try StudyFixture().load(
      StudyFixture.sound
        .replacingOccurrences(of: "economy: generic", with: "economy:\n" + economy)
        .replacingOccurrences(
          of: "[reference]",
          with:
            "[{name: mine, summary: s, probability: 1, paths: {shock_size: {start: 2, ramp: 1, to: 3}}}]"
        ))
    #expect(study.economy == (try StudyFixture().load(StudyFixture.sound)).economy)
    #expect(study.scenarios[0].probability == 1)
    #expect(
      study.scenarios[0].paths["shock_size"] == path([(2027, 1.5), (2028, 3)]))
  }

  @Test func theHashFollowsTheContentAlone() throws {
    let text = StudyFixture.sound
    let first = try StudyFixture().load(text)
    let again = try StudyFixture().load(text)
    #expect(first.source?.hash == again.source?.hash)
    #expect(first.source?.hash.count == 16)
    #expect(first.source?.path != again.source?.path)
    #expect(try StudyFixture().load(text + "\nseed: 1").source?.hash != first.source?.hash)
    let fixture = try StudyFixture()
    let inMix = text.replacingOccurrences(of: "education_only", with: "./mine.yaml")
    try fixture.write("name: mine\nsummary: s\nbased_on: baseline", to: "mine.yaml")
    let before = try fixture.load(inMix)
    try fixture.write("name: mine\nsummary: t\nbased_on: baseline", to: "mine.yaml")
    #expect(try fixture.load(inMix).source?.hash != before.source?.hash)
    #expect(before.source?.files.count == 6)
    // Test vector of the authors: the seven bytes of "foobar" and its closing zero.
    var hash = FNV1a()
    hash.add("foobar".utf8)
    #expect(hash.text == "34531ca7168b8f38")
  }

  @Test func namesAreFoundByTheirNeighbours() {
    let names = ["absorption_speed", "leverage_speed", "education", "missions", "step"]
    #expect(NearestName.find("absorbtion_sped", among: names) == "absorption_speed")
    #expect(NearestName.find("absorptionSpeed", among: names) == "absorption_speed")
    #expect(NearestName.find("mission", among: names) == "missions")
    #expect(NearestName.find("setp", among: names) == "step")
    #expect(NearestName.find("inflation", among: names) == nil)
    #expect(NearestName.editDistance(Array("kitten"), Array("sitting")) == 3)
    #expect(NearestName.editDistance(Array("ab"), Array("ba")) == 1)
  }
}
