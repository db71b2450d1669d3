import Ensembles
import ModelContract
import Sampling
import Studies
import StudyContract
import TestSupport
import Testing

@testable import Reporting

/// What the page of a study says, of a model that is solved by hand: `never` has 1, `risky` 1 + x0, `steady` 1.4.
@Suite struct StudyPageTests {
  private func page(futures: Int = 1024) throws -> StudyPage {
    let model = LeverModel(costs: [1, 0.25], factorCount: 2) { levers, factors in
      1 + levers[0] * factors[0] + 0.4 * levers[1]
    }
    let study = Study(
      name: "page", economy: Economy(name: "anywhere"),
      policies: [
        model.policy("never", [0, 0]), model.policy("risky", [1, 0]),
        model.policy("steady_mix", [0, 1]),
      ],
      priors: [
        FactorPrior(factor: "x0", distribution: .uniform(low: 0, high: 1)),
        FactorPrior(factor: "x1", distribution: .uniform(low: 0, high: 1)),
      ],
      start: 2020, end: 2030, outcomes: [Objective(name: "value", direction: .maximize)],
      design: DesignSpecification(kind: .sobol, futures: futures, seed: 1))
    let session = try StudySession(study, model: model, context: RunContext(threads: 2))
    return StudyPage(try session.findings(), version: "test")
  }

  private func text(_ blocks: [Document.Block]) -> String {
    TextRenderer.render(Document([blocks])).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  @Test func whatDecidesSaysWhichWayAndOfHowManyFutures() throws {
    let page = try page()
    let text = text(page.decides)
    #expect(
      text.hasPrefix("What decides between \"risky\" and steady_mix Asked of all 1,024 futures"))
    #expect(text.contains("High values of x0 favour \"risky\": the lead of"))
    // The lead is x0 - 0.4: means over thirds of an even design.
    #expect(text.contains("is +0.433 in the third of futures where it is highest and -0.233 where"))
    #expect(!text.contains("x1 favour") && !text.contains("High values of x1"))
    #expect(page.fails.contains(.text("Asked of all 1,024 futures of the run.")))
    #expect(page.asked(of: 512) == "Asked of the first 512 of the 1,024 futures of the run.")
  }

  @Test func aStudyWithoutLuckDoesNotSpeakOfIt() throws {
    let html = try page(futures: 256).html
    #expect(!html.lowercased().contains("luck"))
  }

  @Test func namesOfOnePlainWordAreSetOff() throws {
    let html = try page(futures: 256).html
    #expect(html.contains("<code>risky</code>"))
    for phrase in ["Why risky leads", "between risky and", ">risky leads", "over never"] {
      #expect(!html.contains(phrase), "\(phrase)")
    }
    #expect(Figures.mix("never") == "\"never\"" && Figures.mix("baseline") == "baseline")
    #expect(Figures.mix("steady_mix") == "steady_mix" && Figures.mix("mix2") == "mix2")
  }
}
