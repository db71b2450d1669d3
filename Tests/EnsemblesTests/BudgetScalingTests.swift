import Ensembles
import ModelContract
import Sampling
import StudyContract
import TestSupport
import Testing

@Suite struct BudgetScalingTests {
  /// Cost of the toy is `dial * 10 years * (1 + growth)`; growth has mean 0.035 over its Sobol' pilot, whose
  /// 512 points leave an error of the mean below 1e-5.
  private static let costOfDial = 10 * 1.035
  private static let pilotError = 1e-3
  private static let rule = Budget(outcome: "cost", aboveBaseline: 1.5, tolerance: 0.1)

  private func pilot(_ policies: [Policy] = Toy.policies) throws -> Experiment {
    let specification = BudgetScaling.pilotDesign
    return try Toy.experiment(
      futures: specification.futures, seed: specification.seed, kind: specification.kind,
      policies: policies)
  }

  @Test func expensiveMixesMeetTheBudget() throws {
    let scaled = try BudgetScaling.scale(pilot(), to: Self.rule, baseline: "status_quo")
    #expect(scaled.map(\.policy.name) == ["status_quo", "push", "rest"])
    let push = scaled[1]
    #expect(!push.isWithinBudget)
    #expect(abs(push.unscaledDifference - 0.4 * Self.costOfDial) < Self.pilotError)
    #expect(abs(push.difference - 1.5) <= Self.rule.tolerance / 10)
    // Linear: 0.1 + 0.4 * share costs 1.5 more than 0.1.
    let share = 1.5 / (0.4 * Self.costOfDial)
    #expect(abs(push.share - share) < Self.rule.tolerance)
    #expect(push.policy.levers["dial"]!.value(at: 2030) == 0.1 + push.share * (0.5 - 0.1))
  }

  @Test func cheapMixesStayAsTheyAre() throws {
    let scaled = try BudgetScaling.scale(pilot(), to: Self.rule, baseline: "status_quo")
    #expect(scaled[0].policy == Toy.policies[0] && scaled[0].isWithinBudget)
    #expect(scaled[0].difference == 0)
    #expect(scaled[2].policy == Toy.policies[2] && scaled[2].isWithinBudget)
    #expect(scaled[2].difference < 0)
  }

  /// The toy's dial ends at 1: a mix at 0.2 can be taken up to there, 0.4 costs 0.3 above the baseline, 1 costs 0.9.
  @Test func cheapMixesAreScaledUpWhereTheRuleSaysSo() throws {
    let mixes = [Toy.policies[0], Toy.policy("modest", dial: 0.15)]
    var rule = Self.rule
    rule.scalesUp = true
    rule.aboveBaseline = 2
    let scaled = try BudgetScaling.scale(pilot(mixes), to: rule, baseline: "status_quo")[1]
    // The dial may go to 1 and the share to 3 at most, which leaves 0.1 + 3 * 0.05.
    #expect(scaled.share == Policy.mostShare && scaled.difference < rule.aboveBaseline)
    rule.aboveBaseline = 1
    let met = try BudgetScaling.scale(pilot(mixes), to: rule, baseline: "status_quo")[1]
    #expect(met.share > 1 && abs(met.difference - 1) <= rule.tolerance / 10)
    #expect(abs(met.policy.levers["dial"]!.value(at: 2030) - (0.1 + 1 / Self.costOfDial)) < 0.01)
  }

  @Test func aMixGoesNoFurtherThanItsBounds() {
    let levers = [
      Lever(name: "dial", meaning: "", unit: .fraction, admissible: 0...1, cost: 1)
    ]
    let traits = [Trait(name: "kind", meaning: "", admissible: 0...1)]
    func mix(_ dial: Path, kind: Path = 0.5) -> Policy {
      Policy(name: "mix", levers: ["dial": dial], traits: ["kind": kind])
    }
    func largest(_ mix: Policy, from other: Policy) -> Double {
      mix.largestShare(from: other, levers: levers, traits: traits)
    }
    let base = mix(0.2)
    #expect(abs(largest(mix(0.6), from: base) - 2) < 1e-11)
    #expect(largest(mix(1), from: base) == 1)
    #expect(largest(base, from: base) == 1)
    #expect(largest(mix(0.21), from: base) == Policy.mostShare)
    // Downwards, and by whatever comes first to its bound.
    #expect(abs(largest(mix(0.1), from: base) - 2) < 1e-11)
    #expect(abs(largest(mix(0.3, kind: 0.9), from: base) - 1.25) < 1e-11)
    let ramp = Path([.init(year: 2025, value: 0.2), .init(year: 2030, value: 0.8)])
    let far = mix(ramp).moved(towards: base, share: largest(mix(ramp), from: base))
    #expect(far.levers["dial"]!.breakpoints.allSatisfy { levers[0].admissible.contains($0.value) })
  }

  @Test func theOrderOfMixesDoesNotMatter() throws {
    let forward = try BudgetScaling.scale(pilot(), to: Self.rule, baseline: "status_quo")
    let backward = try BudgetScaling.scale(
      pilot(Toy.policies.reversed()), to: Self.rule, baseline: "status_quo",
      context: RunContext(threads: 1))
    #expect(forward == backward.reversed())
  }

  @Test func mistakesAreNamed() throws {
    #expect(throws: EnsembleError.self) {
      try BudgetScaling.scale(pilot(), to: Self.rule, baseline: "nobody")
    }
    #expect(throws: EnsembleError.self) {
      try BudgetScaling.scale(
        pilot(), to: Budget(outcome: "price", aboveBaseline: 1, tolerance: 0.1),
        baseline: "status_quo")
    }
    #expect(throws: EnsembleError.self) {
      // Even with all levers at the baseline's a mix cannot cost 1 less than the baseline.
      try BudgetScaling.scale(
        pilot(), to: Budget(outcome: "cost", aboveBaseline: -1, tolerance: 0.1),
        baseline: "status_quo")
    }
  }
}
