import Analysis
import ModelContract

/// How the reports look things up in a comparison.
extension Comparison {
  /// The baseline as a phrase: `the baseline`, with its name where that is another word.
  var baselinePhrase: String {
    baseline == "baseline" ? "the baseline" : "the baseline \(Figures.mix(baseline))"
  }

  /// The leader's difference to the baseline on the outcome that decides; nil when the baseline leads.
  var leadersDifference: PairedDifference? {
    verdict.leader == baseline
      ? nil : leadingScenario.difference(of: verdict.leader, on: rankedBy)
  }

  /// The policies that are equal for practical purposes, or cannot be told apart, the leader first.
  var rivals: [String] {
    let isEqual = verdict.finding == .equalForPracticalPurposes
    let names =
      isEqual && verdict.practicallyEqual.count > 1
      ? verdict.practicallyEqual : verdict.contenders
    return [verdict.leader] + names.filter { $0 != verdict.leader }
  }
}

/// How several sets of beliefs go together.
enum Agreement {
  /// Same leader, same finding.
  case agree
  /// Same leader, but one set leaves open what another decides.
  case differInCertainty
  /// Another leader, but neither set excludes the other's.
  case differWithinError
  /// Another leader, and some set excludes the other's.
  case differ

  /// The gravest disagreement of any set of beliefs with the leading one.
  init(_ comparisons: [Comparison]) {
    let findings = comparisons.dropFirst().map {
      BeliefsComparison(prior: comparisons[0], ensemble: $0).finding
    }
    if findings.contains(.differ) {
      self = .differ
    } else if findings.contains(.differWithinError) {
      self = .differWithinError
    } else {
      self = findings.contains(.differInCertainty) ? .differInCertainty : .agree
    }
  }
}

extension ScenarioComparison {
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
