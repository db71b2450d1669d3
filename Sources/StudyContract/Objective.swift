import ModelContract

/// An outcome as a study looks at it: which end of its scale is wanted, and how much is enough.
public struct Objective: Sendable, Hashable {
  /// Name of the model's outcome.
  public var name: String
  /// Which end of the scale the study wants.
  public var direction: Outcome.Direction
  /// The value that counts as a success, in the outcome's unit: at least this when the outcome is
  /// maximised, at most this when it is minimised. Nil when the study sets none.
  public var threshold: Double?

  /// Looks at an outcome.
  public init(name: String, direction: Outcome.Direction, threshold: Double? = nil) {
    self.name = name
    self.direction = direction
    self.threshold = threshold
  }
}
