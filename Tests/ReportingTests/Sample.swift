import ModelContract
import StudyContract

@testable import Analysis
@testable import Reporting

/// Hand-made comparisons of three mixes in three scenarios, small enough to check by eye.
enum Sample {
  static let outcomes = [
    Outcome(
      name: "discounted_consumption", meaning: "discounted national consumption",
      unit: .discountedOutput, direction: .maximize),
    Outcome(
      name: "income", meaning: "income per head relative to the frontier",
      unit: .relativeToFrontier, direction: .maximize),
    Outcome(
      name: "fiscal_cost", meaning: "discounted fiscal cost", unit: .discountedOutput,
      direction: .minimize),
    Outcome(
      name: "catch_up_year", meaning: "first year at half the frontier's income",
      unit: .calendarYear, direction: .minimize, isCensored: true),
    Outcome(name: "trap", meaning: "1 if stuck, else 0", unit: .fraction, direction: .minimize),
    Outcome(
      name: "terminal_value", meaning: "consumption after the horizon", unit: .discountedOutput,
      direction: .maximize),
  ]

  static let mixes = ["business_as_usual", "balanced_aligned", "missions_diversification"]

  static func estimate(_ value: Double, halfWidth: Double, ensembleError: Double = 0) -> Estimate {
    Estimate(
      value: value, standardError: halfWidth / 2, designError: halfWidth / 2,
      ensembleError: ensembleError, low: value - halfWidth, high: value + halfWidth)
  }

  static func statistics(_ outcome: Outcome, mean: Double, failed: Int = 0) -> OutcomeStatistics {
    OutcomeStatistics(
      outcome: outcome.name,
      mean: outcome.isCensored ? nil : estimate(mean, halfWidth: 0.01),
      probabilityReached: outcome.isCensored ? estimate(0.3, halfWidth: 0.01) : nil,
      probabilityThresholdMet: outcome.name == "income" ? estimate(0.42, halfWidth: 0.01) : nil,
      standardDeviation: outcome.isCensored ? nil : 0.5,
      quantiles: outcome.isCensored
        ? [2041, 2055, .infinity, .infinity, .infinity]
        : [mean - 1, mean - 0.5, mean, mean + 0.5, mean + 1],
      quantileRankError: 0, succeeded: 4096 - failed, failed: failed)
  }

  /// A scenario in which the mixes stand in the order of `ranked`, the second 0.1 behind the first.
  static func scenario(
    _ name: String, ranked: [String], probability: Double? = nil, isInert: Bool = false,
    failed: Int = 0, ensembleError: Double = 0, halfWidth: Double = 0.03,
    contenders: [String]? = nil
  ) -> ScenarioComparison {
    func mean(_ mix: String) -> Double { 12.0 - 0.4 * Double(ranked.firstIndex(of: mix)!) }
    let baselineMean = mean(mixes[0])
    return ScenarioComparison(
      scenario: name, probability: probability,
      policies: mixes.map { mix in
        PolicyStatistics(
          policy: mix,
          outcomes: outcomes.map {
            statistics($0, mean: $0.unit == .fraction ? 0.125 : mean(mix), failed: failed)
          })
      },
      differences: mixes.dropFirst().flatMap { mix in
        outcomes.map { outcome in
          PairedDifference(
            policy: mix, baseline: mixes[0], outcome: outcome.name,
            difference: outcome.isCensored
              ? nil
              : estimate(
                mean(mix) - baselineMean, halfWidth: halfWidth, ensembleError: ensembleError),
            probabilityBetter: 0.87)
        }
      },
      ranking: ranked.enumerated().map { position, mix in
        RankingRow(
          policy: mix, mean: mean(mix), shareBest: [0.41, 0.35, 0.24][position],
          confidenceBest: [0.998, 0.002, 0][position], expectedRank: 1.7 + Double(position) * 0.3,
          expectedRegret: 0.2 * Double(position + 1), distanceToBest: -0.1...0.4,
          isContender: (contenders ?? [ranked[0]]).contains(mix),
          shareBestEstimate: estimate([0.41, 0.35, 0.24][position], halfWidth: 0.02),
          regretEstimate: estimate(0.2 * Double(position + 1), halfWidth: 0.01))
      },
      incompleteFutures: failed, isInert: isInert,
      winners: outcomes.filter { $0.direction != .describe }.map {
        OutcomeWinner(outcome: $0.name, policy: ranked[0], isCertain: $0.name != "trap")
      })
  }

  static func comparison(
    beliefs: String = "prior", finding: Verdict.Finding = .clear,
    leader: String = "balanced_aligned", contenders: [String]? = nil,
    changes: [String: String] = [:], terminal: String? = nil, isSameInEveryFuture: Bool = false,
    scenarios: [ScenarioComparison]? = nil, failedRuns: Int = 0,
    direction: Outcome.Direction = .maximize, ensemble: EnsembleSize? = nil,
    leadingScenario: String = "reference", certainty: Bool = true
  ) -> Comparison {
    let order = [leader] + mixes.filter { $0 != leader }
    return Comparison(
      beliefs: beliefs, baseline: mixes[0], rankedBy: "discounted_consumption",
      direction: direction, indifferenceMargin: 0.05, futures: 4096, failedRuns: failedRuns,
      failures: failedRuns == 0
        ? []
        : [FailedRun(scenario: "reference", policy: leader, future: 12, outcome: "income")],
      ensemble: ensemble,
      scenarios: scenarios ?? [
        scenario("reference", ranked: order, contenders: contenders),
        scenario("technology_decoupling", ranked: order.reversed()),
        scenario("turbulent_world", ranked: order, isInert: true),
      ],
      maximumRegret: Dictionary(uniqueKeysWithValues: mixes.map { ($0, 0.31) }),
      maximumRegretIntervals: Dictionary(uniqueKeysWithValues: mixes.map { ($0, 0.28...0.34) }),
      breakEvens: [
        BreakEven(
          scenario: "technology_decoupling", holder: leader, challenger: "missions_diversification",
          probability: 0.37, isCertain: certainty),
        BreakEven(
          scenario: "turbulent_world", holder: leader, challenger: nil, probability: nil),
      ],
      verdict: Verdict(
        finding: finding, leadingScenario: leadingScenario, leader: leader,
        runnerUp: mixes.first { $0 != leader }, lead: estimate(0.4, halfWidth: 0.03),
        contenders: contenders ?? [leader], scenariosThatChangeIt: changes,
        leaderChanges: changes.keys.sorted().map {
          LeaderChange(scenario: $0, leader: changes[$0]!, isCertain: certainty)
        }, leaderWithTerminalValue: terminal,
        isSameInEveryFuture: isSameInEveryFuture))
  }

  static func report(_ comparisons: [Comparison]) -> RunReport {
    RunReport(
      study: "first_study", title: "First study",
      question: "Which mix serves a generic latecomer best when all may spend the same?",
      economy: "generic latecomer: a middle-income economy at a quarter of the frontier's income",
      horizon: 2025...2065, step: 0.5, discountRate: 0.04, outcomes: outcomes,
      thresholds: ["income": 0.5], comparisons: comparisons,
      scenarios: [
        Scenario(name: "reference", summary: "the world goes on as it did"),
        Scenario(name: "turbulent_world", summary: "crises twice as often"),
      ],
      budget: BudgetResult(
        rule: Budget(outcome: "fiscal_cost", aboveBaseline: 0.15, tolerance: 0.01),
        policies: [
          ScaledPolicy(
            policy: "balanced_aligned", share: 0.612, achieved: 0.1502,
            paths: ["public_research 0.005 to 0.011 from 2030", "education 0.6"]),
          ScaledPolicy(
            policy: "missions_diversification", share: 1, achieved: 0.08, paths: []),
        ]),
      caveats: [.note("The ensemble has not converged.")],
      provenance: [ProvenanceCount(subject: "initial conditions", judgement: 11, total: 17)],
      seed: 0, design: "4,096 futures, 32 scrambled Sobol' replicates; rounded up from 4,000",
      model: "capability_accumulation 1")
  }
}
