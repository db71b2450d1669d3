import Analysis
import Testing

@testable import Reporting

@Suite struct TextReportTests {
  private func lines(_ section: [Document.Block]) -> [String] {
    TextRenderer.render(Document([section])).split(separator: "\n").map(String.init)
  }

  /// Lines as one text with single spaces, so that a test does not depend on where lines break.
  private func flowing(_ section: [Document.Block]) -> String {
    lines(section).joined(separator: " ").split(separator: " ").joined(separator: " ")
  }

  private let full = {
    var report = Sample.report([
      Sample.comparison(
        changes: ["technology_decoupling": "missions_diversification"],
        terminal: "missions_diversification"),
      Sample.comparison(beliefs: "ensemble", leader: "missions_diversification"),
    ])
    report.showsEverything = true
    return report
  }()

  @Test func nothingIsWiderThanAHundredColumns() {
    var report = full
    report.comparisons.append(
      Sample.comparison(beliefs: "a_third_set_of_beliefs_with_a_name_that_is_far_too_long"))
    report.title = String(repeating: "endless_", count: 30)
    report.caveats.append(.note(String(repeating: "x", count: 250)))
    for line in report.text.split(separator: "\n") {
      #expect(line.count <= TextRenderer.width, "\(line)")
    }
  }

  @Test func theTextIsASCII() {
    #expect(full.text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func sectionsComeInTheOrderOfTheirWeight() throws {
    let text = full.text
    var position = text.startIndex
    for title in [
      "FIRST STUDY", "ANSWER", "VERDICT  The verdict depends", "HOW SURE, under", "RANKING by",
      "WINNER IN EACH",
      "BEST MIX FOR EACH", "KEY OUTCOMES", "BREAK-EVEN", "BUDGET", "WHY TO BE CAREFUL",
    ] {
      let range = try #require(text.range(of: title), "\(title) is missing")
      #expect(range.lowerBound >= position, "\(title) comes too early")
      position = range.lowerBound
    }
  }

  @Test func theRankingReadsAsWritten() {
    let lines = lines(Sample.report([Sample.comparison()]).rankings[0]).prefix(13)
    #expect(
      lines.joined(separator: "\n") == """
        RANKING by discounted_consumption, scenario reference
                                                against baseline     share best  conf.  mean         mean
        policy mix                expected       [95 % interval]         [95 %]   best  rank       regret
        ------------------------  --------  --------------------  -------------  -----  ----  -----------
        balanced_aligned *           12.00  +0.40 [+0.37, +0.43]  41 % [39, 43]  >99 %   1.7  0.20 +-0.01
        business_as_usual            11.60              baseline  35 % [33, 37]   <1 %   2.0  0.40 +-0.01
        missions_diversification     11.20  -0.40 [-0.43, -0.37]  24 % [22, 26]    0 %   2.3  0.60 +-0.01
                                        max. regret  failed
        policy mix                           [95 %]    runs
        ------------------------  -----------------  ------
        balanced_aligned *        0.31 [0.28, 0.34]       0
        business_as_usual         0.31 [0.28, 0.34]       0
        missions_diversification  0.31 [0.28, 0.34]       0
        """)
  }

  @Test func riskAndSamplingErrorAreToldApart() {
    let text = flowing(Sample.report([Sample.comparison()]).certainty)
    #expect(
      text.contains(
        "best of all mixes in 41 % [39, 43] of the futures and better than the baseline"))
    #expect(text.contains("with confidence >99 %"))
    #expect(text.contains("running more futures does not"))
    #expect(text.contains("More futures shrink this doubt."))
    #expect(text.contains("to the next, business_as_usual, is +0.40 [+0.37, +0.43]."))
    #expect(text.contains("turbulent_world changes no difference"))
    #expect(
      text.contains("balanced_aligned has the best expectation in every scenario; its lead is"))
  }

  @Test func anEnsemblesShareOfTheErrorIsNotSaidToShrink() {
    let scenario = Sample.scenario(
      "reference", ranked: ["balanced_aligned", "business_as_usual", "missions_diversification"],
      ensembleError: 0.01)
    let comparison = Sample.comparison(
      scenarios: [scenario], ensemble: EnsembleSize(rowCount: 4000, effectiveSize: 50.4))
    let text = flowing(Sample.report([comparison]).certainty)
    #expect(text.contains("comes from the finite ensemble (4,000 rows, effective size 50.4)."))
    #expect(!text.contains("More futures shrink this doubt."))
    #expect(text.contains("only reference was run."))
  }

  @Test func beliefsAreSaidToAgreeOrDisagree() {
    let agreeing = lines(
      Sample.report([Sample.comparison(), Sample.comparison(beliefs: "ensemble")]).certainty)
    #expect(
      agreeing.contains("Beliefs      the prior and the ensemble agree on the verdict."))
    let text = flowing(full.certainty)
    #expect(text.contains("the prior and the ensemble disagree"))
  }

  @Test func lossesNameTheScenarioAndTheWinner() {
    let text = flowing(full.certainty)
    #expect(text.contains("loses in technology_decoupling to missions_diversification."))
    #expect(text.contains("missions_diversification takes the lead"))
  }

  @Test func aCensoredMedianIsBeyondTheHorizon() {
    let text = lines(full.keyOutcomeTable).joined(separator: "\n")
    #expect(text.contains("> 2065"))
    #expect(text.contains("30 %"))
    #expect(text.contains(">= 0.500"))
    #expect(text.contains("42 %"))
  }

  @Test func anUncertainWinnerHasAQuestionMark() {
    let lines = lines(full.outcomeWinners)
    #expect(lines.contains { $0.hasPrefix("trap") && $0.contains("balanced_aligned ?") })
    #expect(lines.contains { $0.hasPrefix("income") && !$0.contains("?") })
  }

  @Test func breakEvenProbabilitiesNameTheChallenger() {
    let text = flowing(Sample.report([Sample.comparison()]).breakEvens[0])
    #expect(text.contains("up to a probability of 37 %, beyond it missions_diversification is."))
    #expect(text.contains("stays the best choice however probable it is."))
  }

  @Test func scaledMixesShowShareDistanceAndPaths() {
    let lines = lines(full.scaledMixes)
    #expect(lines.contains { $0.contains("0.612") && $0.contains("+0.150") })
    #expect(lines.contains { $0.contains("costs less, stays as it is") })
    #expect(lines.contains { $0.contains("public_research 0.005 to 0.011 from 2030; education") })
  }

  @Test func failedRunsAreCountedInTheTablesAndExplained() {
    let order = ["balanced_aligned", "business_as_usual", "missions_diversification"]
    let report = Sample.report([
      Sample.comparison(
        scenarios: [
          Sample.scenario("reference", ranked: order, failed: 7),
          Sample.scenario("green_window", ranked: order),
        ], failedRuns: 21)
    ])
    let ranking = lines(report.rankings[0])
    #expect(ranking.filter { $0.hasSuffix("     7") }.count == 3)
    #expect(lines(report.scenarioWinners[0]).contains { $0.contains("21") })
    #expect(lines(report.keyOutcomeTable).filter { $0.hasSuffix("     7") }.count == 3)
    #expect(lines(report.outcomeWinners).contains { $0.hasSuffix("    21") })
    #expect(lines(report.warnings).contains { $0.hasPrefix("- 21 runs failed; 7 futures") })
    #expect(
      flowing(report.warnings).contains(
        "The first: policy balanced_aligned, scenario reference, future 12, outcome income."))
  }

  @Test func judgementIsCounted() {
    #expect(
      lines(full.warnings).contains(
        "- 11 of 17 initial conditions are judgement, not published figures."))
  }

  @Test func identicalMixesDifferByZero() {
    #expect(
      Figures.interval(Sample.estimate(0, halfWidth: 0), decimals: 3) == "0 [0, 0]")
  }
}
