import Analysis
import Foundation
import ModelContract
import StudyContract

/// How large an error in the difference of two policies would overturn a ranking, beside the error of differences that
/// backtests show.
struct Overturning {
  /// The line for results.
  let sentence: String

  /// Nil when there are no two policies with an expected outcome above 0, or no backtest of differences.
  init?(_ comparison: Comparison, _ test: EnsembleTest) {
    guard let shown = (test.row("heldOutInSpace") ?? test.row("inSample"))?.differenceError,
      let scenario = comparison.scenarios.first
    else { return nil }
    let sign = comparison.direction == .minimize ? -1.0 : 1.0
    let means = scenario.policies.compactMap { policy in
      policy.outcomes.first { $0.outcome == comparison.rankedBy }?.mean.map {
        (policy: policy.policy, value: $0.value)
      }
    }.sorted { sign * $0.value > sign * $1.value }
    guard means.count > 1, means.allSatisfy({ $0.value > 0 }) else { return nil }
    let needed = abs(log(means[0].value / means[1].value))
    func percent(_ logarithm: Double) -> String {
      let value = expm1(logarithm) * 100
      return String(
        format: value < 10 ? "%.1f" : "%.0f", locale: Locale(identifier: "en_US_POSIX"), value)
    }
    var text =
      "under the \(comparison.beliefs) an error of \(percent(needed)) % in the difference between "
      + "\(means[0].policy) and \(means[1].policy) would turn the two around"
    if let baseline = means.first(where: { $0.policy == comparison.baseline }),
      baseline.policy != means[0].policy
    {
      text +=
        " and one of \(percent(abs(log(means[0].value / baseline.value)))) % would put the baseline "
        + "ahead of \(means[0].policy)"
    }
    sentence =
      text
      + "; differences of income between two economies were missed by \(percent(shown)) % in the backtest, "
      + "and no difference between two policies of one economy was ever observed"
  }
}
