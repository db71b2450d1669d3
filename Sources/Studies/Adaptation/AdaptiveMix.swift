import Analysis
import ModelContract
import StudyContract

/// A mix with a second plan, and what came of it in one scenario under one set of beliefs.
public struct AdaptiveMix: Sendable {
  /// The mix as it is run.
  public let policy: Policy
  /// The scenario in which it was looked at.
  public let scenario: String
  /// The outcome by which gains are measured: the one that ranks.
  public let outcome: Outcome
  /// What came of it; nil where no future was computed without a failure.
  public let switching: Switching?

  /// What sets the second plan off. Only mixes that have one are looked at.
  public var contingency: Contingency {
    guard let contingency = policy.contingency else {
      preconditionFailure("\(policy.name) follows one plan")
    }
    return contingency
  }
}
