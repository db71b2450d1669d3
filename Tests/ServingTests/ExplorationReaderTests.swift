import Ensembles
import ModelContract
import NumericCore
import Sampling
import Studies
import StudyContract
import TestSupport
import Testing

@testable import Serving

/// Bodies of requests: what a study has is read, what it has not is refused with the member that is at fault.
@Suite struct ExplorationReaderTests {
  private let reader: ExplorationReader

  init() throws {
    let model = LeverModel(costs: [1, 0.25], factorCount: 1) { levers, factors in
      1 + levers[0] * factors[0] + levers[1]
    }
    let study = Study(
      name: "moved", economy: Economy(name: "anywhere"),
      policies: [model.policy("nothing", [0, 0]), model.policy("steady", [0, 0.5])],
      scenarios: [Scenario(name: "calm"), Scenario(name: "storm")],
      priors: [FactorPrior(factor: "x0", distribution: .uniform(low: 0, high: 1))],
      start: 2020, end: 2030,
      outcomes: [
        Objective(name: "value", direction: .maximize),
        Objective(name: "fiscal_cost", direction: .describe),
      ], design: DesignSpecification(kind: .sobol, futures: 64, seed: 1))
    reader = ExplorationReader(try StudySession(study, model: model))
  }

  private func read(_ text: String) throws -> ExplorationRequest {
    try reader.read(Array(text.utf8))
  }

  private func complaint(_ text: String) -> String {
    do {
      _ = try read(text)
      return ""
    } catch { return (error as? UsageError)?.description ?? "\(error)" }
  }

  @Test func whatIsAbsentIsTheStudys() throws {
    let request = try read("{}")
    #expect(request.scenario == "calm" && request.beliefs == "prior")
    #expect(request.rankedBy == "value" && request.discountRate == 0.03)
    #expect(request.mix == MovedMix(name: "current_mix", basedOn: "nothing"))
    #expect(request.baseline == MovedMix(name: "changed_baseline", basedOn: "nothing"))
  }

  @Test func everyMemberIsRead() throws {
    let request = try read(
      """
      {"scenario": "storm", "beliefs": "prior", "ranked_by": "value", "discount_rate": 0.05, "economy": {},
       "mix": {"name": "mine", "based_on": "steady", "levers": {"lever0": 1e-1}, "traits": {}},
       "baseline": {"levers": {"lever1": 1}}}
      """)
    #expect(request.scenario == "storm" && request.discountRate == 0.05)
    #expect(request.mix == MovedMix(name: "mine", basedOn: "steady", levers: ["lever0": 0.1]))
    #expect(request.baseline.levers == ["lever1": 1] && request.baseline.basedOn == "nothing")
  }

  @Test(arguments: [
    "", "{", "[]", "1", "null", "{\"mix\": 1}", "{\"mix\": {\"levers\": []}}",
    "{\"mix\": {\"levers\": {\"lever0\": NaN}}}", "{\"mix\": {\"levers\": {\"lever0\": Infinity}}}",
    "{\"mix\": {\"levers\": {\"lever0\": 1e999}}}", "{\"mix\": {\"levers\": {\"lever0\": true}}}",
    "{\"mix\": {\"levers\": {\"lever0\": \"0.5\"}}}", "{\"mix\": {\"levers\": {\"lever0\": null}}}",
    "{\"scenario\": 3}", "{\"discount_rate\": \"3 %\"}",
  ])
  func whatIsNoRequestIsRefused(body: String) { #expect(!complaint(body).isEmpty) }

  @Test func namesAndBoundsAreTheStudys() {
    #expect(
      complaint("{\"mix\": {\"levers\": {\"lever0\": 1.01}}}")
        == "mix.levers.lever0 is 1.01; it lies between 0.0 and 1.0.")
    #expect(
      complaint("{\"baseline\": {\"levers\": {\"lever0\": -1}}}").hasPrefix("baseline.levers"))
    #expect(
      complaint("{\"mix\": {\"levers\": {\"levr0\": 0}}}")
        == "There is no lever \"levr0\"; did you mean lever0?")
    #expect(complaint("{\"scenario\": \"strom\"}").contains("did you mean storm?"))
    #expect(complaint("{\"beliefs\": \"ensemble\"}").contains("set of beliefs"))
    // An outcome without a direction ranks nothing.
    #expect(complaint("{\"ranked_by\": \"fiscal_cost\"}").contains("outcome to rank by"))
    #expect(complaint("{\"discount_rate\": 0.9}").contains("0.3"))
    #expect(complaint("{\"economy\": {\"x0\": 0.5}}").contains("initial condition"))
    #expect(complaint("{\"mix\": {\"based_on\": \"none\"}}").contains("policy"))
    #expect(complaint("{\"mixes\": {}}").contains("There is no member \"mixes\""))
    #expect(complaint("{\"mix\": {\"lever\": {}}}").contains("There is no member \"lever\""))
    #expect(complaint("{\"baseline\": {\"name\": \"x\"}}").contains("changed_baseline"))
  }

  @Test(arguments: [
    "", "Mine", "my mix", "1st", "_x", "../x", "x/y", "a\\nb", "steady", "nothing",
    "changed_baseline", "<b>", "é", String(repeating: "a", count: 41),
  ])
  func namesAreThoseThatFilesTake(name: String) {
    #expect(complaint("{\"mix\": {\"name\": \"\(name)\"}}").contains("mix.name"))
  }

  /// A body of the largest size and of the greatest depth is an error and no crash.
  @Test func whatIsDeepOrLongIsRefused() {
    let depth = HTTPRequestReader.mostBody / 2
    #expect(!complaint(String(repeating: "[", count: depth)).isEmpty)
    #expect(!complaint(String(repeating: "{\"mix\":", count: depth / 4)).isEmpty)
    let long = String(repeating: "a", count: depth)
    let words = complaint("{\"mix\": {\"levers\": {\"\(long)\": 1}}}")
    #expect(!words.isEmpty && words.count < 300)
  }
}
