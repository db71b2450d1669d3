/// The same policies compared under prior beliefs and under an ensemble.
///
/// When the two do not agree, that is the verdict.
public struct BeliefsComparison: Sendable, Hashable {
  /// What the two sets of beliefs say together.
  public enum Finding: Sendable, Hashable {
    /// Same leader, same finding.
    case agree
    /// Same leader, but one set of beliefs leaves open what the other decides.
    case differInCertainty
    /// Another leader, but neither set of beliefs excludes the other's leader as the best.
    case differWithinError
    /// Another leader, and at least one set of beliefs excludes the other's leader as the best.
    case differ
  }

  /// The comparison under prior beliefs.
  public let prior: Comparison
  /// The comparison under the ensemble.
  public let ensemble: Comparison

  /// Puts two comparisons side by side.
  ///
  /// Both must rank the same outcome in the same direction.
  public init(prior: Comparison, ensemble: Comparison) {
    precondition(
      prior.rankedBy == ensemble.rankedBy && prior.direction == ensemble.direction,
      "ranked by \(prior.rankedBy) and \(ensemble.rankedBy)")
    self.prior = prior
    self.ensemble = ensemble
  }

  /// What the two say together.
  public var finding: Finding {
    let first = prior.verdict
    let second = ensemble.verdict
    if first.leader == second.leader {
      return first.finding == second.finding ? .agree : .differInCertainty
    }
    let isMutual =
      first.contenders.contains(second.leader) && second.contenders.contains(first.leader)
    return isMutual ? .differWithinError : .differ
  }

  /// Whether leader and finding are the same under both.
  public var agrees: Bool { finding == .agree }

  /// Policies that neither set of beliefs excludes, in the order of the prior's contenders.
  public var contendersOfBoth: [String] {
    let others = Set(ensemble.verdict.contenders)
    return prior.verdict.contenders.filter { others.contains($0) }
  }
}
