import Analysis
import ModelContract

/// The verdict of a run in one sentence, the same in every report.
///
/// It says which mix is best and by how much, or that the run cannot tell, or that it does not matter;
/// then what would change that: the scenario, the years after the horizon, the beliefs. Where sets of
/// beliefs lead to different verdicts, that is the verdict.
public enum VerdictSentence {
  /// Writes the sentence, with a full stop.
  public static func text(_ report: RunReport) -> String {
    let opening: String
    switch Agreement(report.comparisons) {
    case .agree:
      let leading = report.comparisons[0]
      let beliefs = report.comparisons.map { "the \($0.beliefs)" }
      let alike = beliefs.count > 1 ? "; \(Figures.list(beliefs)) agree" : ""
      return capitalized(finding(leading)) + changes(leading, report) + alike + "."
    case .differInCertainty:
      opening = "How sure the verdict is depends on what one believes: "
    case .differWithinError:
      opening = "Which mix is ahead depends, within error, on what one believes: "
    case .differ:
      opening = "The verdict depends on what one believes: "
    }
    let clauses = report.comparisons.map { comparison in
      "under the \(comparison.beliefs), \(finding(comparison))\(changes(comparison, report))"
    }
    return opening + clauses.joined(separator: "; ") + "."
  }

  /// What one set of beliefs says of its leading scenario, as a clause.
  static func finding(_ comparison: Comparison) -> String {
    let verdict = comparison.verdict
    let leader = Figures.mix(verdict.leader)
    let place =
      comparison.scenarios.count > 1
      ? " in the scenario \(comparison.leadingScenario.scenario)" : ""
    let everywhere = verdict.isSameInEveryFuture ? " in every single future" : ""
    let rivals = comparison.rivals
    let leads = verdict.leader == comparison.baseline
    let head =
      leads
      ? "\(comparison.baselinePhrase) is ahead" : "\(leader) is ahead, \(amount(comparison))"
    switch verdict.finding {
    case .clear where leads:
      return "no mix beats \(comparison.baselinePhrase)\(place)\(everywhere)"
    case .clear:
      return "\(leader) wins\(place)\(everywhere), \(amount(comparison))"
    case .tooCloseToCall:
      return "too close to call between \(Figures.mixes(rivals))\(place): \(head)"
    case .equalForPracticalPurposes:
      let margin = Figures.plain(comparison.indifferenceMargin, digits: 2)
      return "\(Figures.mixes(rivals)) are equal for practical purposes\(place), less than "
        + "\(margin) \(comparison.rankedBy) apart: \(head)"
    }
  }

  /// By how much the leader differs from the baseline, with the interval.
  static func amount(_ comparison: Comparison) -> String {
    guard let estimate = comparison.leadersDifference?.difference else {
      return "by a difference to the baseline that has no expectation"
    }
    let baselineName = "the baseline's"
    if estimate.value == 0 && estimate.low == 0 && estimate.high == 0 {
      return "with an expected \(comparison.rankedBy) equal to \(baselineName)"
    }
    let decimals = Figures.decimals(for: estimate)
    let sign = estimate.value < 0 ? -1.0 : 1.0
    let size = Figures.fixed(abs(estimate.value), decimals: decimals)
    let ends = [sign * estimate.low, sign * estimate.high].sorted()
      .map { Figures.fixed($0, decimals: decimals) }
    var share = ""
    let baselineMean = comparison.leadingScenario.statistics(of: comparison.baseline)?
      .statistics(of: comparison.rankedBy)?.mean?.value
    if let mean = baselineMean, mean != 0, mean.isFinite {
      share = " (\(Figures.plain(abs(estimate.value / mean) * 100, digits: 2)) %)"
    }
    let side = estimate.value < 0 ? "below" : "above"
    return "with an expected \(comparison.rankedBy) \(size)\(share) \(side) \(baselineName) "
      + "(95 % interval \(ends[0]) to \(ends[1]))"
  }

  /// Scenarios and years beyond the horizon that would change the finding, as further clauses.
  static func changes(_ comparison: Comparison, _ report: RunReport) -> String {
    var text = ""
    let changes = comparison.verdict.leaderChanges
    if !changes.isEmpty {
      var leaders: [String] = []
      for change in changes where !leaders.contains(change.leader) { leaders.append(change.leader) }
      let clauses = leaders.map { leader in
        let scenarios = changes.filter { $0.leader == leader }.map {
          $0.scenario + ($0.isCertain ? "" : " (not for certain)")
        }
        return "\(Figures.mix(leader)) leads in \(Figures.list(scenarios, limit: 8))"
      }
      text += ", but " + clauses.joined(separator: ", and ")
    } else if comparison.scenarios.count > 1 {
      text += ", and it leads in all \(comparison.scenarios.count) scenarios"
    }
    if let later = comparison.verdict.leaderWithTerminalValue, later != comparison.verdict.leader {
      let end = report.end
      text +=
        (changes.isEmpty ? ", but " : ", and ")
        + "\(Figures.mix(later)) leads once the years after \(end) count"
    }
    return text
  }

  private static func capitalized(_ clause: String) -> String {
    // Names are written as in the files; only the sentence's own words are capitalised.
    for opening in ["no mix", "too close"] where clause.hasPrefix(opening) {
      return Figures.capitalized(clause)
    }
    return clause
  }
}
