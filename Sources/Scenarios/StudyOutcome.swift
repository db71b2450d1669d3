import ModelContract

/// An outcome as a study looks at it.
public struct StudyOutcome: Sendable, Hashable {
  /// Name of the model's outcome.
  public let name: String
  /// Which end of the scale the study wants.
  public let direction: Outcome.Direction
  /// The value that counts as a success, in the outcome's unit: at least this when the outcome is
  /// maximised, at most this when it is minimised. Nil when the study sets none.
  public let threshold: Double?

  /// Describes an outcome of a study.
  public init(name: String, direction: Outcome.Direction, threshold: Double? = nil) {
    self.name = name
    self.direction = direction
    self.threshold = threshold
  }
}

/// A rule that makes mixes comparable: each is moved towards the baseline until an expected outcome, in
/// practice its discounted fiscal cost, exceeds the baseline's by a given amount.
///
/// A mix that stays below the amount as it is stays as it is.
public struct BudgetRule: Sendable, Hashable {
  /// Name of the outcome that is held: `fiscal_cost`.
  public let outcome: String
  /// Allowed excess over the baseline's expectation, in the outcome's unit.
  public let aboveBaseline: Double
  /// Accepted distance from the allowed excess, in the outcome's unit.
  public let tolerance: Double

  /// States a rule.
  public init(outcome: String, aboveBaseline: Double, tolerance: Double) {
    self.outcome = outcome
    self.aboveBaseline = aboveBaseline
    self.tolerance = tolerance
  }
}
