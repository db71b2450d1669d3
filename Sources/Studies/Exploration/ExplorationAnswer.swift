import Analysis
import ModelContract
import StudyContract

/// What a request comes to: the mixes of the study and those that were moved, compared as a run compares them.
public struct ExplorationAnswer: Sendable {
  /// What was asked.
  public let request: ExplorationRequest
  /// The comparison, gains and their spreads, in one scenario under one set of beliefs; parts that take longer are silent.
  public let findings: StudyFindings
  /// The scenario.
  public let scenario: Scenario
  /// The current mix.
  public let mix: Policy
  /// The changed baseline; nil where it is the study's.
  public let changedBaseline: Policy?
  /// The current mix measured from the changed baseline; nil where that is the study's.
  public let gainOverChanged: StudyFindings.Gains?
  /// Outcomes year by year of the baseline, the changed baseline where it is another one, and the current mix.
  public let lines: [YearlyFan]
  /// Futures that were run.
  public let futures: Int
  /// Whether these are all futures of the session.
  public let isWhole: Bool

  /// Runs that failed, over all mixes.
  public var failedRuns: Int { findings.comparison.runs[0].comparison.failedRuns }
}
