import Foundation
import StudyContract
import Testing

@testable import Scenarios

/// The examples of `Models/README.md` are read as they stand there.
@Suite struct FormatDocumentationTests {
  /// Blocks of YAML under a heading.
  private func blocks(_ heading: String) throws -> [String] {
    let text = try String(contentsOfFile: shippedModels + "/README.md", encoding: .utf8)
    let section = try #require(
      text.components(separatedBy: "\n## ").first { $0.hasPrefix(heading + "\n") })
    return section.components(separatedBy: "```yaml\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  @Test func theExamplesLoad() throws {
    let fixture = try StudyFixture()
    let mix = try #require(try blocks("Policy mixes").first)
    try fixture.write(mix, to: "my_mix.yaml")
    let scenario = try #require(try blocks("Scenarios").first)
    try fixture.write(scenario, to: "window.yaml")
    let text = try #require(try blocks("Studies").first)
    let study = try fixture.load(
      text.replacingOccurrences(of: "green_window]", with: "./window.yaml]"))
    #expect(study.policies.map(\.name) == ["baseline", "education_only", "my_mix"])
    #expect(
      study.policies[2].levers["missions"]?.breakpoints.map(\.year) == [2027, 2032, 2045, 2049])
    #expect(study.scenarios[1].probability == nil)
    #expect(study.scenarios[1].overrides.map(\.factor) == ["shock_sensitivity"])
  }

  @Test func theExamplesOfEconomiesAndHistoriesLoad() throws {
    let fixture = try StudyFixture()
    let economy = try #require(try blocks("Economies").first)
    let example = try #require(Reading().document(fixture.write(economy, to: "part.yaml")))
    let parts = try #require(example.mapping(allowed: EconomyDraft.keys))
    #expect(parts.entries.map(\.name) == ["initial_conditions", "strengths", "series"])
    let initial = try #require(try blocks("Studies").last)
    let study = try fixture.load(
      StudyFixture.sound
        .replacingOccurrences(of: "economy: generic", with: initial)
        .replacingOccurrences(of: "[baseline, education_only]", with: "[mexico_baseline]")
        .replacingOccurrences(of: "baseline: baseline", with: "baseline: mexico_baseline"))
    #expect(study.world(in: study.scenarios[0]).origin?.observedIncome == 0.28)
  }
}
