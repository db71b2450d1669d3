import Analysis
import ModelContract

/// How the reports look things up in a comparison.
extension Comparison {
  /// The scenario the verdict is given for: the most probable one, and the first when none has a
  /// probability or several share the highest.
  var leadingScenario: ScenarioComparison {
    var leading = scenarios[0]
    for scenario in scenarios.dropFirst()
    where (scenario.probability ?? 0) > (leading.probability ?? 0) { leading = scenario }
    return leading
  }

  /// The leader's difference to the baseline on the outcome that decides; nil when the baseline leads.
  var leadersDifference: PairedDifference? {
    verdict.leader == baseline
      ? nil : leadingScenario.difference(of: verdict.leader, on: rankedBy)
  }

  /// Scenarios in which another policy leads, in the study's order.
  var changes: [(scenario: String, leader: String)] {
    scenarios.compactMap { scenario in
      verdict.scenariosThatChangeIt[scenario.scenario].map { (scenario.scenario, $0) }
    }
  }

  /// Whether two sets of beliefs lead to the same verdict: the same finding, and the same leader or at
  /// least the same set of policies that cannot be told apart.
  func agrees(with other: Comparison) -> Bool {
    guard verdict.finding == other.verdict.finding else { return false }
    if verdict.leader == other.verdict.leader { return true }
    return verdict.finding != .clear && Set(verdict.contenders) == Set(other.verdict.contenders)
  }
}

extension ScenarioComparison {
  func difference(of policy: String, on outcome: String) -> PairedDifference? {
    differences.first { $0.policy == policy && $0.outcome == outcome }
  }

  func statistics(of policy: String) -> PolicyStatistics? {
    policies.first { $0.policy == policy }
  }

  /// Failed runs over all policies of the scenario.
  var failedRuns: Int { policies.reduce(0) { $0 + $1.failedRuns } }
}

extension PolicyStatistics {
  func statistics(of outcome: String) -> OutcomeStatistics? {
    outcomes.first { $0.outcome == outcome }
  }

  /// Runs in which some outcome failed: at least the largest count of any one.
  var failedRuns: Int { outcomes.map(\.failed).max() ?? 0 }
}
