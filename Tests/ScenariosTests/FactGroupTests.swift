import Foundation
import GrowthModels
import StudyContract
import Testing

@testable import Scenarios

/// Groups of facts: expressions by hand-computed numbers, mistakes with their places.
@Suite struct FactGroupTests {
  private static let sound = """
    name: small
    summary: one fact
    study:
      name: small-study
      question: Does it load?
      economy: generic
      start: 2025
      end: 2035
      factors: priors/second-version
      baseline: baseline
      policies: [baseline, education_only]
      scenarios: [reference, faster_frontier]
      outcomes: [discounted_consumption, income]
      ranked_by: discounted_consumption
    facts:
      - name: f
        statement: schooling helps
        source: somebody
        value: log(education_only.income(2035) / baseline.income(2035))
        above: 0
        claimed: 0.9
    """

  private func group(_ text: String = sound) throws -> FactGroup {
    let fixture = try StudyFixture()
    return try #require(FactGroupFile.load(try fixture.write(text, to: "facts.yaml")).first)
  }

  /// The value of an expression whose outcomes are numbered: `100 * scenario + 10 * policy + years`.
  private func value(_ text: String) throws -> Double {
    let expression = try FactExpressionParser.parse(
      text, study: try group().study, model: GrowthModel())
    return expression.values { reading, outcome in
      Double(100 * reading.scenario + 10 * reading.policy + reading.year - 2025)
        + (GrowthOutcomes.all[outcome].name == "capability_autos" ? 0.5 : 0)
    }[0]
  }

  @Test(arguments: [
    ("1 + 2 * 3 - 4 / 2", 5), ("-(1 - 3)", 2), ("2 - 3 - 4", -5), ("8 / 4 / 2", 1),
    ("baseline.income(2030)", 5), ("education_only.income(5)", 15),
    ("faster_frontier:education_only.income(2026)", 111),
    ("mean(baseline.capability[autos, aerospace](0))", 0.25),
    ("spread(baseline.capability[autos, aerospace](0))", 0.25),
    ("max(baseline.capability[all](0)) - min(baseline.capability[all](0))", 0.5),
    ("mean(baseline.capability[autos, aerospace](1) * 2)", 2.5),
    ("mean(baseline.capability[autos](1) - education_only.capability[autos](1))", -10),
    ("log(baseline.income(1))", 0),
  ])
  func expressionsMeanWhatTheySay(text: String, expected: Double) throws {
    #expect(abs(try value(text) - expected) < 1e-12)
  }

  @Test func whatIsNoNumberIsNotLost() {
    let row = FactExpression.reading(.init(scenario: 0, policy: 0, outcomes: [0, 1], year: 2000))
    for function in FactExpression.Function.allCases where function != .log {
      let values = FactExpression.function(function, row).values { _, outcome in
        outcome == 0 ? 1 : .nan
      }
      #expect(values.count == 1 && values[0].isNaN, "\(function)")
    }
  }

  @Test func aGroupIsReadAsItStands() throws {
    let group = try group()
    #expect(group.study.policies.map(\.name) == ["baseline", "education_only"])
    guard case .value(_, let range, let share) = group.facts[0].claim else {
      Issue.record("no value")
      return
    }
    #expect(range == 0...Double.infinity && share == 0.9)
  }

  @Test(arguments: [
    ("education_only.income(2035)", "educaton_only.income(2035)", "did you mean 'education_only'"),
    ("education_only.income(2035)", "education_only.incme(2035)", "did you mean 'income'"),
    ("education_only.income(2035)", "education_only.income(2036)", "from 2025 to 2035, found 2036"),
    ("education_only.income(2035)", "education_only.income", "expected '('"),
    ("education_only.income(2035)", "education_only.capability[autoes](2035)", "unknown outcome"),
    (
      "education_only.income(2035)", "education_only.capability[all](2035)",
      "is a row of 20 numbers"
    ),
    ("log(education_only", "lgo(education_only", "unknown mix 'lgo'"),
    ("baseline.income(2035))", "baseline.income(2035)) 3", "expected an operator or the end"),
    ("above: 0\n", "above: 0\n    below: -1\n", "the first less than the second"),
    ("    claimed: 0.9", "    claimed: 90", "from 0.01 to 0.99"),
    ("    above: 0\n", "", "expected 'above', 'below' or both"),
    ("    value: log", "    spread: log", "give 'less_spread' as well"),
    ("    source: somebody\n", "", "the key of a fact 'source' is missing"),
    ("economy: generic", "economy: genric", "did you mean 'generic'"),
  ])
  func aMistakeHasItsPlace(old: String, new: String, part: String) throws {
    let text = Self.sound.replacing(old, with: new)
    #expect(text != Self.sound)
    let errors = try #require(throws: StudyErrors.self) { try group(text) }
    let issue = try #require(errors.issues.first { $0.sentence.contains(part) }, "\(errors)")
    #expect(issue.line != nil)
  }
}
