import Foundation
import ModelContract

/// How large an error in the difference of two policies would turn a ranking around.
///
/// Two policies with the expectations a and b change places when the logarithm of their ratio is off by
/// `|ln(a / b)|`: errors are errors of logarithms, as those of a backtest are.
public struct Overturning: Sendable, Hashable {
  /// Name of the beliefs.
  public let beliefs: String
  /// The policy that is ahead in the scenario of the verdict.
  public let leader: String
  /// The one behind it.
  public let runnerUp: String
  /// The error that turns the two around.
  public let error: Double
  /// The error that puts the baseline ahead of the leader; nil where the baseline leads.
  public let baselineError: Double?

  /// Nil unless there are two policies and all have an expectation above 0.
  public init?(_ comparison: Comparison) {
    let sign = comparison.direction == .minimize ? -1.0 : 1.0
    let means = comparison.leadingScenario.policies.compactMap { policy in
      policy.outcomes.first { $0.outcome == comparison.rankedBy }?.mean.map {
        (policy: policy.policy, value: $0.value)
      }
    }.sorted { sign * $0.value > sign * $1.value }
    guard means.count > 1, means.allSatisfy({ $0.value > 0 }) else { return nil }
    beliefs = comparison.beliefs
    leader = means[0].policy
    runnerUp = means[1].policy
    error = abs(log(means[0].value / means[1].value))
    let baseline = means.dropFirst().first { $0.policy == comparison.baseline }
    baselineError = baseline.map { abs(log(means[0].value / $0.value)) }
  }
}
