import Analysis
import StudyContract
import Testing

@testable import Reporting

/// The first page: its order, its length, and what its sentences say.
@Suite struct FirstPageTests {
  /// The page as one text with single spaces, so that a test does not depend on where lines break.
  private func flowing(_ report: RunReport) -> String {
    report.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private let disagreeing = Sample.report([
    Sample.comparison(), Sample.comparison(beliefs: "ensemble", leader: "missions_diversification"),
  ])

  @Test func thePageComesInTheOrderOfItsWeight() throws {
    let text = disagreeing.text
    var position = text.startIndex
    for title in [
      "FIRST STUDY", "ANSWER", "policy mix", "HOW SURE", "WHAT WOULD CHANGE IT", "TRACK RECORD",
      "NEXT",
    ] {
      let range = try #require(text.range(of: title), "\(title) is missing")
      #expect(range.lowerBound >= position, "\(title) comes too early")
      position = range.lowerBound
    }
    #expect(!text.contains("KEY OUTCOMES"))
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 46)
  }

  @Test func everythingFollowsThePage() {
    var report = disagreeing
    let page = report.text
    report.showsEverything = true
    #expect(report.text.hasPrefix(page) && report.text.contains("\nVERDICT  "))
  }

  @Test func beliefsAreCalledWhatTheyAre() {
    var report = disagreeing
    #expect(
      flowing(report).contains("Before fitting to history balanced_aligned leads, 3.4 % above"))
    #expect(flowing(report).contains("; fitted to history missions_diversification leads"))
    report.beliefPhrases = ["ensemble": "fitted to 47 countries"]
    #expect(flowing(report).contains("; fitted to 47 countries missions_diversification leads"))
  }

  @Test func agreeingBeliefsAreToldOnce() {
    let text = flowing(
      Sample.report([Sample.comparison(), Sample.comparison(beliefs: "ensemble")]))
    #expect(
      text.contains(
        "ANSWER balanced_aligned leads: its expected discounted consumption lies 3.4 % above"))
    #expect(text.contains("3.4 % above the baseline's under both beliefs (scenario reference)"))
  }

  @Test func tiesAreNamedBeforeAnyLeader() {
    let text = flowing(
      Sample.report([
        Sample.comparison(
          contenders: ["balanced_aligned", "business_as_usual", "missions_diversification"])
      ]))
    #expect(
      text.contains(
        "ANSWER balanced_aligned, the baseline and missions_diversification cannot be told apart, "
          + "at most 3.4 % from the baseline"))
    #expect(text.contains("4,096 futures do not tell apart balanced_aligned, the baseline and"))
  }

  @Test func likelihoodHasWordsWithNumbersApartFromConfidence() {
    var report = Sample.report([Sample.comparison()])
    #expect(flowing(report).contains("beats the baseline is likely (87 %)"))
    #expect(flowing(report).contains("the best of all is about as likely as not (41 %)"))
    #expect(flowing(report).contains("Confidence in the model: very low for incomes"))
    report.test = EnsembleTest(rows: [
      EnsembleTest.Row(
        name: "heldOutInSpace", economies: 47, years: 552, isHeldOut: true, error: 0.406,
        bestRival: 0.46, coverage: 0.85, differenceError: 0.71)
    ])
    #expect(
      flowing(report).contains("Confidence in the model: high for incomes, low for differences"))
    #expect(
      flowing(report).contains(
        "missed log income by 0.41 for unseen countries (best rival 0.46)"))
    #expect(flowing(report).contains("backtests were off by 103 %"))
  }

  @Test func aPageHasAtMostFortyFiveLinesHoweverManyMixes() {
    var report = disagreeing
    report.question = String(repeating: "A long question. ", count: 20)
    report.title = String(repeating: "endless ", count: 8)
    #expect(report.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 46)
  }

  @Test func stripsAreDrawnWithWhatATerminalHas() {
    var report = disagreeing
    #expect(report.text.utf8.allSatisfy { $0 < 0x80 })
    #expect(report.text.contains("o before, x fitted, - worst to best scenario."))
    report.stripStyle = .unicode
    #expect(report.text.contains("\u{25CF}") && report.text.contains("\u{25CB}"))
    report.stripStyle = nil
    #expect(!report.text.contains("o before"))
    #expect(report.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}
