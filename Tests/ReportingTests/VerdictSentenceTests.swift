import Analysis
import Testing

@testable import Reporting

@Suite struct VerdictSentenceTests {
  private func sentence(_ comparisons: Comparison...) -> String {
    VerdictSentence.text(Sample.report(comparisons))
  }

  @Test func aClearWinnerComesWithItsDistanceAndInterval() {
    #expect(
      sentence(Sample.comparison())
        == "balanced_aligned wins in the scenario reference, with an expected "
        + "discounted_consumption 0.40 (3.4 %) above the baseline's (95 % interval 0.37 to 0.43), "
        + "and it leads in all 3 scenarios.")
  }

  @Test func scenariosThatChangeTheWinnerAreNamedWithTheirWinner() {
    let text = sentence(
      Sample.comparison(changes: [
        "turbulent_world": "missions_diversification",
        "technology_decoupling": "missions_diversification",
      ]))
    #expect(
      text.hasSuffix(
        ", but missions_diversification leads in technology_decoupling and turbulent_world."))
  }

  @Test func everyScenarioWinnerHasItsOwnClause() {
    let text = sentence(
      Sample.comparison(changes: [
        "technology_decoupling": "missions_diversification",
        "turbulent_world": "business_as_usual",
      ]))
    #expect(
      text.hasSuffix(
        ", but missions_diversification leads in technology_decoupling, "
          + "and business_as_usual leads in turbulent_world."))
  }

  @Test func tooCloseToCallNamesTheRivals() {
    let text = sentence(
      Sample.comparison(
        finding: .tooCloseToCall, contenders: ["missions_diversification", "balanced_aligned"]))
    #expect(
      text.hasPrefix(
        "Too close to call between balanced_aligned and missions_diversification in the scenario "
          + "reference: balanced_aligned is ahead, with an expected discounted_consumption 0.40"))
  }

  @Test func equalForPracticalPurposesNamesTheMargin() {
    let text = sentence(
      Sample.comparison(
        finding: .equalForPracticalPurposes,
        contenders: ["balanced_aligned", "missions_diversification"]))
    #expect(
      text.hasPrefix(
        "balanced_aligned and missions_diversification are equal for practical purposes in the "
          + "scenario reference, less than 0.050 discounted_consumption apart: balanced_aligned is "
          + "ahead, "))
  }

  @Test func aBaselineThatWinsHasNoDistanceToItself() {
    let text = sentence(Sample.comparison(leader: "business_as_usual"))
    #expect(
      text == "No mix beats the baseline business_as_usual in the scenario reference, "
        + "and it leads in all 3 scenarios.")
    let close = sentence(
      Sample.comparison(
        finding: .tooCloseToCall, leader: "business_as_usual",
        contenders: ["business_as_usual", "balanced_aligned"]))
    #expect(close.contains(": the baseline business_as_usual is ahead, and it leads"))
  }

  @Test func aWinnerInEveryFutureIsCalledThat() {
    #expect(
      sentence(Sample.comparison(isSameInEveryFuture: true))
        .hasPrefix("balanced_aligned wins in the scenario reference in every single future, with"))
  }

  @Test func theYearsAfterTheHorizonAreNamedOnlyWhenTheyChangeTheWinner() {
    let changed = sentence(Sample.comparison(terminal: "missions_diversification"))
    #expect(
      changed.hasSuffix(", but missions_diversification leads once the years after 2065 count."))
    #expect(!sentence(Sample.comparison(terminal: "balanced_aligned")).contains("2065"))
    let both = sentence(
      Sample.comparison(
        changes: ["turbulent_world": "business_as_usual"], terminal: "missions_diversification"))
    #expect(
      both.hasSuffix(
        ", but business_as_usual leads in turbulent_world, and missions_diversification leads once "
          + "the years after 2065 count."))
  }

  @Test func beliefsThatDisagreeAreTheVerdict() {
    let text = sentence(
      Sample.comparison(),
      Sample.comparison(beliefs: "ensemble", leader: "missions_diversification"))
    #expect(
      text.hasPrefix(
        "The verdict depends on what one believes: under the prior, balanced_aligned wins in the "))
    #expect(text.contains("; under the ensemble, missions_diversification wins in the "))
  }

  @Test func aFindingThatDiffersIsADisagreementEvenWithTheSameLeader() {
    let text = sentence(
      Sample.comparison(),
      Sample.comparison(
        beliefs: "ensemble", finding: .tooCloseToCall,
        contenders: ["balanced_aligned", "missions_diversification"]))
    #expect(text.contains("; under the ensemble, too close to call between"))
    #expect(
      text.hasPrefix("How sure the verdict is depends on what one believes: under the prior,"))
  }

  @Test func beliefsThatAgreeAreSaidToAgree() {
    let text = sentence(Sample.comparison(), Sample.comparison(beliefs: "ensemble"))
    #expect(
      text == sentence(Sample.comparison()).dropLast() + "; the prior and the ensemble agree.")
  }

  @Test func leadersWithinErrorOfEachOtherAreCalledThat() {
    let rivals = ["balanced_aligned", "missions_diversification"]
    let text = sentence(
      Sample.comparison(finding: .tooCloseToCall, contenders: rivals),
      Sample.comparison(
        beliefs: "ensemble", finding: .tooCloseToCall, leader: rivals[1], contenders: rivals))
    #expect(
      text.hasPrefix("Which mix is ahead depends, within error, on what one believes: under the "))
  }

  @Test func aChangeWithinErrorIsNotCalledCertain() {
    let text = sentence(
      Sample.comparison(
        changes: ["turbulent_world": "missions_diversification"], certainty: false))
    #expect(
      text.hasSuffix(", but missions_diversification leads in turbulent_world (not for certain)."))
  }

  @Test func lossesAreSaidToLieBelow() {
    let scenario = Sample.scenario(
      "reference", ranked: ["business_as_usual", "balanced_aligned", "missions_diversification"])
    let text = sentence(Sample.comparison(scenarios: [scenario], direction: .minimize))
    #expect(
      text == "balanced_aligned wins, with an expected discounted_consumption 0.40 (3.3 %) below "
        + "the baseline's (95 % interval 0.37 to 0.43).")
  }

  @Test func theVerdictIsGivenForTheScenarioThatLeads() {
    let text = sentence(Sample.comparison(leadingScenario: "turbulent_world"))
    #expect(text.hasPrefix("balanced_aligned wins in the scenario turbulent_world, "))
  }
}
