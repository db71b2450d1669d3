import Ensembles
import ModelContract
import NumericCore
import Reporting
import Sampling
import Scenarios
import StudyContract
import TestSupport
import Testing

@testable import Studies

/// How much of a mix meets a target, where the answer is known.
@Suite struct RequirementTests {
  /// Four halvings of a sixteenth.
  private static let resolution = 1.0 / 256

  /// Value `lever0 + x / 2`, or half of it with lever1: the target `value >= 1` is met in the share of futures in which x is
  /// at least `2 - 2 lever0`.
  private func session(futures: Int = 4096, hasHalf: Bool = false) throws -> StudySession {
    let model = LeverModel(costs: [1, 0.25, 0], factorCount: 1) { levers, factors in
      levers[0] + levers[1] * 0.9 + factors[0] / 2
    }
    let study = Study(
      name: "targets", economy: Economy(name: "anywhere"),
      policies: [
        model.policy("nothing", [0, 0, 0]), model.policy("dear", [1, 0, 0]),
        model.policy("cheap", [0, 1, 0]), model.policy("useless", [0, 0, 1]),
      ] + (hasHalf ? [model.policy("half", [0.5, 0, 0])] : []),
      priors: [FactorPrior(factor: "x0", distribution: .uniform(low: 0, high: 1))],
      start: 2020, end: 2030, outcomes: [Objective(name: "value", direction: .maximize)],
      design: DesignSpecification(kind: .sobol, futures: futures, seed: 1))
    return try StudySession(study, model: model, context: RunContext(threads: 2))
  }

  @Test func theShareIsTheSmallestThatMeetsTheTarget() throws {
    let result = try session().requirement(
      RequirementParser.parse("value >= 1"), probability: 0.5)
    #expect(result.solutions.map(\.policy) == ["cheap", "dear"])
    // Half of the futures have x of at least 1/2, so that the lever has to give 3/4.
    let (cheap, dear) = (result.solutions[0], result.solutions[1])
    #expect(abs(dear.share - 0.75) <= Self.resolution)
    #expect(abs(cheap.share - 0.75 / 0.9) <= Self.resolution)
    #expect(abs(dear.cost!.value - dear.share) < 1e-12)
    #expect(abs(cheap.cost!.value - cheap.share / 4) < 1e-12)
    #expect(dear.probability.value >= 0.5 && dear.probability.value < 0.5 + 3 * Self.resolution)
    #expect(result.failures.map(\.policy) == ["useless"])
    #expect(result.failures[0].probability.value == 0)
    #expect(result.text.contains("Cheapest is cheap"))
  }

  /// Half of the way in time is half of the value: by 2025 twice as much is needed, which neither can give.
  @Test func theYearIsTheOneThatIsAsked() throws {
    let late = try session().requirement(
      RequirementParser.parse("value >= 0.5 by 2025"), probability: 0.5)
    #expect(abs(late.solutions.first { $0.policy == "dear" }!.share - 0.75) <= Self.resolution)
    let never = try session().requirement(
      RequirementParser.parse("value >= 1 by 2025"), probability: 0.5)
    #expect(never.solutions.isEmpty && never.failures.count == 3)
    #expect(never.text.contains("No mix meets the target"))
  }

  /// A mix that states half of what is needed is taken as far again as its lever goes.
  @Test func aMixIsTakenPastWhatItStates() throws {
    let result = try session(hasHalf: true).requirement(
      RequirementParser.parse("value >= 1"), probability: 0.5)
    let half = try #require(result.solutions.first { $0.policy == "half" })
    // The grid beyond has steps of an eighth of the way to the bound, halved four times.
    #expect(abs(half.share - 1.5) <= 1.0 / 8 / 16)
    #expect(abs(half.mix.levers["lever0"]!.value(at: 2030) - half.share / 2) < 1e-12)
  }

  @Test func singleLeversHaveLevels() throws {
    let result = try session().requirement(
      RequirementParser.parse("value >= 1"), probability: 0.5, levers: "lever0,lever2")
    #expect(result.solutions.map(\.policy) == ["lever0_up"])
    let level = try #require(result.solutions.first?.level)
    #expect(abs(level - 0.75) <= Self.resolution)
    #expect(result.failures.map(\.policy) == ["lever2_up"])
    #expect(throws: UsageError.self) {
      try session().requirement(
        RequirementParser.parse("value >= 1"), probability: 0.5, levers: "lever9")
    }
  }

  /// The cheap mix costs 0.21 and the dear one 0.75.
  @Test func whatIsTooDearIsMarked() throws {
    func result(_ limit: CostLimit) throws -> StudyRequirement {
      try session().requirement(
        RequirementParser.parse("value >= 1"), probability: 0.5, costLimit: limit)
    }
    let some = try result(.amount(0.5))
    #expect(some.solutions.map(\.isTooDear) == [false, true])
    #expect(some.affordable.map(\.policy) == ["cheap"] && some.text.contains("dear !"))
    let none = try result(.amount(0.1))
    let words = none.text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(none.affordable.isEmpty && words.contains("that does, cheap, costs"))
    // A model without income has no output of which to take a share.
    #expect(throws: UsageError.self) { try result(.shareOfOutput(0.02)) }
  }

  @Test func aTargetThatTheBaselineMeetsCostsNothing() throws {
    let result = try session(futures: 64).requirement(
      RequirementParser.parse("value < 5"), probability: 0.9)
    #expect(result.solutions.allSatisfy { $0.share == 0 && $0.cost!.value == 0 })
    #expect(result.text.contains("meets the target as it is"))
  }

  @Test(arguments: [
    ("valu >= 1", 0.5, "did you mean value"), ("value >= 1 by 2040", 0.5, "runs from"),
    ("value >= 1", 1.5, "--probability"), ("value = 1", 0.5, "expected an outcome"),
    ("value >= much", 0.5, "expected an outcome"), ("value >= 1 by soon", 0.5, "calendar year"),
    ("value >= 1 and value < 2", 0.5, "expected an outcome"), ("", 0.5, "expected an outcome"),
  ])
  func whatCannotBeAskedIsSaid(target: String, probability: Double, sentence: String) throws {
    do {
      _ = try session(futures: 64).requirement(
        RequirementParser.parse(target), probability: probability)
      Issue.record("\(target) was answered")
    } catch {
      #expect("\(error)".contains(sentence), "\(error)")
    }
  }
}
