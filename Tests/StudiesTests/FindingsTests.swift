import Analysis
import Ensembles
import ModelContract
import NumericCore
import Sampling
import StudyContract
import TestSupport
import Testing

@testable import Studies

/// What one page shows is what the commands say, of the same futures.
@Suite struct FindingsTests {
  /// Gains over `nothing` are x for `risky`, 0.4 for `steady`, and 0.1 for `weak`; nothing has 1.
  private func session(futures: Int = 1024, threads: Int = 2) throws -> StudySession {
    let model = LeverModel(costs: [1, 0.25, 0], factorCount: 2) { levers, factors in
      1 + levers[0] * factors[0] + 0.4 * levers[1] + 0.1 * levers[2]
    }
    let study = Study(
      name: "page", economy: Economy(name: "anywhere"),
      policies: [
        model.policy("nothing", [0, 0, 0]), model.policy("risky", [1, 0, 0]),
        model.policy("steady", [0, 1, 0]), model.policy("weak", [0, 0, 1]),
      ],
      priors: [
        FactorPrior(factor: "x0", distribution: .uniform(low: 0, high: 1)),
        FactorPrior(factor: "x1", distribution: .uniform(low: 0, high: 1)),
      ],
      start: 2020, end: 2030, outcomes: [Objective(name: "value", direction: .maximize)],
      design: DesignSpecification(kind: .sobol, futures: futures, seed: 1))
    return try StudySession(study, model: model, context: RunContext(threads: threads))
  }

  @Test func gainsAreThoseOfTheComparisonAndSpreadsThoseOfFutures() throws {
    let findings = try session().findings()
    let comparison = try session().compare()
    #expect(findings.comparison.runs[0].comparison == comparison.runs[0].comparison)
    #expect(findings.policies == ["nothing", "risky", "steady", "weak"])
    #expect(!findings.isRelative && findings.gains.count == 1 && findings.gains[0].count == 1)
    let own = findings.gains[0][0]
    for (position, policy) in findings.policies.enumerated().dropFirst() {
      let difference = comparison.runs[0].comparison.leadingScenario.difference(
        of: policy, on: "value")
      #expect(own.place.gains[position].value == difference?.difference?.value)
    }
    // A tenth of a uniform law lies below 0.1 and above 0.9, to within the gap of 1,024 even points.
    let risky = own.spreads[1]
    #expect(abs(risky.low! - 0.1) < 0.002 && abs(risky.high! - 0.9) < 0.002)
    #expect(own.spreads[2].quantiles.allSatisfy { abs($0 - 0.4) < 1e-12 })
    #expect(own.place.regrets[1] == 0 && abs(own.place.regrets[2] - 0.1) < 0.001)
  }

  @Test func theQuestionsAreAskedOfTheSameFutures() throws {
    let findings = try session().findings()
    #expect(findings.leader == "risky" && findings.rival == "steady")
    let split = try findings.attribution.get()
    #expect(split.first.name == "risky" && split.second.name == "nothing")
    #expect(split.parts.map(\.part.name) == ["lever0"])
    // The difference is x0 - 0.4, so that x0 decides all of it.
    let sensitivity = try findings.sensitivity.get()
    #expect(
      sensitivity.ordered[0].factor == "x0" && sensitivity.ordered[0].estimates[0].value > 0.95)
    // The rival is better where x0 is below 0.4.
    let box = try #require(try findings.discovery.get().finding.boxes.first)
    #expect(box.limits.map(\.factor) == ["x0"])
    #expect(abs((box.limits[0].high ?? 0) - 0.4) < 0.03 && box.heldOut.density > 0.97)
    let robustness = try findings.robustness.get()
    #expect(robustness.all.policies == findings.policies && robustness.all.futures == 1024)
  }

  @Test func directionsAreThoseOfTheLead() throws {
    let findings = try session().findings()
    #expect(findings.directions.map(\.factor) == ["x0", "x1"])
    let (own, idle) = (findings.directions[0], findings.directions[1])
    // The lead is x0 - 0.4, over thirds of an even design.
    #expect(abs(own.high - (5.0 / 6 - 0.4)) < 0.005 && abs(own.low - (1.0 / 6 - 0.4)) < 0.005)
    #expect(own.difference.low > 0 && !idle.difference.isDistinguishableFromZero)
    // Nothing but factors is drawn in this model.
    #expect(try findings.sensitivity.get().warnings.isEmpty)
  }

  @Test func aQuestionWithoutAnAnswerSaysWhy() throws {
    var alone = try session()
    try alone.select(policies: "nothing")
    let findings = try alone.findings()
    #expect(findings.rival == nil && findings.directions.isEmpty)
    guard case .failure(let reason) = findings.discovery else {
      Issue.record("a single mix was compared")
      return
    }
    #expect(reason.description.contains("single policy mix"))
    var dominated = try session()
    try dominated.select(policies: "steady,weak")
    guard case .failure(let never) = try dominated.findings().discovery else {
      Issue.record("a mix that never wins has no box")
      return
    }
    #expect(never.description.contains("None of 1024 futures"))
  }

  @Test func threadsChangeNothing() throws {
    let one = try session(threads: 1).findings()
    let three = try session(threads: 3).findings()
    #expect(one.gains[0][0].spreads == three.gains[0][0].spreads)
    #expect(try one.sensitivity.get().rows == three.sensitivity.get().rows)
  }
}
