import Foundation
import StudyContract
import Testing

@testable import Scenarios

/// One mistake made in the sound study, and what must be said of it.
///
/// A caret in the new text marks the place that must be named; without one it is the start of the file.
struct Mistake: CustomTestStringConvertible, Sendable {
  let old: String
  let new: String
  let key: String
  let says: [String]
  var testDescription: String { "\(new) -> \(says.first ?? "")" }

  init(_ old: String, _ new: String, _ key: String, _ says: String...) {
    self.old = old
    self.new = new
    self.key = key
    self.says = says
  }

  /// The study with the mistake, and line and column of the caret.
  var study: (text: String, line: Int, column: Int) {
    let marked = StudyFixture.sound.replacingOccurrences(of: old, with: new)
    let before = marked.prefix { $0 != "^" }
    let text = marked.replacingOccurrences(of: "^", with: "")
    if before.count == marked.count { return (text, 1, 1) }
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    return (text, lines.count, (lines.last?.count ?? 0) + 1)
  }
}

@Suite struct MistakesTests {
  static let policy = "policies: [baseline, education_only]"
  static func levers(_ text: String) -> String {
    "policies: [baseline, {name: a, summary: s, based_on: baseline, levers: \(text)}]"
  }
  static func factors(_ text: String) -> String {
    "factors: {based_on: priors/second-version, \(text)}"
  }

  static let mistakes: [Mistake] = [
    // Keys.
    Mistake("start: 2025", "^strat: 2025", "strat", "did you mean 'start'?"),
    Mistake("end: 2035", "step: 0.5", "", "'end' is missing"),
    Mistake("economy: generic", "economy: generic\n^name: twice", "name", "given twice", "line 1"),
    // Numbers.
    Mistake("end: 2035", "end: ^later", "end", "expected a number, found 'later'"),
    Mistake("end: 2035", "end: ^.nan", "end", "expected a number"),
    Mistake("end: 2035", "end: ^.inf", "end", "expected a number"),
    Mistake("end: 2035", "end: ^\"2035\"", "end", "found the text '2035'"),
    Mistake("end: 2035", "end:^", "end", "found nothing"),
    Mistake("end: 2035", "end: ^[2035]", "end", "found a list"),
    Mistake("end: 2035", "end: ^2035.5", "end", "whole year"),
    Mistake("end: 2035", "end: ^2020", "end", "after the start in 2025"),
    Mistake(
      "ranked_by: discounted_consumption", "ranked_by: discounted_consumption\nstep: ^0.3", "step",
      "divides a year"),
    Mistake(
      "ranked_by: discounted_consumption", "ranked_by: discounted_consumption\nfutures: ^0",
      "futures", "whole number from 1"),
    Mistake(
      "ranked_by: discounted_consumption", "ranked_by: discounted_consumption\nnoise: ^yes",
      "noise", "true or false"),
    Mistake(
      "ranked_by: discounted_consumption", "ranked_by: discounted_consumption\ndiscount_rate: ^3",
      "discount_rate", "fractions, not percent", "0.03"),
    Mistake(
      "ranked_by: discounted_consumption",
      "ranked_by: discounted_consumption\ndiscount_rate: ^0.015", "discount_rate",
      "above the frontier's growth", "0.018"),
    // Limits of what draws the futures.
    Mistake(
      "ranked_by: discounted_consumption",
      "ranked_by: discounted_consumption\ndesign: {kind: latin, cube_size: ^4097}",
      "design.cube_size", "whole number from 2 to 4096"),
    Mistake(
      "ranked_by: discounted_consumption",
      "ranked_by: discounted_consumption\ndesign: {kind: sobol, replicates: ^65537}",
      "design.replicates", "whole number from 2 to 65536"),
    Mistake(
      "ranked_by: discounted_consumption",
      "ranked_by: discounted_consumption\nfutures: ^1099511627777", "futures",
      "whole number from 1 to 1099511627776"),
    Mistake(
      "ranked_by: discounted_consumption", "ranked_by: discounted_consumption\nfutures: ^1e9",
      "futures", "32 replicates has at most 536870912 futures"),
    // Names.
    Mistake(
      "ranked_by: discounted_consumption", "ranked_by: ^discounted_consumpton", "ranked_by",
      "did you mean 'discounted_consumption'?"),
    Mistake(
      "ranked_by: discounted_consumption", "ranked_by: ^capability", "ranked_by",
      "one of the study's outcomes"),
    Mistake(
      "outcomes: [discounted_consumption, income]\nranked_by: discounted_consumption",
      "outcomes: [catch_up_year]\nranked_by: ^catch_up_year", "ranked_by", "no mean"),
    Mistake("baseline: baseline", "baseline: ^basline", "baseline", "'baseline'?"),
    Mistake(
      "[discounted_consumption, income]", "[discounted_consumption, income, ^income]",
      "outcomes[2]", "listed twice"),
    Mistake(
      "[discounted_consumption, income]",
      "[discounted_consumption, {name: income, threshold: ^40}]", "outcomes[1].threshold",
      "from 0 to 5 (frontier = 1)"),
    Mistake(
      "[discounted_consumption, income]",
      "[discounted_consumption, {name: rd_intensity, threshold: ^0.02}]", "outcomes[1].threshold",
      "needs a direction"),
    // Levers.
    Mistake(
      policy, levers("{^educaton: 1}"), "policies[1].levers.educaton",
      "unknown lever", "'education'?"),
    Mistake(
      policy, levers("{public_research: ^2}"), "policies[1].levers.public_research",
      "from 0 to 0.1 (share of GDP)", "did you mean 0.02?"),
    Mistake(
      policy, levers("{missions: {7: 0.01, ^2: 0}}"), "policies[1].levers.missions.2",
      "years must increase"),
    Mistake(
      policy, levers("{missions: ^{2: 0, 2030: 0.01}}"), "policies[1].levers.missions",
      "mixes calendar years"),
    Mistake(
      policy, levers("{missions: ^{start: 2, ramp: 5}}"), "policies[1].levers.missions",
      "'to' is missing"),
    Mistake(
      policy, levers("{missions: {start: 2, ramp: 5, to: 0.01, end: ^4}}"),
      "policies[1].levers.missions.end", "before the ramp is complete"),
    Mistake(
      policy, levers("{missions: {start: 2, ramp: 5, to: 0.01, sunset: ^4}}"),
      "policies[1].levers.missions.sunset", "give 'end'"),
    Mistake(
      policy, "policies: [baseline, ^{name: a, summary: s, levers: {missions: 0}}]", "policies[1]",
      "does not state public_research", "based_on"),
    Mistake(
      policy,
      "policies: [baseline, {name: a, summary: s, based_on: baseline, targets: [^autoes]}]",
      "policies[1].targets[0]", "unknown sector", "'autos'?"),
    Mistake(
      policy,
      "policies: [baseline, {name: a, summary: s, based_on: baseline, "
        + "vehicles: ^{large_firms: 0.5, public_laboratories: 0.1, multinationals: 0.5}}]",
      "policies[1].vehicles", "sum to 1", "1.1"),
    Mistake(policy, "policies: [baseline, ^baseline]", "policies[1]", "listed twice"),
    // Factors.
    Mistake(
      "factors: priors/second-version", factors("^absorbtion_speed: {distribution: constant}"),
      "factors.absorbtion_speed", "'absorption_speed'?"),
    Mistake(
      "factors: priors/second-version",
      factors("absorption_speed: {distribution: ^unifrom, low: 0, high: 1}"),
      "factors.absorption_speed.distribution", "'uniform'?"),
    Mistake(
      "factors: priors/second-version",
      factors("absorption_speed: {distribution: uniform, low: ^0.2, high: 0.1}"),
      "factors.absorption_speed.low", "low", "high"),
    Mistake(
      "factors: priors/second-version",
      factors("absorption_speed: ^{distribution: uniform, low: 0, high: 9}"),
      "factors.absorption_speed", "between 0 and 2.2 (1/year)", "reaches from 0 to 9"),
    Mistake(
      "factors: priors/second-version",
      factors("absorption_speed: ^{distribution: normal, mean: 0.1, standard_deviation: 0.05}"),
      "factors.absorption_speed", "leaves that range with probability"),
    Mistake(
      "factors: priors/second-version",
      factors("absorption_speed: {distribution: normal, mean: 0.1, standard_deviation: ^-1}"),
      "factors.absorption_speed.standard_deviation", "standard_deviation must be"),
    Mistake(
      "factors: priors/second-version",
      factors("absorption_speed: {distribution: uniform, low: 0, high: 1, unit: ^years}"),
      "factors.absorption_speed.unit", "expected the unit '1/year'"),
    // Scenarios.
    Mistake(
      "scenarios: [reference]",
      "scenarios: [{name: a, summary: s, paths: {^world_demand.autoss: 2}}]",
      "scenarios[0].paths.world_demand.autoss", "'world_demand.autos'?"),
    Mistake(
      "scenarios: [reference]",
      "scenarios: [{name: a, summary: s, paths: {frontier_growth: ^2}}]",
      "scenarios[0].paths.frontier_growth", "from 0 to 0.1", "0.02"),
    Mistake(
      "scenarios: [reference]",
      "scenarios: ^[{name: a, summary: s, probability: 0.7}, {name: b, summary: s, probability: 0.7}]",
      "scenarios", "sum to 1.4"),
    // Missing files.
    Mistake(
      "economy: generic", "economy: ^gneric", "economy", "'generic'?", "looked for",
      "Models/economies/gneric.yaml"),
    Mistake(
      "scenarios: [reference]", "scenarios: [^./mine.yaml]", "scenarios[0]",
      "no scenario './mine.yaml'", "looked for"),
  ]

  @Test(arguments: mistakes)
  func everyMistakeIsLocated(_ mistake: Mistake) throws {
    let fixture = try StudyFixture()
    try #require(StudyFixture.sound.contains(mistake.old))
    let (text, line, column) = mistake.study
    let issues = try fixture.issues(text)
    let issue = try #require(
      issues.first { issue in
        issue.key == mistake.key && mistake.says.allSatisfy { issue.sentence.contains($0) }
      }, "found only \(issues)")
    #expect(issue.line == line)
    #expect(issue.column == column)
    #expect(issue.file.hasSuffix("study.yaml"))
    #expect(issues.count == 1, "one mistake, one message: \(issues)")
  }

  @Test func theSoundStudyIsSound() throws {
    #expect(try StudyFixture().issues(StudyFixture.sound).isEmpty)
  }

  @Test func allMistakesOfAllFilesComeAtOnce() throws {
    let fixture = try StudyFixture()
    try fixture.write(
      """
      name: mine
      summary: two mistakes
      based_on: baseline
      levers:
        eduction: 1
        missions: 0.5
      """, to: "mine.yaml")
    let issues = try fixture.issues(
      StudyFixture.sound
        .replacingOccurrences(of: "education_only", with: "./mine.yaml")
        .replacingOccurrences(of: "start: 2025", with: "start: soon\nseed: -1\nseed: -2"))
    #expect(
      issues.map { "\($0.file.split(separator: "/").last ?? ""):\($0.line ?? 0):\($0.key)" } == [
        "study.yaml:4:start", "study.yaml:6:seed", "study.yaml:6:seed",
        "mine.yaml:5:levers.eduction", "mine.yaml:6:levers.missions",
      ])
  }

  @Test func descriptionsReadAsCompilersWrite() throws {
    let issue = try #require(
      try StudyFixture().issues(
        StudyFixture.sound.replacingOccurrences(of: "end: 2035", with: "end: x")
      ).first)
    #expect(issue.description.hasSuffix("study.yaml:5:6: end: expected a number, found 'x'"))
  }

  @Test func exitStatusTellsMissingFilesFromBadData() throws {
    let missing = StudyIssue(
      kind: .missingFile, file: "a", line: nil, column: nil, key: "", sentence: "s")
    let bad = StudyIssue(kind: .badData, file: "a", line: nil, column: nil, key: "", sentence: "s")
    #expect(StudyErrors([missing]).kind == .missingFile)
    #expect(StudyErrors([missing, bad]).kind == .badData)
    let error = #expect(throws: StudyErrors.self) {
      try StudyLoader.load(shippedModels + "/studies/first-stdy.yaml")
    }
    #expect(error?.kind == .missingFile)
    #expect(error?.description.contains("first-study.yaml") == true)
  }

  @Test func brokenYAMLIsLocated() throws {
    let issues = try StudyFixture().issues("name: [a\nend: 3\n")
    #expect(issues.count == 1)
    #expect(issues.first?.line == 2)
    #expect(issues.first?.sentence.contains("not valid YAML") == true)
  }

  @Test func aMixBasedOnItselfIsRefused() throws {
    let fixture = try StudyFixture()
    try fixture.write("name: a\nsummary: s\nbased_on: ./b.yaml", to: "a.yaml")
    try fixture.write("name: b\nsummary: s\nbased_on: ./a.yaml", to: "b.yaml")
    let issues = try fixture.issues(
      StudyFixture.sound.replacingOccurrences(of: "education_only", with: "./a.yaml"))
    #expect(issues.contains { $0.sentence.contains("based on itself") })
  }

  @Test func judgementNeedsAnInterval() throws {
    let fixture = try StudyFixture()
    let economy = try String(
      contentsOfFile: shippedModels + "/economies/generic.yaml", encoding: .utf8)
    func mistakes(_ old: String, _ new: String) throws -> [String] {
      try #require(economy.contains(old))
      try fixture.write(economy.replacingOccurrences(of: old, with: new), to: "mine.yaml")
      return try fixture.issues(
        StudyFixture.sound.replacingOccurrences(
          of: "economy: generic", with: "economy: ./mine.yaml")
      ).map(\.sentence)
    }
    let old = "initial_alignment: {value: 0.3, judgement: true, low: 0.21, high: 0.39}"
    #expect(
      try mistakes(old, "initial_alignment: {value: 0.3, judgement: true}")
        == ["a value that is judgement needs an interval: give low and high"])
    #expect(
      try mistakes(old, "initial_alignment: {value: 0.3}")
        == ["expected the source of the value, or judgement: true with an interval"])
    #expect(
      try mistakes(old, "initial_alignment: {value: 0.3, judgement: true, low: 0.4, high: 0.5}")
        == ["expected a value inside its own interval from 0.4 to 0.5, found 0.3"])
    #expect(try mistakes(old, old).isEmpty)
  }

  @Test func inconsistentCorrelationsNameTheirPairs() throws {
    let lines = """
      correlations:
        - {factors: [absorption_speed, leverage_speed], rank_correlation: -0.9}
        - {factors: [absorption_speed, invention_scale], rank_correlation: 0.9}
        - {factors: [leverage_speed, invention_scale], rank_correlation: 0.9}
      """
    let fixture = try StudyFixture()
    let issues = try fixture.issues(StudyFixture.sound + "\n" + lines)
    #expect(issues.count == 1)
    #expect(issues.first?.key == "correlations")
    #expect(issues.first?.sentence.contains("leverage_speed") == true)
    #expect(
      try fixture.issues(StudyFixture.sound + "\n" + lines + "\nrepair_correlations: true").isEmpty)
  }
}
