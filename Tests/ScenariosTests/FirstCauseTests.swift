import Foundation
import StudyContract
import Testing

@testable import Scenarios

/// One mistake is told once, at its cause, with the way out.
@Suite struct FirstCauseTests {
  private static let header = "name: small\n"

  @Test(arguments: [
    (
      "scenarios: [reference]", "scenarios: [reference, faster_frontier]\ndiscount_rate: 0",
      "discount_rate", "above the frontier's growth"
    ),
    ("policies: [baseline, education_only]", "policies: 7", "policies", "expected a list"),
    ("outcomes: [discounted_consumption, income]", "outcomes: 7", "outcomes", "expected a list"),
    ("economy: generic", "model: solow\neconomy: generic", "model", "is of the model"),
    ("name: small", "name: \(String(repeating: "A", count: 1_000_000))", "name", "A...'"),
    (
      "ranked_by:",
      "correlations: [{factors: [absorption_speed, leverage_speed], "
        + "rank_correlation: 1.5}]\nranked_by:", "correlations[0].rank_correlation", "found 1.5"
    ),
    ("end: 2035", "step: 7\nend: 2035", "step", "found 7"),
    (
      "outcomes: [discounted_consumption, income]",
      "outcomes: [discounted_consumption, {name: income, threshold: 0,3}]", "outcomes[1].3",
      "a comma ends a value inside { }"
    ),
    (
      "policies: [baseline, education_only]", "policies:\n  - baseline\n    - education_only",
      "policies[0]", "stands further right"
    ),
    ("start: 2025", "\(String(repeating: "start: 2025\n", count: 30))", "start", "given twice"),
  ])
  func oneMistakeIsToldOnce(old: String, new: String, key: String, words: String) throws {
    let text = StudyFixture.sound.replacingOccurrences(of: old, with: new)
    #expect(text != StudyFixture.sound)
    let issues = try StudyFixture().issues(text)
    #expect(issues.count == 1, "\(StudyErrors(issues).description)")
    #expect(issues.first?.key == key)
    #expect(issues.first?.sentence.contains(words) == true, "\(issues.first?.sentence ?? "")")
    #expect((issues.first?.description.count ?? 0) < 500)
    #expect(issues.first?.sentence.contains("did you mean 0.0") == false)
  }

  @Test(arguments: [
    ("end: 2035", "\tend: 2035", "a tab"), ("end: 2035", " end: 2035", "further right"),
    ("scenarios: [reference]", "scenarios: [reference", "not closed"),
    ("name: small", "name: \"small", "quotation mark is not closed"),
    ("end: 2035", "end:2035", "a colon and a space"),
  ])
  func invalidYAMLNamesTheWayOut(old: String, new: String, words: String) throws {
    let issues = try StudyFixture().issues(
      StudyFixture.sound.replacingOccurrences(of: old, with: new))
    #expect(issues.count == 1 && issues[0].sentence.contains(words), "\(issues)")
  }

  @Test func aFileBesideTheStudyIsOffered() throws {
    let fixture = try StudyFixture()
    try fixture.write("name: vietnam", to: "vietnam.yaml")
    let issues = try fixture.issues(
      StudyFixture.sound.replacingOccurrences(of: "economy: generic", with: "economy: vietnam"))
    #expect(issues.count == 1 && issues[0].sentence.contains("'./vietnam.yaml'"), "\(issues)")
  }

  /// Every twin of a mapping is found in one parse, so that their number costs nothing.
  @Test func duplicatedSpansAreToldTogether() throws {
    let keys = (0..<150).map { "  k\($0): {a: 1}\n" }.joined()
    let (node, twins) = try DuplicateKeys.compose("top:\n" + keys + keys)
    #expect(node != nil && twins.count == 150)
    #expect(twins.first.map { $0.key == "k0" && $0.line == 2 && $0.column == 3 } == true)
    let many = (0..<30).map { "m\($0):\n  a: 1\n  a: 2\n" }.joined()
    #expect(try DuplicateKeys.compose(many).node == nil)
  }

  @Test func mistakesAreCollectedInTimeThatGrowsWithThem() {
    let reading = Reading()
    func issue(_ line: Int) -> StudyIssue {
      StudyIssue(
        kind: .badData, file: "f", line: line, column: 1, key: "", sentence: "wrong")
    }
    for line in 0..<100_000 { reading.report(issue(line)) }
    for line in 0..<100_000 { reading.report(issue(line)) }
    #expect(reading.issues.count == 100_000)
    let errors = StudyErrors(reading.issues)
    #expect(errors.description.split(separator: "\n").count == 21)
    #expect(errors.description.hasSuffix("and 99980 more"))
  }
}
