import Ensembles
import ModelContract

/// Rows of `failures.csv`: which run failed, where it left the model's domain, and every factor of its future.
public enum FailureRows {
  /// The table with its header.
  ///
  /// - Parameters:
  ///   - failures: the failures with what their replay found; nil where it found nothing.
  ///   - scenarios: names of the scenarios.
  ///   - policies: names of the policies.
  ///   - factors: names of the factors.
  public static func table(
    _ failures: [(failure: Failure, reason: FailureReason?)], scenarios: [String],
    policies: [String], factors: [String]
  ) -> CSVRows {
    var rows = CSVRows()
    rows.appendRow(
      ["scenario", "policy", "future", "outcomes", "first_year", "first_quantity", "first_value"]
        + factors)
    for (failure, reason) in failures {
      rows.append(scenarios[failure.scenario])
      rows.append(policies[failure.policy])
      rows.append(failure.future)
      rows.append(failure.outcomes.joined(separator: " "))
      if let reason {
        rows.append(reason.year)
        rows.append(reason.quantity)
        rows.append(reason.value)
      } else {
        rows.append("")
        rows.append("")
        rows.append("")
      }
      for value in failure.factors { rows.append(value) }
      rows.endRow()
    }
    return rows
  }
}
