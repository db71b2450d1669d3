import Foundation
import ModelContract
import StudyContract
import Testing

@testable import Scenarios

/// Second plans of mixes: `when:` in files.
@Suite struct ContingencyFileTests {
  private func mix(_ when: String, levers: String = "{education: 0.8}") -> String {
    StudyFixture.sound.replacingOccurrences(
      of: "education_only",
      with: "{name: a, summary: s, based_on: baseline, levers: \(levers), when: \(when)}")
  }

  private func contingency(_ when: String) throws -> Contingency {
    let study = try StudyFixture().load(mix(when))
    return try #require(study.policies[1].contingency)
  }

  private static let research = "then: {levers: {public_research: {ramp: 5, to: 0.012}}}"

  @Test func yearsOfTheSecondPlanCountFromTheSwitch() throws {
    let found = try contingency(
      "{outcome: capability, below: 0.3, from: 2, by: 2029, \(Self.research)}")
    #expect(found.outcome == "capability" && found.side == .below && found.threshold == 0.3)
    #expect(found.looks.map(\.year) == [2027, 2028, 2029])
    for look in found.looks {
      #expect(
        look.plan.levers["public_research"]
          == Path([
            .init(year: look.year, value: 0.002), .init(year: look.year + 5, value: 0.012),
          ]))
      // What the second plan does not say goes on as in the first.
      #expect(look.plan.levers["education"] == 0.8)
    }
    #expect(found.atOnce.levers["public_research"]?.breakpoints.map(\.year) == [2025, 2030])
  }

  @Test func withoutFromThereIsOneLook() throws {
    let found = try contingency("{outcome: income, above: 0.3, by: 4, \(Self.research)}")
    #expect(found.looks.map(\.year) == [2029] && found.side == .above)
  }

  @Test func theSecondPlanMayBeAnotherMix() throws {
    let found = try contingency(
      "{outcome: income, below: 0.3, by: 2030, then: {based_on: rd_push}}")
    let study = try StudyFixture().load(
      StudyFixture.sound.replacingOccurrences(of: "education_only", with: "rd_push")
        .replacingOccurrences(of: "start: 2025", with: "start: 2030"))
    #expect(found.looks[0].plan.levers == study.policies[1].levers)
  }

  @Test func aMixThatRestsOnAnAdaptiveOneLooksAsWell() throws {
    let text = StudyFixture.sound.replacingOccurrences(
      of: "education_only]",
      with: """
        {name: a, summary: s, based_on: baseline,
          when: {outcome: income, below: 0.3, by: 2030, \(Self.research)}},
          {name: b, summary: s, based_on: a, levers: {education: 0.9}}]
        """)
    let study = try StudyFixture().load(text)
    #expect(study.policies[2].contingency?.looks[0].plan.levers["education"] == 0.9)
    #expect(study.policies[2].contingency?.looks.map(\.year) == [2030])
  }

  @Test(arguments: [
    (
      "{outcome: capabilty, below: 0.3, by: 2030, THEN}", "when.outcome",
      "did you mean 'capability'?"
    ),
    ("{outcome: trap, below: 0.3, by: 2030, THEN}", "when.outcome", "known at the end alone"),
    (
      "{outcome: income, below: 0.3, above: 0.4, by: 2030, THEN}", "when.above",
      "cannot stand beside below"
    ),
    ("{outcome: income, by: 2030, THEN}", "when", "give 'below' or 'above'"),
    ("{outcome: income, below: low, by: 2030, THEN}", "when.below", "expected a number"),
    ("{outcome: income, below: 0.3, THEN}", "when", "'by' is missing"),
    ("{outcome: income, below: 0.3, by: soon, THEN}", "when.by", "expected a number"),
    ("{outcome: income, below: 0.3, by: 2035, THEN}", "when.by", "before the end in 2035"),
    ("{outcome: income, below: 0.3, by: 2020, THEN}", "when.by", "from the start in 2025"),
    ("{outcome: income, below: 0.3, by: 2030.5, THEN}", "when.by", "whole number of years"),
    (
      "{outcome: income, below: 0.3, from: 2031, by: 2030, THEN}", "when.by",
      "before 'from' in 2031"
    ),
    ("{outcome: income, below: 0.3, by: 2030, then: {}}", "when.then", "empty mapping"),
    (
      "{outcome: income, below: 0.3, by: 2030, then: {lever: 1}}", "when.then.lever",
      "did you mean 'levers'?"
    ),
    (
      "{outcome: income, below: 0.3, by: 2030, then: {levers: {education: 9}}}",
      "when.then.levers.education", "1.3"
    ),
    (
      "{outcome: income, below: 0.3, by: 2030, then: {when: {outcome: income, below: 0.3, by: 2031, THEN}}}",
      "when.then.when", "no further one"
    ),
  ])
  func mistakesAreTold(_ when: String, _ key: String, _ sentence: String) throws {
    let issues = try StudyFixture().issues(
      mix(when.replacingOccurrences(of: "THEN", with: Self.research)))
    #expect(issues.count == 1, "\(issues)")
    #expect(issues.first?.key == "policies[1].\(key)", "\(issues)")
    #expect(issues.first?.sentence.contains(sentence) == true, "\(issues)")
  }

  @Test func aBaselineFollowsOnePlan() throws {
    let text = StudyFixture.sound
      .replacingOccurrences(
        of: "[baseline, education_only]",
        with: "[{name: a, summary: s, based_on: baseline, "
          + "when: {outcome: income, below: 0.3, by: 2030, \(Self.research)}}]"
      ).replacingOccurrences(of: "baseline: baseline", with: "baseline: a")
    let issues = try StudyFixture().issues(text)
    #expect(issues.map(\.key) == ["policies[0]"])
    #expect(issues.first?.sentence.contains("follows one plan") == true)
  }

  @Test func theSchemaKnowsTheKeys() throws {
    let validator = try SchemaValidator(file: "\(shippedModels)/schema/study.schema.json")
    func failures(_ when: String) throws -> Int {
      let fixture = try StudyFixture()
      let value = try #require(Reading().document(fixture.write(mix(when))))
      return validator.failures(value).count
    }
    #expect(
      try failures("{outcome: income, below: 0.3, from: 2028, by: 2030, \(Self.research)}") == 0)
    #expect(try failures("{outcome: income, below: 0.3, until: 2030, \(Self.research)}") > 0)
    #expect(try failures("{outcome: trap, below: 0.3, by: 2030, \(Self.research)}") > 0)
  }
}
